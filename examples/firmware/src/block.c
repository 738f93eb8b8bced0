#include "block.h"

enum {
    PARTS = 3,
};

static struct byte_strings read_byte_strings(struct cbor_reader *reader)
{
    uint64_t count = cbor_read_array(reader);
    struct byte_strings list = {count, *reader, cbor_read_byte_string};
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        cbor_read_byte_string(reader);
    return list;
}

enum code block_read(struct bytes data, size_t limit, struct block *block)
{
    /* WIRE-11: before anything is decoded. */
    if (data.length > limit)
        return CODE_BLOCK_TOO_LARGE;
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, PARTS);
    block->header = cbor_read_byte_string(&reader);
    block->transactions = read_byte_strings(&reader);
    block->votes = read_byte_strings(&reader);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}
