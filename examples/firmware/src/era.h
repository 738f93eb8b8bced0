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

/* The set of these ids, of 32 bytes each. */
void agents_take(struct byte_strings ids, struct agents *agents);

/* The place of an id among those of a set that is kept whole, which are sorted; false where it is none of them. */
bool agents_seat(const struct agents *agents, const struct hash *id, size_t *seat);

/* The hash of the record of an era whose members are kept whole. */
struct hash era_record_hash(const struct era *era);

#endif
