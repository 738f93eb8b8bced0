/* What decides when two chips meter a service: each is one rule, over values alone (metering.md, chip.md). */
#ifndef METERING_H
#define METERING_H

#include "code.h"
#include "kept.h"

bool meter_equal(const struct meter *one, const struct meter *other);

/* METER-7: let more units of an order go. */
enum code metering_deliver(struct meter_session *session, uint32_t more);

/* METER-8: more units have come. */
enum code metering_measure(struct meter_session *session, uint32_t more);

/* METER-9: the receipt that a provider's chip signs now, and whether it is the last. */
enum code metering_propose(struct meter_session *session, uint64_t slot, bool last);

/* METER-11: a consumer's chip signs a receipt too. */
enum code metering_countersign(struct meter_session *session, const struct meter *proposed, bool last);

/* METER-10: the consumer's chip has signed too. */
enum code metering_accept(struct meter_session *session, const struct meter *answered, bool last);

/* METER-5: whether all that was delivered may be claimed. */
enum code metering_check_claim(const struct meter_session *session);

#endif
