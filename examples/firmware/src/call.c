#include "call.h"

#include "answer.h"
#include "case_memory.h"
#include "light_client.h"
#include "outcome.h"
#include "value.h"

static bool read_checkpoint(struct cbor_reader map, const char *name, uint8_t *request, struct checkpoint *checkpoint)
{
    struct cbor_reader value;
    return message_member(map, name, &value) && message_is_map_of(value, 2) && member_decimal(value, "epoch", &checkpoint->epoch) &&
           member_hash(value, "hash", request, &checkpoint->hash);
}

static bool read_view(struct cbor_reader input, uint8_t *request, struct view *view)
{
    struct cbor_reader value;
    return message_member(input, "view", &value) && message_is_map_of(value, 4) && member_hash(value, "chain", request, &view->chain) &&
           read_checkpoint(value, "certified", request, &view->certified) && member_decimal(value, "era", &view->era) &&
           member_hash(value, "members", request, &view->members);
}

static bool read_certificate(struct cbor_reader map, const char *name, uint8_t *request, struct certificate *certificate)
{
    struct cbor_reader value, link;
    struct vote *vote = &certificate->link;
    return message_member(map, name, &value) && message_is_map_of(value, 2) && message_member(value, "link", &link) &&
           message_is_map_of(link, 5) && member_hash(link, "chain", request, &vote->chain) &&
           member_decimal(link, "source_epoch", &vote->source_epoch) && member_hash(link, "source_hash", request, &vote->source_hash) &&
           member_decimal(link, "target_epoch", &vote->target_epoch) && member_hash(link, "target_hash", request, &vote->target_hash) &&
           member_byte_strings(value, "votes", request, 0, &certificate->votes);
}

static bool read_shown(struct cbor_reader input, uint8_t *request, struct shown *shown)
{
    struct cbor_reader value;
    return message_member(input, "shown", &value) && message_is_map_of(value, 2) &&
           read_certificate(value, "leading", request, &shown->leading) && read_certificate(value, "leaving", request, &shown->leaving);
}

static bool read_agents(struct cbor_reader map, uint8_t *request, struct agents *agents)
{
    struct byte_strings ids;
    if (!member_byte_strings(map, "members", request, HASH_BYTES, &ids))
        return false;
    agents_take(ids, agents);
    return true;
}

static bool read_era(struct cbor_reader input, uint8_t *request, struct era *era)
{
    struct cbor_reader value;
    return message_member(input, "era", &value) && message_is_map_of(value, 2) && read_agents(value, request, &era->members) &&
           member_decimal(value, "first_term", &era->first_term);
}

/* The two hashes of an occupant, moved together as they are in the bytes of a proof. */
static bool read_occupant(struct cbor_reader value, uint8_t *request, struct bytes *occupant)
{
    static uint8_t both[OCCUPANT_BYTES];
    struct bytes path, record_hash;
    *occupant = bytes_of(both, 0);
    if (message_is_null(value))
        return true;
    if (!message_is_map_of(value, 2) || !member_hash(value, "path", request, &path) || !member_hash(value, "record_hash", request, &record_hash))
        return false;
    memcpy(both, path.at, HASH_BYTES);
    memcpy(both + HASH_BYTES, record_hash.at, HASH_BYTES);
    *occupant = bytes_of(both, sizeof both);
    return true;
}

static bool read_proof(struct cbor_reader input, uint8_t *request, struct state_proof *proof)
{
    struct cbor_reader value, occupant;
    return message_member(input, "proof", &value) && message_is_map_of(value, 2) && message_member(value, "occupant", &occupant) &&
           read_occupant(occupant, request, &proof->occupant) &&
           member_byte_strings(value, "siblings", request, HASH_BYTES, &proof->siblings);
}

static void answer_view(uint64_t seq, enum code code)
{
    if (!answer_is_complete(seq, code))
        outcome_view(&case_memory.call.view);
}

static bool call_advance(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    if (!message_is_map_of(input, 4) || !read_view(input, request, &case_memory.call.view) || !read_shown(input, request, &case_memory.call.shown) ||
        !read_agents(input, request, &case_memory.call.members))
        return false;
    answer_view(seq, light_client_advance(&case_memory.call.view, &case_memory.call.shown, &case_memory.call.members));
    return true;
}

static bool call_follow(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    if (!message_is_map_of(input, 7) || !read_view(input, request, &case_memory.call.view) || !read_shown(input, request, &case_memory.call.shown) ||
        !read_agents(input, request, &case_memory.call.members) || !member_bytes(input, "header", request, &case_memory.call.change.header) ||
        !read_era(input, request, &case_memory.call.change.era) || !read_proof(input, request, &case_memory.call.change.proof))
        return false;
    answer_view(seq, light_client_follow(&case_memory.call.view, &case_memory.call.shown, &case_memory.call.members, &case_memory.call.change));
    return true;
}

static bool call_certified_header(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    struct checkpoint checkpoint;
    struct bytes data;
    struct header header;
    if (!message_is_map_of(input, 3) || !read_checkpoint(input, "checkpoint", request, &checkpoint) ||
        !member_bytes(input, "data", request, &data))
        return false;
    if (!answer_is_complete(seq, light_client_header(&checkpoint, data, &header)))
        outcome_certified_header(&header);
    return true;
}

void call_case(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    struct cbor_reader name_value;
    struct bytes name;
    bool is_read = message_member(input, "call", &name_value) && message_text(name_value, &name);
    if (is_read && bytes_equal(name, bytes_of_text("advance")))
        is_read = call_advance(seq, input, request);
    else if (is_read && bytes_equal(name, bytes_of_text("follow")))
        is_read = call_follow(seq, input, request);
    else if (is_read && bytes_equal(name, bytes_of_text("certified_header")))
        is_read = call_certified_header(seq, input, request);
    else if (is_read)
        answer_unsupported(seq, "this firmware follows the chain, and computes no other rule by itself");
    if (!is_read)
        answer_error(seq, "the input is not that of a call of advance, follow or certified_header");
}
