"""Finality votes, good and wrong."""

from dataclasses import replace

from reference.codes import Code
from reference.numbers import MAX_UINT64
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.vote import FinalityVote, encode_vote
from vectors.build import PRODUCER
from vectors.case import Case
from vectors.keys import seal, sign_vote
from vectors.malformed.decoding import CHAIN, decode_case, distinct, payload_of
from vectors.malformed.envelopes import Parts, envelope_with, pairs, wrong_envelopes
from vectors.malformed.forms import Field, array, written_by_hand, wrong_arrays, wrong_elements

SOURCE, TARGET = bytes(range(32, 64)), bytes(range(64, 96))
SMALL_ORDER_KEY = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
VOTE = FinalityVote(CHAIN, source_epoch=6, source_hash=SOURCE, target_epoch=300, target_hash=TARGET)

FIELDS = [
    Field("chain", CHAIN),
    Field("source epoch", VOTE.source_epoch),
    Field("source hash", SOURCE),
    Field("target epoch", VOTE.target_epoch),
    Field("target hash", TARGET),
]


def vote_cases() -> list[Case]:
    """Votes of both algorithms and on the edges of every field; each field and the envelope in every wrong form; signatures for other uses."""
    extremes = [
        ("every number and byte is the least", FinalityVote(bytes(32), 0, bytes(32), 0, bytes(32))),
        ("every number and byte is the greatest", FinalityVote(b"\xff" * 32, MAX_UINT64, b"\xff" * 32, MAX_UINT64, b"\xff" * 32)),
        ("a target before its source, which is for another rule to refuse", FinalityVote(CHAIN, 7, SOURCE, 6, TARGET)),
    ]
    good = [(f"a vote signed with {pair.public.algorithm.name}", sign_vote(pair, VOTE)) for pair in pairs()]
    good += [(why, sign_vote(PRODUCER, vote)) for why, vote in extremes]
    elements = [field.encoded() for field in FIELDS]
    payload = written_by_hand(array(*elements), encode_vote(VOTE))
    parts = Parts(PRODUCER, Tag.FINALITY_VOTE, payload)
    envelopes = wrong_envelopes(parts)
    payloads = [*wrong_elements(FIELDS), *wrong_arrays("the vote", elements)]
    envelopes += [(why, envelope_with(Parts(PRODUCER, Tag.FINALITY_VOTE, data))) for why, data in payloads]
    foreign = payload_of(1, [Field("recipient", SOURCE), Field("amount", 1)])
    envelopes.append(("a transaction's payload signed as a vote", envelope_with(Parts(PRODUCER, Tag.FINALITY_VOTE, foreign))))
    unverifiable = b"\xff" * 64
    others = [
        ("a key of small order, before the signature is looked at", encode_envelope(Envelope(SMALL_ORDER_KEY, payload, unverifiable)), Code.KEY_INVALID),
        ("a signature that is not canonical", encode_envelope(Envelope(PRODUCER.public, payload, unverifiable)), Code.SIGNATURE_NOT_CANONICAL),
        ("the signature of another key", encode_envelope(replace(decode_envelope(good[0][1]), key=PRODUCER.public)), Code.SIGNATURE_INVALID),
    ]
    others += [
        (f"a vote signed for the use {use.value.decode()}", seal(PRODUCER, payload, use), Code.SIGNATURE_INVALID)
        for use in (Tag.TRANSACTION, Tag.BLOCK_HEADER, Tag.RECOVERY)
    ]
    return distinct(
        [
            *[decode_case(("WIRE-14", "WIRE-5", "WIRE-1"), why, "vote", data, None) for why, data in good],
            *[decode_case(("WIRE-14", "WIRE-5", "WIRE-2"), why, "vote", data, Code.MALFORMED) for why, data in envelopes],
            *[decode_case(("WIRE-14", code.rule), why, "vote", data, code) for why, data, code in others],
        ]
    )
