#include "answer.h"

#include "board.h"
#include "call.h"
#include "decode.h"
#include "hexadecimal.h"
#include "link.h"
#include "outcome.h"
#include "parameters.h"
#include "reply.h"
#include "session.h"
#include "value.h"

enum {
    PROTOCOL_VERSION = 4,
    SEED_DIGITS = 64,
    /* No request has it: it answers what does not say which request it is. */
    NO_SEQ = 0,
};

static void answer_outcome(uint64_t seq)
{
    reply_map(2);
    reply_name("seq");
    reply_number(seq);
    reply_name("outcome");
}

static void answer_text(uint64_t seq, const char *name, const char *why)
{
    reply_map(2);
    reply_name("seq");
    reply_number(seq);
    reply_name(name);
    reply_name(why);
}

void answer_error(uint64_t seq, const char *why)
{
    answer_text(seq, "error", why);
}

void answer_unsupported(uint64_t seq, const char *why)
{
    answer_text(seq, "unsupported", why);
}

bool answer_is_complete(uint64_t seq, enum code code)
{
    if (code == CODE_UNDECIDED) {
        answer_error(seq, "the cryptographic library could not decide");
    } else if (code == CODE_NO_ROOM) {
        answer_unsupported(seq, "this firmware has room for sets of 99 agents");
    } else {
        answer_outcome(seq);
        if (code == CODE_NONE)
            return false;
        outcome_reject(code);
    }
    return true;
}

static void answer_hello(uint64_t seq)
{
    reply_map(2);
    reply_name("seq");
    reply_number(seq);
    reply_name("hello");
    reply_map(7);
    reply_name("name");
    reply_name("smartshare example firmware");
    reply_name("board");
    reply_name(board_name);
    reply_name("limits");
    reply_map(1);
    reply_name("max_message_bytes");
    reply_number(LINK_MAX_REQUEST_BYTES);
    reply_name("presets");
    reply_array(1);
    reply_name(PRESET_NAME);
    reply_name("version");
    reply_name("1.0");
    reply_name("profiles");
    reply_array(3);
    reply_name("wire");
    reply_name("agent");
    reply_name("light-client");
    reply_name("protocol");
    reply_number(PROTOCOL_VERSION);
}

static bool member_text(struct cbor_reader request, const char *name, struct bytes *text)
{
    struct cbor_reader value;
    return message_member(request, name, &value) && message_text(value, text);
}

/* There is nothing to forget: no case leaves anything, no rule here asks for the time, and no random number is drawn. */
static void answer_reset(uint64_t seq, struct cbor_reader request)
{
    struct bytes kind, seed;
    uint64_t slot;
    bool is_reset = message_is_map_of(request, 5) && member_text(request, "kind", &kind) && member_text(request, "seed", &seed) &&
                    member_decimal(request, "time", &slot);
    bool is_kind = is_reset && (bytes_equal(kind, bytes_of_text("soft")) || bytes_equal(kind, bytes_of_text("power")));
    if (!is_kind || seed.length != SEED_DIGITS || !hexadecimal_is(seed)) {
        answer_error(seq, "a reset has a kind, a seed and a time");
        return;
    }
    reply_map(2);
    reply_name("ok");
    reply_truth(true);
    reply_name("seq");
    reply_number(seq);
}

static void answer_run(uint64_t seq, struct cbor_reader message, uint8_t *request)
{
    struct bytes kind, preset;
    struct cbor_reader input;
    if (!message_is_map_of(message, 5) || !member_text(message, "kind", &kind) || !member_text(message, "preset", &preset) ||
        !message_member(message, "input", &input))
        answer_error(seq, "a run has a kind, a preset and an input");
    else if (!bytes_equal(preset, bytes_of_text(PRESET_NAME)))
        answer_unsupported(seq, "this firmware has room for the preset " PRESET_NAME " only");
    else if (bytes_equal(kind, bytes_of_text("decode")))
        decode_case(seq, input, request);
    else if (bytes_equal(kind, bytes_of_text("call")))
        call_case(seq, input, request);
    else if (bytes_equal(kind, bytes_of_text("session")))
        session_case(seq, input, request);
    else
        answer_unsupported(seq, "this firmware decodes, follows the chain and is a chip, and does nothing else");
}

static void answer_attest(uint64_t seq, struct cbor_reader message, uint8_t *request)
{
    struct bytes nonce;
    if (message_is_map_of(message, 3) && member_hash(message, "nonce", request, &nonce))
        session_attest(seq, nonce);
    else
        answer_error(seq, "a request to attest has a nonce");
}

void answer(uint8_t *request, size_t length)
{
    struct bytes data = bytes_of(request, length);
    struct cbor_reader message = cbor_reader_of(data);
    struct cbor_reader value;
    struct bytes operation;
    uint64_t seq = NO_SEQ;
    if (message_is_strict(data) && message_member(message, "seq", &value))
        seq = cbor_read_unsigned(&value, UINT64_MAX);
    if (seq == NO_SEQ)
        answer_error(seq, "the request is not a message, or its seq is not a positive integer");
    else if (!member_text(message, "op", &operation))
        answer_error(seq, "the request has no op");
    else if (bytes_equal(operation, bytes_of_text("hello")) && message_is_map_of(message, 2))
        answer_hello(seq);
    else if (bytes_equal(operation, bytes_of_text("reset")))
        answer_reset(seq, message);
    else if (bytes_equal(operation, bytes_of_text("run")))
        answer_run(seq, message, request);
    else if (bytes_equal(operation, bytes_of_text("attest")))
        answer_attest(seq, message, request);
    else
        answer_error(seq, "op is hello, reset, run or attest");
}
