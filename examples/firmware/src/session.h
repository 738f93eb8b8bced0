/* The cases of the profile `agent` (kind `session`): a chip that nobody has provisioned, and commands one after another. */
#ifndef SESSION_H
#define SESSION_H

#include "message.h"

/* Answer a case's input. The request is written over: its hexadecimal digits become the bytes that they stand for. */
void session_case(uint64_t seq, struct cbor_reader input, uint8_t *request);

/* Answer with an attestation by the key that is this firmware's own (spec/conformance.md, attest). */
void session_attest(uint64_t seq, struct bytes nonce);

#endif
