#include "certificate.h"

static bool has_seat(const struct seats *seats, size_t seat)
{
    return (seats->bits[seat / 8] >> seat % 8 & 1) != 0;
}

static void take_seat(struct seats *seats, size_t seat)
{
    seats->bits[seat / 8] = (uint8_t)(seats->bits[seat / 8] | 1U << seat % 8);
    seats->count++;
}

/* FINALITY-1: the least number that is more than two thirds. */
static uint64_t quorum(uint64_t agents)
{
    return 2 * agents / 3 + 1;
}

static bool is_joint(const struct electorate *electorate)
{
    return electorate->former != NULL && electorate->former->count > 0;
}

enum code certificate_count(struct bytes data, const struct vote *link, const struct electorate *electorate, struct tally *tally)
{
    struct signed_vote read;
    enum code code = vote_read(data, &read);
    if (code != CODE_NONE)
        return code;
    size_t seat, former_seat;
    bool is_member = agents_seat(electorate->members, &read.voter, &seat);
    bool was_member = is_joint(electorate) && agents_seat(electorate->former, &read.voter, &former_seat);
    bool is_counted = (is_member && has_seat(&tally->voters, seat)) || (was_member && has_seat(&tally->former_voters, former_seat));
    if (!vote_equal(&read.vote, link) || (!is_member && !was_member) || is_counted)
        return CODE_CERTIFICATE_FOREIGN;
    code = vote_verify(&read);
    if (code == CODE_NONE && is_member)
        take_seat(&tally->voters, seat);
    if (code == CODE_NONE && was_member)
        take_seat(&tally->former_voters, former_seat);
    return code;
}

enum code certificate_check_quorum(const struct electorate *electorate, const struct tally *tally)
{
    uint64_t least = quorum(electorate->members->count);
    bool is_quorum = tally->voters.count >= least && (!is_joint(electorate) || tally->former_voters.count >= least);
    return is_quorum ? CODE_NONE : CODE_QUORUM_MISSING;
}

enum code certificate_check(const struct certificate *certificate, const struct electorate *electorate)
{
    struct tally tally = {{{0}, 0}, {{0}, 0}};
    struct byte_strings votes = certificate->votes;
    for (uint64_t index = 0; index < votes.count; index++) {
        enum code code = certificate_count(votes.read(&votes.at), &certificate->link, electorate, &tally);
        if (code != CODE_NONE)
            return code;
    }
    return certificate_check_quorum(electorate, &tally);
}
