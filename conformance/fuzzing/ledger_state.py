"""The states that fuzzed histories begin with: mostly ones whose money adds up, with amounts around the limits of narrower integers."""

from dataclasses import replace

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw, Seen, draw_integer
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount
from reference.parameters import MINIMAL
from reference.state.account import Account
from reference.state.state import Head, State
from vectors.build import ALICE, BOB, CAROL, HEIGHT, PRODUCER, SLOT, coin, found
from vectors.json_text import Json, members
from vectors.keys import KeyPair

PEOPLE = (ALICE, BOB, CAROL, PRODUCER)

SYMBOLS = ("GATE", "GATE", "GATE", "SUN", "SUN", "GAT", "GATE56789012", "GA", "GATE567890123", "gate", "1GA", "GA E", "GÄTE")
"""Symbols, allowed and not."""

BALANCES = (100_000, 100_000, 20_000, 1_500, 300, 0, 2**32 + 5_000, 2**53 + 1, 2**53 + 100_001, 10**17 + 1, 10**13)

LARGE_BALANCES = (10**13, 10**13, 50_000, 2**53 + 1, 2**53 + 100_001, 10**17 + 1)
"""Balances where fees and deposits are those of the public chain."""

HOLDINGS = (0, 0, 1, 100, 2**32, 2**53, 2**53 + 1, MAX_AMOUNT // 4)

NONCES = (0, 0, 0, 7, 2**32 - 1, 2**32, 2**53, 2**53 + 1, 2**63 - 1, MAX_UINT64 - 1)

HEIGHTS = (*[HEIGHT, 0, 2**32 - 1, 2**53, 2**53, 2**63 - 1] * 3, MAX_UINT64)

SLOTS = (*[SLOT, 0, 2**32 - 1, 2**53, 2**53, 2**53 + 2, 2**63 - 1] * 2, MAX_UINT64 - 1)


def draw_state(draw: Draw, preset: str) -> State:
    """A state whose money adds up."""
    present = draw(st.integers(1, len(PEOPLE)))
    accounts: dict[KeyPair, Amount | Account] = {}
    for pair in PEOPLE[:present]:
        account = Account(draw(st.sampled_from(BALANCES if preset == MINIMAL.name else LARGE_BALANCES)), draw(st.sampled_from(NONCES)))
        if account != Account(0, 0):
            accounts[pair] = account
    coins, held = [], {}
    for symbol in ("GATE", "SUN")[: draw(st.sampled_from((0, 1, 1, 2)))]:
        supply = 0
        for pair in PEOPLE[:present]:
            if amount := draw(st.sampled_from(HOLDINGS)):
                held[symbol, pair] = amount
                supply += amount
        room = draw(st.sampled_from((0, 0, 1, 100, 2**53)))
        coins.append(coin(symbol, draw(st.sampled_from(PEOPLE[:present])), max(min(supply + room, MAX_AMOUNT), 1)))
    state = found(preset, accounts, coins, held)
    return replace(state, head=Head(state.head.hash, draw(st.sampled_from(HEIGHTS)), draw(st.sampled_from(SLOTS))))


def draw_wrong_state(draw: Draw, written: Json) -> None:
    """Change one or two integers of a written state, in place: a sum no longer adds up, or a record says nothing."""
    places = _amounts(written)
    names = sorted(name for name in {name for _, name in places} for _ in range(2 if name in ("cap", "supply") else 1))
    seen = Seen()
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        name = draw(st.sampled_from(names))
        holder = draw(st.sampled_from([holder for holder, field in places if field == name]))
        # What is compared stands in one record, as a coin's supply and its cap.
        beside = [int(str(amount)) for other, field in places if other is holder for amount in [other[field]]]
        value = int(str(holder[name])) if draw(st.booleans()) else draw(st.sampled_from(beside))
        seen.integers.append(value)
        step = draw(st.sampled_from((1, -1, 1, -1, -value, 2**53, None)))
        changed = draw_integer(draw, 0, MAX_AMOUNT, seen) if step is None else value + step
        holder[name] = str(min(max(changed, 0), MAX_AMOUNT))


def _amounts(value: Json) -> list[tuple[dict[str, Json], str]]:
    """Where a written state has amounts, which are decimal strings; the head and its integers are left out."""
    found_places: list[tuple[dict[str, Json], str]] = []
    for name, held in members(value).items():
        if name in ("head", "chain", "symbol"):
            continue
        if isinstance(held, dict):
            found_places += _amounts(held)
        elif isinstance(held, str) and held.isdecimal() and len(held) < 20:
            found_places.append((members(value), name))
    return found_places
