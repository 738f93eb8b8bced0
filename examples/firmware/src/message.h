/* Messages of the target protocol as they arrive: one deterministic CBOR item with text keys, and what is in it.
 *
 * The whole message is checked first, without recursion; a value is then found by walking over what stands before it. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "cbor.h"

/* Whether the bytes are one message and nothing else. */
bool message_is_strict(struct bytes data);

/* Of a message that is strict: whether a map has a member of this name, and a reader that stands before its value. */
bool message_member(struct cbor_reader map, const char *name, struct cbor_reader *value);

/* Whether the value that a reader stands before is a map of so many members. */
bool message_is_map_of(struct cbor_reader value, uint64_t members);

/* The text that a reader stands before; false where it is none. */
bool message_text(struct cbor_reader value, struct bytes *text);

/* The number that a reader stands before; false where it is none, or above `high`. */
bool message_number(struct cbor_reader value, uint64_t high, uint64_t *number);

/* Step into an array, whose count is left in `count`; false where the value is none. */
bool message_array(struct cbor_reader *value, uint64_t *count);

/* Walk over a value. */
void message_skip(struct cbor_reader *reader);

bool message_is_null(struct cbor_reader value);

#endif
