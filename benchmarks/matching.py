"""The auction of a market with a hundred thousand quotes, against sorting as many bare pairs of a price and an identifier."""

import gc
from hashlib import sha256
from time import process_time

from benchmarks.row import Row, interleaved, print_rows
from reference.agent.matching import Offer, clear_market
from reference.wire.market_bodies import Side

QUOTES = 100_000

ROUNDS = 3


def quotes(number: int) -> tuple[Offer, ...]:
    """Quotes of both sides, of which nearly half trade; each price is had about once."""
    made = []
    for place in range(number):
        name = sha256(place.to_bytes(4, "big")).digest()
        drawn = int.from_bytes(name[:8], "big")
        made.append(Offer(name, Side.DEMAND if drawn % 2 else Side.SUPPLY, 10**9 + drawn // 2 % 10**9, 1 + drawn // 2**32 % 1_000))
    return tuple(made)


def measure() -> list[Row]:
    """Two rows: the auction, and one of a tenth of the quotes, which shows how the time grows."""
    gc.disable()
    rows = []
    for number in (QUOTES // 10, QUOTES):
        offers = quotes(number)
        pairs = [(offer.price, offer.identifier) for offer in offers]
        if not clear_market(offers, bytes(32)).trades:
            raise RuntimeError("nothing was traded")
        auction, bare = interleaved(ROUNDS, lambda _: clear_market(offers, bytes(32)), lambda _: sorted(pairs), clock=process_time)  # noqa: B023
        rows.append(Row(f"auction of {number} quotes", auction, "s", "sorting as many bare pairs", bare / auction))
    return rows


if __name__ == "__main__":
    print_rows(measure())
