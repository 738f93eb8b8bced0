/* Ed25519: our own checks of what libraries read differently, then libsodium's verification. */
#ifndef ED25519_H
#define ED25519_H

#include "bytes.h"

/* Whether a point is encoded canonically and is none of the eight of small order (WIRE-7). */
bool ed25519_is_proper_point(const uint8_t point[COORDINATE_BYTES]);

/* Whether the scalar S, little-endian, is below the group's order (WIRE-8). */
bool ed25519_is_proper_scalar(const uint8_t scalar[COORDINATE_BYTES]);

bool ed25519_verifies(const uint8_t key[COORDINATE_BYTES], struct bytes message, const uint8_t signature[SIGNATURE_BYTES]);

enum { SEED_BYTES = 32 };

/* The key of a secret, and its signature, which is deterministic (RFC 8032). Nothing of the secret is left behind. */
void ed25519_key(const uint8_t seed[SEED_BYTES], uint8_t key[COORDINATE_BYTES]);
void ed25519_sign(const uint8_t seed[SEED_BYTES], struct bytes message, uint8_t signature[SIGNATURE_BYTES]);

#endif
