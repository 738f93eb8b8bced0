#include "writer.h"

struct writer writer_of(uint8_t *into, size_t room)
{
    struct writer writer = {into, room, 0, false};
    return writer;
}

struct bytes writer_written(const struct writer *writer)
{
    return bytes_of(writer->at, writer->failed ? 0 : writer->length);
}

void writer_raw(struct writer *writer, struct bytes value)
{
    if (writer->failed || value.length > writer->room - writer->length) {
        writer->failed = true;
        return;
    }
    if (value.length > 0)
        memcpy(writer->at + writer->length, value.at, value.length);
    writer->length += value.length;
}

void writer_head(struct writer *writer, enum cbor_type type, uint64_t argument)
{
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    writer_raw(writer, bytes_of(head, cbor_write_head(head, type, argument)));
}

void writer_array(struct writer *writer, uint64_t count)
{
    writer_head(writer, CBOR_ARRAY, count);
}

void writer_number(struct writer *writer, uint64_t value)
{
    writer_head(writer, CBOR_UNSIGNED, value);
}

void writer_byte_string(struct writer *writer, struct bytes value)
{
    writer_head(writer, CBOR_BYTE_STRING, value.length);
    writer_raw(writer, value);
}
