#include "signature.h"

#include "ed25519.h"
#include "p256.h"

enum code signature_check(const struct public_key *key, const uint8_t signature[SIGNATURE_BYTES])
{
    bool is_canonical = key->algorithm == ALGORITHM_EDDSA
                            ? ed25519_is_proper_scalar(signature + COORDINATE_BYTES) && ed25519_is_proper_point(signature)
                            : p256_is_proper_signature(signature);
    return is_canonical ? CODE_NONE : CODE_SIGNATURE_NOT_CANONICAL;
}

enum code signature_verify(const struct public_key *key, struct bytes message, const uint8_t signature[SIGNATURE_BYTES])
{
    if (key->algorithm == ALGORITHM_EDDSA)
        return ed25519_verifies(key->x, message, signature) ? CODE_NONE : CODE_SIGNATURE_INVALID;
    struct hash digest = plain_hash(message);
    return p256_verify(key->x, key->y, &digest, signature);
}
