#include "reply.h"

#include "cbor.h"
#include "hexadecimal.h"
#include "link.h"

enum {
    /* And a sign. */
    MAX_DECIMAL_DIGITS = 21,
    BYTES_AT_ONCE = 32,
};

static void write_head(enum cbor_type type, uint64_t argument)
{
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    link_write(bytes_of(head, cbor_write_head(head, type, argument)));
}

void reply_map(uint64_t members)
{
    write_head(CBOR_MAP, members);
}

void reply_array(uint64_t elements)
{
    write_head(CBOR_ARRAY, elements);
}

void reply_number(uint64_t value)
{
    write_head(CBOR_UNSIGNED, value);
}

void reply_text(struct bytes text)
{
    write_head(CBOR_TEXT, text.length);
    link_write(text);
}

void reply_null(void)
{
    write_head(CBOR_SIMPLE, CBOR_NULL);
}

void reply_truth(bool value)
{
    write_head(CBOR_SIMPLE, value ? CBOR_TRUE : CBOR_FALSE);
}

void reply_name(const char *name)
{
    reply_text(bytes_of_text(name));
}

static void write_decimal(uint64_t value, bool is_negative)
{
    uint8_t digits[MAX_DECIMAL_DIGITS];
    size_t start = sizeof digits;
    do {
        digits[--start] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    if (is_negative)
        digits[--start] = '-';
    reply_text(bytes_of(digits + start, sizeof digits - start));
}

void reply_decimal(uint64_t value)
{
    write_decimal(value, false);
}

void reply_negative_decimal(uint64_t magnitude)
{
    write_decimal(magnitude, true);
}

void reply_hexadecimal(struct bytes data)
{
    write_head(CBOR_TEXT, 2 * (uint64_t)data.length);
    while (data.length > 0) {
        uint8_t digits[2 * BYTES_AT_ONCE];
        size_t part = data.length < BYTES_AT_ONCE ? data.length : BYTES_AT_ONCE;
        hexadecimal_encode(bytes_of(data.at, part), digits);
        link_write(bytes_of(digits, 2 * part));
        data = bytes_of(data.at + part, data.length - part);
    }
}
