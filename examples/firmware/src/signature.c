#include "signature.h"

#include "ed25519.h"
#include "p256.h"

enum code signature_check_form(const struct envelope *envelope)
{
    const struct public_key *key = &envelope->key;
    const uint8_t *signature = envelope->signature;
    enum code code = key_check(key);
    if (code != CODE_NONE)
        return code;
    bool is_canonical = key->algorithm == ALGORITHM_EDDSA
                            ? ed25519_is_proper_scalar(signature + COORDINATE_BYTES) && ed25519_is_proper_point(signature)
                            : p256_is_proper_signature(signature);
    return is_canonical ? CODE_NONE : CODE_SIGNATURE_NOT_CANONICAL;
}

enum code signature_verify(const struct envelope *envelope, const char *use, struct signed_bytes *message)
{
    const struct public_key *key = &envelope->key;
    if (!envelope_signed_bytes(envelope, use, message))
        return CODE_UNDECIDED;
    struct bytes content = bytes_of(message->bytes, message->length);
    if (key->algorithm == ALGORITHM_EDDSA)
        return ed25519_verifies(key->x, content, envelope->signature) ? CODE_NONE : CODE_SIGNATURE_INVALID;
    struct hash digest = plain_hash(content);
    return p256_verify(key->x, key->y, &digest, envelope->signature);
}

enum code signature_authenticate(const struct envelope *envelope, const char *use, struct signed_bytes *message)
{
    enum code code = signature_check_form(envelope);
    return code == CODE_NONE ? signature_verify(envelope, use, message) : code;
}
