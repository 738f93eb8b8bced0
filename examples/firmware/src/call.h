/* The cases in which the firmware follows the chain (kind `call`): what it is shown is turned into its next view or a code. */
#ifndef CALL_H
#define CALL_H

#include "message.h"

/* Answer a case's input. The request is written over: its hexadecimal digits become the bytes that they stand for. */
void call_case(uint64_t seq, struct cbor_reader input, uint8_t *request);

#endif
