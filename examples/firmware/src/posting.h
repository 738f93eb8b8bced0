/* How a chip signs a transaction: what it costs is stored with its nonce, before the signature leaves (WALLET-5, WALLET-11). */
#ifndef POSTING_H
#define POSTING_H

#include "command.h"

/* A transaction that is being written; the longest that a chip signs has two receipts in it. */
struct payload {
    uint8_t bytes[768];
    struct writer writer;
};

/* What stands for SSP where a coin is named. */
extern const struct hash SSP;

bool is_ssp(struct bytes coin);

/* The chip is not stale, and uses a nonce above all that it has signed. */
enum code posting_begin(struct asked *asked, const struct posting *posting);

/* Spend an amount of a coin, and a fee in SSP. */
enum code posting_spend(struct kept *kept, struct bytes coin, uint64_t amount, uint64_t fee);

/* Begin a transaction of this kind; its body follows. */
void posting_write(const struct asked *asked, const struct posting *posting, uint64_t kind, struct payload *payload);

/* Sign it. */
enum code posting_sign(struct asked *asked, const struct payload *payload);

/* The same with the fee before it, for what costs nothing else. */
enum code posting_sign_for_fee(struct asked *asked, const struct posting *posting, const struct payload *payload);

void read_posting(struct cbor_reader *reader, struct posting *posting);

#endif
