"""What the transactions of SmartAgents ask for: those of identity, and what other modules of this package hold."""

from collections.abc import Callable
from typing import Any

from reference.wire.fields import reader_of
from reference.wire.identity_bodies import IDENTITY_KINDS, IdentityBody

SmartAgentBody = IdentityBody
"""What a transaction of a SmartAgent asks for."""

SMART_AGENT_KINDS: dict[type[Any], int] = {**IDENTITY_KINDS}
"""The kind of each body; its fields travel in the order in which the record declares them."""

SMART_AGENT_TYPES: tuple[type[Any], ...] = tuple(SMART_AGENT_KINDS)
"""The types of the bodies, to ask whether a body is one of them: the prover does not see through a union."""

SMART_AGENT_READERS: dict[int, Callable[[object], SmartAgentBody]] = {kind: reader_of(body) for body, kind in SMART_AGENT_KINDS.items()}
"""How the body of each kind is read."""
