/* The cases that this firmware is asked: bytes are turned into an object or a code (kind `decode`). */
#ifndef DECODE_H
#define DECODE_H

#include "message.h"

/* Answer a case's input. The request is written over: its hexadecimal digits become the bytes that they stand for. */
void decode_case(uint64_t seq, struct cbor_reader input, uint8_t *request);

#endif
