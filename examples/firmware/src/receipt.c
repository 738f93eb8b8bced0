#include "receipt.h"

#include "cbor.h"
#include "parameters.h"

enum {
    FIELDS = 3,
    FIELDS_OF_CALL = 4,
    CALL_FIELDS = 3,
};

/* WIRE-12: an outcome that is not known is kept: later versions have more codes. */
enum code receipt_read(struct bytes data, struct receipt *receipt)
{
    struct cbor_reader reader = cbor_reader_of(data);
    uint64_t fields = cbor_read_array(&reader);
    if (fields != FIELDS && fields != FIELDS_OF_CALL)
        cbor_fail(&reader);
    receipt->transaction = cbor_read_byte_string_of(&reader, HASH_BYTES);
    receipt->outcome = cbor_read_unsigned(&reader, UINT16_MAX);
    receipt->fee = cbor_read_unsigned(&reader, MAX_AMOUNT);
    receipt->is_of_call = fields == FIELDS_OF_CALL;
    if (receipt->is_of_call) {
        cbor_read_array_of(&reader, CALL_FIELDS);
        receipt->call = call_result_read(&reader);
    }
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}
