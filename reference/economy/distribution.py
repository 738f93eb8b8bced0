"""How SSP is first distributed, and the genesis of a chain that distributes it so."""

from dataclasses import dataclass

from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.genesis import Founder, genesis_consensus
from reference.numbers import AccountId, Amount
from reference.parameters import SSP_SUPPLY, Parameters
from reference.rules import kernel, procedure
from reference.state.account import Account
from reference.state.award import Award
from reference.state.balance import debit
from reference.state.economy_tables import Economy
from reference.state.genesis import genesis
from reference.state.lock import Lock
from reference.state.placement import Placement
from reference.state.pots import Pots
from reference.state.state import State
from reference.state.supply import break_down
from reference.wire.economy_bodies import LockNumber

HUNDREDTH = SSP_SUPPLY // 100
"""One per cent of all SSP, in units; without a remainder."""

PLACEMENT_SHARE = 25 * HUNDREDTH
"""What is sold in the private placement."""

FOUNDATION_SHARE = 20 * HUNDREDTH
"""The foundation's, the bonds of the first agents and the participation award included."""

AWARD_SHARE = 5 * HUNDREDTH
"""What the foundation gives to the participation award."""

TEAM_SHARE = 10 * HUNDREDTH
"""The team's, locked."""

ECOSYSTEM_SHARE = 45 * HUNDREDTH
"""What is released for the construction of the ecosystem, over the years."""

TEAM_LOCK: LockNumber = 0
"""The number of the team's lock, which the foundation founds."""


@dataclass(frozen=True, slots=True)
class Beneficiaries:
    """Who is given the SSP of a new chain."""

    controller: AccountId
    """The only account that may pay from the private placement."""

    foundation: AccountId
    """The foundation's account."""

    team: AccountId
    """The beneficiary of the team's lock."""

    founders: tuple[Founder, ...]
    """The first agents, whose bonds come out of the foundation's share."""


@kernel("SUPPLY-2")
def check_distribution(placement: Amount, foundation: Amount, team: Amount, ecosystem: Amount) -> None:
    """Check the four shares of the first distribution, to the unit. Rejects with `DISTRIBUTION_MISMATCH`."""
    if placement != PLACEMENT_SHARE or foundation != FOUNDATION_SHARE or team != TEAM_SHARE or ecosystem != ECOSYSTEM_SHARE:
        raise Reject(Code.DISTRIBUTION_MISMATCH)


@procedure("SUPPLY-3")
def distribute(parameters: Parameters, beneficiaries: Beneficiaries) -> State:
    """The genesis of a chain on which all SSP is distributed.

    Rejects with `RECORD_INVALID` for founders that found no chain (CHAIN-3), then `INSUFFICIENT_BALANCE` where the foundation cannot pay their bonds.
    """
    founders = beneficiaries.founders
    consensus = genesis_consensus(parameters, ECOSYSTEM_SHARE, founders)
    kept = debit(FOUNDATION_SHARE - AWARD_SHARE, sum(founder.bond for founder in founders))
    held = Map({beneficiaries.foundation: Account(balance=kept, nonce=0)} if kept else {})
    end = parameters.team_lock_slots
    locks = Map({(beneficiaries.team, beneficiaries.foundation, TEAM_LOCK): Lock(amount=TEAM_SHARE, left=TEAM_SHARE, start=0, cliff=end, end=end)})
    placement = Placement(controller=beneficiaries.controller, balance=PLACEMENT_SHARE, outflows=0)
    economy = Economy(locks=locks, placement=placement, award=first_award(parameters))
    return genesis(parameters, held, Pots(ecosystem=ECOSYSTEM_SHARE, deposits=0, fees=0), consensus, economy)


def first_award(parameters: Parameters) -> Award:
    """The participation award at genesis: for twice the time that the team's share is locked, which is two years, in whole terms, and for one term at least."""
    terms = max(2 * parameters.team_lock_slots // (parameters.agents * parameters.term_rounds), 1)
    return Award(balance=AWARD_SHARE, share=AWARD_SHARE // terms, last=terms - 1)


@procedure("SUPPLY-4")
def check_genesis(state: State) -> None:
    """Check a genesis that comes from outside: that it is the one of a public chain. Rejects with `DISTRIBUTION_MISMATCH`.

    The shares are recounted from its records (SUPPLY-1). Then it must be, to the last record, what SUPPLY-3 makes of its parameters and of those whom it
    names: an allowance of the foundation's money, or a sponsorship at its cost, moves nothing yet, and no sum would show it.
    """
    counted = break_down(state)
    check_distribution(counted.placement, counted.accounts + counted.bonds + counted.award, counted.locks, counted.ecosystem)
    try:
        made = distribute(state.chain.parameters, named_in(state))
    except Reject:
        raise Reject(Code.DISTRIBUTION_MISMATCH) from None
    if state != made:
        raise Reject(Code.DISTRIBUTION_MISMATCH)


def named_in(state: State) -> Beneficiaries:
    """Whom a genesis names: who founded its lock and whom that is for, who pays from the placement, and the first agents."""
    team, foundation, _ = next(iter(state.economy.locks), (bytes(32), bytes(32), TEAM_LOCK))
    founders = tuple(Founder(account, agent.bond, agent.onion.layer) for account, agent in state.consensus.agents.items())
    return Beneficiaries(state.economy.placement.controller, foundation, team, founders)
