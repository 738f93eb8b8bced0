"""The light client as a whole: views that advance and follow, the header under whose root proofs are taken, and everything that a chip must not believe."""

from collections.abc import Iterable
from dataclasses import replace

from reference.codes import Code
from reference.consensus.eras import set_hash
from reference.consensus.light_client import Certificate, Shown, View
from reference.numbers import MAX_UINT64
from reference.state.era import Era
from reference.state.finality import Checkpoint
from reference.state.proof import StateProof
from reference.wire.vote import FinalityVote
from vectors.case import Case
from vectors.keys import KeyPair, sign_vote
from vectors.scenarios.light_client import LINK, STRANGER, call_case, forged, signed, voters_at_the_border, wrong_and_right_members, wrong_and_right_votes
from vectors.scenarios.light_client_chain import (
    AT_THE_BORDER,
    BOTH,
    CHANGED,
    ERA,
    GOOD,
    HEADER_BYTES,
    LEAST,
    MIXED,
    NEW,
    OLD,
    VIEW,
    certificate,
    checkpoint,
    era_proof,
    link,
    members,
    shown,
    with_root,
)


def certificate_cases() -> list[Case]:
    """Calls of what a chip does with what it is shown."""
    return [*_advances(), *_sets(), *_votes(), *_wide_epochs(), *_headers(), *_follows(), *_borders()]


def _advances() -> Iterable[Case]:
    four, five, six = (checkpoint(epoch) for epoch in (4, 5, 6))
    elsewhere = replace(five, hash=bytes(32))
    foreign = replace(LINK, chain=bytes(32))
    given: list[tuple[str, Shown, Code | None]] = [
        ("the next checkpoint but one", GOOD, None),
        ("the very next checkpoint", shown(checkpoint(3), four, five, LEAST), None),
        ("far away", shown(checkpoint(200), checkpoint(201), checkpoint(202), LEAST), None),
        ("a link across a gap to it", _links(link(checkpoint(1), five), link(five, six)), None),
        ("a link across a gap from it", _links(link(four, five), link(five, checkpoint(7))), Code.CERTIFICATE_FOREIGN),
        ("the other link leaves another block", _links(link(four, five), link(elsewhere, six)), Code.CERTIFICATE_FOREIGN),
        ("the other link leaves another epoch", _links(link(four, five), link(six, checkpoint(7))), Code.CERTIFICATE_FOREIGN),
        ("a link from a checkpoint to itself", _links(link(five, five), link(five, six)), Code.CERTIFICATE_FOREIGN),
        ("a link backwards to it", _links(link(six, five), link(five, six)), Code.CERTIFICATE_FOREIGN),
        ("a link backwards from it", _links(link(four, five), link(five, four)), Code.CERTIFICATE_FOREIGN),
        ("what it knows already", shown(checkpoint(2), checkpoint(3), four, LEAST), Code.CHECKPOINT_NOT_ABOVE),
        ("what lies before", shown(checkpoint(1), checkpoint(2), checkpoint(3), LEAST), Code.CHECKPOINT_NOT_ABOVE),
        ("what lies before, by another chain's link: the chain is said first", _links(foreign, link(five, six)), Code.WRONG_CHAIN),
        ("the other link is another chain's", _links(LINK, replace(GOOD.leaving.link, chain=bytes(32))), Code.WRONG_CHAIN),
        ("no quorum for the link from it", Shown(GOOD.leading, certificate(GOOD.leaving.link, LEAST[1:])), Code.QUORUM_MISSING),
        ("no quorum for the link to it", Shown(certificate(LINK, LEAST[1:]), GOOD.leaving), Code.QUORUM_MISSING),
        ("the two certificates exchanged", Shown(GOOD.leaving, GOOD.leading), Code.CERTIFICATE_FOREIGN),
    ]
    for why, each, code in given:
        yield _advance(why, each, code)
    below = shown(checkpoint(1), checkpoint(2), checkpoint(3), LEAST)
    yield _advance("what lies before, and another set's members: the former is said", below, Code.CHECKPOINT_NOT_ABOVE, members(NEW))
    short = Shown(certificate(LINK, LEAST[1:]), certificate(GOOD.leaving.link, [STRANGER]))
    yield _advance("too few votes for the link to it, a stranger's for the other: the former is said", short, Code.QUORUM_MISSING)
    yield _advance("another set's members", GOOD, Code.ERA_FOREIGN, members(NEW))


