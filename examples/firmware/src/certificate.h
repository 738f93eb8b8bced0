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

enum code certificate_check(const struct certificate *certificate, const struct electorate *electorate);

#endif
