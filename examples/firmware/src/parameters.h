/* The preset `minimal` (spec/parameters.md), the only one that is claimed: a block of `mainnet` has 4 MiB. */
#ifndef PARAMETERS_H
#define PARAMETERS_H

#define PRESET_NAME "minimal"

enum {
    MAX_TRANSACTION_BYTES = 2048,
    MAX_BLOCK_BYTES = 16384,
    /* A rate is in parts of this. */
    WHOLE_PPM = 1000000,
    /* No parameter of the preset, which has 5: the most members of a set that a chip takes in (chip.md), those of mainnet. */
    AGENTS = 99,
};

#define MAX_AMOUNT INT64_MAX

/* A part of what an escrow holds: two of them are an amount. */
#define MAX_HELD_AMOUNT (MAX_AMOUNT / 2)

#endif
