/* UTF-8 (RFC 3629): whether bytes are text, and of how many characters. */
#ifndef UTF8_H
#define UTF8_H

#include "bytes.h"

bool utf8_count(struct bytes text, size_t *characters);

#endif
