"""Which rule each transaction of consensus is applied by."""

from typing import assert_never

from reference.consensus.agent_transactions import (
    apply_agent_bond,
    apply_agent_commit,
    apply_agent_register,
    apply_agent_resign,
    apply_agent_withdraw,
)
from reference.consensus.delegation_transactions import (
    apply_delegate,
    apply_delegation_claim,
    apply_delegation_release,
    apply_delegation_withdraw,
)
from reference.consensus.evidence_transactions import apply_report
from reference.consensus.upgrade_transactions import apply_upgrade_propose, apply_upgrade_vote
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
from reference.wire.consensus_bodies import (
    AgentBond,
    AgentCommit,
    AgentRegister,
    AgentResign,
    AgentWithdraw,
    ConsensusBody,
    Delegate,
    DelegationClaim,
    DelegationRelease,
    DelegationWithdraw,
    Report,
    UpgradePropose,
    UpgradeVote,
)


@transition("TX-7")
def apply_consensus_body(state: State, sender: AccountId, body: ConsensusBody, slot: Slot) -> State:
    """The state after what a transaction of consensus asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    match body:
        case AgentRegister():
            return apply_agent_register(state, sender, body, slot)
        case AgentBond():
            return apply_agent_bond(state, sender, body)
        case AgentResign():
            return apply_agent_resign(state, sender, slot)
        case AgentWithdraw():
            return apply_agent_withdraw(state, sender, slot)
        case AgentCommit():
            return apply_agent_commit(state, sender, body, slot)
        case Delegate():
            return apply_delegate(state, sender, body, slot)
        case DelegationWithdraw():
            return apply_delegation_withdraw(state, sender, body, slot)
        case DelegationClaim():
            return apply_delegation_claim(state, sender, body, slot)
        case DelegationRelease():
            return apply_delegation_release(state, sender, body, slot)
        case Report():
            return apply_report(state, sender, body, slot)
        case UpgradePropose():
            return apply_upgrade_propose(state, sender, body, slot)
        case UpgradeVote():
            return apply_upgrade_vote(state, sender, body, slot)
        case _:
            assert_never(body)
