/* Signatures: one exact rule for each algorithm, because libraries differ at the edges and a chain may not (WIRE-8). */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include "envelope.h"

/* Whether an envelope's key is valid, and then whether its signature has the one form that the protocol knows. */
enum code signature_check_form(const struct envelope *envelope);

/* Whether the signature of such an envelope is one for this use (a tag of hash.h): the dear part. The message is what
 * the signature is over; it is set where the code is CODE_NONE. */
enum code signature_verify(const struct envelope *envelope, const char *use, struct signed_bytes *message);

/* Both, in this order. */
enum code signature_authenticate(const struct envelope *envelope, const char *use, struct signed_bytes *message);

#endif
