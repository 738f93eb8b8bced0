/* What can leave a program of a contract: nil, a truth value, an integer of 64 bits, a string (WIRE-16). */
#ifndef SCALAR_H
#define SCALAR_H

#include "cbor.h"

enum { MAX_SCALAR_BYTES = 1024 };

/* A head, and a string's bytes. */
struct scalar {
    struct cbor_head head;
    struct bytes bytes;
};

struct scalar scalar_read(struct cbor_reader *reader);

/* As an outcome has it. */
void scalar_write(const struct scalar *scalar);

#endif
