#include "key.h"

#include "ed25519.h"
#include "p256.h"

/* WIRE-7: a COSE_Key of each kind has one form, in which only the coordinates vary. */
static const uint8_t ED25519_BEFORE_X[] = {0xa3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20};
static const uint8_t P256_BEFORE_X[] = {0xa4, 0x01, 0x02, 0x20, 0x01, 0x21, 0x58, 0x20};
static const uint8_t P256_BEFORE_Y[] = {0x22, 0x58, 0x20};

enum {
    X_START = sizeof ED25519_BEFORE_X,
    X_END = X_START + COORDINATE_BYTES,
    Y_START = X_END + sizeof P256_BEFORE_Y,
    Y_END = Y_START + COORDINATE_BYTES,
};

bool key_read(struct bytes encoding, struct public_key *key)
{
    const uint8_t *at = encoding.at;
    key->encoding = encoding;
    if (encoding.length == X_END && memcmp(at, ED25519_BEFORE_X, X_START) == 0) {
        key->algorithm = ALGORITHM_EDDSA;
        key->x = at + X_START;
        key->y = NULL;
        return true;
    }
    if (encoding.length == Y_END && memcmp(at, P256_BEFORE_X, X_START) == 0 && memcmp(at + X_END, P256_BEFORE_Y, sizeof P256_BEFORE_Y) == 0) {
        key->algorithm = ALGORITHM_ES256;
        key->x = at + X_START;
        key->y = at + Y_START;
        return true;
    }
    return false;
}

void key_write_ed25519(const uint8_t x[COORDINATE_BYTES], uint8_t encoding[ED25519_KEY_BYTES])
{
    memcpy(encoding, ED25519_BEFORE_X, X_START);
    memcpy(encoding + X_START, x, COORDINATE_BYTES);
}

_Static_assert((int)X_END == (int)ED25519_KEY_BYTES, "a key is as long as its parts");

/* WIRE-6: the COSE Key Thumbprint, the one hash without a tag. */
struct hash key_account(const struct public_key *key)
{
    return plain_hash(key->encoding);
}

/* WIRE-7. Whether an Ed25519 key is on the curve is not asked here: one that is not verifies nothing. */
enum code key_check(const struct public_key *key)
{
    if (key->algorithm == ALGORITHM_EDDSA)
        return ed25519_is_proper_point(key->x) ? CODE_NONE : CODE_KEY_INVALID;
    return p256_check_point(key->x, key->y);
}
