/* The target protocol: one reply to each request (spec/conformance.md). */
#ifndef ANSWER_H
#define ANSWER_H

#include "bytes.h"
#include "code.h"

/* Answer one request, which may be written over. */
void answer(uint8_t *request, size_t length);

/* Begin the reply with what a rule says of a case. Whether it is complete: without a code an outcome has to follow. */
bool answer_is_complete(uint64_t seq, enum code code);

void answer_error(uint64_t seq, const char *why);
void answer_unsupported(uint64_t seq, const char *why);

#endif
