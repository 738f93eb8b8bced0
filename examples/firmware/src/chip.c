#include "chip.h"

#include "command.h"
#include "owner_order.h"
#include "profile.h"
#include "store.h"

enum signer {
    SIGNER_NOBODY,
    SIGNER_WHOEVER,
    SIGNER_OWNER,
    SIGNER_MAKER_TOO,
};

enum {
    MANUFACTURED = 1 << STAGE_MANUFACTURED,
    PROVISIONED = 1 << STAGE_PROVISIONED,
    BOUND = 1 << STAGE_BOUND,
    SUSPENDED = 1 << STAGE_SUSPENDED,
    RETIRED = 1 << STAGE_RETIRED,
    ALIVE = PROVISIONED | BOUND | SUSPENDED,
    IN_SERVICE = BOUND | SUSPENDED,
};

struct row {
    unsigned stages;
    enum signer signer;
    bool writes;
    uint8_t fields;
    /* How many fields the response has after its 0. */
    uint8_t answers;
    read_fields *read;
    carry_out *carry_out;
};

/* By the number of the command, from 1 on. */
static const struct row ROWS[] = {
    {ALIVE | MANUFACTURED | RETIRED, SIGNER_NOBODY, false, 0, 9, read_nothing, identify},
    {MANUFACTURED, SIGNER_NOBODY, true, 5, 1, read_provision, provision},
    {ALIVE, SIGNER_NOBODY, true, 2, 1, read_attest, attest},
    {ALIVE, SIGNER_NOBODY, false, 0, 1, read_nothing, ask_for_order},
    {PROVISIONED, SIGNER_WHOEVER, true, 6, 0, read_bind, bind},
    {BOUND, SIGNER_OWNER, true, 0, 0, read_nothing, suspend},
    {SUSPENDED, SIGNER_OWNER, true, 0, 0, read_nothing, resume},
    {ALIVE, SIGNER_MAKER_TOO, true, 0, 0, read_nothing, retire},
    {IN_SERVICE, SIGNER_NOBODY, false, 3, 0, read_show_links, show_links},
    {IN_SERVICE, SIGNER_NOBODY, false, 4, 0, read_show_border, show_border},
    {IN_SERVICE, SIGNER_NOBODY, false, 2, 2, read_show_vote, show_vote},
    {IN_SERVICE, SIGNER_NOBODY, true, 0, 1, read_nothing, certify},
    {IN_SERVICE, SIGNER_OWNER, true, 4, 0, read_refresh, refresh},
    {IN_SERVICE, SIGNER_OWNER, true, 2, 0, read_allow, allow},
    {IN_SERVICE, SIGNER_NOBODY, false, 0, 8, read_nothing, report},
    {IN_SERVICE, SIGNER_NOBODY, true, 6, 1, read_learn_balance, learn_balance},
    {BOUND, SIGNER_NOBODY, true, 6, 1, read_pay, pay},
    {BOUND, SIGNER_NOBODY, true, 4, 1, read_open_session, open_session},
    {BOUND, SIGNER_NOBODY, true, 2, 1, read_units, deliver},
    {BOUND, SIGNER_NOBODY, true, 2, 1, read_units, measure},
    {BOUND, SIGNER_NOBODY, true, 2, 1, read_last, propose_receipt},
    {BOUND, SIGNER_NOBODY, true, 2, 1, read_countersign, countersign_receipt},
    {BOUND, SIGNER_NOBODY, true, 1, 1, read_accept, accept_receipt},
    {IN_SERVICE, SIGNER_NOBODY, false, 1, 3, read_order_id, claim},
    {IN_SERVICE, SIGNER_NOBODY, true, 5, 0, read_close_session, close_session},
    {IN_SERVICE, SIGNER_NOBODY, false, 0, 1, read_nothing, list_sessions},
    {IN_SERVICE, SIGNER_NOBODY, true, 7, 1, read_learn_replica, learn_replica},
    {IN_SERVICE, SIGNER_NOBODY, true, 3, 0, read_drop_replicas, drop_replicas},
    {IN_SERVICE, SIGNER_OWNER, true, 4, 0, read_entrust, entrust},
    {IN_SERVICE, SIGNER_OWNER, true, 1, 0, read_revoke, revoke},
    {IN_SERVICE, SIGNER_NOBODY, true, 4, 0, read_show_market, show_market},
    {IN_SERVICE, SIGNER_NOBODY, false, 0, 2, read_nothing, list_assets},
    {IN_SERVICE, SIGNER_NOBODY, false, 3, 2, read_best_quote, best_quote},
    {BOUND, SIGNER_NOBODY, true, 6, 1, read_place_quote, place_quote},
    {BOUND, SIGNER_NOBODY, true, 4, 1, read_lower_quote, lower_quote},
    {BOUND, SIGNER_NOBODY, true, 6, 1, read_offer_order, offer_order},
    {BOUND, SIGNER_NOBODY, true, 5, 1, read_posted_order, fund_order},
    {BOUND, SIGNER_NOBODY, true, 3, 1, read_move_order, move_order},
    {BOUND, SIGNER_NOBODY, true, 3, 1, read_sign_replica, sign_replica},
    {BOUND, SIGNER_NOBODY, true, 3, 1, read_show_receipt, show_receipt},
    {BOUND, SIGNER_NOBODY, true, 2, 1, read_claim_order, claim_order},
    {BOUND, SIGNER_NOBODY, true, 5, 1, read_posted_order, contest_order},
};

