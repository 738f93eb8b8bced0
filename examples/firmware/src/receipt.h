/* Receipts: what became of a transaction (WIRE-12). */
#ifndef RECEIPT_H
#define RECEIPT_H

#include "bytes.h"
#include "code.h"

struct receipt {
    struct bytes transaction;
    uint64_t outcome;
    uint64_t fee;
};

enum code receipt_read(struct bytes data, struct receipt *receipt);

#endif
