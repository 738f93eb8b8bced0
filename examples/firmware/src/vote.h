/* Finality votes, signed by agents (WIRE-14). */
#ifndef VOTE_H
#define VOTE_H

#include "cbor.h"
#include "envelope.h"

struct vote {
    struct bytes chain;
    uint64_t source_epoch;
    struct bytes source_hash;
    uint64_t target_epoch;
    struct bytes target_hash;
};

/* A vote of which everything but the signature's equation is known to be right. */
struct signed_vote {
    struct vote vote;
    struct hash voter;
    struct envelope envelope;
};

struct sealed_vote {
    struct vote vote;
    struct hash voter;
};

bool vote_equal(const struct vote *one, const struct vote *other);

/* The fields of a vote, which follow as an array. They are runs of the bytes read. */
void vote_read_fields(struct cbor_reader *reader, struct vote *vote);

/* The form, the key and the signature's form (WIRE-14). Fields are runs of the bytes given, which have to stay. */
enum code vote_read(struct bytes data, struct signed_vote *result);

/* Whether the voter signed it: the dear check, alone. */
enum code vote_verify(const struct signed_vote *vote);

/* Both, in this order. */
enum code vote_authenticate(struct bytes data, struct sealed_vote *result);

#endif
