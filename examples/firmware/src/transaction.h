/* Transactions: their payload, and what makes one authentic. */
#ifndef TRANSACTION_H
#define TRANSACTION_H

#include "body.h"
#include "code.h"
#include "hash.h"

struct transaction {
    struct bytes chain;
    uint64_t nonce;
    uint64_t last_valid_slot;
    uint64_t fee;
    struct body body;
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
