"""Genesis: the first state of a chain, and the chain id that commits to it."""

from dataclasses import astuple, replace

from immutables import Map

from reference.numbers import AccountId, Hash
from reference.parameters import Parameters
from reference.rules import procedure
from reference.state.account import Account
from reference.state.commitment import load, state_root
from reference.state.consensus_tables import NO_CONSENSUS, Consensus
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.pots import Pots
from reference.state.state import Chain, Head, State
from reference.wire.cbor import encode
from reference.wire.hashing import Tag, tagged_hash


@procedure("CHAIN-1")
def chain_id(parameters: Parameters, genesis_root: Hash) -> Hash:
    """The id of the chain that begins with these parameters and the state of this root.

    The parameters enter as the deterministic array of their values, in the order in which the record declares
    them, so that two chains that differ in one parameter never accept each other's transactions.
    """
    return tagged_hash(Tag.CHAIN_ID, tagged_hash(Tag.PARAMETERS, encode(list(astuple(parameters)))) + genesis_root)


@procedure("CHAIN-2")
def genesis(parameters: Parameters, accounts: Map[AccountId, Account], pots: Pots, consensus: Consensus = NO_CONSENSUS, economy: Economy = NO_ECONOMY) -> State:
    """The state of a chain before its first block: height 0, slot 0, its head's hash the chain id.

    Without agents (CHAIN-3) it is a ledger to which no block can be added. Rejects with `RECORD_INVALID`, then `SUPPLY_MISMATCH`.
    """
    unnamed = Chain(id=bytes(32), parameters=parameters)
    before = load(unnamed, Head(hash=bytes(32), height=0, slot=0), accounts, Map(), Map(), pots, consensus, economy)
    identifier = chain_id(parameters, state_root(before))
    return replace(before, chain=Chain(id=identifier, parameters=parameters), head=Head(hash=identifier, height=0, slot=0))
