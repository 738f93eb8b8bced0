#include "dealing.h"

#include "parameters.h"
#include "wide.h"

static uint64_t lesser(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

uint64_t dealing_spendable(const struct limits *limits, const struct spending *spending, uint64_t certified, uint64_t balance, uint64_t fee)
{
    bool is_over = certified >= spending->began && certified - spending->began >= limits->window_slots;
    uint64_t spent = is_over ? 0 : spending->spent;
    uint64_t left = spent < limits->window ? limits->window - spent : 0;
    uint64_t most = lesser(lesser(limits->order, left), balance);
    return fee < most ? most - fee : 0;
}

enum code dealing_check_book(const struct book *book)
{
    for (size_t index = 1; index < book->count; index++)
        if (book->levels[index].price <= book->levels[index - 1].price)
            return CODE_BOOK_UNORDERED;
    return CODE_NONE;
}

uint64_t dealing_affordable(enum side side, uint64_t price, uint64_t deposit_ppm, uint64_t allowance)
{
    if (price == 0)
        return 0;
    uint64_t worth = allowance;
    if (side == SIDE_SUPPLY)
        worth = deposit_ppm == 0 ? MAX_HELD_AMOUNT : wide_quotient(wide_product(allowance, WHOLE_PPM), deposit_ppm);
    return lesser(lesser(worth, MAX_HELD_AMOUNT) / price, UINT32_MAX);
}

enum code dealing_check_price(enum side side, uint64_t limit, uint64_t price)
{
    bool is_worse = side == SIDE_DEMAND ? price > limit : price < limit;
    return is_worse ? CODE_PRICE_BEYOND_MANDATE : CODE_NONE;
}

enum code dealing_worth(uint64_t price, uint64_t units, enum code refusal, uint64_t *worth)
{
    if (units != 0 && price > MAX_HELD_AMOUNT / units)
        return refusal;
    *worth = price * units;
    return CODE_NONE;
}

/* A deposit is rounded up, so that no worth is without one where there is a rate. */
uint64_t dealing_held(enum side side, uint64_t worth, uint64_t deposit_ppm)
{
    if (side == SIDE_DEMAND)
        return worth;
    return wide_quotient(wide_sum(wide_product(worth, deposit_ppm), WHOLE_PPM - 1), WHOLE_PPM);
}
