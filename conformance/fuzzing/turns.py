"""Whose turn it is in a hunt of several profiles: every other turn is that of the one that has had the least time, the others are where something new is met.

An input of one profile takes fifty times as long as one of another. So the time is shared, not the number of inputs; it is counted in calls that the
reference makes, which are the same each time. One half of it goes to all, to each as much as its share says, so that none is given up where nothing new is
met any more: a fault may show without anything new. The other half goes to where new things were met of late for the least time.
"""

from collections.abc import Mapping, Sequence

TURN = 5
"""How many inputs a profile draws until another may."""

OVERHEAD = 400
"""What every input costs besides the reference's calls for it, in as many calls: to draw it and to put it to the target."""

FADING = 0.9
"""How much of what was met, and of its time, still counts a turn later."""


class Turns:
    """The shares of profiles in a hunt."""

    def __init__(self, profiles: Sequence[str], shares: Mapping[str, int]) -> None:
        """None has had a turn. A profile of which `shares` says nothing has one."""
        self._profiles = tuple(profiles)
        self._shares = {profile: shares.get(profile, 1) for profile in profiles}
        self._number = 0
        self._spent = dict.fromkeys(profiles, 0)
        self._met = dict.fromkeys(profiles, 0.0)
        self._lately = dict.fromkeys(profiles, 1.0)

    def next(self) -> str:
        """The profile whose turn it is."""
        self._number += 1
        if self._number % 2:
            return min(self._profiles, key=lambda each: self._spent[each] / self._shares[each])
        return max(self._profiles, key=lambda each: (self._met[each] / self._lately[each], -self._spent[each]))

    def tell(self, profile: str, inputs: int, cost: int, new: int) -> None:
        """A profile has had a turn of so many inputs, of which so many were `new` in something."""
        whole = cost + inputs * OVERHEAD
        # What it takes where there are new things is not held against it: the other half is shared as if it had not been.
        if self._number % 2:
            self._spent[profile] += whole
        self._met[profile] = self._met[profile] * FADING + new
        self._lately[profile] = self._lately[profile] * FADING + whole
