"""The light client's checks one by one: members of a set, and certificates with everything that a chip must not believe."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reference.codes import Code
from reference.consensus.finality import Electorate
from reference.consensus.light_client import Certificate
from reference.wire.vote import FinalityVote
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import KeyPair, key_pair, sign_vote
from vectors.scenarios.light_client_chain import BOTH, GOOD, LEAST, NEW, OLD, VIEW, members

LINK = GOOD.leading.link
OLD_SET = Electorate(members(OLD), ())
BOTH_SETS = Electorate(members(NEW), members(OLD))
STRANGER = key_pair("stranger")


def light_client_cases() -> list[Case]:
    """Calls of what a chip checks on the way."""
    return [*_members(), *_certificates()]


def call_case(name: str, why: str, arguments: Mapping[str, object], code: Code | None) -> Case:
    """The call of a function of the light client, which must pass or be rejected with this code."""
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)


def wrong_and_right_members() -> list[tuple[str, tuple[bytes, ...], Code | None]]:
    """Members that a chip which knows the old set is shown."""
    return [
        ("the set that it knows", members(OLD), None),
        ("another set", members(NEW), Code.ERA_FOREIGN),
        ("one member less", members(OLD)[:-1], Code.ERA_FOREIGN),
        ("one member more", (*members(OLD), bytes(32)), Code.ERA_FOREIGN),
        ("in another order", members(OLD)[::-1], Code.ERA_FOREIGN),
        ("nobody", (), Code.ERA_FOREIGN),
    ]


def wrong_and_right_votes() -> list[tuple[str, list[bytes], Code | None]]:
    """Votes of the old set for the link, and what may stand among them."""
    other = replace(LINK, source_epoch=3)
    return [
        ("a quorum", signed(LEAST), None),
        ("everybody", signed(OLD), None),
        ("a quorum, in another order", signed(LEAST[::-1]), None),
        ("one vote too few", signed(LEAST[1:]), Code.QUORUM_MISSING),
        ("nobody", [], Code.QUORUM_MISSING),
        ("one twice, in place of another", signed([*LEAST[1:], LEAST[1]]), Code.CERTIFICATE_FOREIGN),
        ("one twice beside a quorum", signed([*LEAST, LEAST[0]]), Code.CERTIFICATE_FOREIGN),
        ("a stranger, in place of a member", signed([*LEAST[1:], STRANGER]), Code.CERTIFICATE_FOREIGN),
        ("a stranger beside a quorum", signed([*OLD, STRANGER]), Code.CERTIFICATE_FOREIGN),
        ("a member of the next set", signed([*LEAST[1:], NEW[-1]]), Code.CERTIFICATE_FOREIGN),
        ("a vote from another source", [*signed(LEAST[1:]), sign_vote(LEAST[0], other)], Code.CERTIFICATE_FOREIGN),
        ("a vote of another chain", [*signed(LEAST[1:]), sign_vote(LEAST[0], replace(LINK, chain=bytes(32)))], Code.CERTIFICATE_FOREIGN),
        ("a forged vote", [forged(LINK), *signed(LEAST[1:])], Code.SIGNATURE_INVALID),
        ("a forged vote from another source: the source is said first", [forged(other), *signed(LEAST[1:])], Code.CERTIFICATE_FOREIGN),
        ("bytes that are no vote", [b"", *signed(LEAST[1:])], Code.MALFORMED),
        ("a stranger, and then bytes that are no vote: it is read no further", [*signed([STRANGER]), b""], Code.CERTIFICATE_FOREIGN),
    ]


def voters_at_the_border() -> list[tuple[str, list[KeyPair], Code | None]]:
    """Who votes for a link that needs a quorum of the old set and one of the new."""
    return [
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


def signed(pairs: list[KeyPair]) -> list[bytes]:
    """Votes for the link."""
    return [sign_vote(pair, LINK) for pair in pairs]


def forged(vote: FinalityVote) -> bytes:
    """A member's vote under a signature that another one made: in its form, and not by its key."""
    return sign_vote(LEAST[0], vote)[:-64] + sign_vote(LEAST[1], vote)[-64:]


def _members() -> Iterable[Case]:
    for why, given, code in wrong_and_right_members():
        yield call_case("check_members", why, {"view": VIEW, "members": given}, code)


def _certificates() -> Iterable[Case]:
    for why, votes, code in wrong_and_right_votes():
        yield _certificate(why, votes, OLD_SET, code)
    for why, pairs, code in voters_at_the_border():
        yield _certificate(f"at the border: {why}", signed(pairs), BOTH_SETS, code)


def _certificate(why: str, votes: list[bytes], electorate: Electorate, code: Code | None) -> Case:
    return call_case("check_certificate", why, {"certificate": Certificate(LINK, tuple(votes)), "electorate": electorate}, code)
