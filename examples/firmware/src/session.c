#include "session.h"

#include "answer.h"
#include "board.h"
#include "case_memory.h"
#include "command.h"
#include "hexadecimal.h"
#include "outcome.h"
#include "reply.h"
#include "store.h"
#include "value.h"

enum {
    STEP_MEMBERS = 4,
    ENTROPY_BYTES = 32,
    MAX_WRITES = 9,
    MAX_ATTEST_COMMAND_BYTES = 128,
    NUMBER_PROVISION = 2,
    NUMBER_ATTEST = 3,
};

static uint8_t response[MAX_RESPONSE_BYTES];

struct step {
    struct bytes command;
    struct injected injected;
    int cut;
};

static bool read_cut(struct cbor_reader value, int *cut)
{
    uint64_t writes = 0;
    *cut = NO_CUT;
    if (message_is_null(value))
        return true;
    if (!message_number(value, MAX_WRITES, &writes))
        return false;
    *cut = (int)writes;
    return true;
}

/* Whether this is a step. Its digits are still some. */
static bool is_step(struct cbor_reader value)
{
    struct cbor_reader command, entropy, reading, cut;
    struct bytes command_digits, entropy_digits;
    uint64_t number;
    int writes;
    return message_is_map_of(value, STEP_MEMBERS) && message_member(value, "command", &command) && message_text(command, &command_digits) &&
           hexadecimal_is(command_digits) && message_member(value, "entropy", &entropy) && message_text(entropy, &entropy_digits) &&
           hexadecimal_is(entropy_digits) && entropy_digits.length == 2 * ENTROPY_BYTES && message_member(value, "reading", &reading) &&
           message_number(reading, UINT32_MAX, &number) && message_member(value, "cut", &cut) && read_cut(cut, &writes);
}

/* Whether all are steps: a reply has begun before the last one is carried out. */
static bool are_steps(struct cbor_reader steps, uint64_t *count)
{
    if (!message_array(&steps, count))
        return false;
    for (uint64_t index = 0; index < *count; index++) {
        if (!is_step(steps))
            return false;
        message_skip(&steps);
    }
    return true;
}

static struct step read_step(struct cbor_reader value, uint8_t *request)
{
    struct step step = {.cut = NO_CUT};
    struct cbor_reader reading, cut;
    member_bytes(value, "command", request, &step.command);
    member_bytes(value, "entropy", request, &step.injected.entropy);
    message_member(value, "reading", &reading);
    message_number(reading, UINT32_MAX, &step.injected.reading);
    message_member(value, "cut", &cut);
    read_cut(cut, &step.cut);
    return step;
}

static void begin_session(struct chip *chip)
{
    store_erase();
    chip_start(chip);
}

void session_case(uint64_t seq, struct cbor_reader input, uint8_t *request)
{
    struct chip *chip = &case_memory.chip;
    struct cbor_reader steps;
    uint64_t count;
    if (!message_is_map_of(input, 1) || !message_member(input, "steps", &steps) || !are_steps(steps, &count)) {
        answer_error(seq, "the input is not that of a case of the kind session");
        return;
    }
    begin_session(chip);
    outcome_begin_steps(seq, count);
    message_array(&steps, &count);
    for (uint64_t index = 0; index < count; index++) {
        struct step step = read_step(steps, request);
        outcome_response(chip_step(chip, step.command, &step.injected, step.cut, response), step.cut != NO_CUT);
        message_skip(&steps);
    }
}

/* The chip that this firmware is itself, made anew with each start: a test build, as it says. */
static struct {
    bool is_made;
    uint8_t entropy[ENTROPY_BYTES];
    uint8_t serial[HASH_BYTES];
    uint64_t attestations;
} own;

static bool make_own(void)
{
    if (!own.is_made)
        own.is_made = board_random(own.entropy, sizeof own.entropy) && board_random(own.serial, sizeof own.serial);
    return own.is_made;
}

static struct bytes provision_own(uint8_t command[MAX_ATTEST_COMMAND_BYTES])
{
    static const char FIRMWARE[] = "smartshare example firmware";
    static const char MODEL[] = "example1";
    struct writer writer = writer_of(command, MAX_ATTEST_COMMAND_BYTES);
    struct hash firmware = plain_hash(bytes_of(FIRMWARE, sizeof FIRMWARE - 1));
    struct hash manufacturer = plain_hash(bytes_of(MODEL, MODEL_BYTES));
    writer_array(&writer, 6);
    writer_number(&writer, NUMBER_PROVISION);
    writer_byte_string(&writer, bytes_of(own.serial, sizeof own.serial));
    writer_byte_string(&writer, bytes_of(MODEL, MODEL_BYTES));
    writer_byte_string(&writer, bytes_of_hash(&firmware));
    writer_number(&writer, false);
    writer_byte_string(&writer, bytes_of_hash(&manufacturer));
    return writer_written(&writer);
}

static struct bytes attest_own(struct bytes nonce, uint8_t command[MAX_ATTEST_COMMAND_BYTES])
{
    struct writer writer = writer_of(command, MAX_ATTEST_COMMAND_BYTES);
    writer_array(&writer, 3);
    writer_number(&writer, NUMBER_ATTEST);
    writer_byte_string(&writer, nonce);
    writer_byte_string(&writer, bytes_of(NULL, 0));
    return writer_written(&writer);
}

void session_attest(uint64_t seq, struct bytes nonce)
{
    struct chip *chip = &case_memory.chip;
    uint8_t command[MAX_ATTEST_COMMAND_BYTES];
    if (!make_own()) {
        answer_unsupported(seq, "this board draws no random numbers: a key of its own would be everybody's");
        return;
    }
    struct injected injected = {bytes_of(own.entropy, sizeof own.entropy), 0};
    begin_session(chip);
    chip_step(chip, provision_own(command), &injected, NO_CUT, response);
    chip->kept.attestations = own.attestations++;
    struct cbor_reader answered = cbor_reader_of(chip_step(chip, attest_own(nonce, command), &injected, NO_CUT, response));
    cbor_read_array_of(&answered, 2);
    cbor_read_unsigned(&answered, CODE_NONE);
    struct bytes attestation = cbor_read_byte_string(&answered);
    store_erase();
    if (answered.failed)
        answer_error(seq, "the chip does not attest");
    else
        outcome_attestation(seq, attestation);
}
