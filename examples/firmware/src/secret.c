#include "secret.h"

#include "ed25519.h"
#include "envelope.h"

struct hash secret_make_seed(struct bytes entropy)
{
    return tagged_hash(TAG_CHIP_SEED, entropy, bytes_of(NULL, 0));
}

struct hash secret_make_nonce(struct bytes entropy)
{
    return tagged_hash(TAG_FRESH_NONCE, entropy, bytes_of(NULL, 0));
}

void secret_key(const struct hash *seed, uint8_t encoding[ED25519_KEY_BYTES])
{
    uint8_t x[COORDINATE_BYTES];
    ed25519_key(seed->bytes, x);
    key_write_ed25519(x, encoding);
}

struct hash secret_account(const struct hash *seed)
{
    uint8_t encoding[ED25519_KEY_BYTES];
    secret_key(seed, encoding);
    return plain_hash(bytes_of(encoding, sizeof encoding));
}

enum code secret_seal(const struct hash *seed, struct bytes payload, const char *use, struct writer *writer)
{
    uint8_t key[ED25519_KEY_BYTES];
    uint8_t header_string[ED25519_HEADER_STRING_BYTES];
    uint8_t signature[SIGNATURE_BYTES];
    struct signed_bytes message;
    secret_key(seed, key);
    envelope_write_header_string(key, header_string);
    struct envelope envelope = {.header_string = bytes_of(header_string, sizeof header_string), .payload = payload, .signature = signature};
    if (!envelope_signed_bytes(&envelope, use, &message))
        return CODE_UNDECIDED;
    ed25519_sign(seed->bytes, bytes_of(message.bytes, message.length), signature);
    envelope_write(&envelope, writer);
    return CODE_NONE;
}
