"""Drawing histories with Hypothesis: a small one for each thing that can happen, and many larger ones that differ in what happens.

What Hypothesis draws changes with its version and with what is imported; that is why the corpus is committed, and only
extended by drawing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from reference.codes import SUCCESS, Code
from reference.numbers import MAX_AMOUNT
from reference.transition import Accepted, Rejected
from reference.wire.keys import Algorithm
from vectors.case import CODE_BY_NUMBER
from vectors.histories.replay import play
from vectors.histories.script import Anchor, Beginner, Burn, Create, Fault, Measure, Mint, Pay, Round, Script, Send, Sending, Stock
from vectors.work import Workers, in_order

Choice = TypeVar("Choice")

Happening = tuple[str, ...]
"""Something that a history shows: an action and its outcome, or a rejected batch and its code."""

Shown = tuple[Script, frozenset[Happening]]
"""A history and what it shows."""

PART = 250
"""How many histories a worker draws at a time."""

PEOPLE = 4
SELDOM = 12
"""One transaction in so many has something wrong about it, or thereabouts."""

UNUSUAL = ("NIX", "gate", "GA", "GATE567890123")
NEW_PAIRS = 4
"""How many new combinations make a script worth keeping."""


def scripts() -> st.SearchStrategy[Script]:
    """Histories of a few people, a coin or two, and some batches; most of what they do succeeds."""
    person = st.sampled_from([0, 0, 0, 1, 1, 2, 3])
    few = st.sampled_from([0, 0, 0, 0, 1, 2, 30])
    measure = st.one_of(
        st.builds(Measure, st.just(Anchor.ZERO), st.sampled_from([1, 5, 23, 24, 255, 256, 1_000, 0]), st.just(0)),
        st.builds(Measure, st.just(Anchor.BALANCE), st.sampled_from([0, 0, 0, 1]), st.sampled_from([0, 1, 100])),
        st.builds(Measure, st.just(Anchor.LARGEST), st.just(0), st.sampled_from([0, 1])),
    )
    symbol = st.sampled_from([*["GATE"] * 12, *["SUN"] * 6, *["H2O"] * 3, *UNUSUAL])
    cap = st.sampled_from([50, 1_000, 2**40, MAX_AMOUNT, 1, 0])
    action = st.one_of(
        st.builds(Pay, person, measure),
        st.builds(Create, symbol, st.sampled_from([0, 2, 18]), cap),
        st.builds(Mint, symbol, person, measure),
        st.builds(Burn, symbol, measure),
        st.builds(Send, symbol, person, measure),
    )
    sending = st.builds(Sending, person, action, few, few, few, _seldom(list(Fault)))
    each = st.builds(Round, person, few, st.lists(sending, min_size=0, max_size=6).map(tuple))
    balance = st.sampled_from([100_000, 100_000, 20_000, 5_000, 1_500, 300, 150, 0, 10**17])
    beginner = st.builds(Beginner, st.sampled_from(Algorithm), balance, st.sampled_from([0, 0, 7, 2**32]))
    holding = st.sampled_from([100, 5, 2**40, 1, 0])
    stock = st.builds(
        Stock,
        st.sampled_from([0, 0, 0, 1]),
        st.sampled_from(["GATE", "GATE", "SUN"]),
        st.sampled_from([100, 2**40, 1, 0]),
        st.lists(holding, min_size=PEOPLE, max_size=PEOPLE).map(tuple),
    )
    return st.builds(
        Script,
        st.sampled_from(["minimal", "minimal", "minimal", "mainnet"]),
        st.lists(beginner, min_size=PEOPLE, max_size=PEOPLE).map(tuple),
        st.lists(stock, max_size=2, unique_by=lambda each: each.symbol).map(tuple),
        st.lists(each, min_size=2, max_size=4).map(tuple),
    )


def _seldom(faults: list[Choice]) -> st.SearchStrategy[Choice]:
    """The first of these, which is no fault, and seldom another."""
    return st.integers(0, SELDOM * len(faults)).map(lambda place: faults[place] if place < len(faults) else faults[0])


def happenings(script: Script) -> frozenset[Happening]:
    """What a history shows."""
    return frozenset(_happenings(script, play(script).outcomes))


def draw_scripts(known: list[Script], count: int, examples: int = 1_500, said: Callable[[str], None] = print, workers: Workers | None = None) -> list[Script]:
    """Scripts that show what the known ones do not: a small one for each goal that none reaches yet, then others up to `count` in all.

    They are drawn at once in this process, or by workers in parts.
    """
    seen = {happening for script in known for happening in happenings(script)}
    pool = [(script, happenings(script)) for script in _pool(examples)] if workers is None else drawn_by(workers, examples)
    drawn: list[Script] = []
    for goal in goals():
        if goal in seen:
            continue
        showing = [script for script, shown in pool if goal in shown]
        said(f"{' '.join(goal)}: {'not reached' if not showing else 'drawn'}")
        if showing:
            smallest = thinned(min(showing, key=_weight), goal)
            drawn.append(smallest)
            seen |= happenings(smallest)
    return [*drawn, *_various(pool, count - len(known) - len(drawn))]


def drawn_by(workers: Workers, examples: int) -> list[Shown]:
    """So many scripts at random, in parts each of which has a seed of its own, so that they do not depend on how many work."""
    parts = [(number, min(PART, examples - start)) for number, start in enumerate(range(0, examples, PART))]
    return [shown for part in in_order(workers, draw_part, parts) for shown in part]


def draw_part(part: tuple[int, int]) -> list[Shown]:
    """The scripts of one part, from its seed and their number."""
    number, examples = part
    return [(script, happenings(script)) for script in _pool(examples, number)]


def thinned(script: Script, goal: Happening) -> Script:
    """The script without whatever it can lose and still show the goal."""
    for smaller in _smaller(script):
        if goal in happenings(smaller):
            return thinned(smaller, goal)
    return script


def goals() -> Iterator[Happening]:
    """Each action succeeding, and failing with each code that it can fail with; each code that a batch can be rejected with."""
    failing: Mapping[type, tuple[Code, ...]] = {
        Pay: (Code.AMOUNT_ZERO, Code.TRANSFER_TO_SELF, Code.INSUFFICIENT_BALANCE),
        Create: (Code.SYMBOL_INVALID, Code.SYMBOL_TAKEN, Code.CAP_ZERO, Code.INSUFFICIENT_BALANCE),
        Mint: (Code.COIN_UNKNOWN, Code.NOT_ISSUER, Code.AMOUNT_ZERO, Code.CAP_EXCEEDED),
        Burn: (Code.COIN_UNKNOWN, Code.NOT_ISSUER, Code.AMOUNT_ZERO, Code.INSUFFICIENT_BALANCE),
        Send: (Code.COIN_UNKNOWN, Code.AMOUNT_ZERO, Code.TRANSFER_TO_SELF, Code.INSUFFICIENT_BALANCE),
    }
    for action, codes in failing.items():
        yield from ((action.__name__, outcome) for outcome in ("SUCCESS", *[code.name for code in codes]))
    refused = [Code.MALFORMED, Code.TRANSACTION_TOO_LARGE, Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL, Code.SIGNATURE_INVALID]
    refused += [Code.WRONG_CHAIN, Code.EXPIRED, Code.NONCE_NOT_ABOVE, Code.FEE_TOO_LOW, Code.FEE_UNAFFORDABLE]
    yield from (("rejected", code.name) for code in refused)


def _pool(examples: int, number: int | None = None) -> list[Script]:
    """So many scripts at random, the same each time for a seed, or for none."""
    drawn: list[Script] = []

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples, phases=[Phase.generate], derandomize=True)
    @given(scripts())
    def collect(script: Script) -> None:
        drawn.append(script)

    (collect if number is None else seed(number)(collect))()
    return drawn


def _various(pool: list[Shown], wanted: int) -> list[Script]:
    """Scripts each of which shows combinations of two things that none before it did."""
    chosen: list[Script] = []
    pairs: set[tuple[Happening, Happening]] = set()
    for script, shown in pool:
        combined = {(first, second) for first in shown for second in shown if first < second}
        if len(chosen) < wanted and len(combined - pairs) > NEW_PAIRS:
            chosen.append(script)
            pairs |= combined
    return chosen


def _weight(script: Script) -> int:
    return sum(1 + len(each.sendings) for each in script.rounds)


def _smaller(script: Script) -> Iterator[Script]:
    """The script with one batch, one transaction or one coin less."""
    for place in range(len(script.rounds) if len(script.rounds) > 1 else 0):
        yield replace(script, rounds=(*script.rounds[:place], *script.rounds[place + 1 :]))
    for place, each in enumerate(script.rounds):
        for dropped in range(len(each.sendings)):
            fewer = replace(each, sendings=(*each.sendings[:dropped], *each.sendings[dropped + 1 :]))
            yield replace(script, rounds=(*script.rounds[:place], fewer, *script.rounds[place + 1 :]))
    for place in range(len(script.stocks)):
        yield replace(script, stocks=(*script.stocks[:place], *script.stocks[place + 1 :]))


def _happenings(script: Script, outcomes: Sequence[Accepted | Rejected]) -> Iterator[Happening]:
    for each, outcome in zip(script.rounds, outcomes, strict=True):
        if isinstance(outcome, Rejected):
            yield "rejected", outcome.code.name
            yield from (("transaction", sending.fault.name) for sending in each.sendings)
        else:
            for sending, receipt in zip(each.sendings, outcome.receipts, strict=True):
                result = "SUCCESS" if receipt.outcome == SUCCESS else CODE_BY_NUMBER[receipt.outcome].name
                yield type(sending.action).__name__, result
                yield "transaction", sending.fault.name
