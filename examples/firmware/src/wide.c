#include "wide.h"

enum {
    HALF_BITS = 32,
    BITS = 64,
};

struct wide wide_product(uint64_t one, uint64_t other)
{
    uint64_t one_high = one >> HALF_BITS, one_low = one & UINT32_MAX;
    uint64_t other_high = other >> HALF_BITS, other_low = other & UINT32_MAX;
    uint64_t low = one_low * other_low;
    uint64_t middle = one_high * other_low + (low >> HALF_BITS);
    uint64_t cross = one_low * other_high + (middle & UINT32_MAX);
    struct wide product = {one_high * other_high + (middle >> HALF_BITS) + (cross >> HALF_BITS), cross << HALF_BITS | (low & UINT32_MAX)};
    return product;
}

struct wide wide_sum(struct wide one, uint64_t other)
{
    struct wide sum = {one.high, one.low + other};
    if (sum.low < other)
        sum.high++;
    return sum;
}

bool wide_is_less(struct wide one, struct wide other)
{
    return one.high < other.high || (one.high == other.high && one.low < other.low);
}

/* Bit by bit: what is left stays below the divisor, but for the bit that comes in. */
uint64_t wide_quotient(struct wide dividend, uint64_t divisor)
{
    if (dividend.high >= divisor)
        return UINT64_MAX;
    uint64_t left = dividend.high;
    uint64_t quotient = 0;
    for (int bit = BITS - 1; bit >= 0; bit--) {
        bool is_over = (left >> (BITS - 1)) != 0;
        left = left << 1 | (dividend.low >> bit & 1);
        quotient <<= 1;
        if (is_over || left >= divisor) {
            left -= divisor;
            quotient |= 1;
        }
    }
    return quotient;
}
