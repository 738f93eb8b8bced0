"""Where the scenarios of contracts play: people, contracts that are released, and what they have stored."""

from collections.abc import Mapping
from dataclasses import replace

from immutables import Map

from reference.contracts.declarations import declared_table
from reference.contracts.releases import contract_id, program_hash, programs_deposit
from reference.contracts.stored import encode_scalar
from reference.contracts.transition_table import beginning
from reference.numbers import AccountId, Amount, Nonce
from reference.parameters import PRESETS
from reference.state.account import Account
from reference.state.contract import Contract, Program, Standing, StoredValue
from reference.state.contract_tables import Contracts
from reference.state.state import State
from reference.wire.contract_bodies import ContractCall
from reference.wire.scalar import Scalar
from vectors.build import ALICE, BOB, CAROL, found
from vectors.scenarios.coin_places import HELD, ISSUED

AUTHOR, CALLER, STRANGER = ALICE, BOB, CAROL

PLENTY: Amount = 100_000
"""What everybody has, in SSP units."""

RELEASED = 30
"""The slot in which the contracts here were released."""

SENT: Nonce = 1_000
"""How many transactions the contracts' author has sent, those that released them among them."""

FUND: Amount = 1_000
"""What the till has, in SSP units, and in units of the coin."""

TILL = """local _, what = host('argument', 1)
local _, who = host('caller')
local ssp = string.rep('\\0', 32)
if what == 'count' then
  local _, count = host('load', 'count')
  count = (count or 0) + 1
  host('save', 'count', count)
  host('emit', 'counted', count)
  return count, who
elseif what == 'pay' then
  local _, amount = host('argument', 2)
  local done, code = host('transfer', ssp, who, amount)
  if not done then error(code) end
  host('emit', 'paid', amount)
  return amount
elseif what == 'fail' then
  host('save', 'count', 99)
  host('transfer', ssp, who, 5)
  host('emit', 'lost', 1)
  error('broken')
elseif what == 'keep' then
  local _, paid = host('paid')
  return paid
elseif what == 'give' then
  local _, value = host('argument', 2)
  return value
elseif what == 'long' then
  local _, size = host('argument', 2)
  return string.rep('x', size)
elseif what == 'spin' then
  while true do end
elseif what == 'fill' then
  local t = {}
  while true do t = {t} end
elseif what == 'deep' then
  local function f() f() end
  f()
elseif what == 'forget' then
  host('save', 'count', nil)
end
"""
"""A contract that counts, pays, keeps what it is paid, fails, and never ends, as it is asked."""

ASKS = """local _, other = host('argument', 1)
local _, what = host('argument', 2)
local _, amount = host('argument', 3)
host('emit', 'asking', what)
local done, value = host('call', other, 100000, amount or 0, what, 7)
host('emit', 'asked', done)
return value
"""
"""A contract that calls another one with what it is given."""

LAMP = """local machine = {
  states = {"dark", "lit"},
  events = {"press", "steal"},
  resources = {presses = 0},
  moves = {
    {from = "dark", event = "press", to = "lit", when = {"presses", "<=", 2}, changes = {"presses"}},
    {from = "lit", event = "press", to = "dark", changes = {"presses"}},
    {from = "lit", event = "steal", to = "dark"},
  },
}
local _, presses = host("resource", "presses")
host("put", "presses", presses + 1)
host("emit", "pressed", presses + 1)
return presses + 1
"""
"""A machine: a lamp that goes on and off, three times."""

TILL_ID, ASKS_ID, LAMP_ID = (contract_id(AUTHOR.account, nonce) for nonce in (901, 902, 903))
UNKNOWN = contract_id(AUTHOR.account, 904)
"""A contract that nobody has released."""

PROGRAMS = {TILL_ID: TILL.encode(), ASKS_ID: ASKS.encode(), LAMP_ID: LAMP.encode()}


def contract_of(source: bytes, heavy: bytes = b"", preset: str = "minimal") -> Contract:
    """A contract that the author has released."""
    deposit = programs_deposit(len(source), len(heavy), PRESETS[preset].contract_byte_deposit)
    return Contract(AUTHOR.account, program_hash(source), program_hash(heavy), deposit, RELEASED)


def contracts_of(
    programs: Mapping[AccountId, bytes],
    stored: Mapping[tuple[AccountId, bytes], Scalar] | None = None,
    standings: Mapping[AccountId, Standing] | None = None,
    preset: str = "minimal",
) -> Contracts:
    """What is remembered of these contracts; a machine of which nothing is said stands where it begins."""
    tables = {identifier: declared_table(source) for identifier, source in programs.items()}
    stand = {identifier: beginning(table) for identifier, table in tables.items() if table is not None}
    return Contracts(
        contracts=Map({identifier: contract_of(source, preset=preset) for identifier, source in programs.items()}),
        programs=Map({program_hash(source): Program(source) for source in programs.values()}),
        stored=Map({key: StoredValue(encode_scalar(value)) for key, value in (stored or {}).items()}),
        standings=Map({**stand, **(standings or {})}),
    )


def contract_place(
    stored: Mapping[tuple[AccountId, bytes], Scalar] | None = None,
    standings: Mapping[AccountId, Standing] | None = None,
    programs: Mapping[AccountId, bytes] | None = None,
    preset: str = "minimal",
    plenty: Amount = PLENTY,
) -> State:
    """A state in which people have money and some of a coin, and there are three contracts, the till with money."""
    people = dict.fromkeys((AUTHOR, CALLER, STRANGER), plenty)
    held = contracts_of(PROGRAMS if programs is None else programs, stored, standings, preset)
    state = found(preset, people, ISSUED, HELD, contracts=held)
    author = replace(state.accounts[AUTHOR.account], nonce=SENT)
    state = replace(state, accounts=state.accounts.set(AUTHOR.account, author))
    pots = replace(state.pots, ecosystem=state.pots.ecosystem - FUND)
    return replace(state, accounts=state.accounts.set(TILL_ID, Account(FUND, 0)), pots=pots)


def ask(*arguments: Scalar, contract: AccountId = TILL_ID, gas: int = 60_000, money: Amount = 0) -> ContractCall:
    """A call, of the till unless told otherwise."""
    return ContractCall(contract, gas, money, arguments)
