#include "body.h"

#include "parameters.h"
#include "reply.h"
#include "scalar.h"

enum {
    MAX_SYMBOL_CHARACTERS = 16,
    MAX_DECIMALS = 18,
    MAX_SIGNED_OBJECT_BYTES = 65536,
    MAX_ENDORSEMENT_BYTES = 384,
    MAX_ATTESTATION_BYTES = 640,
    OFFENCES = 3,
    PURPOSES = 8,
    CONFIRMATIONS = 4,
    MAX_SIGNED_MEASURE_BYTES = 256,
    MAX_OFFLINE = 604800,
    MAX_REPLICA = 7,
    MAX_CHUNKS = 16777216,
    SEALED_BYTES = 48,
    MAX_SAMPLES = 8,
    MAX_PATIENCE = 16,
    MAX_CHUNK_BYTES = 1024,
    MAX_PATH_BYTES = 768,
    MIN_JOB = 3,
    MAX_JOB = 9,
    MAX_PAYMENTS = 64,
    MAX_CONTRIBUTORS = 64,
    MAX_WAIT = 10512000,
    SIDES = 2,
    MAX_PPM = 1000000,
    MAX_PRICES = 4,
    PRICE_PARTS = 2,
    FIRST_LISTING_KIND = 34,
    MAX_PROGRAM_BYTES = 32768,
    MAX_ARGUMENTS = 16,
};

#define MAX_HEAVY_GAS ((uint64_t)1 << 40)

/* The kind that has another body inside it, and so no row of the table. */
enum { SPONSORED = 33 };

