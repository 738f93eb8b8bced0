/* The target protocol: one reply to each request (spec/conformance.md). */
#ifndef ANSWER_H
#define ANSWER_H

#include "bytes.h"

/* Answer one request, which may be written over. */
void answer(uint8_t *request, size_t length);

/* The beginning of a reply with an outcome, which follows. */
void answer_outcome(uint64_t seq);

void answer_error(uint64_t seq, const char *why);

#endif