enum { COMMANDS = sizeof ROWS / sizeof ROWS[0] };

/* A chip has one code for all that is malformed (DEVICE-1). */
static enum code device_code(enum code code)
{
    return code == CODE_MALFORMED ? CODE_COMMAND_MALFORMED : code;
}

/* DEVICE-1: the row of a command, and a reader that stands behind its number; how many fields follow is left in `count`. */
static enum code read_number(struct bytes command, struct cbor_reader *reader, uint64_t *number, uint64_t *count)
{
    if (command.length > MAX_COMMAND_BYTES)
        return CODE_COMMAND_TOO_LARGE;
    if (!profile_is(command))
        return CODE_COMMAND_MALFORMED;
    *reader = cbor_reader_of(command);
    *count = cbor_read_array(reader);
    *number = cbor_read_unsigned(reader, UINT64_MAX);
    if (reader->failed)
        return CODE_COMMAND_MALFORMED;
    --*count;
    return *number >= 1 && *number <= COMMANDS ? CODE_NONE : CODE_COMMAND_UNKNOWN;
}

static bool read_row(const struct row *row, struct cbor_reader *reader, uint64_t count, union fields *fields)
{
    if (count != row->fields)
        return false;
    row->read(reader, fields);
    return cbor_is_read(reader);
}

/* DEVICE-5: the two keys of which one has to have signed. Whoever signs a `bind` is the right one. */
static enum code check_order(const struct chip *chip, const struct row *row, const struct ordered *ordered)
{
    const struct hash *anchor = row->signer == SIGNER_WHOEVER ? &ordered->signer : &chip->kept.owner;
    const struct hash *other = row->signer == SIGNER_MAKER_TOO ? &chip->kept.marks.manufacturer : anchor;
    return owner_order_check(ordered, chip, anchor, other);
}

/* Check that a command which needs a signature has one, and read its fields. */
static enum code read_order(struct asked *asked, const struct row *row, uint64_t number, struct cbor_reader *reader, uint64_t count)
{
    struct ordered ordered;
    struct bytes data = cbor_read_byte_string(reader);
    if (count != 1 || !cbor_is_read(reader))
        return CODE_MALFORMED;
    enum code code = owner_order_read(data, &ordered);
    if (code != CODE_NONE)
        return code;
    uint64_t parts = cbor_read_array(&ordered.asked);
    if (parts == 0 || cbor_read_unsigned(&ordered.asked, UINT64_MAX) != number || !read_row(row, &ordered.asked, parts - 1, &asked->fields))
        return CODE_MALFORMED;
    asked->signer = ordered.signer;
    return check_order(asked->chip, row, &ordered);
}

static enum code carry_out_command(struct asked *asked, struct bytes command, bool *writes)
{
    struct cbor_reader reader;
    uint64_t number, count;
    enum code code = read_number(command, &reader, &number, &count);
    if (code != CODE_NONE)
        return code;
    const struct row *row = &ROWS[number - 1];
    *writes = row->writes;
    if ((row->stages >> asked->chip->kept.stage & 1) == 0)
        return CODE_STAGE_WRONG;
    /* The response of a command that is carried out. */
    writer_array(asked->response, 1 + (uint64_t)row->answers);
    writer_number(asked->response, CODE_NONE);
    if (row->signer != SIGNER_NOBODY)
        code = read_order(asked, row, number, &reader, count);
    else
        code = read_row(row, &reader, count, &asked->fields) ? CODE_NONE : CODE_MALFORMED;
    return code == CODE_NONE ? row->carry_out(asked) : code;
}

void chip_start(struct chip *chip)
{
    store_read(&chip->kept);
    forget(chip);
    /* DEVICE-8: a power cut may have come between the write that retired the chip and this. */
    if (chip->kept.stage == STAGE_RETIRED)
        store_forget();
}

static struct bytes refusal(enum code code, uint8_t response[MAX_RESPONSE_BYTES])
{
    struct writer writer = writer_of(response, MAX_RESPONSE_BYTES);
    if (code != CODE_UNDECIDED) {
        writer_array(&writer, 1);
        writer_number(&writer, code);
    }
    return writer_written(&writer);
}

struct bytes chip_step(struct chip *chip, struct bytes command, const struct injected *injected, int cut, uint8_t response[MAX_RESPONSE_BYTES])
{
    struct writer writer = writer_of(response, MAX_RESPONSE_BYTES);
    struct asked asked = {.chip = chip, .injected = injected, .response = &writer};
    bool writes = false;
    enum code code = device_code(carry_out_command(&asked, command, &writes));
    if (code == CODE_NONE && writer.failed)
        code = CODE_UNDECIDED;
    bool is_written = code == CODE_NONE && writes && cut != 0;
    if (is_written)
        store_write(&chip->kept);
    /* What is not in the store never was. */
    if (cut != NO_CUT) {
        chip_start(chip);
        return bytes_of(response, 0);
    }
    if (code != CODE_NONE) {
        store_read(&chip->kept);
        return refusal(code, response);
    }
    if (is_written && chip->kept.stage == STAGE_RETIRED)
        store_forget();
    return writer_written(&writer);
}
