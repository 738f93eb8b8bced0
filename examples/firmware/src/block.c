#include "block.h"

enum {
    PARTS = 2,
};

enum code block_read(struct bytes data, size_t limit, struct block *block)
{
    /* WIRE-11: before anything is decoded. */
    if (data.length > limit)
        return CODE_BLOCK_TOO_LARGE;
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, PARTS);
    block->header = cbor_read_byte_string(&reader);
    block->transactions = cbor_read_array(&reader);
    block->at_transactions = reader;
    for (uint64_t index = 0; index < block->transactions && !reader.failed; index++)
        cbor_read_byte_string(&reader);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}
