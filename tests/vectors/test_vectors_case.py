"""Cases: an id is the hash of everything that matters, and never changes for the same content."""

from dataclasses import replace

import pytest

from vectors.case import STEPPED, Kind, case_from_json, case_to_json, make_case, rejections, shows_acceptance
from vectors.json_text import FormError, Json

CASE = make_case(("BALANCE-1", "BALANCE-2"), Kind.CALL, "minimal", "nothing", {"call": "check_amount", "amount": "0"}, {"reject": "AMOUNT_ZERO"})


def test_an_id_never_changes() -> None:
    """Whoever cites a case cites its id: if this fails, every id of every published suite has become another."""
    assert CASE.id == "balance-1-dc144ad634"


def test_an_id_does_not_depend_on_what_is_only_said_of_a_case() -> None:
    other = make_case(("BALANCE-1",), CASE.kind, CASE.preset, "another reason", CASE.input, CASE.expect)
    assert other.id == CASE.id


@pytest.mark.parametrize(
    "changed",
    [
        make_case(CASE.rules, Kind.DECODE, CASE.preset, CASE.why, CASE.input, CASE.expect),
        make_case(CASE.rules, CASE.kind, "mainnet", CASE.why, CASE.input, CASE.expect),
        make_case(CASE.rules, CASE.kind, CASE.preset, CASE.why, {"call": "check_amount", "amount": "1"}, CASE.expect),
        make_case(CASE.rules, CASE.kind, CASE.preset, CASE.why, CASE.input, {"ok": None}),
    ],
)
def test_an_id_depends_on_all_that_a_case_is(changed: object) -> None:
    assert changed != CASE
    assert getattr(changed, "id", None) != CASE.id


def test_an_id_does_not_depend_on_the_order_of_members() -> None:
    assert make_case(CASE.rules, CASE.kind, CASE.preset, CASE.why, {"amount": "0", "call": "check_amount"}, CASE.expect).id == CASE.id


def test_a_case_reads_back() -> None:
    assert case_from_json(case_to_json(CASE)) == CASE


@pytest.mark.parametrize(
    "change",
    [
        {"id": "balance-1-0000000000"},
        {"why": 1},
        {"rules": []},
        {"rules": ["BALANCE-2", "BALANCE-1"]},
        {"rules": "BALANCE-1"},
        {"kind": "session"},
        {"extra": 0},
        {"expect": {"ok": None}},
    ],
)
def test_a_case_with_something_wrong_is_refused(change: dict[str, Json]) -> None:
    with pytest.raises(FormError):
        case_from_json({**case_to_json(CASE), **change})


def test_a_case_without_a_member_is_refused() -> None:
    for name in case_to_json(CASE):
        with pytest.raises(FormError):
            case_from_json({key: value for key, value in case_to_json(CASE).items() if key != name})


@pytest.mark.parametrize("kind", STEPPED)
def test_what_a_case_expects_is_told_by_its_codes(kind: Kind) -> None:
    accepted: Json = {"accepted": {"receipts": [{"outcome": 0}, {"outcome": 31}], "diff": {}, "root": "00"}}
    failed: Json = {"accepted": {"receipts": [{"outcome": 31}], "diff": {}, "root": "00"}}
    case = replace(CASE, kind=kind, expect={"steps": [{"rejected": "EXPIRED"}, accepted]})
    assert rejections(case) == ("EXPIRED", "INSUFFICIENT_BALANCE")
    assert shows_acceptance(case)
    assert not shows_acceptance(replace(case, expect={"steps": [failed, {"rejected": "EXPIRED"}]}))
    assert rejections(CASE) == ("AMOUNT_ZERO",)


def test_what_follows_a_chain_is_told_by_its_codes() -> None:
    seen: dict[str, Json] = {"head": "00", "justified": {}, "finalised": {}}
    refused: dict[str, Json] = {"rejected": "BLOCK_KNOWN", **seen}
    case = replace(CASE, kind=Kind.FOLLOW, expect={"steps": [seen, refused]})
    assert rejections(case) == ("BLOCK_KNOWN",)
    assert shows_acceptance(case)
    assert not shows_acceptance(replace(case, expect={"steps": [refused]}))
