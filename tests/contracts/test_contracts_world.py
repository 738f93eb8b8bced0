"""Contracts that ask the chain: each moves its own money alone, and what fails inside leaves nothing."""

from hashlib import sha256

import pytest
from immutables import Map

from reference.codes import Code
from reference.contracts.chain_host import MAX_FRAMES, ChainHost
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.stored import decode_scalar
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.parameters import PRESETS, SSP_SUPPLY
from reference.state.account import Account
from reference.state.contract_state import get_stored, source_of
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import get_account
from reference.wire.event import Event
from vectors.contract_worlds import with_contracts

USER, CONTRACT, OTHER = (bytes((number,)) * 32 for number in (1, 2, 3))
SSP = bytes(32)
HEX = "local function id(n) local s = '' for i = 1, 32 do s = s .. string.char(n) end return s end "
HAS = 1_000


def world(sources: dict[bytes, str], *arguments: Scalar) -> World:
    accounts = Map({CONTRACT: Account(HAS, 0), OTHER: Account(HAS, 0), USER: Account(HAS, 0)})
    state = genesis(PRESETS["minimal"], accounts, Pots(ecosystem=SSP_SUPPLY - 3 * HAS, deposits=0, fees=0))
    programs = {account: (HEX + source).encode() for account, source in sources.items()}
    return World(with_contracts(state, programs), 77, (Frame(CONTRACT, USER, arguments),))


def run(sources: dict[bytes, str], *arguments: Scalar, gas: int = 1_000_000) -> Returned | Failed:
    begun = world(sources, *arguments)
    return run_program(source_of(begun.state, CONTRACT), gas, 1_000_000, ChainHost(begun))


def after(outcome: Returned | Failed) -> World:
    assert isinstance(outcome, Returned)
    assert isinstance(outcome.host, ChainHost)
    return outcome.host.world


@pytest.mark.parametrize(
    ("asked", "value"),
    [("'caller'", USER), ("'contract'", CONTRACT), ("'slot'", 77), ("'argument', 1", 5), ("'argument', 2", None), ("'balance', id(0), id(1)", HAS)],
)
def test_what_a_contract_reads(asked: str, value: Scalar) -> None:
    outcome = run({CONTRACT: f"local done, value = host({asked}) return done, value"}, 5)
    assert isinstance(outcome, Returned)
    assert outcome.values == (True, value)


def test_a_hash() -> None:
    outcome = run({CONTRACT: "return host('hash', 'abc')"})
    assert isinstance(outcome, Returned)
    assert outcome.values == (True, sha256(b"abc").digest())


def test_what_is_stored_is_found_and_is_the_contracts_own() -> None:
    both = {
        CONTRACT: "host('save', 'k', 5) local a, b = host('call', id(3), 9000, 0) local c, d = host('load', 'k') return b, d",
        OTHER: "local a, b = host('load', 'k') return b",
    }
    outcome = run(both)
    assert isinstance(outcome, Returned)
    assert outcome.values == (None, 5)
    assert decode_scalar(get_stored(after(outcome).state, (CONTRACT, b"k")).record) == 5


def test_a_contract_pays_from_its_own_account() -> None:
    outcome = run({CONTRACT: "local a, b = host('transfer', id(0), id(1), 400) local c, d = host('transfer', id(0), id(1), 601) return a, c, d"})
    assert isinstance(outcome, Returned)
    assert outcome.values == (True, False, Code.INSUFFICIENT_BALANCE.number)
    state = after(outcome).state
    assert [get_account(state, account).balance for account in (USER, CONTRACT, OTHER)] == [HAS + 400, HAS - 400, HAS]


def test_what_fails_inside_leaves_nothing_and_its_gas_is_used() -> None:
    both = {
        CONTRACT: "host('emit', 'before', 1) local a, b = host('call', id(3), 50000, 0) host('emit', 'after', 2) return a, b",
        OTHER: "host('transfer', id(0), id(1), 5) host('save', 'k', 1) host('emit', 'inside', 1) error(1)",
    }
    outcome = run(both)
    assert isinstance(outcome, Returned)
    assert outcome.values == (False, Code.CONTRACT_FAILED.number)
    left = after(outcome)
    assert left.events == (Event(CONTRACT, b"before", 1), Event(CONTRACT, b"after", 2))
    assert left.state.contracts.stored == Map()
    assert get_account(left.state, OTHER).balance == HAS
    assert outcome.gas > 1_000 + 1_000 + 500 + 200


def test_a_contract_is_handed_no_more_gas_than_is_left() -> None:
    endless = {CONTRACT: "return host('call', id(3), 2000, 0)", OTHER: "while true do end"}
    outcome = run(endless)
    assert isinstance(outcome, Returned)
    assert outcome.values == (False, Code.GAS_EXHAUSTED.number)
    assert 4_000 < outcome.gas < 5_000
    outcome = run({**endless, CONTRACT: "host('call', id(3), 0x7fffffffffffffff, 0) for i = 1, 2 do end"}, gas=10_000)
    assert isinstance(outcome, Failed)
    assert (outcome.code, outcome.gas) == (Code.GAS_EXHAUSTED, 10_000)


def test_a_contract_under_way_is_not_called() -> None:
    outcome = run({CONTRACT: "return host('call', id(3), 100000, 0)", OTHER: "local a, b = host('call', id(2), 50000, 0) return a"})
    assert isinstance(outcome, Returned)
    assert outcome.values == (True, False)


def test_so_many_contracts_call_each_other() -> None:
    chain = {
        bytes((number,)) * 32: f"local a, b = host('call', id({number + 1}), 900000, 0) if a then return b + 1 end return 1"
        for number in range(2, MAX_FRAMES + 6)
    }
    outcome = run(chain, gas=10_000_000)
    assert isinstance(outcome, Returned)
    assert outcome.values == (MAX_FRAMES,)


@pytest.mark.parametrize(
    "asked",
    [
        "'nothing'",
        "'load'",
        "'load', 1",
        "'save', ''",
        "'balance', 'x', 'y'",
        "'transfer', id(0), id(1), -1",
        "'call', id(9), 5, 0",
        "'call', id(3), 5",
        "'coin', id(7), 'no'",
    ],
)
def test_what_is_asked_wrongly_is_not_done(asked: str) -> None:
    outcome = run({CONTRACT: f"return host({asked})"})
    assert isinstance(outcome, Returned)
    assert outcome.values == (False, None)
