/* What decides in a chip's wallet: how long it trusts what it knows, and what it may spend. Each is one rule, over values alone. */
#ifndef WALLET_H
#define WALLET_H

#include "code.h"
#include "kept.h"

/* WALLET-1 */
enum code wallet_check_fresh(const struct trust *trust, uint64_t reading);

/* WALLET-2: the trust that comes with a checkpoint of the slot `certified`, when it is `now` by the owner's clock. */
enum code wallet_begin_trust(uint64_t reading, uint64_t certified, uint64_t now, struct trust *trust);

/* WALLET-3: the trust after a checkpoint of a later slot was certified. */
enum code wallet_extend_trust(struct trust *trust, uint64_t reading, uint64_t certified, uint64_t later);

/* WALLET-6: spend within limits, when the chip knows the slot `certified`: money, or units of a mandate. */
enum code wallet_spend_within(const struct limits *limits, struct spending *spending, uint64_t certified, uint64_t cost);

/* WALLET-6 and the balance: spend of a purse, when the chip knows the slot `certified`. After a refusal the purse may be changed. */
enum code wallet_spend(struct purse *purse, uint64_t certified, uint64_t amount, uint64_t fee);

/* The purse of a coin, or null. */
struct purse *wallet_purse(struct kept *kept, struct bytes coin);

#endif
