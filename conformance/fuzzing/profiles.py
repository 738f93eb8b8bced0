"""What is drawn for each profile; a profile that is not here is not fuzzed."""

from collections.abc import Callable, Mapping

from hypothesis.strategies import SearchStrategy, nothing, one_of

from conformance.fuzzing.block_calls import block_calls
from conformance.fuzzing.blocks import chains
from conformance.fuzzing.branches import branches
from conformance.fuzzing.certificates import certificates
from conformance.fuzzing.contract_calls import contract_calls
from conformance.fuzzing.contracts import contracts
from conformance.fuzzing.contributors import contributors
from conformance.fuzzing.data import data_dealings
from conformance.fuzzing.economy import dealings, economies
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.jobs import jobs
from conformance.fuzzing.ledger import histories
from conformance.fuzzing.markets import markets
from conformance.fuzzing.proofs import proofs
from conformance.fuzzing.service_orders import service_orders
from conformance.fuzzing.sessions import sessions
from conformance.fuzzing.smart_agents import chip_deals, smart_agents
from conformance.fuzzing.stakes import stakes
from conformance.fuzzing.staking import staking
from conformance.fuzzing.stored_data import stored_data
from conformance.fuzzing.wire import decodings
from reference.parameters import MINIMAL
from reference.wire.consensus_bodies import KINDS as CONSENSUS_KINDS
from reference.wire.contract_bodies import CONTRACT_KINDS
from reference.wire.data_bodies import DATA_KINDS
from reference.wire.economy_bodies import ECONOMY_KINDS
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS
from vectors.case import Profile

STRATEGIES: Mapping[str, Callable[[tuple[str, ...]], SearchStrategy[Exchange]]] = {
    Profile.WIRE.value: decodings,
    Profile.LEDGER.value: histories,
    Profile.CONSENSUS.value: lambda presets: one_of(chains(presets), *([branches(), staking(), stakes()] if MINIMAL.name in presets else [])),
    # What most comes of is there more than once.
    Profile.ECONOMY.value: lambda presets: one_of(economies(presets), *([*[dealings()] * 6, contributors()] if MINIMAL.name in presets else [])),
    Profile.SERVICES.value: lambda presets: one_of(
        smart_agents(presets), markets(presets), *([*[chip_deals()] * 2, service_orders(), stored_data(), *[jobs()] * 2] if MINIMAL.name in presets else [])
    ),
    Profile.DATA.value: lambda presets: data_dealings() if MINIMAL.name in presets else nothing(),
    Profile.AGENT.value: lambda _: sessions(),
    Profile.LIGHT_CLIENT.value: lambda presets: one_of(proofs(presets), certificates(presets)),
    Profile.LVM.value: contracts,
    Profile.CONTRACTS.value: lambda presets: one_of(contract_calls(presets), *([block_calls()] if MINIMAL.name in presets else [])),
    Profile.WRITE_SETS.value: lambda presets: block_calls(executes=False) if MINIMAL.name in presets else nothing(),
}
"""From the presets that a target claims to the exchanges that are tried on it, as Hypothesis draws them."""

SHARES: Mapping[str, int] = {
    profile.value: 1 + len(kinds) // 10
    for profile, kinds in (
        (Profile.CONSENSUS, CONSENSUS_KINDS),
        (Profile.ECONOMY, ECONOMY_KINDS),
        (Profile.SERVICES, SMART_AGENT_KINDS),
        (Profile.DATA, DATA_KINDS),
        (Profile.CONTRACTS, CONTRACT_KINDS),
    )
}
"""The shares of profiles in the time of a hunt, where not one: there is more to find where there are more kinds of transactions."""

KERNEL = Profile.KERNEL.value
"""Drawn by `Calls`, which learns from what each call has shown."""

FUZZED = (*STRATEGIES, KERNEL)
"""Every profile that is fuzzed, in the order of their turns."""
