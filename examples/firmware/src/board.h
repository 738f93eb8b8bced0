/* What the firmware needs of the board that it runs on: a serial line and a clock. */
#ifndef BOARD_H
#define BOARD_H

#include "bytes.h"

extern const char board_name[];

/* Bytes that have arrived, at most as many as there is room for; after so many milliseconds without one, none. */
size_t board_read(uint8_t *into, size_t room, uint32_t milliseconds);

void board_write(const uint8_t *data, size_t length);

/* A clock that wraps around. */
uint32_t board_milliseconds(void);

#endif
