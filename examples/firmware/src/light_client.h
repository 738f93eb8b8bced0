/* The light client: follows what is final with one checkpoint, one number and one hash (spec/light-client.md). */
#ifndef LIGHT_CLIENT_H
#define LIGHT_CLIENT_H

#include "certificate.h"
#include "header.h"
#include "state_proof.h"

struct checkpoint {
    uint64_t epoch;
    struct bytes hash;
};

/* All that a chip keeps of the chain (LIGHT-1). */
struct view {
    struct bytes chain;
    struct checkpoint certified;
    uint64_t era;
    /* The hash of the era's set. */
    struct bytes members;
};

/* What makes one checkpoint final: the link that leads to it, and the one that leads from it to the next epoch (LIGHT-3). */
struct shown {
    struct certificate leading;
    struct certificate leaving;
};

/* What shows the next set, under the state root of the checkpoint's block (LIGHT-5). */
struct change {
    struct bytes header;
    struct era era;
    struct state_proof proof;
};

/* Whether two links make a checkpoint final above the one of this epoch (LIGHT-3). Nothing of the votes for them is looked at. */
enum code light_client_check_links(const struct vote *leading, const struct vote *leaving, struct bytes chain, uint64_t certified_epoch);

/* The path of the record that the state has of an era. */
struct hash light_client_era_path(uint64_t number);

/* Each changes the view where the code is CODE_NONE. It then has runs of what was shown, which have to stay. */
enum code light_client_advance(struct view *view, const struct shown *shown, const struct agents *members);
enum code light_client_follow(struct view *view, const struct shown *shown, const struct agents *members, const struct change *change);

/* The header of a checkpoint's block (LIGHT-4). Fields are runs of the bytes given, which have to stay. */
enum code light_client_header(const struct checkpoint *checkpoint, struct bytes data, struct header *header);

#endif
