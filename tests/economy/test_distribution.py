"""The first distribution, the genesis that makes it, and the two commands that recount and publish."""

import json
import re
from collections.abc import Callable
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from reference.codes import Code
from reference.consensus.genesis import Founder
from reference.economy.distribution import (
    AWARD_SHARE,
    ECOSYSTEM_SHARE,
    FOUNDATION_SHARE,
    HUNDREDTH,
    PLACEMENT_SHARE,
    TEAM_SHARE,
    Beneficiaries,
    check_genesis,
    distribute,
    first_award,
)
from reference.economy.economy_consistency import check_economy
from reference.economy.placements import are_outflows_published, outflows_between
from reference.numbers import Amount
from reference.parameters import MAINNET, MINIMAL, PRESETS, SSP_SUPPLY, Parameters
from reference.state.account import Account
from reference.state.agent import ABSENT
from reference.state.allowance import Allowance
from reference.state.award import Award, Fund, Participant
from reference.state.coin import coin_id
from reference.state.coin_terms import SSP
from reference.state.consensus_tables import NO_CONSENSUS
from reference.state.contract_tables import Contracts
from reference.state.delegation import Delegation
from reference.state.economy_tables import Economy
from reference.state.heavy import NO_CALL, Claim
from reference.state.listing import NO_SALE, Escrow, Stage
from reference.state.lock import Lock
from reference.state.order import NO_ORDER
from reference.state.placement import Outflow, Placement
from reference.state.pots import Pots, with_ecosystem
from reference.state.quote import Quote
from reference.state.smart_agent_tables import SmartAgents
from reference.state.sponsorship import Sponsorship
from reference.state.state import State
from reference.state.supply import break_down, total
from reference.transition import apply_any_body
from reference.wire.economy_bodies import LockRelease, PlacementPay, Purpose
from reference.wire.market_bodies import Side
from reference.wire.transaction import Transfer
from smartshare.__main__ import main
from smartshare.audit import unpublished
from spec.prover.statement import rejection
from vectors.build import ALICE, BOB, CAROL, batch, coin, found, transact_case, transaction
from vectors.case import case_to_json
from vectors.chain import agent_key, commitment_of
from vectors.json_text import Json, members
from vectors.keys import key_pair
from vectors.state_form import write_state

TEAM, FOUNDATION = key_pair("team"), key_pair("foundation")


