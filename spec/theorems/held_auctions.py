# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""Theorem 31 on the chain: whatever stands in a market, an auction that is held trades by MATCH-9, and leaves a ledger that adds up."""

from dataclasses import replace
from typing import Annotated

from immutables import Map

from reference.agent.auction_transactions import apply_auction_hold, traded_order_id
from reference.agent.books import auction_seed, rounds_since
from reference.agent.market_consistency import stances_of
from reference.agent.matching import Offer, clear_market
from reference.agent.quotes import market_id, quote_id, takes_part
from reference.agent.services import service_id
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.codes import Code
from reference.numbers import AccountId, Hash, Length, Ppm, Range, Slot
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.consensus_tables import NO_CONSENSUS
from reference.state.market import NO_TERMS, Book, Market
from reference.state.order import Order, Phase
from reference.state.pots import Pots, with_ecosystem
from reference.state.progress import Randomness
from reference.state.quote import Quote, QuoteKey, Stance, StanceKey, held_by
from reference.state.service import Service
from reference.state.smart_agent_state import get_market, get_quote
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import Chain, Head, State, get_account, put_head
from reference.state.supply import break_down, total
from reference.transition import pay_fees
from reference.wire.market_bodies import AuctionHold, Side, UnitPrice
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, Seat

HASHED = "it sorts any number of quotes by hashes, which Z3 does not see through; what trades free is MATCH-10, what is written QUOTE-22: both proved"

HEAD, OPENED, CLOSE = 40, 20, 45
"""The slots of the head, of the market's opening, and of the close that is pending."""

SERVICE = Service(name="storage", unit="chunk", confirmation=Confirmation.AUDITED, metadata=bytes(32))
TERMS = replace(NO_TERMS, service=service_id(SERVICE), granule=3, fee_ppm=20_000)

Units = Annotated[int, Range(1, 9)]
"""Units of a drawn quote."""

Drawn = Annotated[tuple[tuple[Seat, Annotated[int, Range(1, 12)], Units, Annotated[int, Range(20, 40)], Annotated[int, Range(40, 60)]], ...], Length(0, 6)]
"""Quotes of a market, drawn: whose, price, units, the slot in which it came in, and the last one. The first three accounts buy, the others sell."""

When = Annotated[int, Range(41, 75)]
"""A slot before, in, or after the rounds in which the auction of the close may be held."""


def marketed(drawn: Drawn, rate: Ppm, randomness: Randomness, pending: Slot = CLOSE, reverse: bool = False) -> State:
    """A ledger with one market, in which these quotes stand, written in their order or in the reverse one."""
    terms = replace(TERMS, deposit_ppm=rate)
    market, book = market_id(terms), Book(len(drawn), False, pending) if drawn else Book(0, False, 0)
    made = [
        ((market, ACCOUNTS[seat], place), Quote(Side.DEMAND if seat < 3 else Side.SUPPLY, price, units, entered, last, rate))
        for place, (seat, price, units, entered, last) in enumerate(drawn)
    ]
    agents = SmartAgents(
        services=Map({terms.service: SERVICE}), markets=Map({market: Market(OPENED, terms, book)}), quotes=Map(made[::-1] if reverse else made)
    )
    accounts = Map({account: Account(10_000, 0) for account in ACCOUNTS})
    chain, head = Chain(bytes(32), MINIMAL), Head(bytes(32), 7, HEAD)
    bare = State(chain, head, accounts, Map(), Map(), Pots(0, 0, 0), replace(NO_CONSENSUS, randomness=randomness), smart_agents=agents)
    stances: Map[StanceKey, Stance] = Map({key: stance for key, stance in stances_of(bare).items() if stance is not None})
    state = replace(bare, smart_agents=replace(agents, stances=stances))
    return replace(state, pots=with_ecosystem(state.pots, SSP_SUPPLY - total(break_down(state))))


def the_market(state: State) -> Hash:
    """The one market."""
    return next(iter(state.smart_agents.markets))


def taking_part(state: State) -> dict[Hash, QuoteKey]:
    """The quotes that are in the auction of the close, by their identifiers."""
    return {quote_id(*key): key for key, quote in state.smart_agents.quotes.items() if takes_part(quote.entered, quote.last, CLOSE)}


def is_in_time(slot: Slot) -> bool:
    """Whether the auction of the close may be held."""
    return 0 < slot // MINIMAL.agents - CLOSE // MINIMAL.agents <= 2


def held(state: State, seat: Seat, slot: Slot) -> State:
    """The state after somebody has held the auction."""
    return apply_auction_hold(state, ACCOUNTS[seat], AuctionHold(the_market(state)), slot)


