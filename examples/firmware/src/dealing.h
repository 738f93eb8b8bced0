/* What decides when a chip trades: what its owner lets it trade, and what that may cost. Each is one rule, over values alone. */
#ifndef DEALING_H
#define DEALING_H

#include "code.h"
#include "kept.h"

enum { CHIP_LEVELS = 32 };

/* What the others' quotes of one price are for. */
struct level {
    uint64_t price;
    uint64_t demand;
    uint64_t supply;
};

struct book {
    size_t count;
    struct level levels[CHIP_LEVELS];
};

/* What a node would have its chip trade. */
struct aim {
    enum side side;
    uint64_t limit;
    uint64_t units;
    uint64_t deposit_ppm;
    /* The most that may be held for the quote. */
    uint64_t allowance;
};

struct choice {
    uint64_t price;
    uint64_t units;
};

/* WALLET-16 */
uint64_t dealing_spendable(const struct limits *limits, const struct spending *spending, uint64_t certified, uint64_t balance, uint64_t fee);

/* WALLET-17: the levels are sorted, the lowest price first, each price once. */
enum code dealing_check_book(const struct book *book);

/* WALLET-18 */
uint64_t dealing_affordable(enum side side, uint64_t price, uint64_t deposit_ppm, uint64_t allowance);

/* WALLET-19: whether a price is no worse than the mandate's. */
enum code dealing_check_price(enum side side, uint64_t limit, uint64_t price);

/* QUOTE-3: what units cost at a price; `refusal` where that is more than can be held. */
enum code dealing_worth(uint64_t price, uint64_t units, enum code refusal, uint64_t *worth);

/* QUOTE-4: what is held of a worth. */
uint64_t dealing_held(enum side side, uint64_t worth, uint64_t deposit_ppm);

/* MATCH-15: the quote that serves the node best; of no units where none is allowed. */
struct choice quoting_best(const struct book *others, const struct aim *aim);

#endif
