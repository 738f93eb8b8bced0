#include "command.h"

#include "header.h"
#include "light_client.h"
#include "state_proof.h"

enum {
    MAX_HEADER_BYTES = 1024,
    MAX_PROOF_BYTES = 2048,
};

void forget(struct chip *chip)
{
    memset(&chip->fresh_nonce, 0, sizeof chip->fresh_nonce);
    memset(&chip->showing, 0, sizeof chip->showing);
}

uint64_t slot_of_epoch(uint64_t epoch, uint64_t checkpoint_slots)
{
    return epoch > UINT64_MAX / checkpoint_slots ? UINT64_MAX : epoch * checkpoint_slots;
}

uint64_t certified_slot(const struct kept *kept)
{
    return slot_of_epoch(kept->view.epoch, kept->view.checkpoint_slots);
}

struct bytes read_hash(struct cbor_reader *reader)
{
    return cbor_read_byte_string_of(reader, HASH_BYTES);
}

struct bytes read_header(struct cbor_reader *reader)
{
    return cbor_read_byte_string_up_to(reader, MAX_HEADER_BYTES);
}

struct bytes read_proof(struct cbor_reader *reader)
{
    return cbor_read_byte_string_up_to(reader, MAX_PROOF_BYTES);
}

void read_given_view(struct cbor_reader *reader, struct given_view *view)
{
    view->now = cbor_read_unsigned(reader, UINT64_MAX);
    cbor_read_array_of(reader, 2);
    view->epoch = cbor_read_unsigned(reader, UINT64_MAX);
    view->hash = read_hash(reader);
    view->era = cbor_read_unsigned(reader, UINT64_MAX);
    view->members = read_hash(reader);
}

void take_given_view(struct kept *kept, const struct given_view *given)
{
    kept->view.epoch = given->epoch;
    kept->view.hash = hash_taken(given->hash);
    kept->view.era = given->era;
    kept->view.members = hash_taken(given->members);
}

struct byte_strings read_members(struct cbor_reader *reader)
{
    uint64_t count = cbor_read_array(reader);
    if (count < 1 || count > AGENTS)
        cbor_fail(reader);
    struct byte_strings list = {count, *reader, cbor_read_byte_string};
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        read_hash(reader);
    return list;
}

struct hash hash_taken(struct bytes run)
{
    struct hash hash;
    memcpy(hash.bytes, run.at, HASH_BYTES);
    return hash;
}

enum code check_proof(struct bytes block_hash, const struct shown_proof *shown, const struct hash *path, const struct hash *record)
{
    struct checkpoint checkpoint = {0, block_hash};
    struct header header;
    struct state_proof proof;
    enum code code = light_client_header(&checkpoint, shown->header, &header);
    if (code == CODE_NONE)
        code = state_proof_read(shown->proof, &proof);
    return code == CODE_NONE ? state_proof_check(&proof, header.state_root, path, record) : code;
}
