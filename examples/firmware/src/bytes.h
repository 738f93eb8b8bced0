/* A run of bytes that somebody else keeps, and the plain operations on such runs. */
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    HASH_BYTES = 32,
    COORDINATE_BYTES = 32,
    SIGNATURE_BYTES = 64,
};

struct bytes {
    const uint8_t *at;
    size_t length;
};

static inline struct bytes bytes_of(const void *at, size_t length)
{
    struct bytes run = {at, length};
    return run;
}

static inline struct bytes bytes_of_text(const char *text)
{
    return bytes_of(text, strlen(text));
}

/* An empty run may have no address, which memcmp does not allow. */
static inline bool bytes_equal(struct bytes one, struct bytes other)
{
    return one.length == other.length && (one.length == 0 || memcmp(one.at, other.at, one.length) == 0);
}

static inline bool bytes_are_zero(struct bytes run)
{
    for (size_t index = 0; index < run.length; index++)
        if (run.at[index] != 0)
            return false;
    return true;
}

#endif