def _sets() -> Iterable[Case]:
    for why, given, code in wrong_and_right_members()[2:]:
        yield _advance(f"members: {why}", GOOD, code, given)


def _votes() -> Iterable[Case]:
    """What may be wrong with the votes for the link to the checkpoint, and with those for the link from it."""
    for why, votes, code in wrong_and_right_votes():
        # A quorum, and one vote too few, are among the cases above.
        if votes not in (signed(LEAST), signed(LEAST[1:])):
            yield _advance(f"votes for the link to it: {why}", replace(GOOD, leading=Certificate(LINK, tuple(votes))), code)
    leaving = GOOD.leaving
    others: list[tuple[str, tuple[bytes, ...], Code]] = [
        ("those for the link to it", GOOD.leading.votes, Code.CERTIFICATE_FOREIGN),
        ("one twice, in place of another", (*leaving.votes[1:], leaving.votes[1]), Code.CERTIFICATE_FOREIGN),
        ("a stranger beside a quorum", (*leaving.votes, sign_vote(STRANGER, leaving.link)), Code.CERTIFICATE_FOREIGN),
        ("a forged vote", (forged(leaving.link), *leaving.votes[1:]), Code.SIGNATURE_INVALID),
        ("a vote cut short", (leaving.votes[0][:-1], *leaving.votes[1:]), Code.MALFORMED),
    ]
    for why, given, code in others:
        yield _advance(f"votes for the link from it: {why}", replace(GOOD, leaving=replace(leaving, votes=given)), code)


def _wide_epochs() -> Iterable[Case]:
    """Epochs that 32 bits do not hold, and a set whose keys are of both algorithms: such votes are the longest."""
    far = [Checkpoint(MAX_UINT64 - 2 + number, bytes([number]) * 32) for number in range(3)]
    view = replace(VIEW, members=set_hash(members(MIXED)))
    yield _advance("the last epochs that there are, and keys of both algorithms", shown(far[0], far[1], far[2], MIXED), None, members(MIXED), view)
    yield _advance("no epoch follows the last one", shown(far[0], far[2], checkpoint(0), MIXED), Code.CERTIFICATE_FOREIGN, members(MIXED), view)
    late = replace(VIEW, certified=replace(VIEW.certified, epoch=2**32 + 3))
    yield _advance("far below what it knows, and above it in the low 32 bits", GOOD, Code.CHECKPOINT_NOT_ABOVE, members(OLD), late)


def _headers() -> Iterable[Case]:
    resigned = HEADER_BYTES[:-1] + bytes([HEADER_BYTES[-1] ^ 1])
    given: list[tuple[str, Checkpoint, bytes, Code | None]] = [
        ("the checkpoint's", CHANGED, HEADER_BYTES, None),
        ("with another signature, which nobody asks for", CHANGED, resigned, None),
        ("another block's", checkpoint(6), HEADER_BYTES, Code.HEADER_FOREIGN),
        ("with another state root", CHANGED, with_root(bytes(32)), Code.HEADER_FOREIGN),
        ("cut short", CHANGED, HEADER_BYTES[:-1], Code.MALFORMED),
        ("nothing", CHANGED, b"", Code.MALFORMED),
        ("a vote in its place", CHANGED, signed(LEAST)[0], Code.MALFORMED),
    ]
    for why, of, data, code in given:
        yield call_case("certified_header", why, {"checkpoint": of, "data": data}, code)


