/* Replies, written item by item into the link; nothing of them is kept.
 *
 * The encoding is deterministic, so a map's members have to be written in the order of their encoded keys: shorter names first. */
#ifndef REPLY_H
#define REPLY_H

#include "bytes.h"

void reply_map(uint64_t members);
void reply_array(uint64_t elements);
void reply_number(uint64_t value);
void reply_text(struct bytes text);
void reply_null(void);
void reply_truth(bool value);

/* The name of a member; its value follows. */
void reply_name(const char *name);

/* An integer whose type is wider than 53 bits, as a decimal string. */
void reply_decimal(uint64_t value);
void reply_negative_decimal(uint64_t magnitude);

/* Bytes, as hexadecimal digits. */
void reply_hexadecimal(struct bytes data);

#endif
