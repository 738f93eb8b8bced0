#include "decode.h"

#include "answer.h"
#include "hexadecimal.h"
#include "outcome.h"
#include "parameters.h"
#include "reply.h"
#include "state_proof.h"

enum {
    TABLES = 4,
    MAX_KEY_BYTES = 64,
};

static const char *const TABLE_NAMES[TABLES] = {"accounts", "coins", "holdings", "pots"};

/* Decode hexadecimal digits where they stand in the request. False where the value is something else. */
static bool read_bytes(struct cbor_reader value, uint8_t *request, struct bytes *data)
{
    struct bytes text;
    uint8_t *start = request;
    if (!message_text(value, &text) || !hexadecimal_is(text))
        return false;
    start += text.at - request;
    *data = hexadecimal_decode(text, start);
    return true;
}

/* Whether the answer is complete: an object follows where there is no code. */
static bool is_answered(uint64_t seq, enum code code)
{
    if (code == CODE_UNDECIDED) {
        answer_error(seq, "the cryptographic library could not decide");
        return true;
    }
    answer_outcome(seq);
    if (code == CODE_NONE)
        return false;
    outcome_reject(code);
    return true;
}

static void decode_transaction(uint64_t seq, struct bytes data)
{
    struct authenticated_transaction authenticated;
    if (!is_answered(seq, transaction_authenticate(data, MAX_TRANSACTION_BYTES, &authenticated)))
        outcome_transaction(&authenticated);
}

static void decode_header(uint64_t seq, struct bytes data)
{
    struct sealed_header sealed;
    if (!is_answered(seq, header_authenticate(data, &sealed)))
        outcome_header(&sealed);
}

static void decode_block(uint64_t seq, struct bytes data)
{
    struct block block;
    if (!is_answered(seq, block_read(data, MAX_BLOCK_BYTES, &block)))
        outcome_block(&block);
}

static void decode_receipt(uint64_t seq, struct bytes data)
{
    struct receipt receipt;
    if (!is_answered(seq, receipt_read(data, &receipt)))
        outcome_receipt(&receipt);
}

/* The number of a table on the wire (STATE-3), or 0 for a name that is none. */
static uint8_t table_number(struct bytes name)
{
    for (uint8_t index = 0; index < TABLES; index++)
        if (bytes_equal(name, bytes_of_text(TABLE_NAMES[index])))
            return (uint8_t)(index + 1);
    return 0;
}

static bool decode_state_proof(uint64_t seq, struct cbor_reader input, struct bytes data, uint8_t *request)
{
    struct cbor_reader root_value, table_value, key_value, record_value;
    struct bytes root, table, key, record;
    if (!message_is_map_of(input, 6) || !message_member(input, "root", &root_value) || !message_member(input, "table", &table_value) ||
        !message_member(input, "key", &key_value) || !message_member(input, "record", &record_value))
        return false;
    bool has_record = !message_is_null(record_value);
    if (!read_bytes(root_value, request, &root) || !message_text(table_value, &table) || !read_bytes(key_value, request, &key) ||
        (has_record && !read_bytes(record_value, request, &record)))
        return false;
    uint8_t number = table_number(table);
    if (root.length != HASH_BYTES || key.length > MAX_KEY_BYTES || number == 0)
        return false;
    struct hash path = state_path(number, key);
    if (!is_answered(seq, state_proof_check(data, root, &path, has_record ? &record : NULL)))
        outcome_holds();
    return true;
}

void decode_case(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    struct cbor_reader what_value, bytes_value;
    struct bytes what, data;
    bool is_readable = message_member(input, "decode", &what_value) && message_text(what_value, &what) &&
                       message_member(input, "bytes", &bytes_value) && read_bytes(bytes_value, request, &data);
    bool is_plain = message_is_map_of(input, 2);
    if (is_readable && is_plain && bytes_equal(what, bytes_of_text("transaction")))
        decode_transaction(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("header")))
        decode_header(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("block")))
        decode_block(seq, data);
    else if (is_readable && is_plain && bytes_equal(what, bytes_of_text("receipt")))
        decode_receipt(seq, data);
    else if (!is_readable || !bytes_equal(what, bytes_of_text("state_proof")) || !decode_state_proof(seq, input, data, request))
        answer_error(seq, "the input is not that of a case of the kind decode");
}
