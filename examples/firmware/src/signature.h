/* Signatures: one exact rule for each algorithm, because libraries differ at the edges and a chain may not (WIRE-8). */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include "key.h"

/* Whether a signature has the one form that the protocol knows: CODE_NONE, or CODE_SIGNATURE_NOT_CANONICAL. */
enum code signature_check(const struct public_key *key, const uint8_t signature[SIGNATURE_BYTES]);

/* Whether a canonical signature by a valid key verifies: CODE_NONE, or CODE_SIGNATURE_INVALID. The dear part. */
enum code signature_verify(const struct public_key *key, struct bytes message, const uint8_t signature[SIGNATURE_BYTES]);

#endif
