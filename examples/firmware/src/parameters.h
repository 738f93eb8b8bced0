/* The preset `minimal` (spec/parameters.md), the only one that is claimed: a block of `mainnet` has 4 MiB. */
#ifndef PARAMETERS_H
#define PARAMETERS_H

#define PRESET_NAME "minimal"

enum {
    MAX_TRANSACTION_BYTES = 2048,
    MAX_BLOCK_BYTES = 16384,
    AGENTS = 5,
};

#define MAX_AMOUNT INT64_MAX

#endif
