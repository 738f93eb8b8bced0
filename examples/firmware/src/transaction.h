/* Transactions: the five kinds, their payload, and what makes one authentic. */
#ifndef TRANSACTION_H
#define TRANSACTION_H

#include "code.h"
#include "hash.h"

/* The numbers are those on the wire (WIRE-9). */
enum kind {
    KIND_TRANSFER = 1,
    KIND_COIN_CREATE = 2,
    KIND_COIN_MINT = 3,
    KIND_COIN_BURN = 4,
    KIND_COIN_TRANSFER = 5,
};

struct transaction {
    struct bytes chain;
    uint64_t nonce;
    uint64_t last_valid_slot;
    uint64_t fee;
    enum kind kind;

    /* The fields of the body: those of the kind are set. */
    struct bytes coin;
    struct bytes recipient;
    uint64_t amount;
    struct bytes symbol;
    uint64_t decimals;
    uint64_t cap;
};

struct authenticated_transaction {
    struct transaction transaction;
    struct hash sender;
    struct hash id;
    size_t size;
};

/* Everything about a transaction that needs no state (WIRE-10, TX-1). Fields are runs of the bytes given, which have to stay. */
enum code transaction_authenticate(struct bytes data, size_t limit, struct authenticated_transaction *result);

#endif
