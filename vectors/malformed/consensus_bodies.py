"""The bodies of the transactions of consensus: each on the edges of its fields, and with everything that can be wrong with it.

What is wrong with a field is another value than it can have. Other encodings of a right value are shown where a
kind's body has a form that no transaction that moves money has; of the others those transactions have them.
"""

from collections.abc import Iterable, Sequence

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Hash
from reference.parameters import PRESETS
from reference.wire.consensus_bodies import (
    KINDS,
    MAX_VERSION,
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
    Offence,
    Report,
    UpgradePropose,
    UpgradeVote,
)
from reference.wire.hashing import Tag
from reference.wire.transaction import Transaction, encode_transaction
from reference.wire.vote import FinalityVote
from vectors.build import ALICE, BOB, CAROL, PRODUCER
from vectors.case import Case
from vectors.keys import sign_transaction, sign_vote
from vectors.malformed.decoding import CHAIN, decode_case, distinct, payload_of, payload_with
from vectors.malformed.envelopes import Parts, envelope_with
from vectors.malformed.forms import Field, Wrong, array, other_than_array, written_by_hand, wrong_arrays, wrong_elements, wrong_forms, wrong_values

AGENT = BOB.account
COMMITMENT = bytes(range(32, 64))
FIRST, SECOND = b"\x01" * 24, b"\x02" * 24
"""What a report shows, as far as the form of the report goes: what the two byte strings hold is looked at by EVIDENCE-6."""

DELEGATION = [Field("agent", AGENT), Field("term", 300)]

BODIES: Sequence[tuple[ConsensusBody, list[Field]]] = (
    (AgentRegister(1_000, COMMITMENT), [Field("bond", 1_000, MAX_AMOUNT), Field("commitment", COMMITMENT)]),
    (AgentBond(70_000), [Field("amount", 70_000, MAX_AMOUNT)]),
    (AgentResign(), []),
    (AgentWithdraw(), []),
    (AgentCommit(COMMITMENT), [Field("commitment", COMMITMENT)]),
    (Delegate(AGENT, 500), [Field("agent", AGENT), Field("amount", 500, MAX_AMOUNT)]),
    (DelegationWithdraw(AGENT, 300), DELEGATION),
    (DelegationClaim(AGENT, 300), DELEGATION),
    (DelegationRelease(AGENT, 300), DELEGATION),
    (
        Report(Offence.DOUBLE_VOTE, FIRST, SECOND),
        [Field("offence", 1, 2), Field("first", FIRST, is_sized=False), Field("second", SECOND, is_sized=False)],
    ),
    (UpgradePropose(2), [Field("version", 2, MAX_VERSION)]),
    (UpgradeVote(AGENT, 300, approve=True), [*DELEGATION, Field("approval", 1, 1)]),
)
"""One body of each kind, and its fields."""

NEW_FIELDS = ("offence", "first", "approval")
"""The fields of forms that no kind of transaction that moves money has: an enumeration, a byte string of any length, a truth value."""


def consensus_body_cases() -> list[Case]:
    """Valid transactions of every kind of consensus, with the least values of their fields and with the greatest, and both algorithms."""
    cases = []
    for least, greatest in zip(_extremes(0, 0, bytes(32), approve=False), _extremes(MAX_AMOUNT, MAX_UINT64, b"\xff" * 32, approve=True), strict=True):
        name = type(least).__name__
        cases.append(_accepted(f"{name}: every number and byte is the least", sign_transaction(ALICE, _transaction(least))))
        cases.append(_accepted(f"{name}: every number and byte is the greatest, with a P-256 key", sign_transaction(CAROL, _transaction(greatest))))
    votes = [sign_vote(PRODUCER, FinalityVote(CHAIN, source, COMMITMENT, 7, AGENT)) for source in (4, 5)]
    shown = Report(Offence.DOUBLE_VOTE, *votes)
    filled = Report(Offence.SURROUND_VOTE, b"", b"\xff" * _room())
    cases += [
        _accepted("Report: two finality votes for one target epoch", sign_transaction(ALICE, _transaction(shown))),
        _accepted("Report: as many bytes as a transaction may have, in its second byte string", sign_transaction(ALICE, _transaction(filled))),
        _accepted("UpgradePropose: the greatest version of one byte", sign_transaction(ALICE, _transaction(UpgradePropose(255)))),
    ]
    return distinct(cases)


def wrong_consensus_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of consensus, though they say so."""
    return distinct(
        decode_case(("WIRE-9", "WIRE-2", "WIRE-10"), why, "transaction", envelope_with(Parts(ALICE, Tag.TRANSACTION, payload)), Code.MALFORMED)
        for why, payload in _wrong_payloads()
    )


def _extremes(amount: int, number: int, identifier: Hash, *, approve: bool) -> Sequence[ConsensusBody]:
    """A body of each kind with these values; a version and the byte strings of a report are as great as they can be where the approval is given."""
    shown = FIRST if approve else b""
    return (
        AgentRegister(amount, identifier),
        AgentBond(amount),
        AgentResign(),
        AgentWithdraw(),
        AgentCommit(identifier),
        Delegate(identifier, amount),
        DelegationWithdraw(identifier, number),
        DelegationClaim(identifier, number),
        DelegationRelease(identifier, number),
        Report(Offence.SURROUND_VOTE if approve else Offence.DOUBLE_HEADER, shown, shown),
        UpgradePropose(min(number, MAX_VERSION)),
        UpgradeVote(identifier, number, approve),
    )


def _room() -> int:
    """How many bytes a report's second byte string may have where the first has none."""
    limit = PRESETS["minimal"].max_transaction_bytes
    shorter = 512
    return limit - len(sign_transaction(ALICE, _transaction(Report(Offence.SURROUND_VOTE, b"", bytes(shorter))))) + shorter


def _wrong_payloads() -> Iterable[Wrong]:
    for body, fields in BODIES:
        kind = KINDS[type(body)]
        name = f"the body of kind {kind}"
        elements = [field.encoded() for field in fields]
        written_by_hand(payload_of(kind, fields), encode_transaction(_transaction(body)))
        arrays = other_than_array if fields else wrong_arrays
        for why, data in [*wrong_elements(fields, _wrong_field), *arrays("the array", elements), *_of_another_kind(fields)]:
            yield f"{name}: {why}", payload_with(kind, data)


def _wrong_field(field: Field) -> list[Wrong]:
    return wrong_forms(field) if field.name in NEW_FIELDS else wrong_values(field)


def _of_another_kind(fields: Sequence[Field]) -> list[Wrong]:
    """The body of the first kind that has as many fields, of other types."""
    types = [type(field.value) for field in fields]
    return [
        (f"the fields of kind {KINDS[type(body)]}", array(*[field.encoded() for field in others]))
        for body, others in BODIES
        if len(others) == len(fields) and [type(field.value) for field in others] != types
    ][:1]


def _transaction(body: ConsensusBody) -> Transaction:
    return Transaction(CHAIN, 1, 1_000, 300, body)


def _accepted(why: str, data: bytes) -> Case:
    return decode_case(("WIRE-9", "WIRE-1", "TX-1"), why, "transaction", data, None)
