/* The commands with which a chip is shown what is final, vote by vote, in pieces that fit it (WALLET-9). */
#include "command.h"

#include "light_client.h"
#include "wallet.h"

enum {
    MAX_VOTE_BYTES = 300,
    ERA_FIELDS = 2,
    LEADING = 0,
    LEAVING = 1,
};

void read_show_links(struct cbor_reader *reader, union fields *fields)
{
    vote_read_fields(reader, &fields->show_links.leading);
    vote_read_fields(reader, &fields->show_links.leaving);
    fields->show_links.members = read_members(reader);
}

void read_show_border(struct cbor_reader *reader, union fields *fields)
{
    fields->show_border.shown.header = read_header(reader);
    const uint8_t *start = reader->at;
    fields->show_border.members = read_members(reader);
    cbor_read_unsigned(reader, UINT64_MAX);
    fields->show_border.era = bytes_of(start, (size_t)(reader->at - start));
    fields->show_border.shown.proof = read_proof(reader);
}

void read_show_vote(struct cbor_reader *reader, union fields *fields)
{
    fields->show_vote.leaves = cbor_read_truth(reader);
    fields->show_vote.vote = cbor_read_byte_string_up_to(reader, MAX_VOTE_BYTES);
}

static void keep_link(const struct vote *vote, struct kept_link *link)
{
    link->chain = hash_taken(vote->chain);
    link->source = hash_taken(vote->source_hash);
    link->target = hash_taken(vote->target_hash);
    link->vote = *vote;
    link->vote.chain = bytes_of_hash(&link->chain);
    link->vote.source_hash = bytes_of_hash(&link->source);
    link->vote.target_hash = bytes_of_hash(&link->target);
}

static struct electorate electorate_of(const struct showing *showing)
{
    struct electorate electorate = {&showing->members, &showing->former};
    return electorate;
}

enum code show_links(struct asked *asked)
{
    const struct vote *leading = &asked->fields.show_links.leading;
    const struct vote *leaving = &asked->fields.show_links.leaving;
    const struct kept *kept = &asked->chip->kept;
    struct showing *showing = &asked->chip->showing;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code == CODE_NONE)
        code = light_client_check_links(leading, leaving, bytes_of_hash(&kept->view.chain), kept->view.epoch);
    if (code != CODE_NONE)
        return code;
    struct hash set = tagged_hash_of_all(TAG_ERA, asked->fields.show_links.members);
    if (!bytes_equal(bytes_of_hash(&set), bytes_of_hash(&kept->view.members)))
        return CODE_ERA_FOREIGN;
    memset(showing, 0, sizeof *showing);
    showing->is_begun = true;
    keep_link(leading, &showing->links[LEADING]);
    keep_link(leaving, &showing->links[LEAVING]);
    showing->era = kept->view.era;
    agents_take(asked->fields.show_links.members, &showing->members);
    return CODE_NONE;
}

/* No era follows the last number, so that nothing proves one. */
static enum code check_last_border(const struct asked *asked)
{
    struct checkpoint checkpoint = {0, asked->chip->showing.links[LEADING].vote.target_hash};
    struct header header;
    enum code code = light_client_header(&checkpoint, asked->fields.show_border.shown.header, &header);
    return code == CODE_NONE ? CODE_PROOF_INVALID : code;
}

enum code show_border(struct asked *asked)
{
    uint64_t era = asked->chip->kept.view.era;
    struct showing *showing = &asked->chip->showing;
    if (!showing->is_begun || showing->former.count > 0)
        return CODE_NOTHING_SHOWN;
    if (era == UINT64_MAX)
        return check_last_border(asked);
    struct hash path = light_client_era_path(era + 1);
    struct hash record = record_hash(ERA_FIELDS, asked->fields.show_border.era);
    enum code code = check_proof(showing->links[LEADING].vote.target_hash, &asked->fields.show_border.shown, &path, &record);
    if (code != CODE_NONE)
        return code;
    showing->era = era + 1;
    showing->former = showing->members;
    agents_take(asked->fields.show_border.members, &showing->members);
    memset(showing->tallies, 0, sizeof showing->tallies);
    return CODE_NONE;
}

enum code show_vote(struct asked *asked)
{
    struct showing *showing = &asked->chip->showing;
    size_t place = asked->fields.show_vote.leaves ? LEAVING : LEADING;
    struct electorate electorate = electorate_of(showing);
    struct tally *tally = &showing->tallies[place];
    if (!showing->is_begun)
        return CODE_NOTHING_SHOWN;
    enum code code = certificate_count(asked->fields.show_vote.vote, &showing->links[place].vote, &electorate, tally);
    writer_number(asked->response, tally->voters.count);
    writer_number(asked->response, tally->former_voters.count);
    return code;
}

enum code certify(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct showing *showing = &asked->chip->showing;
    const struct vote *leading = &showing->links[LEADING].vote;
    struct electorate electorate = electorate_of(showing);
    if (!showing->is_begun)
        return CODE_NOTHING_SHOWN;
    enum code code = certificate_check_quorum(&electorate, &showing->tallies[LEADING]);
    if (code == CODE_NONE)
        code = certificate_check_quorum(&electorate, &showing->tallies[LEAVING]);
    if (code == CODE_NONE) {
        uint64_t later = slot_of_epoch(leading->target_epoch, kept->view.checkpoint_slots);
        code = wallet_extend_trust(&kept->trust, asked->injected->reading, certified_slot(kept), later);
    }
    if (code != CODE_NONE)
        return code;
    kept->view.epoch = leading->target_epoch;
    kept->view.hash = showing->links[LEADING].target;
    kept->view.era = showing->era;
    kept->view.members = showing->members.hash;
    writer_number(asked->response, leading->target_epoch);
    memset(showing, 0, sizeof *showing);
    return CODE_NONE;
}
