/* The frames of the serial link: COBS, ended by a zero, with a CRC (spec/conformance.md). */
#ifndef FRAME_H
#define FRAME_H

#include "bytes.h"

enum frame_type {
    FRAME_MORE = 1,
    FRAME_LAST = 2,
    FRAME_ACK = 3,
    FRAME_NAK = 4,
    FRAME_START = 5,
};

enum {
    FRAME_HEAD_BYTES = 2,
    FRAME_CRC_BYTES = 2,
    /* COBS then needs one byte more, and never a second one. */
    FRAME_MAX_CHUNK_BYTES = 248,
    FRAME_MAX_CONTENT_BYTES = FRAME_HEAD_BYTES + FRAME_MAX_CHUNK_BYTES + FRAME_CRC_BYTES,
    FRAME_MAX_ENCODED_BYTES = FRAME_MAX_CONTENT_BYTES + 1,
    /* A zero in front, which ends what may have been begun, and one behind. */
    FRAME_MAX_LINE_BYTES = FRAME_MAX_ENCODED_BYTES + 2,
};

struct frame {
    enum frame_type type;
    uint8_t number;
    struct bytes payload;
};

/* The bytes for the line, both zeros included; their number is returned. */
size_t frame_encode(const struct frame *frame, uint8_t line[FRAME_MAX_LINE_BYTES]);

/* Decode the bytes between two zeros in place; false where they are damaged. The payload is a run of them. */
bool frame_decode(uint8_t *encoded, size_t length, struct frame *frame);

#endif
