"""The chain on which `smartshare contract run` calls: one without anything else, or one that a file keeps from call to call, as the vectors write a world."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from immutables import Map

from conformance.files import write_bytes_atomically
from reference.codes import Reject
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Amount, Slot
from reference.parameters import MAINNET, SSP_SUPPLY
from reference.state.contract_state import source_of
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State, get_account, put_account_and_pots
from smartshare.options import CannotRun
from vectors.contract_worlds import read_world, with_contracts, write_world
from vectors.json_text import FormError, parse

CONTRACT: AccountId = bytes((1,)) * 32
"""The account of the contract that is run."""


@dataclass(frozen=True, slots=True)
class KeptChain:
    """A state, and the slot of the last block that has made it."""

    state: State
    slot: Slot


def empty_chain(source: bytes) -> KeptChain:
    """A chain with a contract, whose SSP belongs to no account."""
    state = genesis(MAINNET, Map(), Pots(ecosystem=SSP_SUPPLY, deposits=0, fees=0))
    return KeptChain(with_contracts(state, {CONTRACT: source}), 0)


def chain_in(file: Path, source: bytes) -> KeptChain:
    """The chain that a file keeps, whose contract is this one."""
    try:
        world = read_world(parse(file.read_bytes()), MAINNET)
    except (FormError, Reject) as error:
        raise CannotRun(f"{file} is no world as the vectors write one: {error}") from None
    except OSError as error:
        raise CannotRun(f"{file} cannot be read: {error.strerror}") from None
    if world.frame.contract != CONTRACT or source_of(world.state, CONTRACT) != source:
        raise CannotRun(f"{file} is the chain of another program: begin one with the name of a file that is not there")
    return KeptChain(world.state, world.slot)


def called(chain: KeptChain, slot: Slot | None, caller: AccountId, arguments: tuple[Scalar, ...], paid: Amount) -> World:
    """The world before a call, in the slot of the last one where none is named. What is paid comes from the SSP that belongs to no account."""
    if slot is not None and slot < chain.slot:
        raise CannotRun(f"--slot {slot} is before the last call's: {chain.slot}")
    pots = chain.state.pots
    if paid > pots.ecosystem:
        raise CannotRun(f"--paid {paid} is more than there is: {pots.ecosystem}")
    account = get_account(chain.state, CONTRACT)
    funded = replace(account, balance=account.balance + paid)
    state = put_account_and_pots(chain.state, CONTRACT, funded, replace(pots, ecosystem=pots.ecosystem - paid))
    return World(state, chain.slot if slot is None else slot, (Frame(CONTRACT, caller, arguments, paid),))


def keep(file: Path, world: World) -> None:
    """Write the chain after a call, whole or not at all."""
    try:
        write_bytes_atomically(file, json.dumps(write_world(world), indent=1).encode() + b"\n")
    except OSError as error:
        raise CannotRun(f"{file} cannot be written: {error.strerror}") from None
