/* mbedTLS for the device: verification on P-256 and nothing else, in a static arena instead of a heap. */
#ifndef MBEDTLS_CONFIG_H
#define MBEDTLS_CONFIG_H

#define MBEDTLS_HAVE_ASM
#define MBEDTLS_BIGNUM_C
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECDSA_C
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_MEMORY_BUFFER_ALLOC_C

/* Until the arena is given to it, there is no memory to be had. */
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS

/* Everything that is verified is public: nothing has to be hidden by random numbers. */
#define MBEDTLS_ECP_NO_INTERNAL_RNG

/* Less memory, for more time. */
#define MBEDTLS_ECP_WINDOW_SIZE 2
#define MBEDTLS_ECP_FIXED_POINT_OPTIM 0
#define MBEDTLS_MPI_MAX_SIZE 64
#define MBEDTLS_MPI_WINDOW_SIZE 1

#include <mbedtls/check_config.h>

#endif
