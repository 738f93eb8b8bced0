"""What the transactions of consensus ask for: agents and their bonds, delegations, evidence of offences, upgrades."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import IntEnum
from typing import Any

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64, AccountId, Amount, Hash, Term, Version
from reference.wire.cbor import array, byte_string, unsigned

MAX_VERSION = 2**16 - 1


class Offence(IntEnum):
    """What two signed objects of one agent may prove."""

    DOUBLE_HEADER = 0
    """Two headers of one slot."""
    DOUBLE_VOTE = 1
    """Two finality votes for one target epoch."""
    SURROUND_VOTE = 2
    """A finality vote whose link surrounds that of another."""


@dataclass(frozen=True, slots=True)
class AgentRegister:
    """Kind 6: the sender becomes an agent."""

    bond: Amount
    """SSP units that it answers with."""

    commitment: Hash
    """The top of its hash onion."""


@dataclass(frozen=True, slots=True)
class AgentBond:
    """Kind 7: the sender adds to its bond."""

    amount: Amount
    """SSP units."""


@dataclass(frozen=True, slots=True)
class AgentResign:
    """Kind 8: the sender stands for no more elections."""


@dataclass(frozen=True, slots=True)
class AgentWithdraw:
    """Kind 9: the sender, which is an agent no more, takes its bond back."""


@dataclass(frozen=True, slots=True)
class AgentCommit:
    """Kind 10: the sender commits to a new hash onion."""

    commitment: Hash
    """The top of the onion."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Kind 11: the sender puts SSP behind an agent."""

    agent: AccountId
    """The agent."""

    amount: Amount
    """SSP units."""


@dataclass(frozen=True, slots=True)
class DelegationWithdraw:
    """Kind 12: the sender ends a delegation."""

    agent: AccountId
    """The agent."""

    made: Term
    """The term in which it was made."""


@dataclass(frozen=True, slots=True)
class DelegationClaim:
    """Kind 13: the sender takes what a delegation has earned."""

    agent: AccountId
    """The agent."""

    made: Term
    """The term in which it was made."""


@dataclass(frozen=True, slots=True)
class DelegationRelease:
    """Kind 14: the sender takes back what it had delegated, and what that has still earned."""

    agent: AccountId
    """The agent."""

    made: Term
    """The term in which it was made."""


@dataclass(frozen=True, slots=True)
class Report:
    """Kind 15: the sender shows that an agent has contradicted itself."""

    offence: Offence
    """What the two objects prove."""

    first: bytes
    """The envelope of a header or of a finality vote; of the surrounding one, where one surrounds the other."""

    second: bytes
    """The envelope of another one by the same agent."""


@dataclass(frozen=True, slots=True)
class UpgradePropose:
    """Kind 16: the sender proposes that the chain follows the next version."""

    version: Version
    """Which one that is."""


@dataclass(frozen=True, slots=True)
class UpgradeVote:
    """Kind 17: the sender counts a delegation of its own for or against the upgrade."""

    agent: AccountId
    """The agent that it delegated to."""

    made: Term
    """The term in which the delegation was made."""

    approve: bool
    """Whether it is for the upgrade."""


ConsensusBody = (
    AgentRegister
    | AgentBond
    | AgentResign
    | AgentWithdraw
    | AgentCommit
    | Delegate
    | DelegationWithdraw
    | DelegationClaim
    | DelegationRelease
    | Report
    | UpgradePropose
    | UpgradeVote
)
"""What a transaction of consensus asks for."""

KINDS: dict[type[ConsensusBody], int] = {
    AgentRegister: 6,
    AgentBond: 7,
    AgentResign: 8,
    AgentWithdraw: 9,
    AgentCommit: 10,
    Delegate: 11,
    DelegationWithdraw: 12,
    DelegationClaim: 13,
    DelegationRelease: 14,
    Report: 15,
    UpgradePropose: 16,
    UpgradeVote: 17,
}
"""The kind of each body; its fields travel in the order in which the record declares them."""


def fields_of(body: ConsensusBody) -> list[Any]:
    """A body's fields as CBOR data: a truth value or a member of an enumeration is its number."""
    return [int(value) if isinstance(value, int) else value for value in astuple(body)]


def _register(body: object) -> AgentRegister:
    bond, commitment = array(body, 2)
    return AgentRegister(unsigned(bond, MAX_AMOUNT), byte_string(commitment, 32))


def _bond(body: object) -> AgentBond:
    (amount,) = array(body, 1)
    return AgentBond(unsigned(amount, MAX_AMOUNT))


def _resign(body: object) -> AgentResign:
    array(body, 0)
    return AgentResign()


def _withdraw_bond(body: object) -> AgentWithdraw:
    array(body, 0)
    return AgentWithdraw()


def _commit(body: object) -> AgentCommit:
    (commitment,) = array(body, 1)
    return AgentCommit(byte_string(commitment, 32))


def _delegate(body: object) -> Delegate:
    agent, amount = array(body, 2)
    return Delegate(byte_string(agent, 32), unsigned(amount, MAX_AMOUNT))


def _withdraw(body: object) -> DelegationWithdraw:
    return DelegationWithdraw(*_delegation(body))


def _claim(body: object) -> DelegationClaim:
    return DelegationClaim(*_delegation(body))


def _release(body: object) -> DelegationRelease:
    return DelegationRelease(*_delegation(body))


def _delegation(body: object) -> tuple[AccountId, Term]:
    agent, made = array(body, 2)
    return byte_string(agent, 32), unsigned(made, MAX_UINT64)


def _report(body: object) -> Report:
    offence, first, second = array(body, 3)
    return Report(Offence(unsigned(offence, len(Offence) - 1)), _envelope(first), _envelope(second))


def _envelope(value: object) -> bytes:
    data = byte_string(value)
    if len(data) > 2**16:
        raise Reject(Code.MALFORMED)
    return data


def _propose(body: object) -> UpgradePropose:
    (version,) = array(body, 1)
    return UpgradePropose(unsigned(version, MAX_VERSION))


def _vote(body: object) -> UpgradeVote:
    agent, made, approve = array(body, 3)
    return UpgradeVote(byte_string(agent, 32), unsigned(made, MAX_UINT64), bool(unsigned(approve, 1)))


READERS: dict[int, Callable[[object], ConsensusBody]] = {
    6: _register,
    7: _bond,
    8: _resign,
    9: _withdraw_bond,
    10: _commit,
    11: _delegate,
    12: _withdraw,
    13: _claim,
    14: _release,
    15: _report,
    16: _propose,
    17: _vote,
}
"""How the body of each kind is read."""
