#include "utf8.h"

static bool is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* How many bytes the character at the start has; 0 where they are no character. */
static size_t character_length(struct bytes text)
{
    uint8_t first = text.at[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    if (length == 0 || length > text.length)
        return 0;
    for (size_t index = 1; index < length; index++)
        if (!is_continuation(text.at[index]))
            return 0;
    uint8_t second = text.at[1];
    /* The longer forms of a character, the halves of surrogate pairs, and what lies beyond the last code point. */
    bool is_refused = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                      (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
    return is_refused ? 0 : length;
}

bool utf8_count(struct bytes text, size_t *characters)
{
    *characters = 0;
    while (text.length > 0) {
        size_t length = character_length(text);
        if (length == 0)
            return false;
        text = bytes_of(text.at + length, text.length - length);
        ++*characters;
    }
    return true;
}
