#include "value.h"

#include "hexadecimal.h"

bool value_bytes(struct cbor_reader value, uint8_t *request, struct bytes *data)
{
    struct bytes text;
    if (!message_text(value, &text) || !hexadecimal_is(text))
        return false;
    *data = hexadecimal_decode(text, request + (text.at - request));
    return true;
}

bool value_decimal(struct cbor_reader value, uint64_t *number)
{
    struct bytes text;
    if (!message_text(value, &text) || text.length == 0 || (text.length > 1 && text.at[0] == '0'))
        return false;
    *number = 0;
    for (size_t index = 0; index < text.length; index++) {
        uint8_t digit = (uint8_t)(text.at[index] - '0');
        if (digit > 9 || *number > (UINT64_MAX - digit) / 10)
            return false;
        *number = 10 * *number + digit;
    }
    return true;
}

/* The bytes of a text whose digits were decoded: they fill its first half. */
static struct bytes read_decoded(struct cbor_reader *reader)
{
    struct bytes text = cbor_take(reader, cbor_read_head(reader).argument);
    return bytes_of(text.at, text.length / 2);
}

bool value_byte_strings(struct cbor_reader value, uint8_t *request, size_t length, struct byte_strings *list)
{
    uint64_t count = cbor_read_array(&value);
    struct byte_strings found = {count, value, read_decoded};
    for (uint64_t index = 0; index < count && !value.failed; index++) {
        struct bytes data;
        if (!value_bytes(value, request, &data) || (length != 0 && data.length != length))
            return false;
        read_decoded(&value);
    }
    *list = found;
    return !value.failed;
}

bool member_bytes(struct cbor_reader map, const char *name, uint8_t *request, struct bytes *data)
{
    struct cbor_reader value;
    return message_member(map, name, &value) && value_bytes(value, request, data);
}

bool member_hash(struct cbor_reader map, const char *name, uint8_t *request, struct bytes *data)
{
    return member_bytes(map, name, request, data) && data->length == HASH_BYTES;
}

bool member_decimal(struct cbor_reader map, const char *name, uint64_t *number)
{
    struct cbor_reader value;
    return message_member(map, name, &value) && value_decimal(value, number);
}

bool member_byte_strings(struct cbor_reader map, const char *name, uint8_t *request, size_t length, struct byte_strings *list)
{
    struct cbor_reader value;
    return message_member(map, name, &value) && value_byte_strings(value, request, length, list);
}
