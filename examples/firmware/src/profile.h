/* Whether bytes are one item of the protocol's profile of CBOR, whatever it says (WIRE-2). */
#ifndef PROFILE_H
#define PROFILE_H

#include "bytes.h"

/* Integers, byte strings, text and arrays, and of the maps the empty one: each in its one encoding, and no item inside of more than five arrays. */
bool profile_is(struct bytes data);

#endif
