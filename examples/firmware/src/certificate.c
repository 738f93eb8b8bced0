#include "certificate.h"

/* Who has voted: one bit a seat, and a count. */
struct seats {
    uint8_t bits[(AGENTS + 7) / 8];
    uint64_t count;
};

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

enum code certificate_check(const struct certificate *certificate, const struct electorate *electorate)
{
    const struct agents *members = electorate->members;
    const struct agents *former = electorate->former;
    bool is_joint = former != NULL && former->count > 0;
    struct seats voters = {{0}, 0};
    struct seats former_voters = {{0}, 0};
    struct byte_strings votes = certificate->votes;
    for (uint64_t index = 0; index < votes.count; index++) {
        struct signed_vote read;
        enum code code = vote_read(votes.read(&votes.at), &read);
        if (code != CODE_NONE)
            return code;
        size_t seat, former_seat;
        bool is_member = agents_seat(members, &read.voter, &seat);
        bool was_member = is_joint && agents_seat(former, &read.voter, &former_seat);
        bool is_counted = (is_member && has_seat(&voters, seat)) || (was_member && has_seat(&former_voters, former_seat));
        if (!vote_equal(&read.vote, &certificate->link) || (!is_member && !was_member) || is_counted)
            return CODE_CERTIFICATE_FOREIGN;
        code = vote_verify(&read);
        if (code != CODE_NONE)
            return code;
        if (is_member)
            take_seat(&voters, seat);
        if (was_member)
            take_seat(&former_voters, former_seat);
    }
    uint64_t least = quorum(members->count);
    bool is_quorum = voters.count >= least && (!is_joint || former_voters.count >= least);
    return is_quorum ? CODE_NONE : CODE_QUORUM_MISSING;
}
