/* The chip's best quote (MATCH-11 to MATCH-15): it tries a bounded list of quotes by holding the auction of each beside the others'. */
#include "dealing.h"
#include "parameters.h"
#include "wide.h"

/* The best prices found so far (MATCH-3). */
struct clearing {
    uint64_t volume;
    uint64_t imbalance;
    uint64_t low;
    uint64_t high;
};

/* The others' levels with the chip's own quote among them. */
struct levels {
    size_t count;
    struct level levels[CHIP_LEVELS + 1];
};

/* A quote that was tried, and what it is surely worth. */
struct tried {
    struct choice choice;
    struct wide surplus;
};

static uint64_t lesser(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

static uint64_t greater(uint64_t one, uint64_t other)
{
    return one > other ? one : other;
}

/* MATCH-3 */
static void weigh_prices(struct clearing *best, uint64_t low, uint64_t high, uint64_t demand, uint64_t supply)
{
    uint64_t volume = lesser(demand, supply);
    uint64_t imbalance = greater(demand, supply) - volume;
    if (volume == 0 || volume < best->volume || (volume == best->volume && imbalance > best->imbalance))
        return;
    if (volume != best->volume || imbalance != best->imbalance)
        best->low = low;
    best->volume = volume;
    best->imbalance = imbalance;
    best->high = high;
}

/* MATCH-5 */
static struct clearing find_clearing(const struct levels *levels)
{
    struct clearing best = {0, 0, 0, 0};
    uint64_t floor = 0, demand = 0, supply = 0;
    for (size_t index = 0; index < levels->count; index++)
        demand += levels->levels[index].demand;
    for (size_t index = 0; index < levels->count; index++) {
        const struct level *level = &levels->levels[index];
        if (level->price > floor)
            weigh_prices(&best, floor, level->price - 1, demand, supply);
        supply += level->supply;
        weigh_prices(&best, level->price, level->price, demand, supply);
        demand -= level->demand;
        floor = level->price + 1;
    }
    return best;
}

static void add(struct levels *levels, const struct level *level)
{
    struct level *last = levels->count > 0 ? &levels->levels[levels->count - 1] : NULL;
    if (last != NULL && last->price == level->price) {
        last->demand += level->demand;
        last->supply += level->supply;
    } else {
        levels->levels[levels->count++] = *level;
    }
}

static void with_own(const struct book *others, enum side side, const struct choice *own, struct levels *levels)
{
    const struct level level = {own->price, side == SIDE_DEMAND ? own->units : 0, side == SIDE_SUPPLY ? own->units : 0};
    size_t index = 0;
    levels->count = 0;
    for (; index < others->count && others->levels[index].price < own->price; index++)
        add(levels, &others->levels[index]);
    add(levels, &level);
    for (; index < others->count; index++)
        add(levels, &others->levels[index]);
}

/* MATCH-6, MATCH-12: what the quote trades whatever its lot, when the auction has this volume at this price. */
static uint64_t fill(const struct levels *levels, enum side side, const struct choice *own, uint64_t volume, uint64_t agreed)
{
    uint64_t margin_price = 0, margin = 0, better = 0;
    bool is_accepted = false;
    for (size_t place = 0; place < levels->count; place++) {
        /* The worst price of the side comes last. */
        const struct level *level = &levels->levels[side == SIDE_DEMAND ? levels->count - 1 - place : place];
        uint64_t units = side == SIDE_DEMAND ? level->demand : level->supply;
        if (units == 0 || (side == SIDE_DEMAND ? level->price < agreed : level->price > agreed))
            continue;
        is_accepted = is_accepted || level->price == own->price;
        better += margin;
        margin_price = level->price;
        margin = units;
    }
    if (volume == 0 || !is_accepted)
        return 0;
    if (margin_price != own->price)
        return own->units;
    uint64_t rest = lesser(greater(volume, better) - better, margin);
    return lesser(wide_quotient(wide_product(rest, own->units), margin), own->units);
}

/* MATCH-13 */
static struct wide surplus_of(enum side side, uint64_t limit, uint64_t price, uint64_t filled)
{
    uint64_t each = side == SIDE_DEMAND ? (price < limit ? limit - price : 0) : (price > limit ? price - limit : 0);
    return wide_product(each, filled);
}

static struct tried weigh(const struct book *others, const struct aim *aim, uint64_t price, uint64_t units)
{
    struct levels levels;
    struct tried tried = {{price, units}, {0, 0}};
    with_own(others, aim->side, &tried.choice, &levels);
    struct clearing clearing = find_clearing(&levels);
    uint64_t agreed = clearing.low + (greater(clearing.low, clearing.high) - clearing.low) / 2;
    tried.surplus = surplus_of(aim->side, aim->limit, agreed, fill(&levels, aim->side, &tried.choice, clearing.volume, agreed));
    return tried;
}

/* MATCH-11 */
static bool is_allowed(const struct aim *aim, uint64_t price, uint64_t units)
{
    if (price == 0 || units == 0 || price > MAX_HELD_AMOUNT / units)
        return false;
    return dealing_held(aim->side, price * units, aim->deposit_ppm) <= aim->allowance;
}

/* What the others' other side has at a price. */
static uint64_t available_at(const struct book *others, enum side side, uint64_t price)
{
    uint64_t available = 0;
    for (size_t index = 0; index < others->count; index++) {
        const struct level *level = &others->levels[index];
        if (side == SIDE_DEMAND && level->price <= price)
            available += level->supply;
        if (side == SIDE_SUPPLY && level->price >= price)
            available += level->demand;
    }
    return available;
}

/* MATCH-14: the other one only where it is worth more. */
static void try(const struct book *others, const struct aim *aim, uint64_t price, uint64_t units, struct tried *best)
{
    bool is_better = aim->side == SIDE_DEMAND ? price < aim->limit : price > aim->limit;
    if (!is_better || !is_allowed(aim, price, units))
        return;
    struct tried other = weigh(others, aim, price, units);
    if (wide_is_less(best->surplus, other.surplus))
        *best = other;
}

struct choice quoting_best(const struct book *others, const struct aim *aim)
{
    const struct choice none = {0, 0};
    if (!is_allowed(aim, aim->limit, aim->units))
        return none;
    struct tried best = weigh(others, aim, aim->limit, aim->units);
    for (size_t index = 0; index < others->count; index++) {
        uint64_t price = others->levels[index].price;
        const uint64_t prices[] = {greater(price, 1) - 1, price, lesser(price + 1, MAX_HELD_AMOUNT)};
        for (size_t place = 0; place < sizeof prices / sizeof prices[0]; place++) {
            try(others, aim, prices[place], aim->units, &best);
            try(others, aim, prices[place], lesser(aim->units, available_at(others, aim->side, prices[place])), &best);
        }
    }
    return best.choice;
}
