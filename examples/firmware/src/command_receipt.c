/* The commands of metering with which two chips sign receipts, each of which is stored before it leaves. */
#include "command.h"

#include "metering.h"
#include "secret.h"
#include "signature.h"
#include "wallet.h"

enum {
    RECEIPT_FIELDS = 6,
    MAX_RECEIPT_PAYLOAD_BYTES = 128,
};

void read_last(struct cbor_reader *reader, union fields *fields)
{
    fields->meter.order = read_hash(reader);
    fields->meter.last = cbor_read_truth(reader);
}

void read_accept(struct cbor_reader *reader, union fields *fields)
{
    fields->receipt.receipt = cbor_read_byte_string_up_to(reader, MAX_RECEIPT_BYTES);
}

void read_countersign(struct cbor_reader *reader, union fields *fields)
{
    read_accept(reader, fields);
    fields->receipt.last = cbor_read_truth(reader);
}

/* RECEIPT-1: the payload of what the chip has signed last. */
static enum code seal_receipt(const struct asked *asked, const struct meter_session *session)
{
    const struct kept *kept = &asked->chip->kept;
    uint8_t payload[MAX_RECEIPT_PAYLOAD_BYTES];
    struct writer writer = writer_of(payload, sizeof payload);
    writer_array(&writer, RECEIPT_FIELDS);
    writer_byte_string(&writer, bytes_of_hash(&kept->view.chain));
    writer_byte_string(&writer, bytes_of_hash(&session->order));
    writer_number(&writer, session->signed_last.sequence);
    writer_number(&writer, session->signed_last.units);
    writer_number(&writer, session->signed_last.slot);
    writer_number(&writer, session->ended);
    return writer.failed ? CODE_UNDECIDED : secret_seal(&kept->seed, writer_written(&writer), TAG_METER_RECEIPT, asked->response);
}

enum code propose_receipt(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    struct meter_session *session = session_of_side(kept, asked->fields.meter.order, true);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    code = metering_propose(session, certified_slot(kept), asked->fields.meter.last);
    return code == CODE_NONE ? seal_receipt(asked, session) : code;
}

bool meter_receipt_read(struct bytes payload, struct meter_receipt *receipt)
{
    struct cbor_reader reader = cbor_reader_of(payload);
    cbor_read_array_of(&reader, RECEIPT_FIELDS);
    receipt->chain = read_hash(&reader);
    receipt->order = read_hash(&reader);
    receipt->meter.sequence = (uint32_t)cbor_read_unsigned(&reader, UINT32_MAX);
    receipt->meter.units = (uint32_t)cbor_read_unsigned(&reader, UINT32_MAX);
    receipt->meter.slot = cbor_read_unsigned(&reader, UINT64_MAX);
    receipt->last = cbor_read_truth(&reader);
    return cbor_is_read(&reader);
}

static enum code read_receipt(struct bytes data, struct meter_receipt *receipt, struct hash *signer)
{
    struct envelope envelope;
    struct signed_bytes message;
    if (envelope_read(data, &envelope) != CODE_NONE || !meter_receipt_read(envelope.payload, receipt))
        return CODE_MALFORMED;
    *signer = key_account(&envelope.key);
    return signature_authenticate(&envelope, TAG_METER_RECEIPT, &message);
}

/* A receipt that the other side has signed, and its session. */
static enum code receive(struct asked *asked, bool delivers, struct meter_receipt *received, struct meter_session **session)
{
    struct kept *kept = &asked->chip->kept;
    struct hash signer;
    enum code code = read_receipt(asked->fields.receipt.receipt, received, &signer);
    if (code != CODE_NONE)
        return code;
    if (!bytes_equal(received->chain, bytes_of_hash(&kept->view.chain)))
        return CODE_WRONG_CHAIN;
    *session = session_of_side(kept, received->order, delivers);
    if (*session == NULL)
        return CODE_SESSION_UNKNOWN;
    bool is_peer = bytes_equal(bytes_of_hash(&signer), bytes_of_hash(&(*session)->peer));
    return is_peer ? CODE_NONE : CODE_RECEIPT_UNEXPECTED;
}

enum code countersign_receipt(struct asked *asked)
{
    struct meter_receipt received;
    struct meter_session *session;
    enum code code = wallet_check_fresh(&asked->chip->kept.trust, asked->injected->reading);
    if (code == CODE_NONE)
        code = receive(asked, false, &received, &session);
    if (code == CODE_NONE && received.last != asked->fields.receipt.last)
        code = CODE_RECEIPT_UNEXPECTED;
    if (code == CODE_NONE)
        code = metering_countersign(session, &received.meter, received.last);
    return code == CODE_NONE ? seal_receipt(asked, session) : code;
}

enum code accept_receipt(struct asked *asked)
{
    struct meter_receipt received;
    struct meter_session *session;
    enum code code = receive(asked, true, &received, &session);
    if (code == CODE_NONE)
        code = metering_accept(session, &received.meter, received.last);
    if (code == CODE_NONE)
        writer_number(asked->response, session->agreed.units);
    return code;
}
