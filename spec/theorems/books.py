# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a market's book: nobody chooses its closes, an auction waits for its seed, and quotes are bound for no longer than two rounds."""

from reference.agent.books import (
    AUCTION_ROUNDS,
    auction_seed,
    close_after,
    enter_book,
    is_book_possible,
    is_quote_bound,
    renew_book,
    reopen_book,
    rounds_since,
)
from reference.agent.quotes import takes_part
from reference.codes import Code
from reference.consensus.calendar import AgentCount, CheckpointSlots
from reference.consensus.randomness import cross_rounds
from reference.numbers import MAX_UINT64, Hash, Round, Slot
from reference.state.market import NO_BOOK, Book
from reference.state.progress import Randomness
from reference.state.quote import QuoteCount
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("MATCH-25", "After every slot there is a next close.", says=Says.ACCEPTANCE)
def next_close_never_rejects(slot: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    return rejection(close_after, slot, checkpoint_slots) is None


@theorem("MATCH-25", "It begins the epoch after the slot's, or is the last slot of all.", says=Says.AMOUNTS)
def next_close_is_exact(slot: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    begins = (slot // checkpoint_slots + 1) * checkpoint_slots
    return close_after(slot, checkpoint_slots) == (begins if begins < MAX_UINT64 else MAX_UINT64)


@theorem("MATCH-25", "The next close is later, no further than an epoch, at a checkpoint, and there is no checkpoint before it.", says=Says.INVARIANT)
def the_next_close_is_the_next_checkpoint(slot: Slot, other: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    close = close_after(slot, checkpoint_slots)
    if slot > MAX_UINT64 - checkpoint_slots:
        return True
    between = (slot < other) & (other < close)
    return (slot < close) & (close <= slot + checkpoint_slots) & (close % checkpoint_slots == 0) and not (between and other % checkpoint_slots == 0)


@theorem("MATCH-26", "Rounds can always be counted.", says=Says.ACCEPTANCE)
def counting_rounds_never_rejects(close: Slot, slot: Slot, agents: AgentCount) -> bool:
    return rejection(rounds_since, close, slot, agents) is None


@theorem("MATCH-26", "They are those of the slot less those of the close, and none where the close's are more.", says=Says.AMOUNTS)
def counting_rounds_is_exact(close: Slot, slot: Slot, agents: AgentCount) -> bool:
    difference = slot // agents - close // agents
    return rounds_since(close, slot, agents) == (difference if difference > 0 else 0)


@theorem("MATCH-26", "A slot up to the close is in no round after it, and a later slot in no earlier one.", says=Says.INVARIANT)
def counting_rounds_grows(close: Slot, slot: Slot, later: Slot, agents: AgentCount) -> bool:
    rounds = rounds_since(close, slot, agents)
    return (slot > close or rounds == 0) and (later < slot or rounds <= rounds_since(close, later, agents))


@theorem("MATCH-1", "A quote always enters the book.", says=Says.ACCEPTANCE)
def entering_never_rejects(book: Book, slot: Slot, following: Slot) -> bool:
    return rejection(enter_book, book, slot, following) is None


@theorem("MATCH-1", "It fixes the next close where none is pending, and is fresh from a pending one on.", says=Says.AMOUNTS)
def entering_a_book_is_exact(book: Book, slot: Slot, following: Slot) -> bool:
    entered = enter_book(book, slot, following)
    if book.pending == 0:
        return entered == Book(quotes=book.quotes, fresh=False, pending=following)
    return entered == Book(quotes=book.quotes, fresh=book.fresh or slot >= book.pending, pending=book.pending)


@theorem("MATCH-1", "A quote is in the auction of the close that is pending, if it stands by then, or fresh: just one of the two.", says=Says.INVARIANT)
def a_quote_is_in_one_auction(book: Book, slot: Slot, last: Slot, following: Slot) -> bool:
    entered = enter_book(book, slot, following)
    if last < entered.pending or following <= slot:
        return True
    return takes_part(slot, last, entered.pending) != (slot >= entered.pending) and (slot < entered.pending or entered.fresh)


@theorem("MATCH-2", "No auction is held for the first of: no close is pending, its round is not over.", says=Says.ACCEPTANCE)
def reopening_accepts(book: Book, rounds: Round, following: Slot) -> bool:
    expected = first_failing((book.pending < 1, Code.AUCTION_MISSING), (rounds < 1, Code.AUCTION_EARLY))
    return rejection(reopen_book, book, rounds, following) == expected


@theorem("MATCH-2", "Where quotes came in since the close, the next one is pending; otherwise none is.", says=Says.AMOUNTS)
def reopening_is_exact(book: Book, rounds: Round, following: Slot) -> bool:
    pending = following if book.fresh else 0
    return reopen_book(book, rounds, following) == Book(quotes=book.quotes, fresh=False, pending=pending)


@theorem("MATCH-2", "An auction is held once for a close, and every quote that is in it came in before the round in which it is held.", says=Says.INVARIANT)
def reopening_is_once(book: Book, entered: Slot, last: Slot, slot: Slot, following: Slot, agents: AgentCount) -> bool:
    reopened = reopen_book(book, rounds_since(book.pending, slot, agents), following)
    again = following <= slot or rejection(reopen_book, reopened, rounds_since(reopened.pending, slot, agents), following) is not None
    return again and (not takes_part(entered, last, book.pending) or entered < book.pending <= slot)


@theorem("MATCH-16", "Every book can be found.", says=Says.ACCEPTANCE)
def renewing_never_rejects(book: Book, rounds: Round, following: Slot) -> bool:
    return rejection(renew_book, book, rounds, following) is None


@theorem("MATCH-16", "From the third round after a close on, the next one takes its place, and no quote is fresh; before, nothing changes.", says=Says.AMOUNTS)
def renewing_is_exact(book: Book, rounds: Round, following: Slot) -> bool:
    lapsed = (book.pending > 0) & (rounds > AUCTION_ROUNDS)
    return renew_book(book, rounds, following) == (Book(quotes=book.quotes, fresh=False, pending=following) if lapsed else book)


@theorem(
    "MATCH-16",
    "No quote is bound for longer than to the end of the second round after a close: then whoever touches the market finds it free.",
    says=Says.INVARIANT,
)
def nobody_is_bound_for_ever(book: Book, entered: Slot, last: Slot, slot: Slot, rounds: Round, following: Slot) -> bool:
    found = renew_book(book, rounds, following)
    return rounds <= AUCTION_ROUNDS or following <= slot or not is_quote_bound(found, entered, last, slot)


@theorem("MATCH-17", "Of every quote it is known whether it is bound.", says=Says.ACCEPTANCE)
def binding_never_rejects(book: Book, entered: Slot, last: Slot, slot: Slot) -> bool:
    return rejection(is_quote_bound, book, entered, last, slot) is None


@theorem("MATCH-17", "Bound is a quote that came in before the close, and stood then, from the close on.", says=Says.AMOUNTS)
def binding_is_exact(book: Book, entered: Slot, last: Slot, slot: Slot) -> bool:
    free = (entered >= book.pending) | (last < book.pending) | (slot < book.pending)
    return is_quote_bound(book, entered, last, slot) != free


@theorem("MATCH-17", "Before the close, and where none is pending, every quote is free; and once an auction is held none is bound.", says=Says.INVARIANT)
def quotes_are_free_before_the_close(book: Book, entered: Slot, last: Slot, slot: Slot, rounds: Round, following: Slot) -> bool:
    early = book.pending == 0 or slot < book.pending
    waits = rejection(reopen_book, book, rounds, following) is not None
    freed = waits or following <= slot or not is_quote_bound(reopen_book(book, rounds, following), entered, last, slot)
    return (not early or not is_quote_bound(book, entered, last, slot)) and freed


@theorem("MATCH-18", "Every auction has a seed.", says=Says.ACCEPTANCE)
def seeding_never_rejects(randomness: Randomness, rounds: Round) -> bool:
    return rejection(auction_seed, randomness, rounds) is None


@theorem("MATCH-18", "In the round after the close's it is the seed of the next round, in the second one the round's own.", says=Says.AMOUNTS)
def seeding_is_exact(randomness: Randomness, rounds: Round) -> bool:
    return auction_seed(randomness, rounds) == (randomness.seed if rounds >= AUCTION_ROUNDS else randomness.following)


@theorem(
    "MATCH-18",
    "It is the mix at the end of the close's round, in whichever slot the auction is held, and whether or not there was a block in between.",
    says=Says.INVARIANT,
)
def the_seed_is_drawn_after_the_close(randomness: Randomness, mix: Hash) -> bool:
    """`randomness` is that of the last block of the close's round; `mix` what the mix has become in the round after it."""
    first = cross_rounds(randomness, 1)
    revealed = Randomness(seed=first.seed, following=first.following, mix=mix)
    second, over = cross_rounds(revealed, 1), cross_rounds(randomness, AUCTION_ROUNDS)
    drawn = auction_seed(revealed, 1) == randomness.mix
    return drawn and auction_seed(second, AUCTION_ROUNDS) == randomness.mix and auction_seed(over, AUCTION_ROUNDS) == randomness.mix


@theorem("MATCH-21", "Of every book from outside it is known whether it is possible.", says=Says.ACCEPTANCE)
def possibility_of_books_never_rejects(book: Book, slot: Slot, limit: QuoteCount, following: Slot) -> bool:
    return rejection(is_book_possible, book, slot, limit, following) is None


@theorem(
    "MATCH-21",
    "A possible book has no more quotes than it may, no close without quotes, none after the next one, and fresh quotes only from its close on.",
    says=Says.AMOUNTS,
)
def possibility_of_books_is_exact(book: Book, slot: Slot, limit: QuoteCount, following: Slot) -> bool:
    if book.quotes == 0:
        return is_book_possible(book, slot, limit, following) == (book == NO_BOOK)
    fresh = (book.pending > 0) & (book.pending <= slot)
    return is_book_possible(book, slot, limit, following) == ((book.quotes <= limit) & (book.pending <= following) & (not book.fresh or fresh))


@theorem("MATCH-21", "Whatever a transaction makes of a possible book is possible.", says=Says.INVARIANT)
def books_stay_possible(book: Book, slot: Slot, limit: QuoteCount, rounds: Round, following: Slot) -> bool:
    if not is_book_possible(book, slot, limit, following) or book.quotes == 0:
        return True
    found = renew_book(book, rounds, following)
    waits = rejection(reopen_book, found, rounds, following) is not None
    held = waits or is_book_possible(reopen_book(found, rounds, following), slot, limit, following)
    return held and is_book_possible(found, slot, limit, following) and is_book_possible(enter_book(found, slot, following), slot, limit, following)
