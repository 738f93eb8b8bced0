/* The chip's non-volatile memory: two places that are written in turn, so that a write happens as a whole or not at all (POWER-1).
 *
 * Each place has a number, one more than that of the write before, and a checksum over that and the content. The power may be cut
 * after every byte: the place that was not being written is whole. */
#ifndef STORE_H
#define STORE_H

#include "kept.h"

/* Have nothing written: a test build begins each session with a chip that nobody has provisioned. */
void store_erase(void);

/* What was written last, or what a chip has in which nothing was written yet. */
void store_read(struct kept *kept);

void store_write(const struct kept *kept);

/* Overwrite the place that does not hold what was written last: nothing of what was before is left. */
void store_forget(void);

#endif
