/* ECDSA on P-256: our own checks of the form, then mbedTLS for the curve.
 *
 * mbedTLS takes memory while it computes. On the device it has a static arena and nothing else; should that ever be too
 * small, the answer is CODE_UNDECIDED and no verdict about the signature. */
#ifndef P256_H
#define P256_H

#include "bytes.h"
#include "code.h"
#include "hash.h"

void p256_start(void);

/* CODE_NONE, or CODE_KEY_INVALID for coordinates that are not below the prime or not on the curve (WIRE-7). */
enum code p256_check_point(const uint8_t x[COORDINATE_BYTES], const uint8_t y[COORDINATE_BYTES]);

/* Whether r and s are in range and s in the lower half (WIRE-8). */
bool p256_is_proper_signature(const uint8_t signature[SIGNATURE_BYTES]);

/* CODE_NONE, or CODE_SIGNATURE_INVALID. The point and the signature have passed the two checks above. */
enum code p256_verify(const uint8_t x[COORDINATE_BYTES], const uint8_t y[COORDINATE_BYTES],
                      const struct hash *digest, const uint8_t signature[SIGNATURE_BYTES]);

#endif
