"""What the suite covers: every code, every rule both ways."""

from itertools import pairwise
from pathlib import Path

import pytest

from reference.codes import Code
from reference.consensus.light_client import Shown
from spec.trace.exemptions import NEGATIVE, POSITIVE
from spec.trace.functions import marked_functions
from spec.trace.trace import read_trace
from vectors.batch import Batch
from vectors.case import CHIP_CALLS, CODE_BY_NUMBER, Case, Kind, Profile, rejections, shows_acceptance
from vectors.histories.corpus import read_scripts, read_service_scripts
from vectors.histories.draw import goals, happenings
from vectors.histories.service_draw import service_happenings
from vectors.histories.service_replay import RULES_BY_DEED
from vectors.json_form import from_json
from vectors.json_text import members
from vectors.suite import Suite

ROOT = Path(__file__).resolve().parents[2]

SIGNER = "it is for whoever signs votes, who then signs nothing; no block shows that"
CHIP = "it is for a chip that follows certificates instead of blocks"
RECOVERED = "a recovery is no block: whoever runs a node decides on it"
VERIFIER = "it is for whoever asks a chip before dealing with it, off the chain"
UNAUDITED = "it is for whoever computes a root; a block has the root alone"
SEALED = "what is sealed is opened by whoever it is sealed to"

ONLY_BY_CALL = {
    Code.BALANCE_OVERFLOW: "supplies are bounded, so no balance of a state that adds up can overflow",
    Code.COMPANY_FULL: "each freezable coin takes a symbol and a deposit, so that no state can hold as many",
    Code.PROOF_INVALID: "no block carries a proof",
    Code.LINK_BACKWARDS: SIGNER,
    Code.SOURCE_BELOW_WATERMARK: SIGNER,
    Code.TARGET_NOT_ABOVE_WATERMARK: SIGNER,
    Code.QUORUM_MISSING: CHIP,
    Code.CERTIFICATE_FOREIGN: CHIP,
    Code.CHECKPOINT_NOT_ABOVE: CHIP,
    Code.HEADER_FOREIGN: CHIP,
    Code.ERA_FOREIGN: CHIP,
    Code.RECOVERY_UNSUPPORTED: RECOVERED,
    Code.RECOVERY_FOREIGN: RECOVERED,
    Code.CALL_TIMED_OUT: "a block closes such a call before its result could be packaged",
    Code.DISTRIBUTION_MISMATCH: "what is distributed is looked at before there is a block",
    Code.MEASUREMENT_MISMATCH: VERIFIER,
    Code.OUTFLOWS_EXHAUSTED: "every outflow is stored, and no state of a case has four thousand million",
    Code.FILL_TOO_LARGE: "no auction trades more of a quote than it has",
    Code.PRICE_BEYOND_LIMIT: "no auction trades against a quote",
    **{code: "it is a chip's, which answers commands" for code in Code if 400 <= code.number < 450},
    Code.UNITS_UNMEASURED: "it is for a consumer's chip, which signs no such receipt",
    Code.CHUNK_COUNT_INVALID: UNAUDITED,
    Code.CHUNK_SIZE_INVALID: UNAUDITED,
    Code.SEAL_BROKEN: SEALED,
    Code.SOURCE_TOO_LARGE: "no transaction has room for so long a program",
}
"""The codes that neither a block nor a batch can be answered with, and why."""

ONLY_OF_BLOCKS = {
    *("WIRE-11", "BLOCK-2", "BLOCK-3", "BLOCK-4", "BLOCK-7", "BLOCK-8"),
    *("HEAVY-2", "HEAVY-12", "MODE-3", "MODE-7", "RANDOM-3", "FINALITY-3", "FORK-1"),
}
"""The rules whose codes only a whole block is answered with."""

SUBJECTS_OF_THE_LEDGER = {"WIRE", "TX", "FEE", "BALANCE", "TRANSFER", "COIN", "STATE"}
"""The subjects of the rules that whoever applies transactions to a ledger without agents has to know."""


def test_every_code_has_a_case(suite: Suite) -> None:
    seen = {name for case in suite for name in rejections(case)}
    assert seen == {code.name for code in Code}


def test_every_code_that_transactions_or_blocks_can_lead_to_has_a_case_in_their_profile(suite: Suite) -> None:
    of_transactions = {name for case in suite if case.kind is Kind.TRANSACT for name in rejections(case)}
    of_blocks = {name for case in suite if case.kind in (Kind.APPLY, Kind.FOLLOW) for name in rejections(case)}
    assert of_transactions | of_blocks == {code.name for code in Code if code not in ONLY_BY_CALL}
    assert {Code[name].rule for name in of_blocks - of_transactions} == ONLY_OF_BLOCKS


def test_every_code_of_a_ledger_without_agents_has_a_case_in_its_profile(suite: Suite) -> None:
    """And none of consensus has: a small implementation of the ledger meets every one of its codes without a word about agents."""
    seen = {name for case in suite.of_profile(Profile.LEDGER) for name in rejections(case)}
    of_transactions = [code for code in Code if code not in ONLY_BY_CALL and code.rule not in ONLY_OF_BLOCKS]
    assert seen == {code.name for code in of_transactions if code.rule.partition("-")[0] in SUBJECTS_OF_THE_LEDGER}


def test_whoever_applies_transactions_alone_is_asked_for_no_block(suite: Suite) -> None:
    """A small implementation of the ledger is not asked for headers, nor for anything that consensus adds to them."""
    assert {case.kind for case in suite.of_profile(Profile.LEDGER)} == {Kind.TRANSACT}
    assert {case.kind for case in suite.of_profile(Profile.CONSENSUS)} == {Kind.TRANSACT, Kind.APPLY, Kind.FOLLOW}
    assert {rule for case in suite.of_profile(Profile.LEDGER) for rule in case.rules if rule.startswith("BLOCK-")} == {"BLOCK-5"}


