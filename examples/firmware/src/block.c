#include "block.h"

enum {
    PARTS = 5,
    /* How many times as many bytes a block may have with its write sets as without them (WIRE-11). */
    WITH_WRITE_SETS = 12,
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
    if (data.length > WITH_WRITE_SETS * limit)
        return CODE_BLOCK_TOO_LARGE;
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, PARTS);
    block->header = cbor_read_byte_string(&reader);
    block->transactions = read_byte_strings(&reader);
    block->votes = read_byte_strings(&reader);
    block->packages = read_byte_strings(&reader);
    size_t after = cbor_left(&reader);
    block->write_sets = read_byte_strings(&reader);
    if (!cbor_is_read(&reader))
        return CODE_MALFORMED;
    /* WIRE-11: with an empty list, which is one byte, in the place of the write sets. */
    return data.length - after + 1 > limit ? CODE_BLOCK_TOO_LARGE : CODE_NONE;
}
