/* Blocks: a header, transactions, votes, packages and write sets, cut apart and not decoded (WIRE-11). */
#ifndef BLOCK_H
#define BLOCK_H

#include "byte_strings.h"
#include "code.h"

struct block {
    struct bytes header;
    struct byte_strings transactions;
    struct byte_strings votes;
    struct byte_strings packages;
    struct byte_strings write_sets;
};

enum code block_read(struct bytes data, size_t limit, struct block *block);

#endif