def _follows() -> Iterable[Case]:
    early = shown(checkpoint(1), checkpoint(3), checkpoint(4), BOTH)
    yield _follow("to the next set", AT_THE_BORDER, OLD, HEADER_BYTES, ERA, era_proof(), None)
    yield _follow("nothing above, and nothing else is right", early, NEW, b"", ERA, era_proof(20), Code.CHECKPOINT_NOT_ABOVE)
    yield _follow("another set known, and nothing after it is right", AT_THE_BORDER, NEW, b"", ERA, era_proof(20), Code.ERA_FOREIGN)
    yield _follow("no header, and no proof", AT_THE_BORDER, OLD, b"", ERA, era_proof(20), Code.MALFORMED)
    yield _follow("another block's header, and no proof", AT_THE_BORDER, OLD, with_root(bytes(32)), ERA, era_proof(20), Code.HEADER_FOREIGN)
    yield _follow("the proof of the era that it knows", AT_THE_BORDER, OLD, HEADER_BYTES, ERA, era_proof(20), Code.PROOF_INVALID)
    yield _follow("the era that it knows again", AT_THE_BORDER, OLD, HEADER_BYTES, Era(members(OLD), 30), era_proof(20), Code.PROOF_INVALID)
    yield _follow("another set in the next era", AT_THE_BORDER, OLD, HEADER_BYTES, replace(ERA, members=members(OLD)), era_proof(), Code.PROOF_INVALID)
    last = replace(VIEW, era=MAX_UINT64)
    yield _follow("no era follows the last number", AT_THE_BORDER, OLD, HEADER_BYTES, ERA, era_proof(), Code.PROOF_INVALID, last)
    yield _follow("no era follows the last number, and there is no header: that is said", AT_THE_BORDER, OLD, b"", ERA, era_proof(), Code.MALFORMED, last)
    for who, voters in (("the old set", OLD), ("the new set", NEW)):
        yield _follow(f"votes of {who} alone", shown(checkpoint(5), CHANGED, checkpoint(7), voters), OLD, HEADER_BYTES, ERA, era_proof(), Code.QUORUM_MISSING)
    short = Shown(certificate(AT_THE_BORDER.leading.link, BOTH[1:]), certificate(AT_THE_BORDER.leaving.link, [STRANGER]))
    yield _follow(
        "too few votes for the link to it, a stranger's for the other: the former is said", short, OLD, HEADER_BYTES, ERA, era_proof(), Code.QUORUM_MISSING
    )
    yield _follow("a stranger's votes, and the proof of another era: the proof is said", short, OLD, HEADER_BYTES, ERA, era_proof(20), Code.PROOF_INVALID)
    leaving = certificate(link(CHANGED, checkpoint(7)), NEW)
    yield _follow(
        "the link from it signed by the new set alone", Shown(AT_THE_BORDER.leading, leaving), OLD, HEADER_BYTES, ERA, era_proof(), Code.QUORUM_MISSING
    )


def _borders() -> Iterable[Case]:
    """Who votes for the link to a checkpoint that both sets have to make final."""
    for why, voters, code in voters_at_the_border():
        if voters != BOTH:
            given = replace(AT_THE_BORDER, leading=certificate(AT_THE_BORDER.leading.link, voters))
            yield _follow(f"votes for the link to it: {why}", given, OLD, HEADER_BYTES, ERA, era_proof(), code)


def _advance(why: str, given: Shown, code: Code | None, known: tuple[bytes, ...] = members(OLD), view: View = VIEW) -> Case:
    return call_case("advance", why, {"view": view, "shown": given, "members": known}, code)


def _follow(why: str, given: Shown, known: list[KeyPair], header: bytes, era: Era, proof: StateProof, code: Code | None, view: View = VIEW) -> Case:
    arguments = {"view": view, "shown": given, "members": members(known), "header": header, "era": era, "proof": proof}
    return call_case("follow", why, arguments, code)


def _links(leading: FinalityVote, leaving: FinalityVote) -> Shown:
    return Shown(certificate(leading, LEAST), certificate(leaving, LEAST))
