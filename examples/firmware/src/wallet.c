#include "wallet.h"

#include "command.h"

static uint64_t lesser(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

enum code wallet_check_fresh(const struct trust *trust, uint64_t reading)
{
    return reading < trust->since || reading > trust->until ? CODE_CHIP_STALE : CODE_NONE;
}

enum code wallet_begin_trust(uint64_t reading, uint64_t certified, uint64_t now, struct trust *trust)
{
    if (now < certified || now - certified > MAX_OFFLINE_SLOTS)
        return CODE_CHECKPOINT_UNTIMELY;
    trust->since = reading;
    trust->until = reading + MAX_OFFLINE_SLOTS - (now - certified);
    return CODE_NONE;
}

enum code wallet_extend_trust(struct trust *trust, uint64_t reading, uint64_t certified, uint64_t later)
{
    enum code code = wallet_check_fresh(trust, reading);
    if (code != CODE_NONE)
        return code;
    uint64_t gained = later > certified ? lesser(later - certified, MAX_OFFLINE_SLOTS) : 0;
    trust->since = reading;
    trust->until = lesser(trust->until + gained, reading + MAX_OFFLINE_SLOTS);
    return CODE_NONE;
}

enum code wallet_spend_within(const struct limits *limits, struct spending *spending, uint64_t certified, uint64_t cost)
{
    if (cost > limits->order)
        return CODE_SPENT_ABOVE_LIMIT;
    if (certified >= spending->began && certified - spending->began >= limits->window_slots) {
        spending->began = certified;
        spending->spent = 0;
    }
    if (spending->spent + cost > limits->window)
        return CODE_SPENT_ABOVE_LIMIT;
    spending->spent += cost;
    return CODE_NONE;
}

/* Amounts end at 2^63 - 1, so that a sum of two has room. */
enum code wallet_spend(struct purse *purse, uint64_t certified, uint64_t amount, uint64_t fee)
{
    uint64_t cost = amount + fee;
    enum code code = wallet_spend_within(&purse->limits, &purse->spending, certified, cost);
    if (code == CODE_NONE && cost > purse->balance)
        code = CODE_INSUFFICIENT_BALANCE;
    if (code == CODE_NONE)
        purse->balance -= cost;
    return code;
}

struct purse *wallet_purse(struct kept *kept, struct bytes coin)
{
    for (size_t index = 0; index < kept->purse_count; index++)
        if (bytes_equal(bytes_of_hash(&kept->purses[index].coin), coin))
            return &kept->purses[index];
    return NULL;
}