def beneficiaries(parameters: Parameters, bond: Amount | None = None) -> Beneficiaries:
    founders = tuple(
        Founder(agent_key(place).account, parameters.minimum_bond if bond is None else bond, commitment_of(agent_key(place)))
        for place in range(parameters.agents)
    )
    return Beneficiaries(CAROL.account, FOUNDATION.account, TEAM.account, founders)


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_a_distributed_genesis_has_every_unit_where_it_belongs(parameters: Parameters) -> None:
    state = distribute(parameters, beneficiaries(parameters))
    bonds = parameters.agents * parameters.minimum_bond
    counted = break_down(state)
    assert (counted.placement, counted.locks, counted.ecosystem) == (25 * HUNDREDTH, 10 * HUNDREDTH, 45 * HUNDREDTH)
    assert (counted.accounts, counted.bonds, counted.award) == (15 * HUNDREDTH - bonds, bonds, 5 * HUNDREDTH)
    assert total(counted) == SSP_SUPPLY == 10**18
    assert rejection(check_genesis, state) is None
    assert rejection(check_economy, state) is None


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_the_team_is_paid_nothing_for_twelve_months_and_then_everything(parameters: Parameters) -> None:
    """Protects theorem 5 where it matters, by the transaction itself."""
    state, take = distribute(parameters, beneficiaries(parameters)), LockRelease(FOUNDATION.account, 0)
    for slot in (1, parameters.team_lock_slots // 2, parameters.team_lock_slots - 1):
        assert rejection(apply_any_body, state, TEAM.account, take, slot) is Code.NOTHING_RELEASED
    paid = apply_any_body(state, TEAM.account, take, parameters.team_lock_slots)
    assert paid.accounts[TEAM.account].balance == TEAM_SHARE
    assert total(break_down(paid)) == SSP_SUPPLY


def test_twelve_months_of_mainnet_are_a_year() -> None:
    assert MAINNET.team_lock_slots * MAINNET.slot_seconds == 365 * 24 * 3600


def test_the_award_of_mainnet_lasts_two_years_in_whole_terms() -> None:
    award = distribute(MAINNET, beneficiaries(MAINNET)).economy.award
    term = MAINNET.agents * MAINNET.term_rounds * MAINNET.slot_seconds
    assert award.last + 1 == 2 * 365 * 24 * 3600 // term
    assert 0 <= award.balance - award.share * (award.last + 1) < award.last + 1


def test_a_foundation_that_bonds_everything_has_no_account() -> None:
    state = distribute(MINIMAL, beneficiaries(MINIMAL, (FOUNDATION_SHARE - AWARD_SHARE) // MINIMAL.agents))
    assert not state.accounts
    assert rejection(check_genesis, state) is None


def test_each_place_is_counted_under_its_own_name() -> None:
    """The sum alone would be right whichever place has what; whoever reads the audit reads the places."""
    consensus = replace(
        NO_CONSENSUS,
        agents=Map({BOB.account: replace(ABSENT, bond=6)}),
        delegations=Map({(ALICE.account, BOB.account, 0): Delegation(amount=7, end=9, index=0)}),
        upgrade=replace(NO_CONSENSUS.upgrade, bond=8),
    )
    lock = Lock(amount=99, left=10, start=0, cliff=0, end=1)
    fund = Fund(contributions=99, weights=0, release=50, award=0, left=14, credits=1, closed=True)
    placement, award = Placement(CAROL.account, 9, 0), Award(balance=12, share=99, last=99)
    escrow = Escrow(stage=Stage.HELD, price=4, holding=7, deadline=9)
    sales = {(ALICE.account, 0, 0): replace(NO_SALE, coin=SSP, escrow=escrow), (ALICE.account, 0, 1): replace(NO_SALE, coin=bytes(range(32)), escrow=escrow)}
    economy = Economy(placement=placement, locks=Map({(ALICE.account, BOB.account, 0): lock}), award=award, funds=Map({0: fund}), sales=Map(sales))
    pots = Pots(ecosystem=2, deposits=3, fees=4, rewards=5)
    quotes = Map({(bytes(32), ALICE.account, 0): Quote(Side.DEMAND, price=3, quantity=5, entered=1, last=1, deposit_ppm=0)})
    orders = Map({bytes(32): replace(NO_ORDER, escrow=escrow, deposit=2), bytes(range(32)): replace(NO_ORDER, coin=bytes(range(32)), escrow=escrow)})
    state = replace(found(), accounts=Map({ALICE.account: Account(1, 0)}), pots=pots, consensus=consensus, economy=economy)
    contracts = Contracts(heavy_calls=Map({bytes(32): replace(NO_CALL, gas_limit=1, escrow=10)}), claims=Map({BOB.account: Claim(6)}))
    assert astuple(break_down(replace(state, smart_agents=SmartAgents(quotes=quotes, orders=orders), contracts=contracts))) == tuple(range(1, 17))


def test_founders_whose_bonds_are_too_large_or_who_found_no_chain_are_refused() -> None:
    assert rejection(distribute, MINIMAL, beneficiaries(MINIMAL, (FOUNDATION_SHARE - AWARD_SHARE) // MINIMAL.agents + 1)) is Code.INSUFFICIENT_BALANCE
    for founders in ((), beneficiaries(MINIMAL).founders[1:], beneficiaries(MINIMAL, MINIMAL.minimum_bond - 1).founders):
        assert rejection(distribute, MINIMAL, replace(beneficiaries(MINIMAL), founders=founders)) is Code.RECORD_INVALID


def moved(state: State, unit: Amount = 1) -> State:
    return replace(state, pots=with_ecosystem(state.pots, state.pots.ecosystem + unit))


def with_economy(state: State, **changes: object) -> State:
    return replace(state, economy=replace(state.economy, **changes))  # type: ignore[arg-type]


def with_lock(state: State, **changes: int) -> State:
    ((key, lock),) = state.economy.locks.items()
    return with_economy(state, locks=Map({key: replace(lock, **changes)}))


def with_agent(state: State, **changes: object) -> State:
    account = min(state.consensus.agents)
    agent = replace(state.consensus.agents[account], **changes)  # type: ignore[arg-type]
    return replace(state, consensus=replace(state.consensus, agents=state.consensus.agents.set(account, agent)))


TAMPERED: dict[str, Callable[[State], State]] = {
    "a unit too many in the pool": moved,
    "a unit from the placement to the pool": lambda state: moved(with_economy(state, placement=replace(state.economy.placement, balance=PLACEMENT_SHARE - 1))),
    "a unit from the team to the pool": lambda state: moved(with_lock(state, left=TEAM_SHARE - 1, amount=TEAM_SHARE - 1)),
    "a unit from the pool to the foundation": lambda state: moved(
        replace(state, accounts=Map({FOUNDATION.account: Account(state.accounts[FOUNDATION.account].balance + 1, 0)})), -1
    ),
    "an account of somebody else": lambda state: replace(
        state, accounts=Map({FOUNDATION.account: Account(state.accounts[FOUNDATION.account].balance - 1, 0), ALICE.account: Account(1, 0)})
    ),
    "an award of one unit less, which the foundation keeps": lambda state: with_economy(
        replace(state, accounts=Map({FOUNDATION.account: Account(state.accounts[FOUNDATION.account].balance + 1, 0)})),
        award=replace(state.economy.award, balance=state.economy.award.balance - 1),
    ),
    "an award that pays for a term more": lambda state: with_economy(state, award=replace(state.economy.award, last=state.economy.award.last + 1)),
    "the team's cliff too early": lambda state: with_lock(state, cliff=1),
    "the team's end too early": lambda state: with_lock(state, cliff=1, end=1),
    "the team's lock more than its share, of which the rest was taken": lambda state: with_lock(state, amount=TEAM_SHARE + 1),
    "the team's lock in two": lambda state: with_economy(
        state,
        locks=Map(
            {
                (TEAM.account, FOUNDATION.account, n): replace(lock, amount=TEAM_SHARE // 2, left=TEAM_SHARE // 2)
                for n in (0, 1)
                for lock in state.economy.locks.values()
            }
        ),
    ),
    "an outflow": lambda state: with_economy(state, outflows=Map({0: Outflow(0, BOB.account, 1, Purpose.OTHER)})),
    "an allowance of the foundation's money": lambda state: with_economy(
        state, allowances=Map({(SSP, FOUNDATION.account, BOB.account): Allowance(limit=1, period=0, spent=0, since=0)})
    ),
    "an allowance of the team's money": lambda state: with_economy(
        state, allowances=Map({(SSP, TEAM.account, BOB.account): Allowance(limit=1, period=0, spent=0, since=0)})
    ),
    "a sponsorship at the foundation's cost": lambda state: with_economy(
        state, sponsorships=Map([((FOUNDATION.account, BOB.account), Sponsorship(cap=1, until=1, term=0, used=0))])
    ),
    "somebody takes part already": lambda state: with_economy(state, participants=Map({BOB.account: Participant(since=1)})),
    "a coin that was issued before": lambda state: replace(state, coins=Map({coin_id("GATE"): coin("GATE", BOB, 9, deposit=0)})),
    "an agent that may serve for longer": lambda state: with_agent(state, tenure=replace(ABSENT.tenure, served=0, free_from=9)),
    "the lock of somebody else than the foundation": lambda state: with_economy(
        state, locks=Map({(TEAM.account, BOB.account, 0): next(iter(state.economy.locks.values()))})
    ),
    "no lock, no placement's controller and no agents": lambda state: replace(state, consensus=NO_CONSENSUS, economy=Economy()),
    "a block later": lambda state: replace(state, head=replace(state.head, height=1)),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_genesis_with_one_thing_wrong_is_refused(name: str) -> None:
    """Whoever joins a chain looks at its genesis once; what is not seen then is never seen."""
    state = distribute(MINIMAL, beneficiaries(MINIMAL))
    assert rejection(check_genesis, TAMPERED[name](state)) is Code.DISTRIBUTION_MISMATCH


def test_the_audit_says_whether_a_state_of_mainnet_is_the_genesis_of_a_public_chain(tmp_path: Path) -> None:
    """An allowance of the team's money moves nothing: no sum tells it from the genesis that it was put into."""
    state = distribute(MAINNET, beneficiaries(MAINNET))
    for name, said in (
        (None, "it is the genesis of a public chain (SUPPLY-4)"),
        ("an allowance of the team's money", "it is not the genesis of a public chain"),
    ):
        audited = CliRunner().invoke(main, ["audit", written(tmp_path, TAMPERED[name](state) if name else state)])
        assert audited.exit_code == 0
        assert said in audited.output
    later = CliRunner().invoke(main, ["audit", written(tmp_path, TAMPERED["a block later"](state))])
    assert later.exit_code == 0
    assert "genesis" not in later.output


def written(folder: Path, state: State) -> str:
    file = folder / "state.json"
    file.write_text(json.dumps(write_state(state)), encoding="utf-8")
    return str(file)


def test_the_audit_finds_the_whole_supply_and_says_what_is_too_much_or_missing(tmp_path: Path) -> None:
    state = distribute(MINIMAL, beneficiaries(MINIMAL))
    right = CliRunner().invoke(main, ["audit", written(tmp_path, state)])
    assert right.exit_code == 0
    assert "it is the whole supply, 1,000,000,000,000,000,000 units" in right.output
    assert "2,500,000,000.00000000" in right.output
    for unit, said in ((3, "3 units too many"), (-12_345, "12,345 units missing")):
        wrong = CliRunner().invoke(main, ["audit", written(tmp_path, moved(state, unit))])
        assert wrong.exit_code == 1
        assert said in wrong.output


def test_the_audit_of_a_case_counts_after_every_step(tmp_path: Path) -> None:
    state = found(accounts={ALICE: 10_000}, economy=Economy(placement=Placement(CAROL.account, 5, 0)))
    batches = [batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5), nonce=nonce)]) for nonce in (1, 2)]
    entry: Json = case_to_json(transact_case(("TRANSFER-2",), "two steps", state, batches))
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([entry]), encoding="utf-8")
    identifier = str(members(entry)["id"])
    audited = CliRunner().invoke(main, ["audit", str(file), "--case", identifier])
    assert audited.exit_code == 0
    assert "each of 3 states has the whole supply" in audited.output
    unknown = CliRunner().invoke(main, ["audit", str(file), "--case", "transfer-2-0000000000"])
    assert unknown.exit_code not in (0, 1)
    unnamed = CliRunner().invoke(main, ["audit", str(file)])
    assert unnamed.exit_code not in (0, 1)
    assert "--case ID" in unnamed.output


def test_what_is_no_state_cannot_be_audited(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    for text in ("{", "[]", "{}", '{"chain": 1}'):
        file.write_text(text, encoding="utf-8")
        for command in ("audit", "outflows"):
            refused = CliRunner().invoke(main, [command, str(file)])
            assert refused.exit_code not in (0, 1)
            assert "not a state" in refused.output


def test_the_publication_of_a_period_is_printed(tmp_path: Path) -> None:
    outflows = [Outflow(slot, BOB.account, 150_000_000, purpose) for slot, purpose in ((3, Purpose.LEGAL), (9, Purpose.MARKET), (20, Purpose.HARDWARE))]
    state = found(accounts={ALICE: 5}, economy=Economy(outflows=Map(enumerate(outflows)), placement=Placement(CAROL.account, 5, 3)))
    file = written(tmp_path, state)
    every = CliRunner().invoke(main, ["outflows", file])
    some = CliRunner().invoke(main, ["outflows", file, "--first", "4", "--last", "19"])
    assert every.exit_code == some.exit_code == 0
    assert "outflows: 3, of 4.50000000 SSP" in every.output
    assert "outflows: 1, of 1.50000000 SSP" in some.output
    assert re.search(r"^ *1 +9 +.*market", some.output, re.M)
    assert "legal" not in some.output
    backwards = CliRunner().invoke(main, ["outflows", file, "--first", "5", "--last", "4"])
    assert backwards.exit_code == 2
    assert "--first 5 is after --last 4" in backwards.output


PUBLISHED = Outflow(3, BOB.account, 1, Purpose.LEGAL)

INCOMPLETE: dict[str, tuple[int, dict[int, Outflow]]] = {
    "outflow 1 is missing": (3, {0: PUBLISHED, 2: PUBLISHED}),
    "outflows 0 to 4294967294 are missing": (2**32 - 1, {}),
    "outflows 1 to 2 are missing": (3, {0: PUBLISHED}),
    "outflow 1 is one too many: the placement counts 1": (1, {0: PUBLISHED, 1: PUBLISHED}),
    "outflow 0 is of nothing": (1, {0: replace(PUBLISHED, amount=0)}),
    "outflow 0 is of slot 1001, after the state's, 1000": (1, {0: replace(PUBLISHED, slot=1001)}),
    "outflow 1 is of slot 2, before that of outflow 0, 3": (2, {0: PUBLISHED, 1: replace(PUBLISHED, slot=2)}),
}


@pytest.mark.parametrize("said", INCOMPLETE)
def test_a_publication_that_is_not_complete_says_what_is_missing(tmp_path: Path, said: str) -> None:
    """Whoever reads a publication relies on STATE-9: that nothing was left out of it."""
    counted, outflows = INCOMPLETE[said]
    state = found(accounts={ALICE: 5}, economy=Economy(outflows=Map(outflows), placement=Placement(CAROL.account, 5, counted)))
    state = replace(state, head=replace(state.head, slot=1000))
    shown = CliRunner().invoke(main, ["outflows", written(tmp_path, state), "--first", "5"])
    assert shown.exit_code == 1
    assert shown.output.splitlines()[-1] == said


@given(st.integers(0, 3), st.dictionaries(st.integers(0, 3), st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=4))
def test_what_is_said_to_be_missing_is_what_the_rule_refuses(counted: int, drawn: dict[int, tuple[int, int]]) -> None:
    """The command says in sentences what STATE-9 decides; protects against one of them being forgotten."""
    outflows = {number: Outflow(slot, BOB.account, amount, Purpose.OTHER) for number, (slot, amount) in drawn.items()}
    placement = Placement(CAROL.account, 5, counted)
    state = found(accounts={ALICE: 5}, economy=Economy(outflows=Map(outflows), placement=placement))
    state = replace(state, head=replace(state.head, slot=2))
    assert (not list(unpublished(state))) == are_outflows_published(placement, outflows, 2)


def test_the_publication_of_what_a_case_ends_with(tmp_path: Path) -> None:
    state = found(accounts={ALICE: 10_000, CAROL: 10_000}, economy=Economy(placement=Placement(CAROL.account, 500, 0)))
    paying = transaction(state, CAROL, PlacementPay(BOB.account, 7, Purpose.MARKET))
    case = transact_case(("PLACEMENT-2",), "paid once", state, [batch(state, [paying])])
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([case_to_json(case)]), encoding="utf-8")
    shown = CliRunner().invoke(main, ["outflows", str(file), "--case", case.id])
    assert shown.exit_code == 0
    assert "outflows: 1, of 0.00000007 SSP" in shown.output


def test_periods_that_follow_one_another_publish_every_outflow_once() -> None:
    outflows = {number: Outflow(slot, BOB.account, 1, Purpose.OTHER) for number, slot in enumerate((0, 3, 3, 4, 10))}
    parts = [outflows_between(outflows, first, last) for first, last in ((0, 2), (3, 3), (4, 9), (10, 2**64 - 1))]
    assert sum(parts, ()) == tuple(outflows.values())


def test_the_shares_are_those_of_the_white_paper() -> None:
    assert (PLACEMENT_SHARE, FOUNDATION_SHARE, TEAM_SHARE, ECOSYSTEM_SHARE) == (25 * 10**16, 20 * 10**16, 10 * 10**16, 45 * 10**16)


def test_the_award_lasts_for_one_term_at_least() -> None:
    """Protects a chain whose term is longer than its team's lock from an award without terms, which would be paid to nobody."""
    award = first_award(replace(MAINNET, team_lock_slots=1))
    assert (award.share, award.last) == (AWARD_SHARE, 0)
