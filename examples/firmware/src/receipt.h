/* Receipts: what became of a transaction (WIRE-12). */
#ifndef RECEIPT_H
#define RECEIPT_H

#include "call_result.h"

struct receipt {
    struct bytes transaction;
    uint64_t outcome;
    uint64_t fee;
    /* Whether it is of a contract call, and what that came to. */
    bool is_of_call;
    struct call_result call;
};

enum code receipt_read(struct bytes data, struct receipt *receipt);

#endif
