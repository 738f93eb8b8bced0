/* Public keys: their one encoding as COSE_Key, what makes one valid, and the account that each is. */
#ifndef KEY_H
#define KEY_H

#include "code.h"
#include "hash.h"

enum algorithm {
    ALGORITHM_EDDSA,
    ALGORITHM_ES256,
};

struct public_key {
    enum algorithm algorithm;
    /* The COSE_Key, as it travels. */
    struct bytes encoding;
    const uint8_t *x;
    /* Null for EdDSA. */
    const uint8_t *y;
};

/* Read a key from exactly its bytes; false where they are not one of the two forms of WIRE-7. */
bool key_read(struct bytes encoding, struct public_key *key);

enum { ED25519_KEY_BYTES = 40 };

/* The COSE_Key of an Ed25519 key. */
void key_write_ed25519(const uint8_t x[COORDINATE_BYTES], uint8_t encoding[ED25519_KEY_BYTES]);

struct hash key_account(const struct public_key *key);
enum code key_check(const struct public_key *key);

#endif
