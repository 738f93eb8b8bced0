"""What the transactions of SmartAgents ask for: those of identity, services, markets, orders, stored data and jobs."""

from collections.abc import Callable
from typing import Any

from reference.wire.compute_bodies import COMPUTE_KINDS, ComputeBody
from reference.wire.fields import reader_of
from reference.wire.identity_bodies import IDENTITY_KINDS, IdentityBody
from reference.wire.market_bodies import MARKET_KINDS, MarketBody
from reference.wire.order_bodies import ORDER_KINDS, OrderBody
from reference.wire.service_bodies import SERVICE_KINDS, ServiceBody
from reference.wire.storage_bodies import STORAGE_KINDS, StorageBody

SmartAgentBody = IdentityBody | ServiceBody | MarketBody | OrderBody | StorageBody | ComputeBody
"""What a transaction of a SmartAgent asks for."""

SMART_AGENT_KINDS: dict[type[Any], int] = {**IDENTITY_KINDS, **SERVICE_KINDS, **MARKET_KINDS, **ORDER_KINDS, **STORAGE_KINDS, **COMPUTE_KINDS}
"""The kind of each body; its fields travel in the order in which the record declares them."""

SMART_AGENT_TYPES: tuple[type[Any], ...] = tuple(SMART_AGENT_KINDS)
"""The types of the bodies, to ask whether a body is one of them: the prover does not see through a union."""

SMART_AGENT_READERS: dict[int, Callable[[object], SmartAgentBody]] = {kind: reader_of(body) for body, kind in SMART_AGENT_KINDS.items()}
"""How the body of each kind is read."""