@theorem(
    "MATCH-19",
    "An auction is not held for the first of: no market, no close, its round is not over, the balance is too small; a close that has lapsed is renewed.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def holding_accepts(drawn: Drawn, rate: Ppm, randomness: Randomness, seat: Seat, slot: When, closed: bool, known: bool, poor: bool) -> bool:
    state = marketed(drawn, rate, randomness, CLOSE if closed else 0)
    if poor:
        left = Account(balance=max(len(drawn) * MINIMAL.auction_fee - 1, 0), nonce=1)
        state = replace(state, accounts=state.accounts.set(ACCOUNTS[seat], left))
    lapsed = closed and slot >= CLOSE + 3 * MINIMAL.agents
    expected = first_failing(
        (not known, Code.MARKET_UNKNOWN),
        (not closed or not drawn, Code.AUCTION_MISSING),
        (slot < CLOSE + MINIMAL.agents, Code.AUCTION_EARLY),
        (poor and not lapsed, Code.INSUFFICIENT_BALANCE),
    )
    body = AuctionHold(the_market(state) if known else bytes(32))
    return rejection(apply_auction_hold, state, ACCOUNTS[seat], body, slot) == expected


@theorem(
    "MATCH-19",
    "Theorem 31: what an auction leaves adds up and fits together, and who trades is in it, and gives or gets no worse a price than its own.",
    says=Says.INVARIANT,
    tested=HASHED,
)
def holding_keeps_the_ledger(drawn: Drawn, rate: Ppm, randomness: Randomness, seat: Seat, slot: When) -> bool:
    state = marketed(drawn, rate, randomness)
    done = outcome(held, state, seat, slot)
    if done.code is not None:
        return is_sound(state) and rejection(check_smart_agents, state) is None
    after = put_head(pay_fees(done.value, ACCOUNTS[0]), replace(state.head, slot=slot))
    limits: dict[AccountId, list[UnitPrice]] = {}
    for key in taking_part(state).values():
        limits.setdefault(key[1], []).append(get_quote(state, key).price)
    orders = after.smart_agents.orders.values()
    rational = all(min(limits[order.provider]) <= order.terms.price <= max(limits[order.consumer]) for order in orders)
    return is_sound(after) and rejection(check_smart_agents, after) is None and rational


@theorem(
    "MATCH-19",
    "The orders are the trades of MATCH-9 with the seed of the second round after the close's; quotes have as many units less; nothing else changes.",
    says=Says.AMOUNTS,
    tested=HASHED,
)
def holding_is_exact(drawn: Drawn, rate: Ppm, randomness: Randomness, seat: Seat, slot: When) -> bool:
    state = marketed(drawn, rate, randomness)
    done = outcome(held, state, seat, slot)
    if done.code is not None:
        return True
    after: State = done.value
    if not is_in_time(slot):
        return replace(after, smart_agents=state.smart_agents) == state and get_market(after, the_market(state)).book.pending > slot
    parts = taking_part(state)
    offers = tuple(Offer(name, get_quote(state, key).side, get_quote(state, key).price, get_quote(state, key).quantity) for name, key in parts.items())
    auction = clear_market(offers, auction_seed(randomness, rounds_since(CLOSE, slot, MINIMAL.agents)))
    expected = {traded_order_id(trade.demand, trade.supply, CLOSE): trade for trade in auction.trades}
    traded = {name: sum(trade.quantity for trade in auction.trades if name in (trade.demand, trade.supply)) for name in parts}
    orders = {name: (order.terms.quantity, order.terms.price, order.phase) for name, order in after.smart_agents.orders.items()}
    left = {key: quote.quantity for key, quote in state.smart_agents.quotes.items()} | {
        parts[name]: get_quote(state, parts[name]).quantity - units for name, units in traded.items()
    }
    same = {key: quote.quantity for key, quote in after.smart_agents.quotes.items()} == {key: units for key, units in left.items() if units}
    return same and orders == {name: (trade.quantity, auction.price, Phase.FUNDED) for name, trade in expected.items()} and is_paid(state, after, seat)


def is_paid(state: State, after: State, seat: Seat) -> bool:
    """Whether each account has what was held for its quotes, less what is held for them still, or for its orders; less what an auction costs."""
    for place, account in enumerate(ACCOUNTS):
        freed = _held(state, account) - _held(after, account)
        for order in after.smart_agents.orders.values():
            freed -= _its_own(order, account)
        cost = MINIMAL.auction_fee * len(state.smart_agents.quotes) if place == seat else 0
        if get_account(after, account).balance != get_account(state, account).balance + freed - cost:
            return False
    return after.pots.fees == MINIMAL.auction_fee * len(state.smart_agents.quotes)


def _held(state: State, account: AccountId) -> int:
    return sum(held_by(quote) for key, quote in state.smart_agents.quotes.items() if key[1] == account)


def _its_own(order: Order, account: AccountId) -> int:
    return (order.escrow.price if order.consumer == account else 0) + (order.deposit if order.provider == account else 0)


@theorem("MATCH-19", "Theorem 31: in which order quotes were written, and in which slot of its time the auction is held, decides nothing.", tested=HASHED)
def holding_ignores_arrival(drawn: Drawn, rate: Ppm, seed: Hash, mix: Hash, seat: Seat) -> bool:
    first = held(marketed(drawn, rate, Randomness(bytes(32), seed, mix)), seat, CLOSE + MINIMAL.agents) if drawn else None
    if first is None:
        return True
    reversed_book = marketed(drawn, rate, Randomness(seed, mix, mix), reverse=True)
    last = held(reversed_book, seat, CLOSE + 3 * MINIMAL.agents - 1)
    orders = {name: replace(order, escrow=replace(order.escrow, deadline=0)) for name, order in first.smart_agents.orders.items()}
    others = {name: replace(order, escrow=replace(order.escrow, deadline=0)) for name, order in last.smart_agents.orders.items()}
    return first.smart_agents.quotes == last.smart_agents.quotes and first.accounts == last.accounts and orders == others
