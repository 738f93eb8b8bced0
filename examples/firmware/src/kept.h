/* What a chip knows after its power was cut (chip.md, POWER-1). Everything is owned: no run of a command's bytes is in it. */
#ifndef KEPT_H
#define KEPT_H

#include "hash.h"

enum {
    MODEL_BYTES = 8,
    MAX_PURSES = 8,
    MAX_SESSIONS = 4,
    MAX_REPLICAS = 8,
    MAX_MANDATES = 4,
};

enum stage {
    STAGE_MANUFACTURED = 0,
    STAGE_PROVISIONED = 1,
    STAGE_BOUND = 2,
    STAGE_SUSPENDED = 3,
    STAGE_RETIRED = 4,
};

/* What the manufacturer has written into the chip. */
struct marks {
    struct hash serial;
    uint8_t model[MODEL_BYTES];
    struct hash firmware;
    bool production;
    struct hash manufacturer;
};

/* What the chip knows of the chain (LIGHT-1), and how many slots lie between checkpoints. */
struct kept_view {
    struct hash chain;
    uint64_t epoch;
    struct hash hash;
    uint64_t era;
    struct hash members;
    uint64_t checkpoint_slots;
};

/* The readings of the chip's clock between which it relies on that. */
struct trust {
    uint64_t since;
    uint64_t until;
};

struct limits {
    uint64_t order;
    uint64_t window;
    uint64_t window_slots;
};

struct spending {
    uint64_t began;
    uint64_t spent;
};

struct purse {
    struct hash coin;
    struct limits limits;
    struct spending spending;
    uint64_t balance;
    uint64_t learned;
};

/* A cumulative reading of a meter: what a receipt says. */
struct meter {
    uint32_t sequence;
    uint32_t units;
    uint64_t slot;
};

/* An order that the chip meters. */
struct meter_session {
    struct hash order;
    struct hash peer;
    bool delivers;
    uint32_t granule;
    uint32_t quantity;
    struct meter agreed;
    struct meter signed_last;
    bool ended;
    uint32_t units;
};

/* Data in shared storage, of which the chip has had proof. */
struct stored_replica {
    struct hash order;
    uint32_t replica;
    bool owned;
    struct hash root;
    uint32_t chunks;
    uint32_t missed;
    uint64_t learned;
};

enum side {
    SIDE_DEMAND = 0,
    SIDE_SUPPLY = 1,
};

/* How long the phases of an order may last. */
struct waits {
    uint64_t fund;
    uint64_t start;
    uint64_t deliver;
    uint64_t offline;
    uint64_t liable;
};

struct market_terms {
    struct hash service;
    struct hash coin;
    struct hash region;
    struct hash quality;
    uint32_t granule;
    uint32_t fee_ppm;
    struct waits waits;
    uint32_t deposit_ppm;
};

/* What the owner lets the chip trade in a market. */
struct mandate {
    struct hash market;
    enum side side;
    uint64_t price;
    struct limits limits;
    struct spending spending;
    /* 0 until the chip has proof of the market. */
    uint64_t opened;
    struct market_terms terms;
};

struct kept {
    enum stage stage;
    struct hash seed;
    struct marks marks;
    struct hash owner;
    uint64_t attestations;
    struct kept_view view;
    struct trust trust;
    uint64_t nonce;
    size_t purse_count;
    struct purse purses[MAX_PURSES];
    size_t session_count;
    struct meter_session sessions[MAX_SESSIONS];
    size_t replica_count;
    struct stored_replica replicas[MAX_REPLICAS];
    size_t mandate_count;
    struct mandate mandates[MAX_MANDATES];
};

/* What a chip that nobody has provisioned knows. */
void kept_clear(struct kept *kept);

#endif
