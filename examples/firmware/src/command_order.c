/* The commands by which a chip signs what moves orders: the host says what is meant, and the chip makes the transaction. */
#include "command.h"

#include "metering.h"
#include "parameters.h"
#include "posting.h"
#include "secret.h"
#include "signature.h"

enum {
    KIND_ORDER_ACCEPT = 63,
    KIND_ORDER_FUND = 64,
    KIND_ORDER_WITHDRAW = 65,
    KIND_ORDER_BEGIN = 66,
    KIND_ORDER_PAY = 67,
    KIND_ORDER_CLAIM = 68,
    KIND_ORDER_CONTEST = 69,
    KIND_ORDER_CONFIRM = 70,
    KIND_ORDER_SETTLE = 71,
    KIND_ORDER_CLOSE = 72,
    KIND_REPLICA_COMMIT = 73,
    KIND_REPLICA_ACCEPT = 74,
};

enum {
    ACT_BEGIN = 2,
    ACT_SERVE = 3,
    LAST_ACT = 5,
};

void read_posted_order(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->session.posting);
    read_open_session(reader, fields);
}

void read_move_order(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->move.posting);
    fields->move.order = read_hash(reader);
    fields->move.act = cbor_read_unsigned(reader, LAST_ACT);
}

void read_claim_order(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->move.posting);
    fields->move.order = read_hash(reader);
}

void read_sign_replica(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->sign_replica.posting);
    fields->sign_replica.accepts = cbor_read_truth(reader);
    const uint8_t *start = reader->at;
    cbor_read_array_of(reader, 8);
    read_hash(reader);
    cbor_read_unsigned(reader, MAX_REPLICA_NUMBER);
    read_hash(reader);
    cbor_read_unsigned_from(reader, 1, MAX_CHUNKS);
    cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
    cbor_read_unsigned_from(reader, 1, MAX_SAMPLES);
    cbor_read_unsigned(reader, MAX_AMOUNT);
    cbor_read_unsigned_from(reader, 1, MAX_PATIENCE);
    fields->sign_replica.kept = bytes_of(start, (size_t)(reader->at - start));
}

void read_show_receipt(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->show_receipt.posting);
    fields->show_receipt.by_provider = cbor_read_byte_string_up_to(reader, MAX_RECEIPT_BYTES);
    fields->show_receipt.by_consumer = cbor_read_byte_string_up_to(reader, MAX_RECEIPT_BYTES);
}

static void write_order(struct writer *writer, struct bytes order)
{
    writer_array(writer, 1);
    writer_byte_string(writer, order);
}

/* WALLET-22 */
static enum code cost_to_fund(const struct kept *kept, const struct order *order, uint64_t *cost)
{
    struct hash account = secret_account(&kept->seed);
    if (!bytes_equal(order->consumer, bytes_of_hash(&account)))
        return CODE_MOVE_OF_ANOTHER;
    if (order->phase != PHASE_ORDERED)
        return CODE_MOVE_NOT_POSSIBLE;
    return dealing_worth(order->price, order->quantity, CODE_PRICE_TOO_HIGH, cost);
}

enum code fund_order(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct posting *posting = &asked->fields.session.posting;
    const struct order *order = &asked->fields.session.order;
    struct payload payload;
    uint64_t cost = 0;
    enum code code = posting_begin(asked, posting);
    if (code == CODE_NONE)
        code = check_order_proof(asked);
    if (code == CODE_NONE)
        code = cost_to_fund(kept, order, &cost);
    if (code == CODE_NONE)
        code = posting_spend(kept, order->coin, cost, posting->fee);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, posting, KIND_ORDER_FUND, &payload);
    write_order(&payload.writer, asked->fields.session.id);
    return posting_sign(asked, &payload);
}

/* A chip that serves names itself; one that only begins names none. */
static void write_beginning(struct writer *writer, const struct asked *asked, bool serves)
{
    const struct marks *marks = &asked->chip->kept.marks;
    const struct hash nobody = {{0}};
    writer_array(writer, 3);
    writer_byte_string(writer, asked->fields.move.order);
    writer_byte_string(writer, bytes_of_hash(serves ? &marks->manufacturer : &nobody));
    writer_byte_string(writer, bytes_of_hash(serves ? &marks->serial : &nobody));
}

/* WALLET-23 */
enum code move_order(struct asked *asked)
{
    static const uint8_t KINDS[] = {KIND_ORDER_ACCEPT, KIND_ORDER_WITHDRAW, KIND_ORDER_BEGIN, KIND_ORDER_BEGIN, KIND_ORDER_SETTLE, KIND_ORDER_CLOSE};
    uint64_t act = asked->fields.move.act;
    struct payload payload;
    enum code code = posting_begin(asked, &asked->fields.move.posting);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, &asked->fields.move.posting, KINDS[act], &payload);
    if (act == ACT_BEGIN || act == ACT_SERVE)
        write_beginning(&payload.writer, asked, act == ACT_SERVE);
    else
        write_order(&payload.writer, asked->fields.move.order);
    return posting_sign_for_fee(asked, &asked->fields.move.posting, &payload);
}

