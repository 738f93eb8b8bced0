/* Outcomes: the objects that were decoded, in the form of a case's `expect` (spec/vectors.md). */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "block.h"
#include "header.h"
#include "light_client.h"
#include "receipt.h"
#include "transaction.h"
#include "vote.h"

void outcome_reject(enum code code);
void outcome_transaction(const struct authenticated_transaction *authenticated);
void outcome_header(const struct sealed_header *sealed);
void outcome_certified_header(const struct header *header);
void outcome_view(const struct view *view);
void outcome_vote(const struct sealed_vote *sealed);
void outcome_block(const struct block *block);
void outcome_receipt(const struct receipt *receipt);
void outcome_package(const struct package *package);
void outcome_write_set(const struct write_set *write_set);

/* The steps of a session, so many, of which each follows with its response; one whose power was cut has none. */
void outcome_begin_steps(uint64_t seq, uint64_t count);
void outcome_response(struct bytes response, bool is_cut);

/* The whole reply to a request to attest. */
void outcome_attestation(uint64_t seq, struct bytes attestation);

/* What a check that holds answers: nothing more. */
void outcome_holds(void);

#endif
