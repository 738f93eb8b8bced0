"""What decides in a chip's wallet: how long it trusts what it knows, what it may spend, and which nonce it signs."""

from reference.agent.chip.knowledge import Reading, Trust
from reference.agent.chip.purses import Limits, Purse, Spending
from reference.codes import Code, Reject
from reference.numbers import Amount, Nonce, Slot
from reference.rules import kernel
from reference.state.finality import Checkpoint
from reference.wire.order_bodies import MAX_OFFLINE


@kernel("WALLET-1")
def check_fresh(trust: Trust, reading: Reading) -> None:
    """Check that a chip may rely on what it knows of the chain. Rejects with `CHIP_STALE`."""
    if reading < trust.since or reading > trust.until:
        raise Reject(Code.CHIP_STALE)


@kernel("WALLET-2")
def begin_trust(reading: Reading, certified: Slot, now: Slot) -> Trust:
    """The trust that an owner gives with a checkpoint of the slot `certified`, when it is `now` by the owner's clock. Rejects with `CHECKPOINT_UNTIMELY`."""
    if now < certified or now - certified > MAX_OFFLINE:
        raise Reject(Code.CHECKPOINT_UNTIMELY)
    return Trust(since=reading, until=reading + MAX_OFFLINE - (now - certified))


@kernel("WALLET-3")
def extend_trust(trust: Trust, reading: Reading, certified: Slot, later: Slot) -> Trust:
    """The trust after a checkpoint of a later slot was certified: longer by the slots between, never beyond 21 days from now. Rejects with `CHIP_STALE`."""
    check_fresh(trust, reading)
    gained = min(later - certified, MAX_OFFLINE) if later > certified else 0
    return Trust(since=reading, until=min(trust.until + gained, reading + MAX_OFFLINE))


@kernel("WALLET-4")
def check_checkpoint_above(certified: Checkpoint, given: Checkpoint) -> None:
    """Check that a checkpoint is the one that a chip has, or a later one. Rejects with `CHECKPOINT_NOT_ABOVE`."""
    if given.epoch < certified.epoch or (given.epoch == certified.epoch and given.hash != certified.hash):
        raise Reject(Code.CHECKPOINT_NOT_ABOVE)


@kernel("WALLET-5")
def use_nonce(highest: Nonce, nonce: Nonce) -> Nonce:
    """The highest nonce that is signed, once one above it is. Rejects with `NONCE_NOT_ABOVE`."""
    if nonce <= highest:
        raise Reject(Code.NONCE_NOT_ABOVE)
    return nonce


@kernel("WALLET-6")
def spend_within(limits: Limits, spending: Spending, certified: Slot, amount: Amount, fee: Amount) -> Spending:
    """What is spent after a transaction that costs `amount` and `fee` of one coin, when the chip knows the slot `certified`.

    A window is over when as many certified slots have passed. Rejects with `SPENT_ABOVE_LIMIT`, for the one transaction and then for its window.
    """
    cost = amount + fee
    if cost > limits.order:
        raise Reject(Code.SPENT_ABOVE_LIMIT)
    over = certified >= spending.began and certified - spending.began >= limits.window_slots
    began, spent = (certified, 0) if over else (spending.began, spending.spent)
    if spent + cost > limits.window:
        raise Reject(Code.SPENT_ABOVE_LIMIT)
    return Spending(began=began, spent=spent + cost)


@kernel("WALLET-7")
def set_limits(purse: Purse, limits: Limits) -> Purse:
    """A purse with other limits. What was spent of it, and when its window began, stay: a new limit is no new window. Never rejects."""
    return Purse(coin=purse.coin, limits=limits, spending=purse.spending, balance=purse.balance, learned=purse.learned)