enum code sign_replica(struct asked *asked)
{
    const struct posting *posting = &asked->fields.sign_replica.posting;
    struct payload payload;
    enum code code = posting_begin(asked, posting);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, posting, asked->fields.sign_replica.accepts ? KIND_REPLICA_ACCEPT : KIND_REPLICA_COMMIT, &payload);
    writer_raw(&payload.writer, asked->fields.sign_replica.kept);
    return posting_sign_for_fee(asked, posting, &payload);
}

/* RECEIPT-2: what both sides have signed, and who they are. */
static enum code read_both(const struct asked *asked, struct meter_receipt *receipt, struct hash *provider, struct hash *consumer)
{
    struct envelope given, taken;
    struct signed_bytes message;
    if (envelope_read(asked->fields.show_receipt.by_provider, &given) != CODE_NONE ||
        envelope_read(asked->fields.show_receipt.by_consumer, &taken) != CODE_NONE || !bytes_equal(given.payload, taken.payload) ||
        !meter_receipt_read(given.payload, receipt))
        return CODE_MALFORMED;
    *provider = key_account(&given.key);
    *consumer = key_account(&taken.key);
    enum code code = signature_authenticate(&given, TAG_METER_RECEIPT, &message);
    return code == CODE_NONE ? signature_authenticate(&taken, TAG_METER_RECEIPT, &message) : code;
}

/* METER-14 */
static enum code check_shown(struct asked *asked, struct meter_receipt *receipt)
{
    struct kept *kept = &asked->chip->kept;
    struct hash provider, consumer, account = secret_account(&kept->seed);
    enum code code = read_both(asked, receipt, &provider, &consumer);
    if (code != CODE_NONE)
        return code;
    if (!bytes_equal(receipt->chain, bytes_of_hash(&kept->view.chain)))
        return CODE_WRONG_CHAIN;
    const struct meter_session *session = session_of(kept, receipt->order);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    struct bytes own = bytes_of_hash(session->delivers ? &provider : &consumer);
    struct bytes other = bytes_of_hash(session->delivers ? &consumer : &provider);
    bool are_sides = bytes_equal(own, bytes_of_hash(&account)) && bytes_equal(other, bytes_of_hash(&session->peer));
    bool is_last = session->ended && meter_equal(&session->signed_last, &session->agreed);
    return are_sides && meter_equal(&receipt->meter, &session->agreed) && receipt->last == is_last ? CODE_NONE : CODE_RECEIPT_UNEXPECTED;
}

enum code show_receipt(struct asked *asked)
{
    struct meter_receipt receipt;
    struct payload payload;
    enum code code = posting_begin(asked, &asked->fields.show_receipt.posting);
    if (code == CODE_NONE)
        code = check_shown(asked, &receipt);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, &asked->fields.show_receipt.posting, receipt.last ? KIND_ORDER_CONFIRM : KIND_ORDER_PAY, &payload);
    writer_array(&payload.writer, 2);
    writer_byte_string(&payload.writer, asked->fields.show_receipt.by_provider);
    writer_byte_string(&payload.writer, asked->fields.show_receipt.by_consumer);
    return posting_sign_for_fee(asked, &asked->fields.show_receipt.posting, &payload);
}

/* METER-15 */
enum code claim_order(struct asked *asked)
{
    const struct posting *posting = &asked->fields.move.posting;
    struct payload payload;
    enum code code = posting_begin(asked, posting);
    if (code != CODE_NONE)
        return code;
    const struct meter_session *session = session_of_side(&asked->chip->kept, asked->fields.move.order, true);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    code = metering_check_claim(session);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, posting, KIND_ORDER_CLAIM, &payload);
    writer_array(&payload.writer, 2);
    writer_byte_string(&payload.writer, asked->fields.move.order);
    writer_number(&payload.writer, session->units);
    return posting_sign_for_fee(asked, posting, &payload);
}

/* METER-16 */
static enum code check_contested(const struct order *order, const struct meter_session *session)
{
    if (order->phase != PHASE_DISPUTED)
        return CODE_MOVE_NOT_POSSIBLE;
    return order->claimed > session->units ? CODE_NONE : CODE_CLAIM_MEASURED;
}

enum code contest_order(struct asked *asked)
{
    const struct posting *posting = &asked->fields.session.posting;
    struct payload payload;
    enum code code = posting_begin(asked, posting);
    if (code != CODE_NONE)
        return code;
    const struct meter_session *session = session_of_side(&asked->chip->kept, asked->fields.session.id, false);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    code = check_order_proof(asked);
    if (code == CODE_NONE)
        code = check_contested(&asked->fields.session.order, session);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, posting, KIND_ORDER_CONTEST, &payload);
    write_order(&payload.writer, asked->fields.session.id);
    return posting_sign_for_fee(asked, posting, &payload);
}
