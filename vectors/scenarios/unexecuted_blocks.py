"""Blocks under `AGENTS`, applied by a node that leaves what their calls do to the agents: what it takes from write sets, and what it refuses of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from cbor2 import dumps

from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.call_writes import write_key
from reference.contracts.releases import contract_id
from reference.numbers import AccountId
from reference.state.coin import coin_id
from reference.state.coin_terms import SSP
from reference.state.progress import Load
from reference.state.state import State, get_account, get_holding
from reference.state.tables import Table
from reference.wire.contract_bodies import ContractCall, ContractRelease
from reference.wire.event import Event
from reference.wire.transaction import CoinCreate, CoinMint, PaidBody
from reference.wire.write_set import Write, WriteSet, decode_write_set, encode_write_set
from vectors.build import ALICE, BOB, CAROL, after, apply_case, block, given, transaction
from vectors.case import Case
from vectors.scenarios.block_call_places import call, carried_by, made, released, signed_calls, under
from vectors.scenarios.block_calls import MANY, Calls, moved_write, repeated_write

RULES = ("MODE-9", "MODE-7", "BLOCK-11")
MONEY = ("MODE-10", "MODE-9")

GATE, OTHER = coin_id("GATE"), coin_id("OTHER")

COINER = b"""local _, coin = host("argument", 1)
local _, to = host("argument", 2)
local done = host("transfer", coin, to, 30)
done = host("transfer", string.rep("\\0", 32), to, 7)
"""
"""A program that pays in a coin, and in SSP."""

NOBODYS = b"\x09" * 32
"""An identifier of no contract."""


def wrong_writes() -> Mapping[str, Write]:
    """Writes of which no call does one, alone in the write set of a call of the counter."""
    counter, machine = released()[1]["counter"], released()[1]["machine"]

    def stored(record: bytes, contract: AccountId = counter, key: bytes = b"n") -> Write:
        return Write(b"\x3e" + contract + key, dumps([record]))

    def standing(name: bytes, *resources: tuple[bytes, int], contract: AccountId = machine) -> Write:
        return Write(b"\x3f" + contract, dumps([name, resources]))

    return {
        "an account's key of a byte too few": Write(b"\x01" + bytes(31), b"\x82\x00\x00"),
        "an account's key of a byte too many": Write(b"\x01" + bytes(33), b"\x82\x00\x00"),
        "an account without a nonce": Write(b"\x01" + bytes(32), b"\x81\x00"),
        "an account that is not encoded as accounts are": Write(b"\x01" + bytes(32), b"\x82\x00\x18\x00"),
        "an account of nothing": Write(b"\x01" + b"\x05" * 32, b"\x82\x00\x00"),
        "another nonce than the account has": Write(b"\x01" + BOB.account, b"\x82\x05\x00"),
        "an account that is removed": Write(b"\x01" + BOB.account, b""),
        "a coin": Write(b"\x02" + bytes(32), b"\x81\x00"),
        "a holding of nobody": Write(b"\x03" + bytes(32), b"\x81\x00"),
        "a holding of nothing": Write(b"\x03" + bytes(64), b"\x81\x00"),
        "something stored without a key": stored(b"\x05", key=b""),
        "something stored that is no value": stored(b"\xff\xff"),
        "nil that is stored": stored(b"\xf6"),
        "an integer that is stored in a byte more than it takes": stored(b"\x18\x05"),
        "an integer that is stored of 65 bits": stored(dumps(2**63)),
        "a string that is stored of 1,025 bytes": stored(dumps(bytes(1_025))),
        "something stored under a key of 41 bytes": stored(b"\x05", key=bytes(41)),
        "something stored of a contract that there is not": stored(b"\x05", NOBODYS),
        "a standing that is none": Write(b"\x3f" + machine, b"\x81\x41\x05"),
        "a standing without a state": standing(b"", (b"turns", 0)),
        "a standing of a state with 41 bytes": standing(b"s" * 41, (b"turns", 0)),
        "a standing that is removed": Write(b"\x3f" + machine, b""),
        "a standing in a state that the machine has not": standing(b"ajar", (b"turns", 0)),
        "a standing without the machine's resource": standing(b"shut"),
        "a standing with a resource more": standing(b"shut", (b"turns", 0), (b"wear", 1)),
        "a standing of a contract that declares no machine": standing(b"shut", contract=counter),
        "a standing of a contract that there is not": standing(b"shut", contract=NOBODYS),
        "a table that there is not": Write(b"\xff" + bytes(32), b""),
        "a table without a key": Write(b"\x01", b""),
    }


def unexecuted_block_cases() -> list[Case]:
    """Blocks that are applied unexecuted."""
    return [*_right(), *_placed(), *_refused(), *_found_by_roots(), *_money()]


def _right() -> Iterable[Case]:
    state, calm = under(MODE_AGENTS), under(MODE_ALL)
    blocks: Mapping[str, Calls] = {
        "no calls": (),
        "one call": ((BOB, call("counter")),),
        "a call that pays with what came with it": ((BOB, call("payer", 9, money=9)),),
        "a call that fails": ((BOB, call("failing")),),
        "a call that does not come to run": ((BOB, call("unknown")),),
        "a call of a machine": ((BOB, call("machine", b"turn")),),
        "a record that is written and removed": ((BOB, call("clearing")), (CAROL, call("clearing"))),
        "calls that depend on one another": MANY,
    }
    for why, calls in blocks.items():
        yield apply_case(RULES, f"{why}: as the agents have it", state, [made(state, signed_calls(state, calls))], executes=False)
    yield apply_case(RULES, "under ALL, where every node executes", calm, [made(calm, signed_calls(calm, MANY))], executes=False)
    chain, later = [], state
    for calls in (MANY, MANY[::-1], ()):
        chain.append(made(later, signed_calls(later, calls)))
        later = after(later, chain[-1])
    yield apply_case(RULES, "three blocks, one after another", state, chain, executes=False)


def _placed() -> Iterable[Case]:
    """What stands in the wrong place and changes nothing is found by those who execute, and by nobody else."""
    state = under(MODE_AGENTS)
    sent = signed_calls(state, MANY)
    right = carried_by(state, sent)
    moved, idle = moved_write(right), repeated_write(right, state)
    yield apply_case(RULES, "a write of the first call in the second one's write set is not noticed", state, [made(state, sent, moved)], executes=False)
    yield apply_case(RULES, "nor is a write that says what is there already", state, [made(state, sent, idle)], executes=False)


def _refused() -> Iterable[Case]:
    state = under(MODE_AGENTS)
    sent = signed_calls(state, [(BOB, call("counter"))])
    (right,) = carried_by(state, sent)
    did, event = decode_write_set(right), Event(released()[1]["counter"], b"invented", None)
    none = encode_write_set(WriteSet(0, 0, None, (), ()))

    def case(why: str, *carried: bytes) -> Case:
        return apply_case(RULES, f"refused: {why}", state, [made(state, sent, carried)], executes=False)

    yield case("no write set")
    yield case("a write set too many", right, none)
    yield case("what is no write set", b"\x00")
    yield case("an outcome that is no code's", encode_write_set(WriteSet(65_535, 5, None, (), ())))
    yield case("a failure with a value", encode_write_set(WriteSet(503, 5, 1, (), ())))
    yield case("a failure with an event", encode_write_set(WriteSet(503, 5, None, (event,), ())))
    yield case("a failure with writes", encode_write_set(WriteSet(503, 5, None, (), did.writes)))
    for who, nonce in ((CAROL, 1), (ALICE, 0)):
        other = Write(write_key((Table.ACCOUNTS, who.account)), dumps([get_account(state, who.account).balance, nonce]))
        writes = tuple(sorted((*did.writes, other), key=lambda write: write.key))
        why = f"an account with all its money and {'a transaction more' if nonce else 'no transaction sent'}"
        yield case(why, encode_write_set(replace(did, writes=writes)))
    for why, write in wrong_writes().items():
        yield case(why, encode_write_set(replace(did, writes=(write,))))


def _found_by_roots() -> Iterable[Case]:
    """What a call might have done, and did not: it is the roots that tell."""
    state = under(MODE_AGENTS)
    sent = signed_calls(state, [(BOB, call("counter"))])
    did = decode_write_set(carried_by(state, sent)[0])
    for why, other in {
        "a gas more": replace(did, gas=did.gas + 1),
        "another outcome": WriteSet(503, did.gas, None, (), ()),
        "another value": replace(did, value=7),
        "no event": replace(did, events=()),
        "nothing written": replace(did, writes=()),
        "another value stored": replace(did, writes=(replace(did.writes[0], record=dumps([dumps(99)])),)),
    }.items():
        yield apply_case((*RULES, "BLOCK-4"), f"found by the roots: {why}", state, [made(state, sent, [encode_write_set(other)])], executes=False)


@cache
def coined() -> tuple[State, AccountId]:
    """A chain under `AGENTS` with a contract that pays in coins, and has of two coins and SSP."""
    state = released()[0]
    identifier = contract_id(ALICE.account, get_account(state, ALICE.account).nonce + 1)
    bodies: Sequence[PaidBody] = (
        ContractRelease(COINER, b""),
        *(CoinCreate(name, 0, 1_000) for name in ("GATE", "OTHER")),
        *(CoinMint(coin, holder, 500) for coin in (GATE, OTHER) for holder in (identifier, BOB.account)),
    )
    for body in bodies:
        state = after(state, block(state, [transaction(state, ALICE, body)]))
    assert get_holding(state, OTHER, BOB.account).balance == 500
    return given(state, load=Load(average_ppm=999_000, mode=MODE_AGENTS)), identifier


def _money() -> Iterable[Case]:
    """What a write set's accounts, and its holdings of each coin, have together is what they had."""
    state, coiner = coined()
    sent = signed_calls(state, [(BOB, ContractCall(coiner, 20_000, 50, (GATE, CAROL.account)))])
    did = decode_write_set(carried_by(state, sent)[0])
    entered = {account: get_account(state, account).balance for account in (BOB.account, CAROL.account, coiner)}
    paid, got = entered[coiner] + 50 - 7, entered[CAROL.account] + 7

    def account(who: AccountId, balance: int) -> Write:
        return Write(write_key((Table.ACCOUNTS, who)), dumps([balance, get_account(state, who).nonce]) if balance else b"")

    def holding(coin: bytes, who: AccountId, balance: int) -> Write:
        return Write(write_key((Table.HOLDINGS, (coin, who))), dumps([balance]) if balance else b"")

    def case(why: str, *writes: Write) -> Case:
        others = {write.key: write for write in (*did.writes, *writes)}
        carried = encode_write_set(replace(did, writes=tuple(sorted(others.values(), key=lambda write: write.key))))
        return apply_case(MONEY, why, state, [made(state, sent, [carried])], executes=False)

    yield apply_case(MONEY, "a coin and SSP are paid", state, [made(state, sent)], executes=False)
    yield case("money made: the payee has a unit more", account(CAROL.account, got + 1))
    yield case("money lost: the payee has a unit less", account(CAROL.account, got - 1))
    yield case("money made: who pays keeps it", account(coiner, paid + 7))
    yield case("money made: an account more", account(b"\x05" * 32, 1))
    yield case("money lost: all that a contract has", account(coiner, 0))
    yield case("a coin made: the payee has a unit more", holding(GATE, CAROL.account, 31))
    yield case("a coin lost: the payee has a unit less", holding(GATE, CAROL.account, 29))
    yield case("a coin lost: all that a contract has", holding(GATE, coiner, 0))
    yield case("a unit of a coin made, and one of another lost", holding(GATE, CAROL.account, 31), holding(OTHER, BOB.account, 499))
    yield case("a unit of a coin made, and one of SSP lost", holding(GATE, CAROL.account, 31), account(CAROL.account, got - 1))
    yield case("SSP lost, and a coin of zeros made, which stand for SSP elsewhere", account(CAROL.account, got - 1), holding(SSP, CAROL.account, 1))
    least = (account(b"\x05" * 32, 2**63 - 1), account(b"\x06" * 32, 2**63 - 1), account(b"\x07" * 32, 2))
    yield case("money made that 64 bits do not show: 2^64", *least)
    yield case("a coin made that there is not", holding(b"\x07" * 32, BOB.account, 1))
    yield case("money moved otherwise than by the call: the roots tell", account(CAROL.account, got + 1), account(coiner, paid - 1))
    yield case("a coin moved otherwise: the roots tell", holding(GATE, CAROL.account, 31), holding(GATE, coiner, 469))
    yield case("a coin moved that nobody has touched: the roots tell", holding(OTHER, BOB.account, 499), holding(OTHER, coiner, 501))
