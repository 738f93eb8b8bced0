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

/* What a check that holds answers: nothing more. */
void outcome_holds(void);

#endif
