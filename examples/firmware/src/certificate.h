/* Certificates: a quorum's votes for one link from checkpoint to checkpoint (LIGHT-2). */
#ifndef CERTIFICATE_H
#define CERTIFICATE_H

#include "byte_strings.h"
#include "era.h"
#include "vote.h"

struct certificate {
    struct vote link;
    /* Read one after another, and not kept. */
    struct byte_strings votes;
};

/* Whose votes count: a set, and while it has not finalised anything the one before it as well. */
struct electorate {
    const struct agents *members;
    /* Null where one set is asked. */
    const struct agents *former;
};

/* Who has voted for a link: one bit a seat, and a count. */
struct seats {
    uint8_t bits[(AGENTS + 7) / 8];
    uint64_t count;
};

struct tally {
    struct seats voters;
    struct seats former_voters;
};

/* Count a vote for a link, if it is one: its form, whether it belongs here, and its signature, in this order. */
enum code certificate_count(struct bytes data, const struct vote *link, const struct electorate *electorate, struct tally *tally);

/* Whether a quorum has voted, and one of the former set where that is asked too. */
enum code certificate_check_quorum(const struct electorate *electorate, const struct tally *tally);

enum code certificate_check(const struct certificate *certificate, const struct electorate *electorate);

#endif
