/* Values of a case's input, each in its one form (spec/vectors.md).
 *
 * Hexadecimal digits become the bytes that they stand for where they stand in the request, so that a value is read once. */
#ifndef VALUE_H
#define VALUE_H

#include "byte_strings.h"
#include "message.h"

/* Each is false where the value is something else. */
bool value_bytes(struct cbor_reader value, uint8_t *request, struct bytes *data);
bool value_decimal(struct cbor_reader value, uint64_t *number);

/* A list of byte strings of this length, or of any where it is 0. */
bool value_byte_strings(struct cbor_reader value, uint8_t *request, size_t length, struct byte_strings *list);

/* The same of a map's member. */
bool member_bytes(struct cbor_reader map, const char *name, uint8_t *request, struct bytes *data);
bool member_hash(struct cbor_reader map, const char *name, uint8_t *request, struct bytes *data);
bool member_decimal(struct cbor_reader map, const char *name, uint64_t *number);
bool member_byte_strings(struct cbor_reader map, const char *name, uint8_t *request, size_t length, struct byte_strings *list);

#endif
