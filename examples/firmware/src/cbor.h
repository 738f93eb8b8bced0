/* Reading deterministic CBOR, item by item, from bytes that are there in full (WIRE-1, WIRE-2).
 *
 * Once something is not as it has to be, the reader has failed for good: every later read gives nothing, so that a
 * caller reads all fields and asks once, at the end. */
#ifndef CBOR_H
#define CBOR_H

#include "bytes.h"

enum cbor_type {
    CBOR_UNSIGNED = 0,
    CBOR_NEGATIVE = 1,
    CBOR_BYTE_STRING = 2,
    CBOR_TEXT = 3,
    CBOR_ARRAY = 4,
    CBOR_MAP = 5,
    CBOR_TAG = 6,
    CBOR_SIMPLE = 7,
};

enum {
    CBOR_FALSE = 20,
    CBOR_TRUE = 21,
    CBOR_NULL = 22,
};

struct cbor_reader {
    const uint8_t *at;
    const uint8_t *end;
    bool failed;
};

/* The first byte or bytes of an item: its type, and the number, the length or the count that it begins with. */
struct cbor_head {
    enum cbor_type type;
    uint64_t argument;
};

struct cbor_reader cbor_reader_of(struct bytes data);
size_t cbor_left(const struct cbor_reader *reader);
void cbor_fail(struct cbor_reader *reader);

/* Whether everything was as it has to be, and nothing is left. */
bool cbor_is_read(const struct cbor_reader *reader);

struct cbor_head cbor_read_head(struct cbor_reader *reader);
struct bytes cbor_take(struct cbor_reader *reader, uint64_t length);
uint64_t cbor_read_unsigned(struct cbor_reader *reader, uint64_t high);
uint64_t cbor_read_unsigned_from(struct cbor_reader *reader, uint64_t low, uint64_t high);

/* A truth value travels as 0 or 1. */
bool cbor_read_truth(struct cbor_reader *reader);

struct bytes cbor_read_byte_string(struct cbor_reader *reader);
struct bytes cbor_read_byte_string_of(struct cbor_reader *reader, size_t length);
struct bytes cbor_read_byte_string_up_to(struct cbor_reader *reader, size_t high);
struct bytes cbor_read_text(struct cbor_reader *reader, size_t low, size_t high);
uint64_t cbor_read_array(struct cbor_reader *reader);
void cbor_read_array_of(struct cbor_reader *reader, uint64_t count);

/* The head of an item in its shortest form; its length is returned. */
enum { CBOR_MAX_HEAD_BYTES = 9 };
size_t cbor_write_head(uint8_t *into, enum cbor_type type, uint64_t argument);

#endif