def test_whoever_is_a_light_client_is_asked_to_follow_the_chain(suite: Suite) -> None:
    """By every call that a chip makes, with each code that it may answer, and the longest votes that there are; and by no single rule."""
    asked = [case for case in suite.of_profile(Profile.LIGHT_CLIENT) if case.kind is Kind.CALL]
    rules = {name: {case.rules for case in asked if members(case.input)["call"] == name} for name in CHIP_CALLS}
    assert rules == {"advance": {("LIGHT-3",)}, "certified_header": {("LIGHT-4",)}, "follow": {("LIGHT-5",)}}
    assert {members(case.input)["call"] for case in asked if shows_acceptance(case)} == set(CHIP_CALLS)
    codes = {code.name for code, why in ONLY_BY_CALL.items() if why is CHIP}
    assert codes | {"WRONG_CHAIN", "PROOF_INVALID", "SIGNATURE_INVALID", "MALFORMED"} == {name for case in asked for name in rejections(case)}
    given = [from_json(Shown, members(case.input)["shown"]) for case in asked if "shown" in members(case.input)]
    votes = [certificate.votes for shown in given for certificate in (shown.leading, shown.leaving)]
    assert max(map(len, votes)) == 7
    assert max(len(vote) for each in votes for vote in each) == 277


def test_every_rule_with_a_function_accepts_and_rejects(suite: Suite) -> None:
    """Positive: something succeeds. Negative: one of the codes with which the rule's function may answer. A rule without codes has no negative.

    What a rule does without is said in the file of exemptions, and only there; an exemption from what there is contradicts the suite.
    """
    exempted = {(exemption.rule, exemption.sort) for exemption in read_trace(ROOT).exemptions}
    codes: dict[str, set[str]] = {}
    for marked in marked_functions():
        codes.setdefault(marked.rule, set()).update(marked.rejects)
    lacking = []
    for rule, possible in codes.items():
        cases = suite.of_rule(rule)
        accepts = any(map(shows_acceptance, cases))
        if accepts == ((rule, POSITIVE) in exempted):
            lacking.append(f"{rule} accepts {'something' if accepts else 'nothing'}")
        rejects = any(not possible.isdisjoint(rejections(case)) for case in cases)
        if rejects != (bool(possible) and (rule, NEGATIVE) not in exempted):
            lacking.append(f"{rule} rejects {'something' if rejects else 'nothing'}")
    assert not lacking


def test_no_case_names_a_rule_that_there_is_not(suite: Suite) -> None:
    known = {marked.rule for marked in marked_functions()}
    assert {rule for case in suite for rule in case.rules} <= known


def test_every_kind_of_transaction_succeeds_and_fails_with_each_of_its_codes() -> None:
    """In the drawn histories alone; what is written by hand comes on top."""
    shown = {happening for script in read_scripts() for happening in happenings(script)}
    assert set(goals()) <= shown


def test_everything_is_done_with_stored_data_and_refused() -> None:
    """In the drawn histories alone: every deed of replicas and their audits succeeds in some, and fails in some."""
    shown = {happening for script in read_service_scripts() for happening in service_happenings(script)}
    deeds = {deed.value for deed, rule in RULES_BY_DEED.items() if rule.startswith("STORAGE-")}
    assert deeds <= {deed for deed, outcome in shown if outcome == "SUCCESS"}
    assert deeds <= {deed for deed, outcome in shown if outcome != "SUCCESS"}


def test_both_presets_and_both_algorithms_are_used(suite: Suite) -> None:
    for profile in (Profile.LEDGER, Profile.CONSENSUS):
        assert {case.preset for case in suite.of_profile(profile)} == {"minimal", "mainnet"}
    algorithms = {b"\xa2\x01\x27": 0, b"\xa2\x01\x26": 0}
    for case in suite.of_profile(Profile.LEDGER):
        batches = from_json(tuple[Batch, ...], members(case.input)["batches"])
        for mark in algorithms:
            algorithms[mark] += any(mark in data for batch in batches for data in batch.transactions)
    assert min(algorithms.values()) > 50


def test_pre_states_add_up_except_where_that_is_the_point(suite: Suite) -> None:
    refused = [case for case in suite if "SUPPLY_MISMATCH" in rejections(case)]
    assert all("STATE-2" in case.rules for case in refused)


@pytest.mark.parametrize(("profile", "least"), [(Profile.LEDGER, 20), (Profile.CONSENSUS, 15)])
def test_what_is_rejected_is_followed_by_something_accepted_somewhere(suite: Suite, profile: Profile, least: int) -> None:
    """That a rejected block or batch leaves nothing behind shows only in what comes after."""
    assert sum(map(_recovers, suite.of_profile(profile))) >= least


def _recovers(case: Case) -> bool:
    steps = members(case.expect).get("steps", [])
    assert isinstance(steps, list)
    kinds = ["rejected" in members(step) for step in steps]
    return any(first and not second for first, second in pairwise(kinds))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_case_is_used(suite: Suite, kind: Kind) -> None:
    assert sum(case.kind is kind for case in suite) > (50 if kind is Kind.FOLLOW else 100)


def test_receipts_carry_only_known_codes(suite: Suite) -> None:
    assert 0 not in CODE_BY_NUMBER
    assert len(CODE_BY_NUMBER) == len(Code)
