#include "metering.h"

bool meter_equal(const struct meter *one, const struct meter *other)
{
    return one->sequence == other->sequence && one->units == other->units && one->slot == other->slot;
}

/* METER-4: a granule beyond the last receipt, and no more than are ordered. */
static uint64_t credit_left(const struct meter_session *session)
{
    uint64_t beyond = (uint64_t)session->agreed.units + session->granule;
    uint64_t limit = beyond < session->quantity ? beyond : session->quantity;
    return limit > session->units ? limit - session->units : 0;
}

enum code metering_deliver(struct meter_session *session, uint32_t more)
{
    if (session->ended)
        return CODE_METER_ENDED;
    if (more > credit_left(session))
        return CODE_CREDIT_EXCEEDED;
    session->units += more;
    return CODE_NONE;
}

enum code metering_measure(struct meter_session *session, uint32_t more)
{
    if (session->units > session->quantity || more > session->quantity - session->units)
        return CODE_UNITS_ABOVE_ORDERED;
    session->units += more;
    return CODE_NONE;
}

/* METER-2: all that was delivered, one number above the highest receipt that both have signed. */
static enum code next_receipt(struct meter_session *session, uint64_t slot)
{
    const struct meter *known = &session->agreed;
    if (session->units < known->units)
        return CODE_METER_REGRESSED;
    if (slot < known->slot)
        return CODE_RECEIPT_SLOT_REGRESSED;
    if (known->sequence == UINT32_MAX)
        return CODE_COUNTER_EXHAUSTED;
    struct meter next = {known->sequence + 1, session->units, slot};
    session->signed_last = next;
    return CODE_NONE;
}

enum code metering_propose(struct meter_session *session, uint64_t slot, bool last)
{
    if (session->signed_last.sequence > session->agreed.sequence)
        return last == session->ended ? CODE_NONE : CODE_METER_ENDED;
    if (session->ended)
        return CODE_METER_ENDED;
    enum code code = next_receipt(session, slot);
    session->ended = last;
    return code;
}

/* METER-1 */
static enum code check_supersedes(const struct meter *known, const struct meter *shown, uint32_t quantity)
{
    if (shown->sequence <= known->sequence)
        return CODE_RECEIPT_NOT_ABOVE;
    if (shown->units < known->units)
        return CODE_METER_REGRESSED;
    if (shown->slot < known->slot)
        return CODE_RECEIPT_SLOT_REGRESSED;
    return shown->units > quantity ? CODE_UNITS_ABOVE_ORDERED : CODE_NONE;
}

enum code metering_countersign(struct meter_session *session, const struct meter *proposed, bool last)
{
    bool is_known = meter_equal(proposed, &session->signed_last);
    if (is_known ? last != session->ended : session->ended)
        return CODE_METER_ENDED;
    enum code code = is_known ? CODE_NONE : check_supersedes(&session->signed_last, proposed, session->quantity);
    if (code != CODE_NONE)
        return code;
    if (proposed->units > session->units)
        return CODE_UNITS_UNMEASURED;
    session->signed_last = session->agreed = *proposed;
    session->ended = last;
    return CODE_NONE;
}

enum code metering_accept(struct meter_session *session, const struct meter *answered, bool last)
{
    if (!meter_equal(answered, &session->signed_last) || last != session->ended)
        return CODE_RECEIPT_UNEXPECTED;
    if (answered->sequence <= session->agreed.sequence)
        return CODE_RECEIPT_NOT_ABOVE;
    session->agreed = *answered;
    return CODE_NONE;
}

enum code metering_check_claim(const struct meter_session *session)
{
    if (session->units <= session->agreed.units)
        return CODE_CLAIM_NOT_ABOVE;
    if (session->units - session->agreed.units > session->granule)
        return CODE_CLAIM_TOO_HIGH;
    return session->units > session->quantity ? CODE_UNITS_ABOVE_ORDERED : CODE_NONE;
}
