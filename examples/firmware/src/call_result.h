/* What a contract call came to: its gas, the value that it returned and what it told, in a receipt (WIRE-12) and in a write set
 * (WIRE-18), and the package of a heavy call's result (WIRE-17). */
#ifndef CALL_RESULT_H
#define CALL_RESULT_H

#include "code.h"
#include "scalar.h"

/* Records one after another: checked when they are read, and read again when they are written. */
struct records {
    uint64_t count;
    struct cbor_reader at;
};

struct call_result {
    uint64_t gas;
    struct scalar value;
    struct records events;
};

struct write_set {
    uint64_t outcome;
    struct call_result result;
    struct records writes;
};

struct package {
    struct bytes contract;
    struct bytes hash;
};

/* The three elements, without the head of the array that they are in. */
struct call_result call_result_read(struct cbor_reader *reader);

enum code write_set_read(struct bytes data, struct write_set *write_set);
enum code package_read(struct bytes data, struct package *package);

/* As an outcome has them: the members of a map, the shorter names first. */
void call_result_write(const struct call_result *result);
void records_write_writes(const struct records *writes);

#endif
