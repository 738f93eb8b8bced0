/* The chip's secret: how it comes from entropy, the key that follows from it, and signing (DEVICE-6). Nothing else reads the seed. */
#ifndef SECRET_H
#define SECRET_H

#include "code.h"
#include "key.h"
#include "writer.h"

struct hash secret_make_seed(struct bytes entropy);

/* A nonce to ask with, under a tag of its own: it says nothing about a secret, even from the same entropy. */
struct hash secret_make_nonce(struct bytes entropy);

void secret_key(const struct hash *seed, uint8_t encoding[ED25519_KEY_BYTES]);
struct hash secret_account(const struct hash *seed);

/* Write the envelope of a payload, signed for one use (a tag of hash.h), as a byte string. */
enum code secret_seal(const struct hash *seed, struct bytes payload, const char *use, struct writer *writer);

#endif
