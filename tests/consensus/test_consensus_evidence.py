"""Evidence as bytes: what two envelopes prove, and the code of each pair that proves nothing."""

from dataclasses import replace

import pytest

from reference.codes import Code, Reject
from reference.consensus.evidence import Evidence, authenticate_evidence
from reference.wire.block import Header
from reference.wire.consensus_bodies import Offence
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm
from reference.wire.lists import EMPTY_LIST_ROOT
from reference.wire.vote import FinalityVote, encode_vote
from vectors.keys import KeyPair, key_pair, seal, sign_header

ALICE, BOB, CAROL = key_pair("alice"), key_pair("bob"), key_pair("carol", Algorithm.ES256)
CHAIN, OTHER = bytes([1]) * 32, bytes([2]) * 32
HEADER = Header(1, CHAIN, 8, 17, bytes([3]) * 32, 0, bytes(32), EMPTY_LIST_ROOT, EMPTY_LIST_ROOT, EMPTY_LIST_ROOT, bytes([4]) * 32)
VOTE = FinalityVote(CHAIN, 5, bytes([5]) * 32, 6, bytes([6]) * 32)
SURROUNDING = replace(VOTE, source_epoch=4, target_epoch=9)


def header(pair: KeyPair, value: Header = HEADER) -> bytes:
    return sign_header(pair, value)


def vote(pair: KeyPair, value: FinalityVote = VOTE) -> bytes:
    return seal(pair, encode_vote(value), Tag.FINALITY_VOTE)


def proven(offence: Offence, first: bytes, second: bytes) -> Evidence:
    return authenticate_evidence(offence, first, second, CHAIN, 5)


@pytest.mark.parametrize("pair", [ALICE, CAROL], ids=["EdDSA", "ES256"])
def test_each_offence_is_proven(pair: KeyPair) -> None:
    """Protects the three offences, under both algorithms: who did it, and when."""
    other_header = header(pair, replace(HEADER, state_root=bytes(32)))
    assert proven(Offence.DOUBLE_HEADER, header(pair), other_header) == Evidence(pair.account, 17)
    assert proven(Offence.DOUBLE_VOTE, vote(pair), vote(pair, replace(VOTE, target_hash=bytes(32)))) == Evidence(pair.account, 30)
    assert proven(Offence.DOUBLE_VOTE, vote(pair), vote(pair, replace(VOTE, source_epoch=4))) == Evidence(pair.account, 30)
    assert proven(Offence.SURROUND_VOTE, vote(pair, SURROUNDING), vote(pair)) == Evidence(pair.account, 45)


BROKEN = header(ALICE)[:-1] + bytes([header(ALICE)[-1] ^ 1])

REJECTED = {
    "first malformed": (Offence.DOUBLE_HEADER, b"", BROKEN, Code.MALFORMED),
    "second malformed": (Offence.DOUBLE_HEADER, header(ALICE), b"", Code.MALFORMED),
    "first not signed": (Offence.DOUBLE_HEADER, BROKEN, b"", Code.SIGNATURE_INVALID),
    "second not signed": (Offence.DOUBLE_HEADER, header(ALICE), BROKEN, Code.SIGNATURE_INVALID),
    "votes for headers": (Offence.DOUBLE_HEADER, vote(ALICE), vote(ALICE), Code.MALFORMED),
    "headers for votes": (Offence.DOUBLE_VOTE, header(ALICE), header(ALICE), Code.MALFORMED),
    "a header and a vote": (Offence.DOUBLE_HEADER, header(ALICE), vote(ALICE), Code.MALFORMED),
    "a vote signed as a header": (Offence.DOUBLE_VOTE, vote(ALICE), seal(ALICE, encode_vote(VOTE), Tag.BLOCK_HEADER), Code.SIGNATURE_INVALID),
    "headers of two agents": (Offence.DOUBLE_HEADER, header(ALICE), header(BOB, replace(HEADER, chain=OTHER)), Code.EVIDENCE_FOREIGN),
    "votes of two agents": (Offence.DOUBLE_VOTE, vote(ALICE), vote(BOB, replace(VOTE, target_hash=OTHER)), Code.EVIDENCE_FOREIGN),
    "first header of another chain": (Offence.DOUBLE_HEADER, header(ALICE, replace(HEADER, chain=OTHER)), header(ALICE), Code.WRONG_CHAIN),
    "second vote of another chain": (Offence.DOUBLE_VOTE, vote(ALICE), vote(ALICE, replace(VOTE, chain=OTHER)), Code.WRONG_CHAIN),
    "one header, signed twice": (Offence.DOUBLE_HEADER, header(CAROL), header(CAROL), Code.EVIDENCE_HARMLESS),
    "headers of two slots": (Offence.DOUBLE_HEADER, header(ALICE), header(ALICE, replace(HEADER, slot=18)), Code.EVIDENCE_HARMLESS),
    "one vote, twice": (Offence.DOUBLE_VOTE, vote(ALICE), vote(ALICE), Code.EVIDENCE_HARMLESS),
    "a surround vote as a double one": (Offence.DOUBLE_VOTE, vote(ALICE, SURROUNDING), vote(ALICE), Code.EVIDENCE_HARMLESS),
    "the surrounded vote first": (Offence.SURROUND_VOTE, vote(ALICE), vote(ALICE, SURROUNDING), Code.EVIDENCE_HARMLESS),
    "the same source": (Offence.SURROUND_VOTE, vote(ALICE, replace(SURROUNDING, source_epoch=5)), vote(ALICE), Code.EVIDENCE_HARMLESS),
    "the same target": (Offence.SURROUND_VOTE, vote(ALICE, replace(SURROUNDING, target_epoch=6)), vote(ALICE), Code.EVIDENCE_HARMLESS),
}


@pytest.mark.parametrize(("offence", "first", "second", "code"), REJECTED.values(), ids=REJECTED)
def test_what_proves_nothing_has_its_code(offence: Offence, first: bytes, second: bytes, code: Code) -> None:
    """Protects the order of checks, and everybody from forged evidence."""
    with pytest.raises(Reject) as rejected:
        proven(offence, first, second)
    assert rejected.value.code is code
