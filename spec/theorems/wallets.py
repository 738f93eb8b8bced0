# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a chip's wallet: Theorem 33, that no nonce is signed twice and no limit begins anew, and that a chip which was away too long does nothing."""

from reference.agent.chip.knowledge import Reading, Trust
from reference.agent.chip.purses import Limits, Purse, Spending
from reference.agent.chip.wallet import begin_trust, check_checkpoint_above, check_fresh, extend_trust, set_limits, spend_within, use_nonce
from reference.codes import Code
from reference.numbers import Amount, Nonce, Slot
from reference.state.finality import Checkpoint
from reference.wire.order_bodies import MAX_OFFLINE
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("WALLET-1", "A chip is stale before the reading with which it was last told, and after the one until which it may rely on that.", says=Says.ACCEPTANCE)
def freshness_accepts(trust: Trust, reading: Reading) -> bool:
    return rejection(check_fresh, trust, reading) == (None if trust.since <= reading and reading <= trust.until else Code.CHIP_STALE)


@theorem("WALLET-1", "Once it is stale, it stays stale while its clock goes on.", says=Says.INVARIANT)
def staleness_stays(trust: Trust, reading: Reading, later: Reading) -> bool:
    stale = reading > trust.until
    return not stale or later < reading or rejection(check_fresh, trust, later) == Code.CHIP_STALE


@theorem("WALLET-2", "An owner's checkpoint is taken where it is no more than 21 days old, and not from the future.", says=Says.ACCEPTANCE)
def trust_is_given(reading: Reading, certified: Slot, now: Slot) -> bool:
    timely = certified <= now and now <= certified + MAX_OFFLINE
    return rejection(begin_trust, reading, certified, now) == (None if timely else Code.CHECKPOINT_UNTIMELY)


@theorem("WALLET-2", "It is relied on until 21 days after its slot.", says=Says.AMOUNTS)
def given_trust_is_exact(reading: Reading, certified: Slot, now: Slot) -> bool:
    trust = begin_trust(reading, certified, now)
    return (trust.since == reading) & (trust.until - reading + (now - certified) == MAX_OFFLINE)


@theorem("WALLET-2", "A chip is fresh with what it was just given, and stale 21 days later.", says=Says.INVARIANT)
def given_trust_ends(reading: Reading, certified: Slot, now: Slot, later: Reading) -> bool:
    trust = begin_trust(reading, certified, now)
    fresh = rejection(check_fresh, trust, reading) is None
    return fresh and (later <= reading + MAX_OFFLINE or rejection(check_fresh, trust, later) == Code.CHIP_STALE)


@theorem("WALLET-3", "Only a chip that is not stale relies on more.", says=Says.ACCEPTANCE)
def trust_is_extended(trust: Trust, reading: Reading, certified: Slot, later: Slot) -> bool:
    return rejection(extend_trust, trust, reading, certified, later) == rejection(check_fresh, trust, reading)


@theorem("WALLET-3", "It relies on that for longer by the slots between the checkpoints, and for no longer than 21 days.", says=Says.AMOUNTS)
def extended_trust_is_exact(trust: Trust, reading: Reading, certified: Slot, later: Slot) -> bool:
    after = extend_trust(trust, reading, certified, later)
    gained = later - certified if later > certified else 0
    bound = reading + MAX_OFFLINE
    return (after.since == reading) & (after.until == (trust.until + gained if trust.until + gained < bound else bound))


@theorem("WALLET-3", "A checkpoint that is not later gains nothing, and none leads beyond 21 days from now.", says=Says.INVARIANT)
def trust_is_earned(trust: Trust, reading: Reading, certified: Slot, later: Slot) -> bool:
    after = extend_trust(trust, reading, certified, later)
    return (after.until <= reading + MAX_OFFLINE) & (later > certified or after.until <= trust.until)


