#include "light_client.h"

enum {
    TABLE_ERAS = 9,
    ERA_NUMBER_BYTES = 8,
};

enum code light_client_check_links(const struct vote *leading, const struct vote *leaving, struct bytes chain, uint64_t certified_epoch)
{
    if (!bytes_equal(leading->chain, chain) || !bytes_equal(leaving->chain, chain))
        return CODE_WRONG_CHAIN;
    if (leading->target_epoch <= certified_epoch)
        return CODE_CHECKPOINT_NOT_ABOVE;
    bool meet = leaving->source_epoch == leading->target_epoch && bytes_equal(leaving->source_hash, leading->target_hash);
    bool is_forwards = leading->source_epoch < leading->target_epoch;
    bool is_direct = leaving->target_epoch > leaving->source_epoch && leaving->target_epoch - leaving->source_epoch == 1;
    return meet && is_forwards && is_direct ? CODE_NONE : CODE_CERTIFICATE_FOREIGN;
}

/* LIGHT-1. A set that is the right one and larger than there is room for is no fault of whoever shows it. */
static enum code check_members(const struct view *view, const struct agents *members)
{
    if (!bytes_equal(bytes_of_hash(&members->hash), view->members))
        return CODE_ERA_FOREIGN;
    return members->count <= AGENTS ? CODE_NONE : CODE_NO_ROOM;
}

static enum code check_certificates(const struct shown *shown, const struct agents *members, const struct agents *former)
{
    struct electorate electorate = {members, former};
    enum code code = certificate_check(&shown->leading, &electorate);
    return code == CODE_NONE ? certificate_check(&shown->leaving, &electorate) : code;
}

static struct checkpoint checkpoint_of(const struct shown *shown)
{
    struct checkpoint checkpoint = {shown->leading.link.target_epoch, shown->leading.link.target_hash};
    return checkpoint;
}

enum code light_client_advance(struct view *view, const struct shown *shown, const struct agents *members)
{
    enum code code = light_client_check_links(&shown->leading.link, &shown->leaving.link, view->chain, view->certified.epoch);
    if (code == CODE_NONE)
        code = check_members(view, members);
    if (code == CODE_NONE)
        code = check_certificates(shown, members, NULL);
    if (code == CODE_NONE)
        view->certified = checkpoint_of(shown);
    return code;
}

/* LIGHT-4: the producer's signature is not looked at; the agents have done that. */
enum code light_client_header(const struct checkpoint *checkpoint, struct bytes data, struct header *header)
{
    struct hash hash;
    enum code code = header_read(data, header, &hash);
    if (code != CODE_NONE)
        return code;
    return bytes_equal(bytes_of_hash(&hash), checkpoint->hash) ? CODE_NONE : CODE_HEADER_FOREIGN;
}

struct hash light_client_era_path(uint64_t number)
{
    uint8_t key[ERA_NUMBER_BYTES];
    for (size_t index = 0; index < sizeof key; index++)
        key[index] = (uint8_t)(number >> 8 * (sizeof key - 1 - index));
    return state_path(TABLE_ERAS, bytes_of(key, sizeof key));
}

/* LIGHT-5: that the state of a checkpoint has this era under this number. */
static enum code check_era(const struct checkpoint *checkpoint, const struct change *change, uint64_t number)
{
    struct header header;
    enum code code = light_client_header(checkpoint, change->header, &header);
    if (code != CODE_NONE)
        return code;
    if (change->era.members.count > AGENTS)
        return CODE_NO_ROOM;
    /* No era follows the last number. */
    if (number == 0)
        return CODE_PROOF_INVALID;
    struct hash path = light_client_era_path(number);
    struct hash record = era_record_hash(&change->era);
    return state_proof_check(&change->proof, header.state_root, &path, &record);
}

enum code light_client_follow(struct view *view, const struct shown *shown, const struct agents *members, const struct change *change)
{
    struct checkpoint checkpoint = checkpoint_of(shown);
    enum code code = light_client_check_links(&shown->leading.link, &shown->leaving.link, view->chain, view->certified.epoch);
    if (code == CODE_NONE)
        code = check_members(view, members);
    if (code == CODE_NONE)
        code = check_era(&checkpoint, change, view->era + 1);
    if (code == CODE_NONE)
        code = check_certificates(shown, &change->era.members, members);
    if (code == CODE_NONE) {
        view->certified = checkpoint;
        view->era++;
        view->members = bytes_of_hash(&change->era.members.hash);
    }
    return code;
}
