/* Block headers, signed by their producers (WIRE-13). */
#ifndef HEADER_H
#define HEADER_H

#include "code.h"
#include "hash.h"

struct header {
    uint64_t version;
    struct bytes chain;
    uint64_t height;
    uint64_t slot;
    struct bytes parent;
    uint64_t mode;
    struct bytes reveal;
    struct bytes votes_root;
    struct bytes transactions_root;
    struct bytes receipts_root;
    struct bytes state_root;
};

struct sealed_header {
    struct header header;
    struct hash producer;
    struct hash hash;
};

/* The form and the hash, and nothing of the signature. Fields are runs of the bytes given, which have to stay. */
enum code header_read(struct bytes data, struct header *header, struct hash *hash);

/* Whether its producer signed it as well. */
enum code header_authenticate(struct bytes data, struct sealed_header *result);

#endif
