/* Writing deterministic CBOR into a buffer, item by item (WIRE-1).
 *
 * What has no room makes the writer fail for good, so that a caller writes all and asks once. */
#ifndef WRITER_H
#define WRITER_H

#include "cbor.h"

struct writer {
    uint8_t *at;
    size_t room;
    size_t length;
    bool failed;
};

struct writer writer_of(uint8_t *into, size_t room);
struct bytes writer_written(const struct writer *writer);

void writer_head(struct writer *writer, enum cbor_type type, uint64_t argument);
void writer_array(struct writer *writer, uint64_t count);
void writer_number(struct writer *writer, uint64_t value);
void writer_byte_string(struct writer *writer, struct bytes value);

/* Bytes as they are. */
void writer_raw(struct writer *writer, struct bytes value);

#endif
