#include "hexadecimal.h"

static const char DIGITS[] = "0123456789abcdef";

static bool is_digit(uint8_t character)
{
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
}

static uint8_t value_of(uint8_t digit)
{
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

bool hexadecimal_is(struct bytes text)
{
    for (size_t index = 0; index < text.length; index++)
        if (!is_digit(text.at[index]))
            return false;
    return text.length % 2 == 0;
}

struct bytes hexadecimal_decode(struct bytes text, uint8_t *into)
{
    for (size_t index = 0; index < text.length / 2; index++)
        into[index] = (uint8_t)(value_of(text.at[2 * index]) << 4 | value_of(text.at[2 * index + 1]));
    return bytes_of(into, text.length / 2);
}

void hexadecimal_encode(struct bytes data, uint8_t *into)
{
    for (size_t index = 0; index < data.length; index++) {
        into[2 * index] = (uint8_t)DIGITS[data.at[index] >> 4];
        into[2 * index + 1] = (uint8_t)DIGITS[data.at[index] & 0x0f];
    }
}
