"""The relations of STATE-8 one by one, on as little as each looks at: what just fits, and what does not by one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reference.numbers import MAX_UINT64
from reference.state.agent import ABSENT, Offence, Standing
from reference.state.consensus_tables import GENESIS_TARGET, NO_SUCCESSION, NO_UPGRADE
from reference.state.era import Candidate, Duties, Era, Seat, Succession
from reference.state.finality import Checkpoint, Finality, Target
from reference.state.progress import Offender
from vectors.build import reference_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

ONE, TWO, THREE = (bytes((number,)) * 32 for number in (1, 2, 3))
"""Three identifiers, in their order."""

SEAT = Seat(delegated=0, following=0, produced=3, revealed=3, missed=2, votes=5)
"""A seat that has done all that can be done in a term of five rounds and four epochs."""

Relation = tuple[str, str, dict[str, Any], bool]
"""What is called, why, with which arguments, and whether it fits."""


def consistency_cases() -> list[Case]:
    """Each is asserted to answer what is meant."""
    sets = [*_eras(), *_members(), *_succession(), *_duties(), *_seats()]
    finality = [*_checkpoints(), *_targets(), *_voters()]
    relations = [*sets, *finality, *_agents(), *_delegations(), *_offenders(), *_upgrades()]
    return [_case(*relation) for relation in relations]


def _case(name: str, why: str, arguments: dict[str, Any], fits: bool) -> Case:
    case = reference_case(("STATE-8",), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments))
    if case.expect != {"ok": fits}:
        raise AssertionError(f"{name}: {why}: the reference answers {case.expect}, where {fits} is meant")
    return case


def _eras() -> Iterator[Relation]:
    def case(why: str, first_terms: dict[int, int], serving: int, last: int, fits: bool) -> Relation:
        eras = {number: Era(members=(), first_term=term) for number, term in first_terms.items()}
        return "do_eras_follow", why, {"eras": eras, "serving": serving, "last": last}, fits

    yield case("the last began with the last term, two in one term", {0: 0, 1: 3, 2: 3, 3: 4}, 3, 4, True)
    yield case("the last begins later", {0: 0, 1: 3, 2: 3, 3: 5}, 3, 4, False)
    yield case("one began before the one before", {0: 0, 1: 3, 2: 2, 3: 4}, 3, 4, False)
    yield case("the first began later", {0: 1, 1: 3}, 1, 4, False)
    yield case("one more than has served", {0: 0, 1: 3}, 0, 4, False)
    yield case("that which serves is missing", {0: 0, 1: 3}, 2, 4, False)
    yield case("one between is missing", {0: 0, 2: 3}, 1, 4, False)
    yield case("the last number of all", {0: 0}, MAX_UINT64, 4, False)


def _members() -> Iterator[Relation]:
    yield "are_members", "each once, in their order", {"members": (ONE, TWO, THREE), "agents": 3}, True
    yield "are_members", "one too few", {"members": (ONE, TWO), "agents": 3}, False
    yield "are_members", "one too many", {"members": (ONE, TWO, THREE), "agents": 2}, False
    yield "are_members", "one twice", {"members": (ONE, TWO, TWO), "agents": 3}, False
    yield "are_members", "another order", {"members": (ONE, THREE, TWO), "agents": 3}, False


def _succession() -> Iterator[Relation]:
    elected = replace(NO_SUCCESSION, term=4, elected=(Candidate(agent=ONE, delegated=0),))

    def case(why: str, last: int, fits: bool, **changes: Any) -> Relation:
        return "is_elected_in_time", why, {"succession": replace(elected, **changes), "last": last}, fits

    yield case("for the next term", 3, True)
    yield case("for the last one", 4, False)
    yield case("for an earlier one", 5, False)
    yield case("for a later one", 2, False)
    yield case("nobody, for the next term", 3, True, elected=())
    yield case("nobody, for the last one", 4, True, elected=())
    yield case("era 1 is joint", 3, True, era=1, joint=True)
    yield case("era 1 is not", 3, True, era=1)
    yield case("era 0 is joint", 3, False, joint=True)


def _duties() -> Iterator[Relation]:
    eras = {0: Era(members=(ONE,), first_term=0), 1: Era(members=(), first_term=3)}

    def case(why: str, duties: dict[int, tuple[int, int]], fits: bool, last: int = 4, first: int = 0) -> Relation:
        served = {term: Duties(era=era, release=0, seats=(SEAT,) * seats) for term, (era, seats) in duties.items()}
        return "are_duties_of_eras", why, {"duties": served, "eras": {**eras, 0: replace(eras[0], first_term=first)}, "last": last}, fits

    yield case("of two terms", {3: (1, 0), 4: (1, 0)}, True)
    yield case("of two terms and sets", {2: (0, 1), 3: (1, 0)}, True, last=3)
    yield case("of an older term", {2: (0, 1), 4: (1, 0)}, False)
    yield case("of the set before", {2: (0, 1), 3: (0, 1)}, False, last=3)
    yield case("a seat too few", {2: (0, 0), 3: (1, 0)}, False, last=3)
    yield case("a seat too many", {2: (0, 1), 3: (1, 1)}, False, last=3)
    yield case("of a term before all sets", {0: (0, 1)}, False, last=0, first=1)


def _seats() -> Iterator[Relation]:
    def case(why: str, fits: bool, **done: int) -> Relation:
        return "is_possible", why, {"seat": replace(SEAT, **done), "term_rounds": 5, "epochs": 4}, fits

    yield case("all that can be done", True)
    yield case("a slot too many produced", False, produced=4)
    yield case("a slot too many missed", False, missed=3)
    yield case("more revealed than produced", False, revealed=4)
    yield case("a vote too many", False, votes=6)


def _checkpoint(epoch: int) -> Checkpoint:
    return Checkpoint(epoch=epoch, hash=bytes((epoch,)) * 32)


def _target(source: int, epoch: int, **fields: Any) -> Target:
    return replace(Target(_checkpoint(epoch), _checkpoint(source), 0, False, b"\0", b""), **fields)


def _checkpoints() -> Iterator[Relation]:
    usual = Finality(finalised=_checkpoint(2), justified=_checkpoint(4), previous=_target(2, 5), current=_target(3, 6))
    alike = _target(4, 4)
    other = Checkpoint(epoch=4, hash=ONE)

    def case(why: str, fits: bool, epoch: int = 6, **changes: Any) -> Relation:
        return "is_in_order", why, {"finality": replace(usual, **changes), "epoch": epoch}, fits

    yield case("one after another", True)
    yield case("all are one, which is final and of a later epoch", True, epoch=3, finalised=_checkpoint(4), previous=alike, current=alike)
    yield case("the current target is of a later epoch, and its source is final", False, epoch=5, finalised=_checkpoint(3))
    yield case("what is final is not justified", False, finalised=_checkpoint(5))
    yield case("what is justified is no target yet", False, justified=_checkpoint(7))
    yield case("the target before came from a later source", False, previous=_target(4, 5))
    yield case("the target before came from the same source", True, previous=_target(3, 5))
    yield case("the source of the target is not justified", False, current=_target(5, 6))
    yield case("the target before is before its source", False, previous=_target(2, 1))
    yield case("the target before is its source", True, previous=_target(2, 2))
    yield case("the target before is of a later epoch", False, previous=_target(2, 7))
    yield case("two sources of one epoch, one of them final", False, previous=replace(_target(2, 5), source=replace(other, epoch=2)))
    yield case("two targets of one epoch, one of them justified", False, previous=replace(_target(2, 4), checkpoint=other))
    yield case("what is justified is not the target of that epoch", False, justified=replace(other, epoch=6))
    yield case("two sources of one epoch", False, current=replace(_target(4, 6), source=other))


def _targets() -> Iterator[Relation]:
    both, one = _target(5, 6, era=2, joint=True), _target(5, 6, era=2)
    serving = replace(NO_SUCCESSION, era=2, joint=True, first_epoch=6)
    alone = replace(serving, joint=False)

    def case(why: str, fits: bool, current: Target = both, previous: int = 1, finalised: int = 5, succession: Succession = serving) -> Relation:
        return "are_targets_of_sets", why, {"current": current, "previous": previous, "finalised": finalised, "succession": succession}, fits

    yield case("of two sets, the later one's first", True)
    yield case("the earlier one of the later set", False, previous=3)
    yield case("of a set that does not serve yet", False, succession=replace(serving, era=1))
    yield case("before the set began", False, succession=replace(serving, first_epoch=7))
    yield case("the set before is not needed, and it is joint", False, current=one)
    yield case("the set before is needed, and it is joint no more", True, succession=alone)
    yield case("the first checkpoint is final, and it is joint", True, finalised=6)
    yield case("a later checkpoint is final, and it is joint", False, finalised=7)


def _voters() -> Iterator[Relation]:
    def case(why: str, target: Target, fits: bool, agents: int = 9) -> Relation:
        return "has_voters", why, {"target": target, "agents": agents}, fits

    both = _target(4, 5, era=1, joint=True, voters=b"\xff\x01", former_voters=b"\x01\x01")
    yield case("all of one set, two of the other", both, True)
    yield case("genesis", GENESIS_TARGET, True)
    yield case("a seat too many", replace(both, voters=b"\xff\x03"), False)
    yield case("a byte too few", replace(both, voters=b"\xff"), False)
    yield case("a seat too many of the set before", replace(both, former_voters=b"\xff\x03"), False)
    yield case("nothing of the set before", replace(both, former_voters=b""), False)
    yield case("something of a set before that has no say", _target(4, 5, voters=b"\xff\x01", former_voters=b"\0\0"), False)
    yield case("a set before the first", replace(both, era=0), False)


def _agents() -> Iterator[Relation]:
    caught = replace(ABSENT, standing=Standing.EXPELLED, bond=600, offence=Offence(exposed=1_000, taken=400, slot=7), left=7)
    honest = replace(ABSENT, standing=Standing.REGISTERED, bond=600)

    def offence(**changes: int) -> Offence:
        return replace(ABSENT.offence, **changes)

    yield "does_agent_fit", "nothing but a bond", {"agent": honest}, True
    yield "does_agent_fit", "something exposed without an offence", {"agent": replace(honest, offence=offence(exposed=1))}, False
    yield "does_agent_fit", "something taken without an offence", {"agent": replace(honest, offence=offence(taken=1))}, False
    yield "does_agent_fit", "slashed", {"agent": caught}, True
    yield "does_agent_fit", "slashed, and has more than before", {"agent": replace(caught, bond=601)}, False
    yield "does_agent_fit", "slashed, and resigned only", {"agent": replace(caught, standing=Standing.RESIGNED)}, False


def _delegations() -> Iterator[Relation]:
    for why, made, end, fits in (
        ("withdrawn in its first term", 5, 5, True),
        ("the longest that there can be", 5, 11, True),
        ("longer than there can be", 5, 12, False),
        ("ended before it was made", 5, 4, False),
    ):
        yield "is_delegation_possible", why, {"made": made, "end": end, "delegation_terms": 6}, fits


def _offenders() -> Iterator[Relation]:
    first, second, third = (Offender(agent=agent, slot=slot) for agent, slot in ((ONE, 1), (TWO, 1), (THREE, 2)))

    def case(why: str, entries: tuple[Offender, ...], fits: bool, limit: int = 3) -> Relation:
        return "are_offenders", why, {"entries": entries, "limit": limit}, fits

    yield case("as many as lose everything, two of one slot", (first, second, third), True)
    yield case("one too many", (first, second, third), False, limit=2)
    yield case("in the wrong order", (first, third, second), False)
    yield case("one twice", (first, second, replace(first, slot=2)), False)
    yield case("of genesis", (replace(first, slot=0), second), False)


def _upgrades() -> Iterator[Relation]:
    open_vote = replace(NO_UPGRADE, version=1, proposed=2, proposer=ONE, bond=500, since=3, stake=100, yes=60, no=40)

    def case(why: str, fits: bool, now: int = 3, **changes: Any) -> Relation:
        return "does_upgrade_fit", why, {"upgrade": replace(open_vote, **changes), "now": now}, fits

    def nothing(why: str, fits: bool, **changes: Any) -> Relation:
        return "does_upgrade_fit", why, {"upgrade": replace(NO_UPGRADE, **changes), "now": 3}, fits

    yield case("everybody has voted", True)
    yield case("more have voted than may", False, yes=61)
    yield case("approved, and its bond returned", True, approved=True, bond=0)
    yield case("approved, and its bond held", False, approved=True)
    yield case("proposed later than now", False, now=2)
    yield case("the version after the next", False, proposed=3)
    yield case("the first version after none", False, version=0, proposed=1)
    yield nothing("nothing is proposed in version 0", False, version=0)
    yield nothing("nothing is proposed, and somebody has voted", False, yes=1)
