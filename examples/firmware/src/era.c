#include "era.h"

/* ERA-1: the hash is of all ids, however many there are. */
void agents_take(struct byte_strings ids, struct agents *agents)
{
    agents->count = ids.count;
    agents->hash = tagged_hash_of_all(TAG_ERA, ids);
    for (size_t index = 0; index < AGENTS && index < ids.count; index++)
        memcpy(agents->ids[index].bytes, ids.read(&ids.at).at, HASH_BYTES);
}

bool agents_seat(const struct agents *agents, const struct hash *id, size_t *seat)
{
    size_t low = 0;
    size_t high = (size_t)agents->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(agents->ids[middle].bytes, id->bytes, HASH_BYTES) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *seat = low;
    return low < agents->count && bytes_equal(bytes_of_hash(&agents->ids[low]), bytes_of_hash(id));
}

struct hash era_record_hash(const struct era *era)
{
    return record_hash_of_list(era->members.ids, (size_t)era->members.count, era->first_term);
}
