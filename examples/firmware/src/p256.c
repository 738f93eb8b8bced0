#include "p256.h"

#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>

#if defined(MBEDTLS_MEMORY_BUFFER_ALLOC_C)
#include <mbedtls/memory_buffer_alloc.h>

static unsigned char arena[ARENA_BYTES];
#endif

/* Numbers are big-endian, as ES256 has them. */
static const uint8_t ORDER[COORDINATE_BYTES] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
};

static const uint8_t HALF_OF_ORDER[COORDINATE_BYTES] = {
    0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
};

enum {
    /* How SEC 1 marks a point with both coordinates. */
    UNCOMPRESSED = 4,
};

void p256_start(void)
{
#if defined(MBEDTLS_MEMORY_BUFFER_ALLOC_C)
    mbedtls_memory_buffer_alloc_init(arena, sizeof arena);
#endif
}

static int read_point(mbedtls_ecp_group *group, mbedtls_ecp_point *point, const uint8_t *x, const uint8_t *y)
{
    uint8_t encoded[1 + 2 * COORDINATE_BYTES] = {UNCOMPRESSED};
    memcpy(encoded + 1, x, COORDINATE_BYTES);
    memcpy(encoded + 1 + COORDINATE_BYTES, y, COORDINATE_BYTES);
    int error = mbedtls_ecp_group_load(group, MBEDTLS_ECP_DP_SECP256R1);
    return error != 0 ? error : mbedtls_ecp_point_read_binary(group, point, encoded, sizeof encoded);
}

/* WIRE-7: mbedtls_ecp_check_pubkey refuses coordinates that are not reduced, and checks the equation. */
enum code p256_check_point(const uint8_t x[COORDINATE_BYTES], const uint8_t y[COORDINATE_BYTES])
{
    mbedtls_ecp_group group;
    mbedtls_ecp_point point;
    mbedtls_ecp_group_init(&group);
    mbedtls_ecp_point_init(&point);
    enum code code = CODE_UNDECIDED;
    if (read_point(&group, &point, x, y) == 0) {
        int error = mbedtls_ecp_check_pubkey(&group, &point);
        code = error == 0 ? CODE_NONE : error == MBEDTLS_ERR_ECP_INVALID_KEY ? CODE_KEY_INVALID : CODE_UNDECIDED;
    }
    mbedtls_ecp_point_free(&point);
    mbedtls_ecp_group_free(&group);
    return code;
}

/* WIRE-8: the order minus s verifies too. */
bool p256_is_proper_signature(const uint8_t signature[SIGNATURE_BYTES])
{
    const uint8_t *r = signature;
    const uint8_t *s = signature + COORDINATE_BYTES;
    bool is_zero = bytes_are_zero(bytes_of(r, COORDINATE_BYTES)) || bytes_are_zero(bytes_of(s, COORDINATE_BYTES));
    return !is_zero && memcmp(r, ORDER, COORDINATE_BYTES) < 0 && memcmp(s, HALF_OF_ORDER, COORDINATE_BYTES) <= 0;
}

enum code p256_verify(const uint8_t x[COORDINATE_BYTES], const uint8_t y[COORDINATE_BYTES],
                      const struct hash *digest, const uint8_t signature[SIGNATURE_BYTES])
{
    mbedtls_ecp_group group;
    mbedtls_ecp_point point;
    mbedtls_mpi r;
    mbedtls_mpi s;
    mbedtls_ecp_group_init(&group);
    mbedtls_ecp_point_init(&point);
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    enum code code = CODE_UNDECIDED;
    if (read_point(&group, &point, x, y) == 0 && mbedtls_mpi_read_binary(&r, signature, COORDINATE_BYTES) == 0 &&
        mbedtls_mpi_read_binary(&s, signature + COORDINATE_BYTES, COORDINATE_BYTES) == 0) {
        int error = mbedtls_ecdsa_verify(&group, digest->bytes, sizeof digest->bytes, &point, &r, &s);
        code = error == 0 ? CODE_NONE : error == MBEDTLS_ERR_ECP_VERIFY_FAILED ? CODE_SIGNATURE_INVALID : CODE_UNDECIDED;
    }
    mbedtls_mpi_free(&s);
    mbedtls_mpi_free(&r);
    mbedtls_ecp_point_free(&point);
    mbedtls_ecp_group_free(&group);
    return code;
}
