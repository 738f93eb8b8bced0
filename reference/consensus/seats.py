"""The seats of a set of agents, and who of them has voted: one bit a seat, so that 99 votes are 13 bytes of a record."""

from bisect import bisect_left
from typing import Annotated

from reference.numbers import AccountId, Range
from reference.rules import procedure
from reference.state.finality import SeatSet

SeatNumber = Annotated[int, Range(0, 998)]
"""A seat of a set: the place of its agent among the members."""

SeatCount = Annotated[int, Range(0, 999)]
"""A number of seats."""

NO_SEATS: SeatSet = b""
"""The seats of a set that has no say."""


def seat_of(members: tuple[AccountId, ...], agent: AccountId) -> SeatNumber | None:
    """An agent's place among the members of a set, which are sorted by their ids; None where it is none of them."""
    seat = bisect_left(members, agent)
    return seat if seat < len(members) and members[seat] == agent else None


@procedure("FINALITY-7")
def nobody(agents: SeatCount) -> SeatSet:
    """No seat of a set of so many agents: all bits are 0."""
    return bytes((agents + 7) // 8)


@procedure("FINALITY-7")
def has_seat(seats: SeatSet, seat: SeatNumber) -> bool:
    """Whether a seat is one of these: bit `seat mod 8`, counted from the least significant, of byte `seat div 8` is 1."""
    return seats[seat // 8] >> seat % 8 & 1 == 1


@procedure("FINALITY-7")
def with_seat(seats: SeatSet, seat: SeatNumber) -> SeatSet:
    """These seats and one more."""
    place = seat // 8
    return seats[:place] + bytes((seats[place] | 1 << seat % 8,)) + seats[place + 1 :]


@procedure("FINALITY-7")
def count_seats(seats: SeatSet) -> SeatCount:
    """How many seats these are."""
    return int.from_bytes(seats, "little").bit_count()


@procedure("FINALITY-7")
def are_seats(seats: SeatSet, agents: SeatCount) -> bool:
    """Whether bytes from outside are some of the seats of a set of so many agents: the right length, and no bit beyond the last seat."""
    return len(seats) == len(nobody(agents)) and int.from_bytes(seats, "little").bit_length() <= agents
