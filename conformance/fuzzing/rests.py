"""Turns that are left out after turns in which nothing new was found."""

from dataclasses import dataclass

LONGEST = 16
"""How many are left out at most."""


@dataclass(slots=True)
class Rests:
    """When it is worth a try again."""

    _rest: int = 0
    _resting: int = 0

    def is_over(self) -> bool:
        """Whether this turn is to be taken; each asked counts as one."""
        self._resting -= self._resting > 0
        return not self._resting

    def tell(self, is_new: bool) -> None:
        """A turn has shown something new, so that the next one follows at once, or has not."""
        self._rest = 0 if is_new else min(2 * self._rest + 1, LONGEST)
        self._resting = 0 if is_new else self._rest + 1
