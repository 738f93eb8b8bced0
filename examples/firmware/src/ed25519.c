#include "ed25519.h"

#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

/* Numbers are little-endian, as Ed25519 has them. */
static const uint8_t PRIME[COORDINATE_BYTES] = {
    0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
};

static const uint8_t ORDER[COORDINATE_BYTES] = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10,
};

/* The y of the eight points whose order divides 8, of order 4, 1, 2, 8 and 8; both signs of x share one. */
static const uint8_t SMALL_ORDER[5][COORDINATE_BYTES] = {
    {0},
    {1},
    {
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    },
    {
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
        0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    },
    {
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
        0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    },
};

/* Everything compared here is public, so that it may end at the first difference. */
static bool is_below(const uint8_t number[COORDINATE_BYTES], const uint8_t bound[COORDINATE_BYTES])
{
    for (size_t index = COORDINATE_BYTES; index-- > 0;)
        if (number[index] != bound[index])
            return number[index] < bound[index];
    return false;
}

/* WIRE-7, and WIRE-8 for R: some libraries reduce y, which gives one key two accounts. */
bool ed25519_is_proper_point(const uint8_t point[COORDINATE_BYTES])
{
    uint8_t y[COORDINATE_BYTES];
    memcpy(y, point, sizeof y);
    y[COORDINATE_BYTES - 1] &= 0x7f;
    if (!is_below(y, PRIME))
        return false;
    for (size_t index = 0; index < sizeof SMALL_ORDER / sizeof SMALL_ORDER[0]; index++)
        if (memcmp(y, SMALL_ORDER[index], sizeof y) == 0)
            return false;
    return true;
}

/* WIRE-8: S plus the order verifies too. */
bool ed25519_is_proper_scalar(const uint8_t scalar[COORDINATE_BYTES])
{
    return is_below(scalar, ORDER);
}

/* WIRE-8: libsodium computes R from S and A and compares its encoding, which is the equation without the cofactor. */
bool ed25519_verifies(const uint8_t key[COORDINATE_BYTES], struct bytes message, const uint8_t signature[SIGNATURE_BYTES])
{
    return crypto_sign_ed25519_verify_detached(signature, message.at, message.length, key) == 0;
}

void ed25519_key(const uint8_t seed[SEED_BYTES], uint8_t key[COORDINATE_BYTES])
{
    uint8_t secret[crypto_sign_ed25519_SECRETKEYBYTES];
    crypto_sign_ed25519_seed_keypair(key, secret, seed);
    sodium_memzero(secret, sizeof secret);
}

void ed25519_sign(const uint8_t seed[SEED_BYTES], struct bytes message, uint8_t signature[SIGNATURE_BYTES])
{
    uint8_t key[COORDINATE_BYTES];
    uint8_t secret[crypto_sign_ed25519_SECRETKEYBYTES];
    crypto_sign_ed25519_seed_keypair(key, secret, seed);
    crypto_sign_ed25519_detached(signature, NULL, message.at, message.length, secret);
    sodium_memzero(secret, sizeof secret);
}
