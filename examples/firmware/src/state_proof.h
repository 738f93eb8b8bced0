/* State proofs: what convinces a chip that knows one root of what one record is, or that there is none. */
#ifndef STATE_PROOF_H
#define STATE_PROOF_H

#include "code.h"
#include "hash.h"

/* What lies beside the way from the root to a path. */
struct state_proof {
    /* The other path and its record's hash; empty where there is no occupant. */
    struct bytes occupant;
    /* The deepest first; 32 zeros for an empty side. */
    struct byte_strings siblings;
};

enum {
    OCCUPANT_BYTES = 2 * HASH_BYTES,
};

/* The path of a record, from its table's number and its key (STATE-3). */
struct hash state_path(uint8_t table, struct bytes key);

/* The proof that bytes encode, or CODE_MALFORMED (STATE-7). */
enum code state_proof_read(struct bytes data, struct state_proof *proof);

/* Whether a proof shows that under a root the record at a path has this hash, without a tag, or that there is none (no record).
 * CODE_PROOF_INVALID for one that shows something else (STATE-6). */
enum code state_proof_check(const struct state_proof *proof, struct bytes root, const struct hash *path, const struct hash *record);

#endif
