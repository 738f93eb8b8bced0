"""The order of a round: in which of its slots each agent of the set produces."""

from typing import Annotated

from reference.numbers import AccountId, Hash, Range, Round, Slot
from reference.rules import kernel, procedure
from reference.wire.hashing import Tag, tagged_hash

SetSize = Annotated[int, Range(1, 999)]
"""How many agents a set has; a round has as many slots."""


@procedure("ORDER-1")
def round_order(seed: Hash, current: Round, members: tuple[AccountId, ...]) -> tuple[AccountId, ...]:
    """The agents of the set in the order of their slots in round `current`.

    Each draws the tagged hash of the seed, the round in 8 bytes (big-endian) and its own id; they are sorted by what they drew, and equal draws by
    their ids. The round is hashed because the seed alone repeats: rounds in which nobody reveals share one, and would share their order.
    """
    drawn = seed + current.to_bytes(8, "big")
    return tuple(sorted(members, key=lambda agent: (tagged_hash(Tag.ORDER, drawn + agent), agent)))


@kernel("ORDER-2")
def place_in_order(slot: Slot, agents: SetSize) -> Annotated[int, Range(0, 998)]:
    """Which place of its round's order a slot belongs to, from 0, where the set has this many agents."""
    return slot % agents


def scheduled(order: tuple[AccountId, ...], slot: Slot) -> AccountId:
    """The agent that produces in a slot, by the order of its round."""
    return order[place_in_order(slot, len(order))]
