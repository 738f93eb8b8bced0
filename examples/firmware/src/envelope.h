/* Envelopes: how everything that is signed travels, a COSE_Sign1 that carries its signer's key (WIRE-5). */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include "key.h"

struct envelope {
    struct public_key key;
    /* The header that the signature covers, wrapped in its byte string. */
    struct bytes header_string;
    struct bytes payload;
    const uint8_t *signature;
};

/* What a signature is over. A payload that was decoded has less than 300 bytes, and what stands around it less than 140. */
struct signed_bytes {
    uint8_t bytes[512];
    size_t length;
};

/* CODE_NONE or CODE_MALFORMED; nothing is verified yet. */
enum code envelope_read(struct bytes data, struct envelope *envelope);

/* Put together what the signature covers, for one use (a tag of hash.h). False where it has no room. */
bool envelope_signed_bytes(const struct envelope *envelope, const char *use, struct signed_bytes *into);

#endif