/* By the number on the wire, from 1 on; one without a name is none. */
static const struct kind KINDS[] = {
    {"transfer", 2, {{"recipient", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"coin_create", 3, {{"symbol", FORM_SYMBOL}, {"decimals", FORM_DECIMALS}, {"cap", FORM_AMOUNT}}},
    {"coin_mint", 3, {{"coin", FORM_HASH}, {"recipient", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"coin_burn", 2, {{"coin", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"coin_transfer", 3, {{"coin", FORM_HASH}, {"recipient", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"agent_register", 2, {{"bond", FORM_AMOUNT}, {"commitment", FORM_HASH}}},
    {"agent_bond", 1, {{"amount", FORM_AMOUNT}}},
    {"agent_resign", 0, {{0}}},
    {"agent_withdraw", 0, {{0}}},
    {"agent_commit", 1, {{"commitment", FORM_HASH}}},
    {"delegate", 2, {{"agent", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"delegation_withdraw", 2, {{"agent", FORM_HASH}, {"made", FORM_UINT64}}},
    {"delegation_claim", 2, {{"agent", FORM_HASH}, {"made", FORM_UINT64}}},
    {"delegation_release", 2, {{"agent", FORM_HASH}, {"made", FORM_UINT64}}},
    {"report", 3, {{"offence", FORM_OFFENCE}, {"first", FORM_SIGNED_OBJECT}, {"second", FORM_SIGNED_OBJECT}}},
    {"upgrade_propose", 1, {{"version", FORM_VERSION}}},
    {"upgrade_vote", 3, {{"agent", FORM_HASH}, {"made", FORM_UINT64}, {"approve", FORM_TRUTH}}},
    {"placement_pay", 3, {{"recipient", FORM_HASH}, {"amount", FORM_AMOUNT}, {"purpose", FORM_PURPOSE}}},
    {"lock_create", 5, {{"beneficiary", FORM_HASH}, {"number", FORM_UINT32}, {"amount", FORM_AMOUNT}, {"cliff", FORM_UINT64}, {"end", FORM_UINT64}}},
    {"lock_release", 2, {{"founder", FORM_HASH}, {"number", FORM_UINT32}}},
    {"company_register", 1, {{"metadata", FORM_HASH}}},
    {"company_close", 0, {{0}}},
    {"coin_found", 5, {{"symbol", FORM_SYMBOL}, {"decimals", FORM_DECIMALS}, {"cap", FORM_AMOUNT}, {"freezable", FORM_TRUTH}, {"metadata", FORM_HASH}}},
    {"coin_describe", 2, {{"coin", FORM_HASH}, {"metadata", FORM_HASH}}},
    {"coin_offer", 2, {{"coin", FORM_HASH}, {"successor", FORM_HASH}}},
    {"coin_accept", 1, {{"coin", FORM_HASH}}},
    {"coin_freeze", 2, {{"coin", FORM_HASH}, {"account", FORM_HASH}}},
    {"coin_unfreeze", 2, {{"coin", FORM_HASH}, {"account", FORM_HASH}}},
    {"approve", 5, {{"coin", FORM_HASH}, {"spender", FORM_HASH}, {"expected", FORM_AMOUNT}, {"limit", FORM_AMOUNT}, {"period", FORM_UINT32}}},
    {"spend", 4, {{"coin", FORM_HASH}, {"owner", FORM_HASH}, {"recipient", FORM_HASH}, {"amount", FORM_AMOUNT}}},
    {"batch_pay", 2, {{"coin", FORM_HASH}, {"payments", FORM_PAYMENTS}}},
    {"sponsorship_set", 3, {{"device", FORM_HASH}, {"cap", FORM_AMOUNT}, {"until", FORM_UINT64}}},
    [FIRST_LISTING_KIND - 1] =
    {"listing_set", 8,
     {{"number", FORM_UINT32}, {"version", FORM_UINT32}, {"description", FORM_HASH}, {"terms", FORM_HASH},
      {"prices", FORM_PRICES}, {"deliver_slots", FORM_WAIT}, {"confirm_slots", FORM_WAIT}, {"holding_ppm", FORM_PPM}}},
    {"listing_stock", 3, {{"number", FORM_UINT32}, {"stock", FORM_UINT32}, {"active", FORM_TRUTH}}},
    {"purchase", 6,
     {{"seller", FORM_HASH}, {"number", FORM_UINT32}, {"version", FORM_UINT32}, {"coin", FORM_HASH},
      {"quantity", FORM_UINT32}, {"limit", FORM_AMOUNT}}},
    {"purchase_deliver", 4, {{"number", FORM_UINT32}, {"purchase", FORM_UINT32}, {"buyer", FORM_HASH}, {"evidence", FORM_HASH}}},
    {"purchase_confirm", 3, {{"seller", FORM_HASH}, {"number", FORM_UINT32}, {"purchase", FORM_UINT32}}},
    {"purchase_cancel", 3, {{"seller", FORM_HASH}, {"number", FORM_UINT32}, {"purchase", FORM_UINT32}}},
    {"purchase_refund", 3, {{"number", FORM_UINT32}, {"purchase", FORM_UINT32}, {"buyer", FORM_HASH}}},
    {"purchase_close", 3, {{"seller", FORM_HASH}, {"number", FORM_UINT32}, {"purchase", FORM_UINT32}}},
    {"award_enrol", 0, {{0}}},
    {"award_leave", 0, {{0}}},
    {"contribution_claim", 1, {{"term", FORM_UINT64}}},
    {"manufacturer_register", 2, {{"root", FORM_HASH}, {"metadata", FORM_HASH}}},
    {"manufacturer_root", 1, {{"root", FORM_HASH}}},
    {"manufacturer_revoke", 0, {{0}}},
    {"manufacturer_close", 0, {{0}}},
    {"batch_revoke", 1, {{"batch", FORM_UINT32}}},
    {"chip_revoke", 1, {{"serial", FORM_HASH}}},
    {"chip_register", 2, {{"endorsement", FORM_ENDORSEMENT}, {"attestation", FORM_ATTESTATION}}},
    {"chip_bind", 3, {{"manufacturer", FORM_HASH}, {"serial", FORM_HASH}, {"attestation", FORM_ATTESTATION}}},
    {"chip_offer", 3, {{"manufacturer", FORM_HASH}, {"serial", FORM_HASH}, {"successor", FORM_HASH}}},
    {"chip_suspend", 3, {{"manufacturer", FORM_HASH}, {"serial", FORM_HASH}, {"suspended", FORM_TRUTH}}},
    {"chip_retire", 2, {{"manufacturer", FORM_HASH}, {"serial", FORM_HASH}}},
    [56 - 1] = {"service_register", 4,
     {{"name", FORM_SYMBOL}, {"unit", FORM_SYMBOL}, {"confirmation", FORM_CONFIRMATION}, {"metadata", FORM_HASH}}},
    [57 - 1] =
    {"market_open", 12,
     {{"service", FORM_HASH}, {"coin", FORM_HASH}, {"region", FORM_HASH}, {"quality", FORM_HASH}, {"granule", FORM_GRANULE}, {"fee_ppm", FORM_PPM},
      {"fund_slots", FORM_WAIT}, {"start_slots", FORM_WAIT}, {"deliver_slots", FORM_WAIT}, {"offline_slots", FORM_OFFLINE},
      {"liable_slots", FORM_WAIT}, {"deposit_ppm", FORM_PPM}}},
    {"quote_place", 6,
     {{"market", FORM_HASH}, {"number", FORM_UINT32}, {"side", FORM_SIDE}, {"price", FORM_HELD_AMOUNT}, {"units", FORM_UINT32}, {"last", FORM_UINT64}}},
    {"quote_lower", 3, {{"market", FORM_HASH}, {"number", FORM_UINT32}, {"units", FORM_UINT32}}},
    {"quote_expire", 3, {{"market", FORM_HASH}, {"account", FORM_HASH}, {"number", FORM_UINT32}}},
    {"auction_hold", 1, {{"market", FORM_HASH}}},
    [62 - 1] = {"order_offer", 14,
     {{"consumer", FORM_HASH}, {"service", FORM_HASH}, {"coin", FORM_HASH}, {"price", FORM_AMOUNT}, {"quantity", FORM_UINT32},
      {"granule", FORM_UINT32}, {"fee_ppm", FORM_PPM}, {"fund_slots", FORM_WAIT}, {"start_slots", FORM_WAIT},
      {"deliver_slots", FORM_WAIT}, {"offline_slots", FORM_OFFLINE}, {"liable_slots", FORM_WAIT}, {"deposit", FORM_HELD_AMOUNT},
      {"offer_slots", FORM_WAIT}}},
    {"order_accept", 1, {{"order", FORM_HASH}}},
    {"order_fund", 1, {{"order", FORM_HASH}}},
    {"order_withdraw", 1, {{"order", FORM_HASH}}},
    {"order_begin", 3, {{"order", FORM_HASH}, {"manufacturer", FORM_HASH}, {"serial", FORM_HASH}}},
    {"order_pay", 2, {{"by_provider", FORM_SIGNED_MEASURE}, {"by_consumer", FORM_SIGNED_MEASURE}}},
    {"order_claim", 2, {{"order", FORM_HASH}, {"units", FORM_UINT32}}},
    {"order_contest", 1, {{"order", FORM_HASH}}},
    {"order_confirm", 2, {{"by_provider", FORM_SIGNED_MEASURE}, {"by_consumer", FORM_SIGNED_MEASURE}}},
    {"order_settle", 1, {{"order", FORM_HASH}}},
    {"order_close", 1, {{"order", FORM_HASH}}},
    [73 - 1] = {"replica_commit", 8,
     {{"order", FORM_HASH}, {"replica", FORM_REPLICA}, {"root", FORM_HASH}, {"chunks", FORM_CHUNKS},
      {"interval", FORM_WAIT}, {"samples", FORM_SAMPLES}, {"penalty", FORM_AMOUNT}, {"patience", FORM_PATIENCE}}},
    {"replica_accept", 8,
     {{"order", FORM_HASH}, {"replica", FORM_REPLICA}, {"root", FORM_HASH}, {"chunks", FORM_CHUNKS},
      {"interval", FORM_WAIT}, {"samples", FORM_SAMPLES}, {"penalty", FORM_AMOUNT}, {"patience", FORM_PATIENCE}}},
    {"audit_open", 2, {{"order", FORM_HASH}, {"replica", FORM_REPLICA}}},
    {"audit_answer", 3, {{"order", FORM_HASH}, {"replica", FORM_REPLICA}, {"pieces", FORM_PIECES}}},
    {"audit_miss", 2, {{"order", FORM_HASH}, {"replica", FORM_REPLICA}}},
    {"replica_drop", 2, {{"order", FORM_HASH}, {"replica", FORM_REPLICA}}},
    {"job_open", 4, {{"task", FORM_HASH}, {"orders", FORM_JOB_ORDERS}, {"commit_slots", FORM_WAIT}, {"reveal_slots", FORM_WAIT}}},
    {"result_commit", 2, {{"order", FORM_HASH}, {"commitment", FORM_HASH}}},
    {"result_reveal", 3, {{"order", FORM_HASH}, {"result", FORM_HASH}, {"salt", FORM_HASH}}},
    {"job_decide", 3, {{"consumer", FORM_HASH}, {"task", FORM_HASH}, {"orders", FORM_JOB_ORDERS}}},
    {"consent_grant", 6,
     {{"number", FORM_UINT32}, {"scope", FORM_HASH}, {"use", FORM_VERSION}, {"reader", FORM_HASH}, {"start", FORM_UINT64}, {"until", FORM_UINT64}}},
    {"consent_revoke", 1, {{"number", FORM_UINT32}}},
    {"schema_register", 2, {{"name", FORM_SYMBOL}, {"metadata", FORM_HASH}}},
    {"asset_register", 10,
     {{"manufacturer", FORM_HASH}, {"serial", FORM_HASH}, {"series", FORM_UINT32}, {"schema", FORM_HASH}, {"root", FORM_HASH},
      {"chunks", FORM_CHUNKS}, {"key", FORM_HASH}, {"first", FORM_SIGNED_MEASURE}, {"last", FORM_SIGNED_MEASURE}, {"consent", FORM_UINT32}}},
    {"asset_forget", 1, {{"asset", FORM_HASH}}},
    {"access_offer", 5,
     {{"scope", FORM_HASH}, {"coin", FORM_HASH}, {"price", FORM_AMOUNT}, {"deliver_slots", FORM_WAIT}, {"complain_slots", FORM_WAIT}}},
    {"access_buy", 9,
     {{"asset", FORM_HASH}, {"scope", FORM_HASH}, {"coin", FORM_HASH}, {"limit", FORM_AMOUNT}, {"deliver_slots", FORM_WAIT},
      {"complain_slots", FORM_WAIT}, {"use", FORM_VERSION}, {"consent", FORM_UINT32}, {"key", FORM_HASH}}},
    {"access_deliver", 8,
     {{"asset", FORM_HASH}, {"buyer", FORM_HASH}, {"key", FORM_HASH}, {"coin", FORM_HASH}, {"price", FORM_AMOUNT},
      {"consent", FORM_UINT32}, {"encapsulated", FORM_HASH}, {"ciphertext", FORM_SEALED}}},
    {"access_refund", 2, {{"asset", FORM_HASH}, {"buyer", FORM_HASH}}},
    {"key_complaint", 2, {{"asset", FORM_HASH}, {"secret", FORM_HASH}}},
    {"chunk_complaint", 4, {{"asset", FORM_HASH}, {"secret", FORM_HASH}, {"index", FORM_CHUNK_INDEX}, {"piece", FORM_PIECE}}},
    {"access_close", 2, {{"asset", FORM_HASH}, {"buyer", FORM_HASH}}},
    {"derived_open", 5,
     {{"coin", FORM_HASH}, {"price", FORM_AMOUNT}, {"provider_ppm", FORM_PPM}, {"metadata", FORM_HASH}, {"assets", FORM_NAMED_ASSETS}}},
    {"derived_buy", 1, {{"service", FORM_HASH}}},
    {"derived_leave", 2, {{"service", FORM_HASH}, {"asset", FORM_HASH}}},
    {"derived_close", 1, {{"service", FORM_HASH}}},
    [110 - 1] = {"contract_release", 2, {{"source", FORM_PROGRAM}, {"heavy", FORM_HEAVY_PROGRAM}}},
    {"contract_call", 4, {{"contract", FORM_HASH}, {"gas_limit", FORM_GAS_LIMIT}, {"money", FORM_AMOUNT}, {"arguments", FORM_ARGUMENTS}}},
    {"heavy_queue", 4, {{"contract", FORM_HASH}, {"gas_limit", FORM_HEAVY_GAS_LIMIT}, {"money", FORM_AMOUNT}, {"argument", FORM_ARGUMENT}}},
    {"claim_collect", 1, {{"payee", FORM_HASH}}},
};

static const char *const OFFENCE_NAMES[OFFENCES] = {"double_header", "double_vote", "surround_vote"};
static const char *const CONFIRMATION_NAMES[CONFIRMATIONS] = {"none", "metered", "audited", "computed"};
static const char *const SIDE_NAMES[SIDES] = {"demand", "supply"};
static const char *const PURPOSE_NAMES[PURPOSES] = {"investor", "development", "hardware", "operations", "market", "legal", "liquidity", "other"};

static struct bytes read_payment(struct cbor_reader *reader, uint64_t *amount)
{
    cbor_read_array_of(reader, 2);
    struct bytes recipient = cbor_read_byte_string_of(reader, HASH_BYTES);
    *amount = cbor_read_unsigned(reader, MAX_AMOUNT);
    return recipient;
}

/* The bytes of an array of payments, each of them as it has to be. */
static struct bytes read_payments(struct cbor_reader *reader)
{
    struct bytes payments = {reader->at, 0};
    uint64_t amount, count = cbor_read_array(reader);
    if (count == 0 || count > MAX_PAYMENTS)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        read_payment(reader, &amount);
    if (!reader->failed)
        payments.length = (size_t)(reader->at - payments.at);
    return payments;
}

static void write_payments(struct bytes payments)
{
    struct cbor_reader reader = cbor_reader_of(payments);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++) {
        uint64_t amount;
        struct bytes recipient = read_payment(&reader, &amount);
        reply_map(2);
        reply_name("amount");
        reply_decimal(amount);
        reply_name("recipient");
        reply_hexadecimal(recipient);
    }
}

/* The array as it stands: it is read again where it is written. */
static struct bytes read_prices(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    uint64_t count = cbor_read_array(reader);
    if (count > MAX_PRICES)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++) {
        cbor_read_array_of(reader, PRICE_PARTS);
        cbor_read_byte_string_of(reader, HASH_BYTES);
        cbor_read_unsigned(reader, MAX_AMOUNT);
    }
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_prices(struct bytes prices)
{
    struct cbor_reader reader = cbor_reader_of(prices);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++) {
        cbor_read_array_of(&reader, PRICE_PARTS);
        reply_map(PRICE_PARTS);
        reply_name("coin");
        reply_hexadecimal(cbor_read_byte_string_of(&reader, HASH_BYTES));
        reply_name("amount");
        reply_decimal(cbor_read_unsigned(&reader, MAX_AMOUNT));
    }
}

static struct bytes read_bytes(struct cbor_reader *reader, size_t most)
{
    struct bytes bytes = cbor_read_byte_string(reader);
    if (bytes.length > most)
        cbor_fail(reader);
    return bytes;
}

static struct bytes read_chunk(struct cbor_reader *reader)
{
    struct bytes chunk = read_bytes(reader, MAX_CHUNK_BYTES);
    if (chunk.length == 0)
        cbor_fail(reader);
    return chunk;
}

/* The array as it stands: it is read again where it is written. */
static struct bytes read_piece(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    cbor_read_array_of(reader, 2);
    read_chunk(reader);
    read_bytes(reader, MAX_PATH_BYTES);
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_piece(struct cbor_reader *reader)
{
    cbor_read_array_of(reader, 2);
    struct bytes chunk = read_chunk(reader);
    reply_map(2);
    reply_name("path");
    reply_hexadecimal(read_bytes(reader, MAX_PATH_BYTES));
    reply_name("chunk");
    reply_hexadecimal(chunk);
}

/* The array as it stands: it is read again where it is written. */
static struct bytes read_pieces(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    uint64_t count = cbor_read_array(reader);
    if (count == 0 || count > MAX_SAMPLES)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        read_piece(reader);
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_pieces(struct bytes pieces)
{
    struct cbor_reader reader = cbor_reader_of(pieces);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++)
        write_piece(&reader);
}

static struct bytes read_job_orders(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    uint64_t count = cbor_read_array(reader);
    if (count < MIN_JOB || count > MAX_JOB)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        cbor_read_byte_string_of(reader, HASH_BYTES);
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_job_orders(struct bytes orders)
{
    struct cbor_reader reader = cbor_reader_of(orders);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++)
        reply_hexadecimal(cbor_read_byte_string_of(&reader, HASH_BYTES));
}

static struct bytes read_named_asset(struct cbor_reader *reader, uint64_t *consent)
{
    cbor_read_array_of(reader, 2);
    struct bytes asset = cbor_read_byte_string_of(reader, HASH_BYTES);
    *consent = cbor_read_unsigned(reader, UINT32_MAX);
    return asset;
}

/* The array as it stands: it is read again where it is written. */
static struct bytes read_named_assets(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    uint64_t consent, count = cbor_read_array(reader);
    if (count == 0 || count > MAX_CONTRIBUTORS)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        read_named_asset(reader, &consent);
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_named_assets(struct bytes assets)
{
    struct cbor_reader reader = cbor_reader_of(assets);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++) {
        uint64_t consent;
        struct bytes asset = read_named_asset(&reader, &consent);
        reply_map(2);
        reply_name("asset");
        reply_hexadecimal(asset);
        reply_name("consent");
        reply_number(consent);
    }
}

static struct bytes read_arguments(struct cbor_reader *reader)
{
    const uint8_t *start = reader->at;
    uint64_t count = cbor_read_array(reader);
    if (count > MAX_ARGUMENTS)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++)
        scalar_read(reader);
    return (struct bytes){start, (size_t)(reader->at - start)};
}

static void write_arguments(struct bytes arguments)
{
    struct cbor_reader reader = cbor_reader_of(arguments);
    uint64_t count = cbor_read_array(&reader);
    reply_array(count);
    for (uint64_t index = 0; index < count; index++) {
        struct scalar scalar = scalar_read(&reader);
        scalar_write(&scalar);
    }
}

static struct bytes read_program(struct cbor_reader *reader)
{
    struct bytes program = read_bytes(reader, MAX_PROGRAM_BYTES);
    if (program.length == 0)
        cbor_fail(reader);
    return program;
}

static uint64_t read_positive(struct cbor_reader *reader, uint64_t most)
{
    uint64_t number = cbor_read_unsigned(reader, most);
    if (number == 0)
        cbor_fail(reader);
    return number;
}

static void read_value(struct cbor_reader *reader, enum field_form form, struct field_value *value)
{
    switch (form) {
    case FORM_HASH:
        value->bytes = cbor_read_byte_string_of(reader, HASH_BYTES);
        return;
    case FORM_SYMBOL:
        value->bytes = cbor_read_text(reader, 1, MAX_SYMBOL_CHARACTERS);
        return;
    case FORM_SIGNED_OBJECT:
        value->bytes = read_bytes(reader, MAX_SIGNED_OBJECT_BYTES);
        return;
    case FORM_ENDORSEMENT:
        value->bytes = read_bytes(reader, MAX_ENDORSEMENT_BYTES);
        return;
    case FORM_ATTESTATION:
        value->bytes = read_bytes(reader, MAX_ATTESTATION_BYTES);
        return;
    case FORM_SIGNED_MEASURE:
        value->bytes = read_bytes(reader, MAX_SIGNED_MEASURE_BYTES);
        return;
    case FORM_OFFLINE:
        value->number = cbor_read_unsigned(reader, MAX_OFFLINE);
        return;
    case FORM_HELD_AMOUNT:
        value->number = cbor_read_unsigned(reader, MAX_AMOUNT / 2);
        return;
    case FORM_AMOUNT:
        value->number = cbor_read_unsigned(reader, MAX_AMOUNT);
        return;
    case FORM_UINT64:
        value->number = cbor_read_unsigned(reader, UINT64_MAX);
        return;
    case FORM_DECIMALS:
        value->number = cbor_read_unsigned(reader, MAX_DECIMALS);
        return;
    case FORM_VERSION:
        value->number = cbor_read_unsigned(reader, UINT16_MAX);
        return;
    case FORM_OFFENCE:
        value->number = cbor_read_unsigned(reader, OFFENCES - 1);
        return;
    case FORM_TRUTH:
        value->number = cbor_read_unsigned(reader, 1);
        return;
    case FORM_UINT32:
        value->number = cbor_read_unsigned(reader, UINT32_MAX);
        return;
    case FORM_PURPOSE:
        value->number = cbor_read_unsigned(reader, PURPOSES - 1);
        return;
    case FORM_CONFIRMATION:
        value->number = cbor_read_unsigned(reader, CONFIRMATIONS - 1);
        return;
    case FORM_PAYMENTS:
        value->bytes = read_payments(reader);
        return;
    case FORM_WAIT:
        value->number = read_positive(reader, MAX_WAIT);
        return;
    case FORM_REPLICA:
        value->number = cbor_read_unsigned(reader, MAX_REPLICA);
        return;
    case FORM_CHUNKS:
        value->number = read_positive(reader, MAX_CHUNKS);
        return;
    case FORM_SAMPLES:
        value->number = read_positive(reader, MAX_SAMPLES);
        return;
    case FORM_PATIENCE:
        value->number = read_positive(reader, MAX_PATIENCE);
        return;
    case FORM_PIECES:
        value->bytes = read_pieces(reader);
        return;
    case FORM_PIECE:
        value->bytes = read_piece(reader);
        return;
    case FORM_CHUNK_INDEX:
        value->number = cbor_read_unsigned(reader, MAX_CHUNKS - 1);
        return;
    case FORM_SEALED:
        value->bytes = cbor_read_byte_string_of(reader, SEALED_BYTES);
        return;
    case FORM_JOB_ORDERS:
        value->bytes = read_job_orders(reader);
        return;
    case FORM_NAMED_ASSETS:
        value->bytes = read_named_assets(reader);
        return;
    case FORM_PROGRAM:
        value->bytes = read_program(reader);
        return;
    case FORM_HEAVY_PROGRAM:
        value->bytes = read_bytes(reader, MAX_PROGRAM_BYTES);
        return;
    case FORM_GAS_LIMIT:
        value->number = read_positive(reader, UINT32_MAX);
        return;
    case FORM_HEAVY_GAS_LIMIT:
        value->number = read_positive(reader, MAX_HEAVY_GAS);
        return;
    case FORM_ARGUMENTS:
        value->bytes = read_arguments(reader);
        return;
    case FORM_ARGUMENT:
        value->bytes = read_bytes(reader, MAX_SCALAR_BYTES);
        return;
    case FORM_PPM:
        value->number = cbor_read_unsigned(reader, MAX_PPM);
        return;
    case FORM_SIDE:
        value->number = cbor_read_unsigned(reader, SIDES - 1);
        return;
    case FORM_GRANULE:
        value->number = cbor_read_unsigned(reader, UINT32_MAX);
        if (value->number == 0)
            cbor_fail(reader);
        return;
    case FORM_PRICES:
        value->bytes = read_prices(reader);
        return;
    }
}

/* Whatever is not the number of a kind fails the reader. */
static const struct kind *kind_of(struct cbor_reader *reader, uint64_t number)
{
    if (number == 0 || KINDS[number - 1].name == NULL) {
        cbor_fail(reader);
        return &KINDS[0];
    }
    return &KINDS[number - 1];
}

void body_read(struct cbor_reader *reader, struct body *body)
{
    uint64_t number = cbor_read_unsigned(reader, sizeof KINDS / sizeof KINDS[0]);
    body->is_sponsored = number == SPONSORED;
    if (body->is_sponsored) {
        cbor_read_array_of(reader, 3);
        body->sponsor = cbor_read_byte_string_of(reader, HASH_BYTES);
        number = cbor_read_unsigned(reader, sizeof KINDS / sizeof KINDS[0]);
    }
    body->kind = kind_of(reader, number);
    cbor_read_array_of(reader, body->kind->fields);
    for (size_t index = 0; index < body->kind->fields; index++)
        read_value(reader, body->kind->field[index].form, &body->values[index]);
}

static void write_value(enum field_form form, const struct field_value *value)
{
    switch (form) {
    case FORM_HASH:
    case FORM_SIGNED_OBJECT:
    case FORM_ENDORSEMENT:
    case FORM_ATTESTATION:
    case FORM_SIGNED_MEASURE:
    case FORM_SEALED:
    case FORM_PROGRAM:
    case FORM_HEAVY_PROGRAM:
    case FORM_ARGUMENT:
        reply_hexadecimal(value->bytes);
        return;
    case FORM_SYMBOL:
        reply_text(value->bytes);
        return;
    case FORM_AMOUNT:
    case FORM_HELD_AMOUNT:
    case FORM_UINT64:
        reply_decimal(value->number);
        return;
    case FORM_DECIMALS:
    case FORM_VERSION:
    case FORM_UINT32:
    case FORM_WAIT:
    case FORM_PPM:
    case FORM_OFFLINE:
    case FORM_GRANULE:
    case FORM_REPLICA:
    case FORM_CHUNKS:
    case FORM_CHUNK_INDEX:
    case FORM_SAMPLES:
    case FORM_PATIENCE:
    case FORM_GAS_LIMIT:
    case FORM_HEAVY_GAS_LIMIT:
        reply_number(value->number);
        return;
    case FORM_OFFENCE:
        reply_name(OFFENCE_NAMES[value->number]);
        return;
    case FORM_SIDE:
        reply_name(SIDE_NAMES[value->number]);
        return;
    case FORM_TRUTH:
        reply_truth(value->number != 0);
        return;
    case FORM_PURPOSE:
        reply_name(PURPOSE_NAMES[value->number]);
        return;
    case FORM_CONFIRMATION:
        reply_name(CONFIRMATION_NAMES[value->number]);
        return;
    case FORM_PAYMENTS:
        write_payments(value->bytes);
        return;
    case FORM_PRICES:
        write_prices(value->bytes);
        return;
    case FORM_PIECES:
        write_pieces(value->bytes);
        return;
    case FORM_PIECE: {
        struct cbor_reader reader = cbor_reader_of(value->bytes);
        write_piece(&reader);
        return;
    }
    case FORM_JOB_ORDERS:
        write_job_orders(value->bytes);
        return;
    case FORM_NAMED_ASSETS:
        write_named_assets(value->bytes);
        return;
    case FORM_ARGUMENTS:
        write_arguments(value->bytes);
        return;
    }
}

/* The order of encoded keys: shorter names first. */
static bool is_before(const char *one, const char *other)
{
    size_t length = strlen(one), other_length = strlen(other);
    return length != other_length ? length < other_length : strcmp(one, other) < 0;
}

/* How many of the body's names stand before that of a field. */
static size_t place_of(const struct kind *kind, size_t field)
{
    size_t place = 0;
    for (size_t index = 0; index < kind->fields; index++)
        if (is_before(kind->field[index].name, kind->field[field].name))
            place++;
    return place;
}

/* The body that is asked for, whoever pays. */
static void outcome_asked(const struct body *body)
{
    const struct kind *kind = body->kind;
    reply_map(1);
    reply_name(kind->name);
    reply_map(kind->fields);
    for (size_t place = 0; place < kind->fields; place++) {
        size_t index = 0;
        while (place_of(kind, index) != place)
            index++;
        reply_name(kind->field[index].name);
        write_value(kind->field[index].form, &body->values[index]);
    }
}

void outcome_body(const struct body *body)
{
    if (!body->is_sponsored) {
        outcome_asked(body);
        return;
    }
    reply_map(1);
    reply_name("sponsored");
    reply_map(2);
    reply_name("body");
    outcome_asked(body);
    reply_name("sponsor");
    reply_hexadecimal(body->sponsor);
}
