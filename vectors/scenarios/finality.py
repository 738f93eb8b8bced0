"""Finality votes and recoveries: what is read, what counts, and the bits of seats."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reference.codes import Code
from reference.consensus.finality import Electorate, open_target
from reference.consensus.seats import nobody, with_seat
from reference.numbers import MAX_UINT64
from reference.state.delegation import Delegation
from reference.state.finality import Checkpoint, Finality, Target
from reference.wire.envelope import Envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.recovery import Recovery, encode_recovery
from reference.wire.vote import FinalityVote, SealedVote, decode_signed_vote, encode_vote
from vectors.build import ALICE, CAROL, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import seal, sign_recovery, sign_vote
from vectors.malformed.envelopes import Parts, pairs, wrong_envelopes
from vectors.malformed.forms import Field, Wrong, array, written_by_hand, wrong_arrays, wrong_elements

CHAIN = bytes([7]) * 32
GENESIS = Checkpoint(0, bytes(32))
AGENTS = 5
MEMBERS = tuple(bytes([number]) * 32 for number in range(1, 6))
FORMER = tuple(bytes([number]) * 32 for number in range(4, 9))
"""The set before, two of whom are in both."""

VOTE = FinalityVote(CHAIN, 6, bytes([6]) * 32, 7, bytes([7]) * 32)
RECOVERY = Recovery(CHAIN, 6, bytes([6]) * 32, bytes([9]) * 32)

RECOVERY_FIELDS = [Field("chain", CHAIN), Field("epoch", 6), Field("hash", RECOVERY.hash), Field("members", RECOVERY.members)]


def finality_cases() -> list[Case]:
    """Calls of the procedures that finality is made of."""
    return [*_votes(), *_recoveries(), *_stakes(), *_seats(), *_sets(), *_highest(), *_counted()]


def _votes() -> Iterable[Case]:
    """The parts of what `decode` does with a vote; whatever can be wrong with one is among its cases (`vectors.malformed.votes`)."""
    extremes = (FinalityVote(bytes(32), 0, bytes(32), 0, bytes(32)), FinalityVote(b"\xff" * 32, MAX_UINT64, b"\xff" * 32, MAX_UINT64, b"\xff" * 32))
    for vote, why in zip((VOTE, *extremes), ("a vote", "every number is the smallest", "every number is the largest"), strict=True):
        yield _call("decode_vote", why, {"payload": encode_vote(vote)})
    yield _call("decode_vote", "its last byte missing", {"payload": encode_vote(VOTE)[:-1]}, Code.MALFORMED)
    for pair in pairs():
        name = pair.public.algorithm.name
        signed = decode_signed_vote(sign_vote(pair, VOTE))
        yield _call("decode_signed_vote", f"signed with {name}", {"data": sign_vote(pair, VOTE)})
        yield _call("authenticate_vote", f"signed with {name}", {"signed": signed})
        for use in (Tag.TRANSACTION, Tag.BLOCK_HEADER):
            foreign = decode_signed_vote(seal(pair, encode_vote(VOTE), use))
            yield _call("authenticate_vote", f"{name}: signed for {use.text.decode()}", {"signed": foreign}, Code.SIGNATURE_INVALID)
    for why, data, code in _faults(encode_vote(VOTE)):
        yield _call("decode_signed_vote", why, {"data": data}, code)


def _recoveries() -> Iterable[Case]:
    for recovery, why in ((RECOVERY, "a recovery"), (Recovery(b"\xff" * 32, MAX_UINT64, b"\xff" * 32, b"\xff" * 32), "every number is the largest")):
        yield _call("decode_recovery", why, {"payload": encode_recovery(recovery)})
    elements = [field.encoded() for field in RECOVERY_FIELDS]
    written_by_hand(array(*elements), encode_recovery(RECOVERY))
    for why, payload in _once([*wrong_elements(RECOVERY_FIELDS), *wrong_arrays("the recovery", elements)]):
        yield _call("decode_recovery", why, {"payload": payload}, Code.MALFORMED)
    for pair in (ALICE, CAROL):
        yield _call("authenticate_recovery", f"signed with {pair.public.algorithm.name}", {"data": sign_recovery(pair, RECOVERY)})
    vote = seal(ALICE, encode_recovery(RECOVERY), Tag.FINALITY_VOTE)
    yield _call("authenticate_recovery", "signed for smartshare/finality-vote", {"data": vote}, Code.SIGNATURE_INVALID)
    for why, data, code in _faults(encode_recovery(RECOVERY)):
        yield _call("authenticate_recovery", why, {"data": data}, code)
    for why, data in _once(wrong_envelopes(Parts(ALICE, Tag.RECOVERY, encode_recovery(RECOVERY)))):
        yield _call("authenticate_recovery", why, {"data": data}, Code.MALFORMED)


def _faults(payload: bytes) -> list[tuple[str, bytes, Code]]:
    """Envelopes with several faults, of which the first in the order of checks is said."""
    small_order = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
    return [
        ("a bad payload, key and signature: the payload is said", encode_envelope(Envelope(small_order, payload[:-1], b"\xff" * 64)), Code.MALFORMED),
        ("a bad key and signature: the key is said", encode_envelope(Envelope(small_order, payload, b"\xff" * 64)), Code.KEY_INVALID),
        ("a signature in another form", encode_envelope(Envelope(ALICE.public, payload, b"\xff" * 64)), Code.SIGNATURE_NOT_CANONICAL),
    ]


def _stakes() -> Iterable[Case]:
    holders = (ALICE.account, CAROL.account)
    delegations = ((holders[0], Delegation(50, 6, 3)), (holders[1], Delegation(34, 5, 9)), (holders[0], Delegation(7, 8, 1)))
    for term in (0, 4, 5, 6, 7, 8):
        yield _call("delegated_stakes", f"in term {term}, of delegations that end in terms 5, 6 and 8", {"delegations": delegations, "term": term})
    yield _call("delegated_stakes", "of nobody", {"delegations": (), "term": 0})


def _once(wrong: list[Wrong]) -> list[Wrong]:
    """Each wrong form once, though there may be several ways to it."""
    first = {data: why for why, data in reversed(wrong)}
    return [(why, data) for data, why in reversed(first.items())]


def _seats() -> Iterable[Case]:
    for agents in (0, 1, 5, 8, 9, 99, 999):
        yield _call("nobody", f"of {agents}", {"agents": agents})
    some = with_seat(with_seat(nobody(99), 0), 98)
    for seat in (0, 1, 7, 8, 97, 98):
        yield _call("has_seat", f"seat {seat} of the first and the last of 99", {"seats": some, "seat": seat})
        yield _call("with_seat", f"seat {seat} beside the first and the last of 99", {"seats": some, "seat": seat})
    for seats, why in (
        (b"", "none"),
        (nobody(99), "nobody of 99"),
        (some, "two of 99"),
        (b"\xff" * 12 + b"\x07", "all of 99"),
        (b"\x80\x01", "neighbours across two bytes"),
    ):
        yield _call("count_seats", why, {"seats": seats})
    for seats, agents in ((b"", 0), (b"\0", 0), (b"\x1f", 5), (b"\x20", 5), (b"\xff", 8), (b"\xff", 9), (b"\xff\x01", 9), (b"\xff\x02", 9), (b"\0\0", 8)):
        yield _call("are_seats", f"{seats.hex() or 'nothing'} of {agents}", {"seats": seats, "agents": agents})


def _sets() -> Iterable[Case]:
    for members, why in (
        (MEMBERS, "five agents"),
        (MEMBERS[::-1], "the other way round"),
        (MEMBERS[:1], "one agent"),
        ((), "nobody"),
        (MEMBERS * 19 + MEMBERS[:4], "ninety-nine ids"),
    ):
        yield _call("set_hash", why, {"members": members})


def _highest() -> Iterable[Case]:
    """Two checkpoints of one epoch: only where a third of a set is dishonest, and even then the first one stays."""
    six, other, seven = Checkpoint(6, bytes([6]) * 32), Checkpoint(6, bytes([9]) * 32), Checkpoint(7, bytes([7]) * 32)
    yield _call("justify", "another block of the same epoch: the first stays", {"justified": six, "target": other, "linked": True})
    yield _call("finalise", "another block of the same epoch: the first stays", {"finalised": six, "source": other, "target": seven, "linked": True})


def _at_genesis() -> Finality:
    target = Target(GENESIS, GENESIS, 0, False, nobody(AGENTS), b"")
    return Finality(GENESIS, GENESIS, target, target)


def _opened(finality: Finality, epoch: int, joint: bool = False) -> Finality:
    return open_target(finality, Checkpoint(epoch, bytes([epoch]) * 32), 1 if joint else 0, joint, nobody(AGENTS))


def _with_voters(target: Target, voters: bytes, former_voters: bytes = b"") -> Target:
    return replace(target, voters=voters, former_voters=former_voters)


def _vote_for(target: Target) -> FinalityVote:
    return FinalityVote(CHAIN, target.source.epoch, target.source.hash, target.checkpoint.epoch, target.checkpoint.hash)


def _counted() -> Iterable[Case]:
    alone, both = Electorate(MEMBERS, ()), Electorate(MEMBERS, FORMER)
    second = _opened(_opened(_at_genesis(), 1), 2)
    third = replace(second, current=_with_voters(second.current, b"\x07"), previous=_with_voters(second.previous, b"\x07"))
    yield _count("the first for the current target", second, second.current, 0, alone)
    yield _count("the first for the previous target", second, second.previous, 4, alone)
    yield _count("the one that makes a quorum, across a gap: justified", third, third.current, 3, alone)
    yield _count("the one that makes a quorum for the previous target: justified, and genesis is final anyway", third, third.previous, 3, alone)
    yield _count("one more than a quorum", replace(third, current=_with_voters(third.current, b"\x0f")), third.current, 4, alone)
    justified = replace(_opened(_at_genesis(), 1), justified=Checkpoint(1, bytes([1]) * 32))
    following = _opened(justified, 2)
    following = replace(following, current=_with_voters(following.current, b"\x1a"))
    yield _count("the one that makes a quorum link to the very next epoch: its source is final", following, following.current, 0, alone)
    gap = _opened(justified, 3)
    gap = replace(gap, current=_with_voters(gap.current, b"\x1a"))
    yield _count("the one that makes a quorum link across an epoch: justified, and its source is not final", gap, gap.current, 0, alone)
    late = replace(third, justified=third.current.checkpoint)
    yield _count("the one that justifies what is lower than what is justified", late, late.previous, 3, alone)
    joint = _opened(_at_genesis(), 1, joint=True)
    yield _count("one of the new set", joint, joint.current, 0, both)
    yield _count("one of both sets, which counts in both", joint, joint.current, 3, both)
    yield _count("one of the set before", joint, joint.current, 7, both)
    nearly = replace(joint, current=_with_voters(joint.current, b"\x0f", b"\x07"))
    yield _count("the one that makes the quorum of the set before, where the new one's is there", nearly, nearly.current, 7, both)
    yield _count("one of both sets that is counted already", nearly, nearly.current, 3, both, Code.VOTE_REPEATED)
    yield _count("one of the set before that is counted already", nearly, nearly.current, 5, both, Code.VOTE_REPEATED)
    new_alone = replace(joint, current=_with_voters(joint.current, b"\x07", b"\0"))
    yield _count("the one that makes the quorum of the new set alone: nothing is justified", new_alone, new_alone.current, 3, both)
    yield _count("one that is counted already", third, third.current, 2, alone, Code.VOTE_REPEATED)
    yield _count("a stranger", second, second.current, 7, alone, Code.VOTER_NOT_SEATED)
    wrong: list[tuple[str, dict[str, object], Code]] = [
        ("another chain, and nothing else is right", {"chain": bytes(32), "target_epoch": 9, "source_epoch": 9}, Code.WRONG_CHAIN),
        ("another block, from another source", {"target_hash": bytes(32), "source_epoch": 9}, Code.VOTE_TARGET_UNKNOWN),
        ("another epoch", {"target_epoch": 3}, Code.VOTE_TARGET_UNKNOWN),
        ("another source's epoch", {"source_epoch": 1}, Code.VOTE_SOURCE_MISMATCH),
        ("another source's block", {"source_hash": bytes([1]) * 32}, Code.VOTE_SOURCE_MISMATCH),
    ]
    for why, change, code in wrong:
        vote = replace(_vote_for(second.current), **change)  # type: ignore[arg-type]
        yield _call("count_vote", f"{why}, by a stranger", _arguments(second, vote, 7, alone), code)
    yield _call(
        "count_vote", "for genesis, which nobody votes for", _arguments(_at_genesis(), _vote_for(_at_genesis().current), 0, alone), Code.VOTE_TARGET_UNKNOWN
    )


def _count(why: str, finality: Finality, target: Target, voter: int, electorate: Electorate, code: Code | None = None) -> Case:
    return _call("count_vote", why, _arguments(finality, _vote_for(target), voter, electorate), code)


def _arguments(finality: Finality, vote: FinalityVote, voter: int, electorate: Electorate) -> dict[str, object]:
    sealed = SealedVote(vote, bytes([voter + 1]) * 32)
    return {"finality": finality, "sealed": sealed, "chain": CHAIN, "current": electorate, "previous": electorate}


def _call(name: str, why: str, arguments: Mapping[str, object], code: Code | None = None) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
