#include "decode.h"

#include "answer.h"
#include "outcome.h"
#include "parameters.h"
#include "state_proof.h"
#include "value.h"

enum {
    TABLES = 66,
    MAX_KEY_BYTES = 96,
};

static const char *const TABLE_NAMES[TABLES] = {
    "accounts", "coins", "holdings", "pots", "agents", "delegations", "endings", "earnings", "eras",
    "duties", "succession", "finality", "randomness", "load", "offenders", "upgrade", "ballots",
    "placement", "outflows", "locks", "companies", "coin_terms", "allowances", "freezes", "sponsorships",
    "listings", "sales", "award", "participants", "funds", "credits", "prices",
    "manufacturers", "recalls", "chips", "bindings",
    [36] = "services", "markets", "quotes", "stances", "orders", "replicas", "jobs", "results",
    [44] = "consents", "series", "schemas", "assets", "tariffs", "data_sales", "accesses", "derived_services",
    [59] = "contracts", "programs", "stored", "standings", "heavy_calls", "heavy_arguments", "claims",
};

static void decode_transaction(uint64_t seq, struct bytes data)
{
    struct authenticated_transaction authenticated;
    if (!answer_is_complete(seq, transaction_authenticate(data, MAX_TRANSACTION_BYTES, &authenticated)))
        outcome_transaction(&authenticated);
}

static void decode_header(uint64_t seq, struct bytes data)
{
    struct sealed_header sealed;
    if (!answer_is_complete(seq, header_authenticate(data, &sealed)))
        outcome_header(&sealed);
}

static void decode_vote(uint64_t seq, struct bytes data)
{
    struct sealed_vote sealed;
    if (!answer_is_complete(seq, vote_authenticate(data, &sealed)))
        outcome_vote(&sealed);
}

static void decode_block(uint64_t seq, struct bytes data)
{
    struct block block;
    if (!answer_is_complete(seq, block_read(data, MAX_BLOCK_BYTES, &block)))
        outcome_block(&block);
}

static void decode_receipt(uint64_t seq, struct bytes data)
{
    struct receipt receipt;
    if (!answer_is_complete(seq, receipt_read(data, &receipt)))
        outcome_receipt(&receipt);
}

static void decode_package(uint64_t seq, struct bytes data)
{
    struct package package;
    if (!answer_is_complete(seq, package_read(data, &package)))
        outcome_package(&package);
}

static void decode_write_set(uint64_t seq, struct bytes data)
{
    struct write_set write_set;
    if (!answer_is_complete(seq, write_set_read(data, &write_set)))
        outcome_write_set(&write_set);
}

/* The number of a table on the wire (STATE-3), or 0 for a name that is none. */
static uint8_t table_number(struct bytes name)
{
    for (uint8_t index = 0; index < TABLES; index++)
        if (TABLE_NAMES[index] != NULL && bytes_equal(name, bytes_of_text(TABLE_NAMES[index])))
            return (uint8_t)(index + 1);
    return 0;
}

static bool decode_state_proof(uint64_t seq, struct cbor_reader input, struct bytes data, uint8_t *request)
{
    struct cbor_reader table_value, record_value;
    struct bytes root, table, key, record;
    if (!message_is_map_of(input, 6) || !member_hash(input, "root", request, &root) || !member_bytes(input, "key", request, &key) ||
        !message_member(input, "table", &table_value) || !message_text(table_value, &table) ||
        !message_member(input, "record", &record_value))
        return false;
    bool has_record = !message_is_null(record_value);
    uint8_t number = table_number(table);
    if ((has_record && !value_bytes(record_value, request, &record)) || key.length > MAX_KEY_BYTES || number == 0)
        return false;
    struct state_proof proof;
    struct hash path = state_path(number, key);
    struct hash record_hash = plain_hash(has_record ? record : bytes_of(NULL, 0));
    enum code code = state_proof_read(data, &proof);
    if (code == CODE_NONE)
        code = state_proof_check(&proof, root, &path, has_record ? &record_hash : NULL);
    if (!answer_is_complete(seq, code))
        outcome_holds();
    return true;
}

void decode_case(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    struct cbor_reader what_value;
    struct bytes what, data;
    bool is_readable = message_member(input, "decode", &what_value) && message_text(what_value, &what) &&
                       member_bytes(input, "bytes", request, &data);
    bool is_plain = message_is_map_of(input, 2);
    if (is_readable && is_plain && bytes_equal(what, bytes_of_text("transaction")))
        decode_transaction(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("header")))
        decode_header(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("vote")))
        decode_vote(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("block")))
        decode_block(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("receipt")))
        decode_receipt(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("package")))
        decode_package(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("write_set")))
        decode_write_set(seq, data);
    else if (!is_readable || !bytes_equal(what, bytes_of_text("state_proof")) || !decode_state_proof(seq, input, data, request))
        answer_error(seq, "the input is not that of a case of the kind decode");
}
