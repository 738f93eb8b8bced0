"""The transaction that reports an offence: the offender is slashed and expelled, and those who were caught before it pay the rest of what is now due."""

from reference.consensus.evidence import authenticate_evidence, check_first_offence, check_window
from reference.consensus.slashing import remember_offender, slash, slash_share, split_bounty, top_up
from reference.numbers import AccountId, Amount, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit
from reference.state.consensus_state import get_agent, put_agent, put_offenders
from reference.state.pots import with_ecosystem
from reference.state.progress import Offenders
from reference.state.state import State, get_account, put_account_and_pots, put_pots
from reference.wire.consensus_bodies import Report


@transition("EVIDENCE-6")
def apply_report(state: State, sender: AccountId, body: Report, slot: Slot) -> State:
    """Punish the offence that the sender shows, and pay the sender its part of what that takes (SLASH-4).

    Rejects with the codes of EVIDENCE-5, EVIDENCE-3 and EVIDENCE-4, in this order.
    """
    parameters = state.chain.parameters
    evidence = authenticate_evidence(body.offence, body.first, body.second, state.chain.id, parameters.checkpoint_slots)
    check_window(evidence.slot, slot, parameters.evidence_slots)
    offender, earlier = evidence.offender, state.consensus.offenders.entries
    agent = get_agent(state, offender)
    check_first_offence(agent)
    entries = remember_offender(earlier, offender, slot, parameters.evidence_slots, parameters.agents, parameters.slash_factor)
    share = slash_share(len(entries), parameters.agents, parameters.slash_floor_ppm, parameters.slash_factor)
    slashed = slash(agent, share, slot)
    bounty = split_bounty(slashed.taken, parameters.reporter_ppm)
    state = _pay_bounty(put_offenders(put_agent(state, offender, slashed.agent), Offenders(entries)), sender, bounty.reporter, bounty.ecosystem)
    for entry in entries[:-1]:
        topped = top_up(get_agent(state, entry.agent), share)
        state = put_agent(state, entry.agent, topped.agent)
        state = put_pots(state, with_ecosystem(state.pots, credit(state.pots.ecosystem, topped.taken)))
    return state


def _pay_bounty(state: State, reporter: AccountId, reward: Amount, rest: Amount) -> State:
    account = get_account(state, reporter)
    paid = Account(balance=credit(account.balance, reward), nonce=account.nonce)
    return put_account_and_pots(state, reporter, paid, with_ecosystem(state.pots, credit(state.pots.ecosystem, rest)))
