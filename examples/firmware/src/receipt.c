#include "receipt.h"

#include "cbor.h"
#include "parameters.h"

enum {
    FIELDS = 3,
};

/* WIRE-12: an outcome that is not known is kept: later versions have more codes. */
enum code receipt_read(struct bytes data, struct receipt *receipt)
{
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, FIELDS);
    receipt->transaction = cbor_read_byte_string_of(&reader, HASH_BYTES);
    receipt->outcome = cbor_read_unsigned(&reader, UINT16_MAX);
    receipt->fee = cbor_read_unsigned(&reader, MAX_AMOUNT);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}
