/* What the firmware needs of the board that it runs on: a serial line, a clock, and memory that outlives the power. */
#ifndef BOARD_H
#define BOARD_H

#include "bytes.h"

extern const char board_name[];

/* Bytes that have arrived, at most as many as there is room for; after so many milliseconds without one, none. */
size_t board_read(uint8_t *into, size_t room, uint32_t milliseconds);

void board_write(const uint8_t *data, size_t length);

/* A clock that wraps around. */
uint32_t board_milliseconds(void);

enum {
    /* As much non-volatile memory as the firmware asks for. */
    BOARD_STORE_BYTES = 8192,
};

void board_store_read(size_t start, void *into, size_t length);

/* Whoever cuts the power meanwhile leaves some of the bytes written, the first ones. */
void board_store_write(size_t start, const void *data, size_t length);

/* Random bytes for a key of the chip's own; false where the board has no source of them. */
bool board_random(uint8_t *into, size_t length);

#endif
