/* Byte strings one after another, wherever they come from. However many there are, they take no memory. */
#ifndef BYTE_STRINGS_H
#define BYTE_STRINGS_H

#include "cbor.h"

struct byte_strings {
    uint64_t count;
    struct cbor_reader at;
    /* Reads the one that the reader stands before. */
    struct bytes (*read)(struct cbor_reader *reader);
};

#endif
