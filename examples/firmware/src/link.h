/* The device's end of the serial link: requests whole, replies in chunks (spec/conformance.md).
 *
 * One frame is under way at a time. The device never gives up: a harness that went away comes back with START, and
 * whatever was under way then is forgotten. */
#ifndef LINK_H
#define LINK_H

#include "bytes.h"

enum {
    /* The longest request that is read: a block of 16 KiB in hexadecimal digits needs 33,024, a long session with a chip some more. */
    LINK_MAX_REQUEST_BYTES = 40960,
};

/* Say that the device has started. */
void link_start(void);

/* Wait for the next request. It is kept, and may be written over, until the reply is finished. False where it was too long to be kept. */
bool link_receive(uint8_t **request, size_t *length);

/* Add to the reply. What the harness no longer wants is dropped. */
void link_write(struct bytes data);

/* Send what is left of the reply. */
void link_finish(void);

#endif
