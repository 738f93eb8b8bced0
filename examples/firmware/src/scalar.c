#include "scalar.h"

#include "reply.h"

struct scalar scalar_read(struct cbor_reader *reader)
{
    struct scalar scalar = {cbor_read_head(reader), {reader->at, 0}};
    uint64_t argument = scalar.head.argument;
    bool is_scalar = false;
    switch (scalar.head.type) {
    case CBOR_SIMPLE:
        is_scalar = argument >= CBOR_FALSE && argument <= CBOR_NULL;
        break;
    case CBOR_UNSIGNED:
    case CBOR_NEGATIVE:
        /* A negative one is one less than its argument's negation. */
        is_scalar = argument <= INT64_MAX;
        break;
    case CBOR_BYTE_STRING:
        is_scalar = argument <= MAX_SCALAR_BYTES;
        if (is_scalar)
            scalar.bytes = cbor_take(reader, argument);
        break;
    default:
        break;
    }
    if (!is_scalar)
        cbor_fail(reader);
    return scalar;
}

void scalar_write(const struct scalar *scalar)
{
    uint64_t argument = scalar->head.argument;
    switch (scalar->head.type) {
    case CBOR_SIMPLE:
        if (argument == CBOR_NULL)
            reply_null();
        else
            reply_truth(argument == CBOR_TRUE);
        return;
    case CBOR_BYTE_STRING:
        reply_map(1);
        reply_name("string");
        reply_hexadecimal(scalar->bytes);
        return;
    case CBOR_NEGATIVE:
        reply_map(1);
        reply_name("integer");
        reply_negative_decimal(argument + 1);
        return;
    default:
        reply_map(1);
        reply_name("integer");
        reply_decimal(argument);
    }
}
