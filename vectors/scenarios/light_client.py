"""The light client: certificates, views that advance and follow, and everything that a chip must not believe."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reference.codes import Code
from reference.consensus.finality import Electorate
from reference.consensus.light_client import Certificate, Shown
from reference.state.era import Era
from reference.state.finality import Checkpoint
from reference.state.proof import StateProof
from reference.wire.vote import FinalityVote
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import KeyPair, key_pair, sign_vote
from vectors.scenarios.light_client_chain import (
    BOTH,
    CHANGED,
    ERA,
    HEADER_BYTES,
    LEAST,
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

GOOD = shown(checkpoint(4), checkpoint(5), checkpoint(6), LEAST)
LINK = GOOD.leading.link
OLD_SET = Electorate(members(OLD), ())
BOTH_SETS = Electorate(members(NEW), members(OLD))
STRANGER = key_pair("stranger")
AT_THE_BORDER = shown(checkpoint(5), CHANGED, checkpoint(7), BOTH)


def light_client_cases() -> list[Case]:
    """Calls of what a chip does with what it is shown."""
    return [*_members(), *_certificates(), *_borders_of_certificates(), *_advances(), *_headers(), *_follows()]


def _members() -> Iterable[Case]:
    sets: list[tuple[str, tuple[bytes, ...], Code | None]] = [
        ("the set that it knows", members(OLD), None),
        ("another set", members(NEW), Code.ERA_FOREIGN),
        ("one member less", members(OLD)[:-1], Code.ERA_FOREIGN),
        ("one member more", (*members(OLD), bytes(32)), Code.ERA_FOREIGN),
        ("in another order", members(OLD)[::-1], Code.ERA_FOREIGN),
        ("nobody", (), Code.ERA_FOREIGN),
    ]
    for why, given, code in sets:
        yield _call("check_members", why, {"view": VIEW, "members": given}, code)


def _certificates() -> Iterable[Case]:
    other = replace(LINK, source_epoch=3)
    signed: list[tuple[str, list[bytes], Code | None]] = [
        ("a quorum", _signed(LEAST), None),
        ("everybody", _signed(OLD), None),
        ("a quorum, in another order", _signed(LEAST[::-1]), None),
        ("one vote too few", _signed(LEAST[1:]), Code.QUORUM_MISSING),
        ("nobody", [], Code.QUORUM_MISSING),
        ("one twice, in place of another", _signed([*LEAST[1:], LEAST[1]]), Code.CERTIFICATE_FOREIGN),
        ("one twice beside a quorum", _signed([*LEAST, LEAST[0]]), Code.CERTIFICATE_FOREIGN),
        ("a stranger, in place of a member", _signed([*LEAST[1:], STRANGER]), Code.CERTIFICATE_FOREIGN),
        ("a stranger beside a quorum", _signed([*OLD, STRANGER]), Code.CERTIFICATE_FOREIGN),
        ("a member of the next set", _signed([*LEAST[1:], NEW[-1]]), Code.CERTIFICATE_FOREIGN),
        ("a vote from another source", [*_signed(LEAST[1:]), sign_vote(LEAST[0], other)], Code.CERTIFICATE_FOREIGN),
        ("a vote of another chain", [*_signed(LEAST[1:]), sign_vote(LEAST[0], replace(LINK, chain=bytes(32)))], Code.CERTIFICATE_FOREIGN),
        ("a forged vote", [_forged(LINK), *_signed(LEAST[1:])], Code.SIGNATURE_INVALID),
        ("a forged vote from another source: the source is said first", [_forged(other), *_signed(LEAST[1:])], Code.CERTIFICATE_FOREIGN),
        ("bytes that are no vote", [b"", *_signed(LEAST[1:])], Code.MALFORMED),
        ("a stranger, and then bytes that are no vote: it is read no further", [*_signed([STRANGER]), b""], Code.CERTIFICATE_FOREIGN),
    ]
    for why, votes, code in signed:
        yield _certificate(why, votes, OLD_SET, code)


def _borders_of_certificates() -> Iterable[Case]:
    voters: list[tuple[str, list[KeyPair], Code | None]] = [
        ("a quorum of each set", BOTH, None),
        ("the old set alone", OLD, Code.QUORUM_MISSING),
        ("the new set alone", NEW, Code.QUORUM_MISSING),
        ("one vote of the old set too few", BOTH[1:], Code.QUORUM_MISSING),
        ("one vote of the new set too few", BOTH[:-1], Code.QUORUM_MISSING),
        ("one who is in both sets twice", [*BOTH, BOTH[2]], Code.CERTIFICATE_FOREIGN),
        ("one of the old set twice", [*BOTH, BOTH[0]], Code.CERTIFICATE_FOREIGN),
        ("one of the new set twice", [*BOTH, BOTH[-1]], Code.CERTIFICATE_FOREIGN),
        ("a stranger", [*BOTH, STRANGER], Code.CERTIFICATE_FOREIGN),
    ]
    for why, pairs, code in voters:
        yield _certificate(f"at the border: {why}", _signed(pairs), BOTH_SETS, code)


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
        yield _call("advance", why, {"view": VIEW, "shown": each, "members": members(OLD)}, code)
    below = {"view": VIEW, "shown": shown(checkpoint(1), checkpoint(2), checkpoint(3), LEAST), "members": members(NEW)}
    yield _call("advance", "what lies before, and another set's members: the former is said", below, Code.CHECKPOINT_NOT_ABOVE)
    short = Shown(certificate(LINK, LEAST[1:]), certificate(GOOD.leaving.link, [STRANGER]))
    yield _call(
        "advance",
        "too few votes for the link to it, a stranger's for the other: the former is said",
        {"view": VIEW, "shown": short, "members": members(OLD)},
        Code.QUORUM_MISSING,
    )
    yield _call("advance", "another set's members", {"view": VIEW, "shown": GOOD, "members": members(NEW)}, Code.ERA_FOREIGN)


def _headers() -> Iterable[Case]:
    resigned = HEADER_BYTES[:-1] + bytes([HEADER_BYTES[-1] ^ 1])
    given: list[tuple[str, Checkpoint, bytes, Code | None]] = [
        ("the checkpoint's", CHANGED, HEADER_BYTES, None),
        ("with another signature, which nobody asks for", CHANGED, resigned, None),
        ("another block's", checkpoint(6), HEADER_BYTES, Code.HEADER_FOREIGN),
        ("with another state root", CHANGED, with_root(bytes(32)), Code.HEADER_FOREIGN),
        ("cut short", CHANGED, HEADER_BYTES[:-1], Code.MALFORMED),
        ("nothing", CHANGED, b"", Code.MALFORMED),
        ("a vote in its place", CHANGED, _signed(LEAST)[0], Code.MALFORMED),
    ]
    for why, of, data, code in given:
        yield _call("certified_header", why, {"checkpoint": of, "data": data}, code)


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


def _follow(why: str, given: Shown, known: list[KeyPair], header: bytes, era: Era, proof: StateProof, code: Code | None) -> Case:
    arguments = {"view": VIEW, "shown": given, "members": members(known), "header": header, "era": era, "proof": proof}
    return _call("follow", why, arguments, code)


def _links(leading: FinalityVote, leaving: FinalityVote) -> Shown:
    return Shown(certificate(leading, LEAST), certificate(leaving, LEAST))


def _signed(pairs: list[KeyPair]) -> list[bytes]:
    return [sign_vote(pair, LINK) for pair in pairs]


def _forged(vote: FinalityVote) -> bytes:
    """A member's vote under a signature that another one made: in its form, and not by its key."""
    return sign_vote(LEAST[0], vote)[:-64] + sign_vote(LEAST[1], vote)[-64:]


def _certificate(why: str, votes: list[bytes], electorate: Electorate, code: Code | None) -> Case:
    return _call("check_certificate", why, {"certificate": Certificate(LINK, tuple(votes)), "electorate": electorate}, code)


def _call(name: str, why: str, arguments: Mapping[str, object], code: Code | None) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
