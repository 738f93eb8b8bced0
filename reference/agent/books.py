"""The book of a market: when it closes, when its auction may be held, and what follows if nobody holds it.

Nobody chooses a close. The first quote that comes in while none is to come fixes the next checkpoint as the close; the auction waits for a seed
that nobody can compute before the round of the close is over.
"""

from dataclasses import replace

from reference.agent.quotes import takes_part
from reference.codes import Code, Reject
from reference.consensus.calendar import AgentCount, CheckpointSlots, round_of
from reference.numbers import MAX_UINT64, Hash, Round, Slot
from reference.rules import kernel
from reference.state.market import NO_BOOK, Book
from reference.state.progress import Randomness
from reference.state.quote import QuoteCount

AUCTION_ROUNDS = 2
"""The rounds after that of the close in which the auction may be held: in each of them consensus still has its seed."""


@kernel("MATCH-25")
def close_after(slot: Slot, checkpoint_slots: CheckpointSlots) -> Slot:
    """The first slot after this one that begins an epoch. No slot has a number above 2^64 - 1, so that it is that one at the latest. Never rejects."""
    return slot + min(checkpoint_slots - slot % checkpoint_slots, MAX_UINT64 - slot)


@kernel("MATCH-26")
def rounds_since(close: Slot, slot: Slot, agents: AgentCount) -> Round:
    """How many rounds a slot lies after that of a close; none where it lies in the same, or before. Never rejects."""
    closed, current = round_of(close, agents), round_of(slot, agents)
    return current - closed if current > closed else 0


@kernel("MATCH-1")
def enter_book(book: Book, slot: Slot, following: Slot) -> Book:
    """The book after a quote came in in `slot`: where no close is pending that quote fixes the `following` one; from a pending one on it is fresh.

    Never rejects.
    """
    if book.pending == 0:
        return replace(book, fresh=False, pending=following)
    return replace(book, fresh=book.fresh or slot >= book.pending)


@kernel("MATCH-2")
def reopen_book(book: Book, rounds: Round, following: Slot) -> Book:
    """The book when its auction is held so many rounds after its close: where quotes came in since, the `following` close is pending.

    Rejects with `AUCTION_MISSING` where no close is pending, then with `AUCTION_EARLY` where the round of the close is not over.
    """
    if book.pending == 0:
        raise Reject(Code.AUCTION_MISSING)
    if rounds == 0:
        raise Reject(Code.AUCTION_EARLY)
    return replace(book, fresh=False, pending=following if book.fresh else 0)


@kernel("MATCH-16")
def renew_book(book: Book, rounds: Round, following: Slot) -> Book:
    """The book as whoever touches it finds it: a close whose auction nobody has held in time has lapsed, and the `following` one takes its place.

    Never rejects.
    """
    if book.pending == 0 or rounds <= AUCTION_ROUNDS:
        return book
    return replace(book, fresh=False, pending=following)


@kernel("MATCH-17")
def is_quote_bound(book: Book, entered: Slot, last: Slot, slot: Slot) -> bool:
    """Whether a quote with these slots takes part in an auction that is still to be held, where the book, renewed, is found in `slot`."""
    return book.pending <= slot and takes_part(entered, last, book.pending)


@kernel("MATCH-18")
def auction_seed(randomness: Randomness, rounds: Round) -> Hash:
    """The seed of an auction that is held so many rounds after its close: that of the second of them, as the state has it then, or in the one before."""
    return randomness.seed if rounds >= AUCTION_ROUNDS else randomness.following


@kernel("MATCH-21")
def is_book_possible(book: Book, slot: Slot, limit: QuoteCount, following: Slot) -> bool:
    """Whether the book of a market of a state from outside is one that these rules have made up to `slot`, after which the next close is `following`.

    That the pending one is a checkpoint's slot is another question.
    """
    if book.quotes == 0:
        return book == NO_BOOK
    if book.quotes > limit or book.pending > following:
        return False
    return not book.fresh or 0 < book.pending <= slot


def is_close(slot: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    """Whether a book can close in a slot, or does not."""
    return slot % checkpoint_slots == 0 or slot == MAX_UINT64