@theorem("WALLET-4", "An owner's checkpoint is refused that is below the one that the chip has, or another of the same epoch.", says=Says.ACCEPTANCE)
def checkpoints_are_taken(certified: Checkpoint, given: Checkpoint) -> bool:
    below = (given.epoch < certified.epoch) | ((given.epoch == certified.epoch) & (given.hash != certified.hash))
    return rejection(check_checkpoint_above, certified, given) == (Code.CHECKPOINT_NOT_ABOVE if below else None)


@theorem("WALLET-4", "Theorem 33: the certified height never goes back, and there are never two checkpoints of one epoch.", says=Says.INVARIANT)
def height_never_goes_back(certified: Checkpoint, given: Checkpoint) -> bool:
    taken = rejection(check_checkpoint_above, certified, given) is None
    return not taken or given == certified or given.epoch > certified.epoch


@theorem("WALLET-5", "A nonce is signed if it is above all that were.", says=Says.ACCEPTANCE)
def nonces_are_used(highest: Nonce, nonce: Nonce) -> bool:
    return rejection(use_nonce, highest, nonce) == (Code.NONCE_NOT_ABOVE if nonce <= highest else None)


@theorem("WALLET-5", "It is the highest from then on, whatever lies between.", says=Says.AMOUNTS)
def used_nonces_are_exact(highest: Nonce, nonce: Nonce) -> bool:
    return use_nonce(highest, nonce) == nonce


@theorem("WALLET-5", "Theorem 33: whoever begins with the highest nonce that was stored signs none twice, nor one below it.", says=Says.INVARIANT)
def no_nonce_is_signed_twice(highest: Nonce, nonce: Nonce, again: Nonce) -> bool:
    after = use_nonce(highest, nonce)
    return again > nonce or rejection(use_nonce, after, again) == Code.NONCE_NOT_ABOVE


@theorem("WALLET-6", "A transaction is refused that costs more than one may, or more than is left of the window, which may be a new one.", says=Says.ACCEPTANCE)
def spending_accepts(limits: Limits, spending: Spending, certified: Slot, amount: Amount, fee: Amount) -> bool:
    spent = 0 if certified >= spending.began + limits.window_slots else spending.spent
    expected = first_failing((amount + fee > limits.order, Code.SPENT_ABOVE_LIMIT), (spent + amount + fee > limits.window, Code.SPENT_ABOVE_LIMIT))
    return rejection(spend_within, limits, spending, certified, amount, fee) == expected


@theorem("WALLET-6", "What it costs is added to what was spent in the window.", says=Says.AMOUNTS)
def spending_is_exact(limits: Limits, spending: Spending, certified: Slot, amount: Amount, fee: Amount) -> bool:
    after = spend_within(limits, spending, certified, amount, fee)
    over = certified >= spending.began + limits.window_slots
    return after == Spending(began=certified if over else spending.began, spent=amount + fee if over else spending.spent + amount + fee)


@theorem(
    "WALLET-6",
    "Theorem 33: no more than the window's limit is ever spent in a window, and none begins before as many certified slots have passed.",
    says=Says.INVARIANT,
)
def no_limit_begins_anew(limits: Limits, spending: Spending, certified: Slot, amount: Amount, fee: Amount) -> bool:
    after = spend_within(limits, spending, certified, amount, fee)
    same = after.began == spending.began and after.spent >= spending.spent
    later = after.began >= spending.began + limits.window_slots and after.began == certified
    return after.spent <= limits.window and (same or later)


@theorem("WALLET-7", "An owner may always set limits.", says=Says.ACCEPTANCE)
def limits_are_set(purse: Purse, limits: Limits) -> bool:
    return rejection(set_limits, purse, limits) is None


@theorem("WALLET-7", "They are what the owner says.", says=Says.AMOUNTS)
def set_limits_are_exact(purse: Purse, limits: Limits) -> bool:
    return set_limits(purse, limits).limits == limits


@theorem("WALLET-7", "Theorem 33: a new limit begins no window anew, and gives no money back.", says=Says.INVARIANT)
def new_limits_keep_what_was_spent(purse: Purse, limits: Limits) -> bool:
    after = set_limits(purse, limits)
    return (after.spending == purse.spending) & (after.balance == purse.balance) & (after.coin == purse.coin)
