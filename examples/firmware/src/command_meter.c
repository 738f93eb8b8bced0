/* The commands of metering: which order, and how much of it. */
#include "command.h"

#include "metering.h"
#include "secret.h"
#include "state_proof.h"
#include "wallet.h"

enum {
    TABLE_ORDERS = 41,
};

void read_units(struct cbor_reader *reader, union fields *fields)
{
    fields->meter.order = read_hash(reader);
    fields->meter.units = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
}

void read_order_id(struct cbor_reader *reader, union fields *fields)
{
    fields->meter.order = read_hash(reader);
}

void read_open_session(struct cbor_reader *reader, union fields *fields)
{
    fields->session.shown.header = read_header(reader);
    fields->session.id = read_hash(reader);
    fields->session.stored = true;
    order_read(reader, &fields->session.order);
    fields->session.shown.proof = read_proof(reader);
}

void read_close_session(struct cbor_reader *reader, union fields *fields)
{
    fields->session.shown.header = read_header(reader);
    fields->session.id = read_hash(reader);
    fields->session.stored = cbor_read_truth(reader);
    order_read(reader, &fields->session.order);
    fields->session.shown.proof = read_proof(reader);
}

struct meter_session *session_of(struct kept *kept, struct bytes order)
{
    for (size_t index = 0; index < kept->session_count; index++)
        if (bytes_equal(bytes_of_hash(&kept->sessions[index].order), order))
            return &kept->sessions[index];
    return NULL;
}

struct meter_session *session_of_side(struct kept *kept, struct bytes order, bool delivers)
{
    struct meter_session *session = session_of(kept, order);
    return session != NULL && session->delivers == delivers ? session : NULL;
}

enum code check_order_proof(const struct asked *asked)
{
    struct hash path = state_path(TABLE_ORDERS, asked->fields.session.id);
    struct hash record = plain_hash(asked->fields.session.order.encoded);
    const struct hash *shown = asked->fields.session.stored ? &record : NULL;
    return check_proof(bytes_of_hash(&asked->chip->kept.view.hash), &asked->fields.session.shown, &path, shown);
}

/* METER-12 */
static enum code check_parties(const struct kept *kept, const struct order *order, bool *delivers)
{
    struct hash account = secret_account(&kept->seed);
    bool is_consumer = bytes_equal(order->consumer, bytes_of_hash(&account));
    *delivers = bytes_equal(order->provider, bytes_of_hash(&account));
    if (*delivers == is_consumer)
        return CODE_PARTY_FOREIGN;
    return order->phase == PHASE_FUNDED || order->phase == PHASE_DELIVERING ? CODE_NONE : CODE_ORDER_NOT_METERED;
}

enum code open_session(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct order *order = &asked->fields.session.order;
    bool delivers;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code == CODE_NONE && session_of(kept, asked->fields.session.id) != NULL)
        code = CODE_SESSION_EXISTS;
    if (code == CODE_NONE)
        code = check_order_proof(asked);
    if (code == CODE_NONE)
        code = check_parties(kept, order, &delivers);
    if (code == CODE_NONE && kept->session_count == MAX_SESSIONS)
        code = CODE_ROOM_MISSING;
    if (code != CODE_NONE)
        return code;
    struct meter_session *session = &kept->sessions[kept->session_count++];
    memset(session, 0, sizeof *session);
    session->order = hash_taken(asked->fields.session.id);
    session->peer = hash_taken(delivers ? order->consumer : order->provider);
    session->delivers = delivers;
    session->granule = order->granule;
    session->quantity = order->quantity;
    session->agreed = session->signed_last = order->meter;
    session->units = order->meter.units;
    writer_number(asked->response, delivers);
    return CODE_NONE;
}

enum code deliver(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    struct meter_session *session = session_of_side(kept, asked->fields.meter.order, true);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    code = metering_deliver(session, asked->fields.meter.units);
    writer_number(asked->response, session->units);
    return code;
}

enum code measure(struct asked *asked)
{
    struct meter_session *session = session_of_side(&asked->chip->kept, asked->fields.meter.order, false);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    enum code code = metering_measure(session, asked->fields.meter.units);
    writer_number(asked->response, session->units);
    return code;
}

enum code claim(struct asked *asked)
{
    const struct meter_session *session = session_of_side(&asked->chip->kept, asked->fields.meter.order, true);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    writer_number(asked->response, session->agreed.sequence);
    writer_number(asked->response, session->agreed.units);
    writer_number(asked->response, session->units);
    return metering_check_claim(session);
}

/* METER-13 */
static bool is_over(uint64_t phase)
{
    return phase == PHASE_CLOSED || phase == PHASE_CONFIRMED || phase == PHASE_SETTLED;
}

enum code close_session(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    struct meter_session *session = session_of(kept, asked->fields.session.id);
    if (session == NULL)
        return CODE_SESSION_UNKNOWN;
    code = check_order_proof(asked);
    if (code == CODE_NONE && asked->fields.session.stored && !is_over(asked->fields.session.order.phase))
        code = CODE_ORDER_NOT_OVER;
    if (code != CODE_NONE)
        return code;
    struct meter_session *last = &kept->sessions[--kept->session_count];
    for (; session < last; session++)
        *session = session[1];
    memset(last, 0, sizeof *last);
    return CODE_NONE;
}

static void write_meter(struct writer *writer, const struct meter *meter)
{
    writer_array(writer, 3);
    writer_number(writer, meter->sequence);
    writer_number(writer, meter->units);
    writer_number(writer, meter->slot);
}

enum code list_sessions(struct asked *asked)
{
    const struct kept *kept = &asked->chip->kept;
    writer_array(asked->response, kept->session_count);
    for (size_t index = 0; index < kept->session_count; index++) {
        const struct meter_session *session = &kept->sessions[index];
        writer_array(asked->response, 9);
        writer_byte_string(asked->response, bytes_of_hash(&session->order));
        writer_byte_string(asked->response, bytes_of_hash(&session->peer));
        writer_number(asked->response, session->delivers);
        writer_number(asked->response, session->granule);
        writer_number(asked->response, session->quantity);
        write_meter(asked->response, &session->agreed);
        write_meter(asked->response, &session->signed_last);
        writer_number(asked->response, session->ended);
        writer_number(asked->response, session->units);
    }
    return CODE_NONE;
}
