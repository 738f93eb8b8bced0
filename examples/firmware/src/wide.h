/* Products of two numbers of 64 bits, which a processor of 32 bits has no type for: compared, and divided. */
#ifndef WIDE_H
#define WIDE_H

#include <stdbool.h>
#include <stdint.h>

struct wide {
    uint64_t high;
    uint64_t low;
};

struct wide wide_product(uint64_t one, uint64_t other);
struct wide wide_sum(struct wide one, uint64_t other);
bool wide_is_less(struct wide one, struct wide other);

/* Rounded down; 2^64 - 1 where it is more than that. */
uint64_t wide_quotient(struct wide dividend, uint64_t divisor);

#endif
