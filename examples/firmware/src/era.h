/* Sets of agents, and the record that the state has of each (ERA-1, STATE-1). */
#ifndef ERA_H
#define ERA_H

#include "hash.h"
#include "parameters.h"

struct agents {
    /* How many there are; ids are kept of the first AGENTS only. */
    uint64_t count;
    struct hash ids[AGENTS];
    /* The hash of all of them. */
    struct hash hash;
};

struct era {
    struct agents members;
    uint64_t first_term;
};

enum {
    /* Two heads, an id with its head for each agent, and a number of 64 bits. */
    MAX_ERA_RECORD_BYTES = 2 + AGENTS * (2 + HASH_BYTES) + 9,
};

/* The set of these ids, of 32 bytes each. */
void agents_take(struct byte_strings ids, struct agents *agents);

/* The place of an id among those of a set that is kept whole, which are sorted; false where it is none of them. */
bool agents_seat(const struct agents *agents, const struct hash *id, size_t *seat);

/* The record of an era whose members are kept whole; its length is returned. */
size_t era_record(const struct era *era, uint8_t into[MAX_ERA_RECORD_BYTES]);

#endif
