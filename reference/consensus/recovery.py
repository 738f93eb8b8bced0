"""The recovery fork: how token-holders restart a chain whose agents do not return.

Finality stalls as soon as a third of the set is silent, and so does every change of the set. If the silent ones never
return, nothing within the protocol helps. Those who elected the set then name another one, and every operator of a node
and every owner of a chip decides whether to follow them: a recovery is no block, and no proof of finality.
"""

from dataclasses import replace
from itertools import pairwise

from reference.codes import Code, Reject
from reference.consensus.calendar import term_of
from reference.consensus.eras import set_hash
from reference.consensus.finality import quorum
from reference.consensus.seats import NO_SEATS, nobody
from reference.numbers import AccountId, Amount, EraNumber, Hash, Term
from reference.rules import kernel, procedure, transition
from reference.state.agent import SEATED, Standing
from reference.state.consensus_state import drop_duties, get_agent, put_agent, put_duties, put_era, put_finality, put_succession
from reference.state.delegation import Delegation
from reference.state.era import Duties, Era, Seat, Succession
from reference.state.finality import Checkpoint, Finality, SeatSet, Target
from reference.state.state import State
from reference.wire.recovery import Recovery, authenticate_recovery


@kernel("RECOVERY-1")
def check_recovery(recovery: Recovery, chain: Hash, justified: Checkpoint, members: Hash, proper: bool) -> None:
    """Check that a signed recovery is of this chain, from its highest `justified` checkpoint, and of the set with this hash, which is `proper`.

    Rejects with `RECOVERY_FOREIGN`.
    """
    here = recovery.chain == chain and recovery.epoch == justified.epoch and recovery.hash == justified.hash
    if not here or recovery.members != members or not proper:
        raise Reject(Code.RECOVERY_FOREIGN)


@kernel("RECOVERY-2")
def check_support(signed: Amount, delegated: Amount) -> None:
    """Check that more than two thirds of all that is delegated has signed. Rejects with `RECOVERY_UNSUPPORTED`."""
    if signed < quorum(delegated):
        raise Reject(Code.RECOVERY_UNSUPPORTED)


@procedure("RECOVERY-2")
def delegated_stakes(delegations: tuple[tuple[AccountId, Delegation], ...], term: Term) -> dict[AccountId, Amount]:
    """What each account has delegated that has not ended in `term`, given every delegation with its holder.

    Bonds are not in it: who is silent would vote on its own replacement.
    """
    stakes: dict[AccountId, Amount] = {}
    for holder, delegation in delegations:
        if term < delegation.end:
            stakes[holder] = stakes.get(holder, 0) + delegation.amount
    return stakes


@kernel("RECOVERY-3")
def restart(justified: Checkpoint, era: EraNumber, none: SeatSet) -> Finality:
    """What is justified and final after a recovery: the checkpoint that it names, and the votes of the new `era` come from there.

    No honest member of the old set has signed a source above the highest justified checkpoint, so that whoever is in both sets
    may vote on (rule FINALITY-6).
    """
    target = Target(checkpoint=justified, source=justified, era=era, joint=False, voters=none, former_voters=NO_SEATS)
    return Finality(justified=justified, finalised=justified, current=target, previous=target)


@transition("RECOVERY-4")
def recover(state: State, justified: Checkpoint, signed: tuple[bytes, ...], members: tuple[AccountId, ...]) -> State:
    """The state from which the chain goes on with another set: `state` is the one after the block of the highest `justified` checkpoint.

    Each signed recovery is checked in its turn (WIRE-15, RECOVERY-1), and a signer counts once. Then the stake that signed
    (RECOVERY-2). The next block's parent is the checkpoint's block; what came after that is no part of the chain any more.
    """
    parameters = state.chain.parameters
    members_hash, proper = set_hash(members), is_proper_set(state, members)
    signers = set()
    for data in signed:
        sealed = authenticate_recovery(data)
        check_recovery(sealed.recovery, state.chain.id, justified, members_hash, proper)
        signers.add(sealed.signer)
    term = term_of(state.head.slot, parameters.agents, parameters.term_rounds)
    stakes = delegated_stakes(tuple((holder, delegation) for (holder, _, _), delegation in state.consensus.delegations.items()), term)
    check_support(sum(stakes.get(signer, 0) for signer in signers), sum(stakes.values()))
    return seat_recovered(state, justified, members, term)


def is_proper_set(state: State, members: tuple[AccountId, ...]) -> bool:
    """Whether these are as many registered agents as there are seats, sorted by their ids, each once."""
    sorted_once = all(former < later for former, later in pairwise(members))
    registered = all(get_agent(state, member).standing is Standing.REGISTERED for member in members)
    return len(members) == state.chain.parameters.agents and sorted_once and registered


def seat_recovered(state: State, justified: Checkpoint, members: tuple[AccountId, ...], term: Term) -> State:
    """Give a recovered chain its set: a new era that is not joint, and the duties of the current term anew. The old set is paid nothing that is not paid.

    Nor are those who delegated to the new one, for this term and the next: what counted at the ends of the terms before is not remembered.
    """
    before, duties = state.consensus.succession, state.consensus.duties.get(term)
    era = before.era + 1
    for number in (before.era, before.era - 1) if before.joint else (before.era,):
        for member in state.consensus.eras[number].members:
            state = put_agent(state, member, replace(get_agent(state, member), unseated=state.head.slot))
    seats = []
    for member in members:
        agent = get_agent(state, member)
        seats.append(Seat(delegated=0, following=0, produced=0, revealed=0, missed=0, votes=0))
        state = put_agent(state, member, replace(agent, unseated=SEATED))
    state = put_era(state, era, Era(members=members, first_term=term))
    state = put_succession(state, Succession(era=era, joint=False, first_epoch=justified.epoch, term=term, elected=()))
    for earlier in state.consensus.duties:
        state = drop_duties(state, earlier)
    state = put_duties(state, term, Duties(era=era, release=0 if duties is None else duties.release, seats=tuple(seats)))
    return put_finality(state, restart(justified, era, nobody(len(members))))
