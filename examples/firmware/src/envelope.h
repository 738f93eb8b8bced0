/* Envelopes: how everything that is signed travels, a COSE_Sign1 that carries its signer's key (WIRE-5). */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include "key.h"
#include "parameters.h"
#include "writer.h"

struct envelope {
    struct public_key key;
    /* The header that the signature covers, wrapped in its byte string. */
    struct bytes header_string;
    struct bytes payload;
    const uint8_t *signature;
};

/* What a signature is over. The longest is a transaction's, and shorter than the transaction: the context and the use
 * that it has more are shorter than the signature that it has not. */
struct signed_bytes {
    uint8_t bytes[MAX_TRANSACTION_BYTES];
    size_t length;
};

/* CODE_NONE or CODE_MALFORMED; nothing is verified yet. */
enum code envelope_read(struct bytes data, struct envelope *envelope);

/* The header of an envelope whose signer has this Ed25519 key, wrapped in its byte string. */
enum { ED25519_HEADER_STRING_BYTES = 2 + 8 + ED25519_KEY_BYTES };
void envelope_write_header_string(const uint8_t key[ED25519_KEY_BYTES], uint8_t header_string[ED25519_HEADER_STRING_BYTES]);

/* Write an envelope, as the byte string that holds it. */
void envelope_write(const struct envelope *envelope, struct writer *writer);

/* Put together what the signature covers, for one use (a tag of hash.h). False where it has no room. */
bool envelope_signed_bytes(const struct envelope *envelope, const char *use, struct signed_bytes *into);

#endif
