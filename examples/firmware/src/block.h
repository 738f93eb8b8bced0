/* Blocks: a header and transactions, cut apart and not decoded (WIRE-11). */
#ifndef BLOCK_H
#define BLOCK_H

#include "cbor.h"
#include "code.h"

struct block {
    struct bytes header;
    uint64_t transactions;
    /* Reads the transactions, one byte string after another; however many there are, they take no memory. */
    struct cbor_reader at_transactions;
};

enum code block_read(struct bytes data, size_t limit, struct block *block);

#endif
