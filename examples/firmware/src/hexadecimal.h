/* Bytes as the messages write them: lower-case hexadecimal digits. */
#ifndef HEXADECIMAL_H
#define HEXADECIMAL_H

#include "bytes.h"

bool hexadecimal_is(struct bytes text);

/* Decode digits that hexadecimal_is has found to be some. The result may lie where the text begins. */
struct bytes hexadecimal_decode(struct bytes text, uint8_t *into);

/* Write two digits a byte. */
void hexadecimal_encode(struct bytes data, uint8_t *into);

#endif
