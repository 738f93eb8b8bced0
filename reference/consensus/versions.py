"""The versions of the protocol that these rules know, and what each makes of the state of the one before it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reference.codes import Code, Reject
from reference.consensus import version_2
from reference.numbers import Version
from reference.rules import transition
from reference.state.state import State

UPGRADES: Mapping[Version, Callable[[State], State]] = MappingProxyType({2: version_2.upgrade})
"""For each version after the first its `upgrade`, which makes of the last state of the version before the first of its own."""


@transition("UPGRADE-7")
def activate(state: State, version: Version) -> State:
    """The state with which a version begins, of the last one of the version before. Rejects with `VERSION_UNKNOWN`.

    A node whose rules do not know an activated version refuses every block from then on, because it cannot tell the right ones.
    """
    upgrade = UPGRADES.get(version)
    if upgrade is None:
        raise Reject(Code.VERSION_UNKNOWN)
    return upgrade(state)
