/* A SmartAgent's chip: a machine with a table of commands (chip.md). It gets one at a time, and answers it. */
#ifndef CHIP_H
#define CHIP_H

#include "certificate.h"
#include "kept.h"
#include "writer.h"

enum {
    MAX_COMMAND_BYTES = 6144,
    MAX_RESPONSE_BYTES = 2048,
    /* The power is not cut. */
    NO_CUT = -1,
};

/* A link that outlives the command that showed it. */
struct kept_link {
    struct vote vote;
    struct hash chain;
    struct hash source;
    struct hash target;
};

/* A later checkpoint that the chip is being shown, vote by vote (WALLET-9). */
struct showing {
    bool is_begun;
    /* The link that leads to it, and the one that leads from it. */
    struct kept_link links[2];
    uint64_t era;
    struct agents members;
    /* The set before; of no members where one set is asked. */
    struct agents former;
    /* Who has voted for either link. */
    struct tally tallies[2];
};

struct chip {
    /* What is in the store, and a command's changes to it, until they are written or dropped. */
    struct kept kept;
    /* What the owner's next order has to answer; zero where the chip has asked for none. From here on all is gone with the power. */
    struct hash fresh_nonce;
    struct showing showing;
};

/* What a chip does not compute: a test build takes it from outside, with each command. */
struct injected {
    struct bytes entropy;
    /* What the clock reads. */
    uint64_t reading;
};

/* The power returns. */
void chip_start(struct chip *chip);

/* Carry out a command. The response is complete when this returns, and what is written was written before.
 *
 * Where the power is cut, after so many of the command's writes, there is none and the chip has started again. A response without
 * a byte, which no chip gives, says that a library failed at what a rule asks. */
struct bytes chip_step(struct chip *chip, struct bytes command, const struct injected *injected, int cut, uint8_t response[MAX_RESPONSE_BYTES]);

#endif
