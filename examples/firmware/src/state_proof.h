/* State proofs: what convinces a chip that knows one root of what one record is, or that there is none. */
#ifndef STATE_PROOF_H
#define STATE_PROOF_H

#include "code.h"
#include "hash.h"

/* The path of a record, from its table's number and its key (STATE-3). */
struct hash state_path(uint8_t table, struct bytes key);

/* Whether a proof shows that under a root the record at a path has these bytes, or that there is none (no record).
 * CODE_MALFORMED for what encodes no proof (STATE-7), CODE_PROOF_INVALID for one that shows something else (STATE-6). */
enum code state_proof_check(struct bytes proof, struct bytes root, const struct hash *path, const struct bytes *record);

#endif
