"""What is drawn for each profile; a profile that is not here is not fuzzed."""

from collections.abc import Callable, Mapping

from hypothesis.strategies import SearchStrategy, one_of

from conformance.fuzzing.blocks import chains
from conformance.fuzzing.calls import calls
from conformance.fuzzing.certificates import certificates
from conformance.fuzzing.economy import economies
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.ledger import histories
from conformance.fuzzing.proofs import proofs
from conformance.fuzzing.smart_agents import smart_agents
from conformance.fuzzing.wire import decodings
from vectors.case import Profile

STRATEGIES: Mapping[str, Callable[[tuple[str, ...]], SearchStrategy[Exchange]]] = {
    Profile.WIRE.value: decodings,
    Profile.LEDGER.value: histories,
    Profile.CONSENSUS.value: chains,
    Profile.ECONOMY.value: economies,
    Profile.AGENT.value: smart_agents,
    Profile.LIGHT_CLIENT.value: lambda presets: one_of(proofs(presets), certificates(presets)),
    Profile.KERNEL.value: calls,
}
"""From the presets that a target claims to the exchanges that are tried on it."""
