#include "body.h"

#include "parameters.h"
#include "reply.h"

enum {
    MAX_SYMBOL_CHARACTERS = 16,
    MAX_DECIMALS = 18,
    MAX_SIGNED_OBJECT_BYTES = 65536,
    OFFENCES = 3,
};

/* By the number on the wire, from 1 on. */
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
};

static const char *const OFFENCE_NAMES[OFFENCES] = {"double_header", "double_vote", "surround_vote"};

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
        value->bytes = cbor_read_byte_string(reader);
        if (value->bytes.length > MAX_SIGNED_OBJECT_BYTES)
            cbor_fail(reader);
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
    }
}

void body_read(struct cbor_reader *reader, struct body *body)
{
    uint64_t number = cbor_read_unsigned(reader, sizeof KINDS / sizeof KINDS[0]);
    if (number == 0) {
        cbor_fail(reader);
        return;
    }
    body->kind = &KINDS[number - 1];
    cbor_read_array_of(reader, body->kind->fields);
    for (size_t index = 0; index < body->kind->fields; index++)
        read_value(reader, body->kind->field[index].form, &body->values[index]);
}

static void write_value(enum field_form form, const struct field_value *value)
{
    switch (form) {
    case FORM_HASH:
    case FORM_SIGNED_OBJECT:
        reply_hexadecimal(value->bytes);
        return;
    case FORM_SYMBOL:
        reply_text(value->bytes);
        return;
    case FORM_AMOUNT:
    case FORM_UINT64:
        reply_decimal(value->number);
        return;
    case FORM_DECIMALS:
    case FORM_VERSION:
        reply_number(value->number);
        return;
    case FORM_OFFENCE:
        reply_name(OFFENCE_NAMES[value->number]);
        return;
    case FORM_TRUTH:
        reply_truth(value->number != 0);
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

void outcome_body(const struct body *body)
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
