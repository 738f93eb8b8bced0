#include "cbor.h"

#include "utf8.h"

enum {
    ARGUMENT_OF_ONE_BYTE = 24,
    ARGUMENT_OF_EIGHT_BYTES = 27,
};

struct cbor_reader cbor_reader_of(struct bytes data)
{
    struct cbor_reader reader = {data.at, data.at + data.length, false};
    return reader;
}

size_t cbor_left(const struct cbor_reader *reader)
{
    return reader->failed ? 0 : (size_t)(reader->end - reader->at);
}

void cbor_fail(struct cbor_reader *reader)
{
    reader->failed = true;
}

bool cbor_is_read(const struct cbor_reader *reader)
{
    return !reader->failed && reader->at == reader->end;
}

struct cbor_head cbor_read_head(struct cbor_reader *reader)
{
    struct cbor_head nothing = {CBOR_UNSIGNED, 0};
    if (cbor_left(reader) == 0) {
        cbor_fail(reader);
        return nothing;
    }
    uint8_t first = *reader->at++;
    struct cbor_head head = {(enum cbor_type)(first >> 5), first & 0x1f};
    if (head.argument < ARGUMENT_OF_ONE_BYTE)
        return head;
    /* WIRE-2: 28 to 30 mean nothing, and 31 an indefinite length. */
    if (head.argument > ARGUMENT_OF_EIGHT_BYTES) {
        cbor_fail(reader);
        return nothing;
    }
    size_t width = (size_t)1 << (head.argument - ARGUMENT_OF_ONE_BYTE);
    struct bytes number = cbor_take(reader, width);
    head.argument = 0;
    for (size_t index = 0; index < number.length; index++)
        head.argument = head.argument << 8 | number.at[index];
    /* WIRE-1: an argument that fits into half of its bytes has a shorter form. Of simple values only the short ones are read here. */
    bool is_shortest = width == 1 ? head.argument >= ARGUMENT_OF_ONE_BYTE : head.argument >> (4 * width) != 0;
    if (reader->failed || !is_shortest || head.type == CBOR_SIMPLE) {
        cbor_fail(reader);
        return nothing;
    }
    return head;
}

struct bytes cbor_take(struct cbor_reader *reader, uint64_t length)
{
    /* WIRE-2: a length that is only declared costs nothing. */
    if (reader->failed || length > cbor_left(reader)) {
        cbor_fail(reader);
        return bytes_of(reader->end, 0);
    }
    struct bytes taken = bytes_of(reader->at, (size_t)length);
    reader->at += taken.length;
    return taken;
}

static uint64_t read_argument(struct cbor_reader *reader, enum cbor_type type)
{
    struct cbor_head head = cbor_read_head(reader);
    if (head.type != type)
        cbor_fail(reader);
    return reader->failed ? 0 : head.argument;
}

uint64_t cbor_read_unsigned(struct cbor_reader *reader, uint64_t high)
{
    uint64_t value = read_argument(reader, CBOR_UNSIGNED);
    if (value > high)
        cbor_fail(reader);
    return reader->failed ? 0 : value;
}

uint64_t cbor_read_unsigned_from(struct cbor_reader *reader, uint64_t low, uint64_t high)
{
    uint64_t value = cbor_read_unsigned(reader, high);
    if (value < low)
        cbor_fail(reader);
    return value;
}

bool cbor_read_truth(struct cbor_reader *reader)
{
    return cbor_read_unsigned(reader, 1) == 1;
}

struct bytes cbor_read_byte_string(struct cbor_reader *reader)
{
    return cbor_take(reader, read_argument(reader, CBOR_BYTE_STRING));
}

struct bytes cbor_read_byte_string_of(struct cbor_reader *reader, size_t length)
{
    struct bytes value = cbor_read_byte_string(reader);
    if (value.length != length)
        cbor_fail(reader);
    return value;
}

struct bytes cbor_read_byte_string_up_to(struct cbor_reader *reader, size_t high)
{
    struct bytes value = cbor_read_byte_string(reader);
    if (value.length > high)
        cbor_fail(reader);
    return value;
}

struct bytes cbor_read_text(struct cbor_reader *reader, size_t low, size_t high)
{
    struct bytes value = cbor_take(reader, read_argument(reader, CBOR_TEXT));
    size_t characters = 0;
    if (!utf8_count(value, &characters) || characters < low || characters > high)
        cbor_fail(reader);
    return value;
}

uint64_t cbor_read_array(struct cbor_reader *reader)
{
    return read_argument(reader, CBOR_ARRAY);
}

void cbor_read_array_of(struct cbor_reader *reader, uint64_t count)
{
    if (cbor_read_array(reader) != count)
        cbor_fail(reader);
}

size_t cbor_write_head(uint8_t *into, enum cbor_type type, uint64_t argument)
{
    uint8_t first = (uint8_t)(type << 5);
    if (argument < ARGUMENT_OF_ONE_BYTE) {
        into[0] = (uint8_t)(first | argument);
        return 1;
    }
    unsigned power = 0;
    while (power < 3 && argument >> (8U << power) != 0)
        power++;
    size_t width = (size_t)1 << power;
    into[0] = (uint8_t)(first | (ARGUMENT_OF_ONE_BYTE + power));
    for (size_t index = 0; index < width; index++)
        into[1 + index] = (uint8_t)(argument >> (8 * (width - 1 - index)));
    return 1 + width;
}
