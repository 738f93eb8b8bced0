"""Contracts that ask the chain: what each operation tells and does, what it costs, and what remains of contracts that call each other."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256, sha512

from immutables import Map

from reference.codes import Code
from reference.contracts.chain_host import CALL_GAS, MAX_FRAMES
from reference.contracts.operations import MAX_HASHED_BYTES
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from reference.contracts.world import MAX_RECORD_BYTES, Frame, World
from reference.numbers import MAX_AMOUNT, MAX_UINT64, AccountId
from reference.state.account import Account
from reference.state.coin import Holding, coin_id
from reference.state.coin_terms import Freeze
from reference.state.order import Phase
from reference.state.state import State
from reference.wire.event import MAX_EVENTS
from reference.wire.keys import PublicKey, encode_key
from reference.wire.signature import ED25519_ORDER
from vectors.build import ALICE, BOB, CAROL, found, intended_case
from vectors.case import Case, Kind
from vectors.contract_values import write_scalar
from vectors.contract_worlds import with_contracts, write_world
from vectors.evaluate import evaluate
from vectors.json_text import Json, members
from vectors.keys import KeyPair, sign
from vectors.scenarios.coin_places import EVERYBODY, GATE, HELD, ISSUED, freezable_place
from vectors.scenarios.data_places import OWNER, STANDING, data_place
from vectors.scenarios.service_places import ORDER, order_in, service_place

GAS = 300_000
MEMORY = 100_000
"""What a run has that is not about what it uses."""

STORING = 2_000_000
"""The gas of one that stores much (LVM-55)."""

NOW = 77
HAS = 1_000
"""What each contract of these cases has, in SSP units and in units of the coin."""

CALLER = ALICE.account


def contract_at(number: int) -> AccountId:
    """The account of a contract of these cases."""
    return bytes((number,)) * 32


MAIN, OTHER, THIRD = (contract_at(number) for number in (1, 2, 3))


def text(data: bytes) -> str:
    """A string of a program."""
    return "'" + "".join(f"\\{byte:03d}" for byte in data) + "'"


SSP_ID, OTHER_ID, ALICE_ID, GATE_ID = (text(data) for data in (bytes(32), OTHER, CALLER, GATE))
BOTH = "local done, value = host({}) return done, value"
"""What asks for one operation."""

Comes = tuple[Scalar, ...] | Code


def chain_state(before: State | None = None) -> State:
    """People, and contracts with money."""
    state = before or found("minimal", EVERYBODY, ISSUED, HELD)
    pots = replace(state.pots, ecosystem=state.pots.ecosystem - 3 * HAS)
    accounts, holdings = state.accounts, state.holdings
    for account in (MAIN, OTHER, THIRD):
        accounts = accounts.set(account, Account(HAS, 0))
        holdings = holdings.set((GATE, account), Holding(HAS))
    issued = replace(state.coins[GATE], supply=state.coins[GATE].supply + 3 * HAS, cap=10**6)
    return replace(state, accounts=accounts, holdings=holdings, coins=state.coins.set(GATE, issued), pots=pots)


def world_of(source: str, others: Mapping[AccountId, str] | None = None, state: State | None = None, **changed: object) -> World:
    """A world in which the main contract runs, called by Alice."""
    sources = {MAIN: source, **(others or {})}
    frame = replace(Frame(MAIN, CALLER, (), 0), **{name: value for name, value in changed.items() if name in ("arguments", "paid")})  # type: ignore[arg-type]
    storage = changed.get("storage", Map())
    assert isinstance(storage, Map)
    programs = {account: each.encode("latin-1") for account, each in sources.items()}
    return World(with_contracts(state or chain_state(), programs, storage), NOW, (frame,))


def world_case(rules: tuple[str, ...], why: str, world: World, comes: Comes, gas: int = GAS, memory: int = MEMORY) -> Case:
    """The case that runs a world's contract. Raises AssertionError where the reference comes to something else than is meant."""
    given: Json = {"world": write_world(world), "gas": gas, "memory": memory}
    case = intended_case(rules, Kind.EXECUTE, "minimal", why, given, comes if isinstance(comes, Code) else None)
    if not isinstance(comes, Code):
        returned = members(members(case.expect)["ok"])["values"]
        assert returned == list(map(write_scalar, comes)), f"{why}: {returned}"
    return case


def contract_world_cases() -> list[Case]:
    """All of them."""
    return [*_told(), *_storage(), *_growth(), *_money(), *_events(), *_checks(), *_records(), *_calls(), *_prices()]


def _one(rule: str, why: str, asked: str, comes: Comes, **changed: object) -> Case:
    return world_case((rule,), why, world_of(BOTH.format(asked), **changed), comes)  # type: ignore[arg-type]


def _told() -> Iterable[Case]:
    yield _one("LVM-46", "who calls", "'caller'", (True, CALLER))
    yield _one("LVM-46", "which contract runs", "'contract'", (True, MAIN))
    yield _one("LVM-46", "the slot", "'slot'", (True, NOW))
    yield _one("LVM-46", "the money of the call", "'paid'", (True, 5), paid=5)
    yield _one("LVM-46", "a call without money", "'paid'", (True, 0))
    given = (7, b"x", True, None)
    for number, value in enumerate((*given, None), 1):
        yield _one("LVM-46", f"argument {number} of 4", f"'argument', {number}", (True, value), arguments=given)
    for wrong in ("0", "1"):
        yield _one("LVM-46", f"argument {wrong} of none", f"'argument', {wrong}", (True, None))
    for wrong in ("-1", "'1'", "nil"):
        yield _one("LVM-46", f"an argument that is numbered {wrong}", f"'argument', {wrong}", (False, None), arguments=given)
    yield _one("LVM-46", "what follows the number says nothing", "'argument', 1, 2", (True, 7), arguments=given)
    edge = replace(world_of(BOTH.format("'slot'")), slot=MAX_AMOUNT + 1)
    yield world_case(("LVM-46",), "the first slot that no integer of a program holds", edge, (False, None))
    far = replace(world_of(BOTH.format("'slot'")), slot=MAX_UINT64)
    yield world_case(("LVM-46",), "a slot that no integer of a program holds", far, (False, None))
    yield _one("LVM-45", "an operation that there is not", "'none'", (False, None))
    yield _one("LVM-45", "an operation without a name", "''", (False, None))


def _storage() -> Iterable[Case]:
    stored: Map[tuple[AccountId, bytes], Scalar] = Map({(MAIN, b"k"): 5, (OTHER, b"k"): 6, (MAIN, b"x" * MAX_KEY_BYTES): False})
    yield _one("LVM-47", "what is stored", "'load', 'k'", (True, 5), storage=stored)
    yield _one("LVM-47", "what follows the key says nothing", "'load', 'k', 'j'", (True, 5), storage=stored)
    yield _one("LVM-47", "the longest key", f"'load', '{'x' * MAX_KEY_BYTES}'", (True, False), storage=stored)
    yield _one("LVM-47", "nothing is stored", "'load', 'j'", (True, None), storage=stored)
    for why, key in {
        "a key without bytes": "''",
        "a key of a byte too many": f"'{'x' * (MAX_KEY_BYTES + 1)}'",
        "a key that is no string": "1",
        "no key": "nil",
    }.items():
        yield _one("LVM-47", f"{why}, to load", f"'load', {key}", (False, None), storage=stored)
        yield _one("LVM-47", f"{why}, to save", f"'save', {key}, 1", (False, None), storage=stored)
    kept: dict[str, Scalar] = {"7": 7, "true": True, "''": b"", f"string.rep('y', {MAX_RECORD_BYTES})": b"y" * MAX_RECORD_BYTES}
    for written, value in kept.items():
        source = f"local done = host('save', 'new', {written}) local found, value = host('load', 'new') return done, value"
        yield world_case(("LVM-47", "LVM-55"), f"{written} is stored", world_of(source), (True, value), STORING)
    yield _one("LVM-47", "a string of a byte too many", f"'save', 'k', string.rep('y', {MAX_RECORD_BYTES + 1})", (False, None), storage=stored)
    yield _one("LVM-47", "another value in its place", "'save', 'k', 8", (True, None), storage=stored)
    yield _one("LVM-47", "nil in its place", "'save', 'k', nil", (True, None), storage=stored)
    yield _one("LVM-47", "nil where nothing is", "'save', 'j'", (True, None), storage=stored)
    yield world_case(("LVM-47", "LVM-44"), "nothing is stored by a run that fails", world_of("host('save', 'k', 1) error(1)"), Code.CONTRACT_FAILED)


def _growth() -> Iterable[Case]:
    """What storing takes for the bytes by which storage grows: with just enough gas, and with a unit less."""
    stored: Map[tuple[AccountId, bytes], Scalar] = Map([((MAIN, b"k"), b"12345"), ((OTHER, b"j"), 6)])
    for why, asked in {
        "a key that is new": "'save', 'j', 1",
        "a longer key that is new": "'save', 'jjj', 1",
        "a longer value under a key that is new": "'save', 'j', 70000",
        "true under a key that is new": "'save', 'j', true",
        "a byte more in a string": "'save', 'k', '123456'",
        "a string whose length takes a byte more": f"'save', 'k', '{'x' * 24}'",
        "a string of the same length": "'save', 'k', 'abcde'",
        "a shorter string": "'save', 'k', '1'",
        "nil in the place of a string": "'save', 'k', nil",
        "nil where nothing is": "'save', 'j', nil",
        "a key that is too long": f"'save', '{'x' * (MAX_KEY_BYTES + 1)}', 1",
        "a value that cannot be stored": f"'save', 'j', string.rep('y', {MAX_RECORD_BYTES + 1})",
    }.items():
        world = world_of(f"host({asked})", storage=stored)
        used = _gas_of(world)
        yield world_case(("LVM-55", "LVM-41"), f"{why}: just enough gas", world, (), used)
        yield world_case(("LVM-55", "LVM-41"), f"{why}: a unit too little", world, Code.GAS_EXHAUSTED, used - 1)
    again = world_of("host('save', 'k', nil) host('save', 'k', '12345')", storage=stored)
    yield world_case(("LVM-55",), "what was removed is paid for again", again, (), _gas_of(again))


def _money() -> Iterable[Case]:
    yield _one("LVM-48", "SSP of an account", f"'balance', {SSP_ID}, {OTHER_ID}", (True, HAS))
    yield _one("LVM-48", "a coin of an account", f"'balance', {GATE_ID}, {OTHER_ID}", (True, HAS))
    yield _one("LVM-48", "of an account never heard of", f"'balance', {SSP_ID}, {text(bytes(31) + b'x')}", (True, 0))
    yield _one("LVM-48", "of a coin that there is not", f"'balance', {text(coin_id('NIX'))}, {OTHER_ID}", (True, 0))
    yield _one("LVM-48", "of no coin", f"'balance', 'SSP', {OTHER_ID}", (False, None))
    yield _one("LVM-48", "of no account", f"'balance', {SSP_ID}, ''", (False, None))
    for name, identifier in {"SSP": SSP_ID, "a coin": GATE_ID}.items():
        yield _one("LVM-48", f"{name}: all that it has", f"'transfer', {identifier}, {ALICE_ID}, {HAS}", (True, None))
        yield _one("LVM-48", f"{name}: a unit more", f"'transfer', {identifier}, {ALICE_ID}, {HAS + 1}", (False, Code.INSUFFICIENT_BALANCE.number))
        yield _one("LVM-48", f"{name}: nothing", f"'transfer', {identifier}, {ALICE_ID}, 0", (False, Code.AMOUNT_ZERO.number))
        yield _one("LVM-48", f"{name}: to itself", f"'transfer', {identifier}, {text(MAIN)}, 1", (False, Code.TRANSFER_TO_SELF.number))
    yield _one("LVM-48", "a coin that there is not", f"'transfer', {text(coin_id('NIX'))}, {ALICE_ID}, 1", (False, Code.COIN_UNKNOWN.number))
    yield _one("LVM-48", "a frozen contract", f"'transfer', {GATE_ID}, {ALICE_ID}, 1", (False, Code.ACCOUNT_FROZEN.number), state=_frozen())
    for amount in ("-1", "'1'", "nil"):
        yield _one("LVM-48", f"{amount} units", f"'transfer', {SSP_ID}, {ALICE_ID}, {amount}", (False, None))
    yield _one("LVM-48", "the greatest integer", f"'transfer', {SSP_ID}, {ALICE_ID}, {MAX_AMOUNT}", (False, Code.INSUFFICIENT_BALANCE.number))
    yield _one("LVM-48", "to nobody", f"'transfer', {SSP_ID}, 'x', 1", (False, None))
    paid = f"host('transfer', {SSP_ID}, {ALICE_ID}, 5) local done, value = host('balance', {SSP_ID}, {ALICE_ID}) return value"
    yield world_case(("LVM-48",), "what was paid is seen", world_of(paid), (EVERYBODY[ALICE] + 5,))
    yield world_case(
        ("LVM-48", "LVM-44"), "a run that fails pays nothing", world_of(f"host('transfer', {SSP_ID}, {ALICE_ID}, 5) error(1)"), Code.CONTRACT_FAILED
    )


def _frozen() -> State:
    state = chain_state(freezable_place(wide=True))
    return replace(state, economy=replace(state.economy, freezes=Map({(GATE, MAIN): Freeze(10)})))


def _events() -> Iterable[Case]:
    for value in ("nil", "true", "-7", "''", f"string.rep('y', {MAX_RECORD_BYTES})"):
        yield _one("LVM-49", f"{value} is told", f"'emit', 'e', {value}", (True, None))
    yield _one("LVM-49", "the longest name", f"'emit', '{'e' * MAX_KEY_BYTES}', 1", (True, None))
    for why, given in {
        "no name": "",
        "a name without bytes": ", '', 1",
        "a name of a byte too many": f", '{'e' * (MAX_KEY_BYTES + 1)}', 1",
        "a string of a byte too many": f", 'e', string.rep('y', {MAX_RECORD_BYTES + 1})",
    }.items():
        yield _one("LVM-49", why, f"'emit'{given}", (False, None))
    many = "local n = 0 for i = 1, {} do local done = host('emit', 'e', i) if done then n = n + 1 end end return n"
    yield world_case(("LVM-49",), "as many events as there may be", world_of(many.format(MAX_EVENTS)), (MAX_EVENTS,))
    yield world_case(("LVM-49",), "one event more", world_of(many.format(MAX_EVENTS + 1)), (MAX_EVENTS,))


def _checks() -> Iterable[Case]:
    yield _one("LVM-50", "a hash", "'hash', 'abc'", (True, bytes.fromhex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")))
    yield _one("LVM-50", "the hash of nothing", "'hash', ''", (True, bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")))
    yield _one("LVM-50", "what follows the string says nothing", "'hash', '', 'abc'", (True, sha256(b"").digest()))
    longest = "local s = string.rep('x', {}) local done = host('hash', s) return done"
    yield world_case(("LVM-50",), "the longest string", world_of(longest.format(MAX_HASHED_BYTES)), (True,), memory=2**22)
    yield world_case(("LVM-50",), "a byte more", world_of(longest.format(MAX_HASHED_BYTES + 1)), (False,), memory=2**22)
    yield _one("LVM-50", "the hash of an integer", "'hash', 1", (False, None))
    for pair in (ALICE, CAROL):
        key, signature = encode_key(pair.public), sign(pair, b"open")
        asked = f"'signed', {text(key)}, '{{}}', {{}}"
        yield _one("LVM-50", f"a signature, {pair.public.algorithm.name}", asked.format("open", text(signature)), (True, True))
        yield _one("LVM-50", f"of another message, {pair.public.algorithm.name}", asked.format("shut", text(signature)), (True, False))
        yield _one("LVM-50", f"a byte too few, {pair.public.algorithm.name}", asked.format("open", text(signature[1:])), (False, None))
    yield _one("LVM-50", "of another's key", f"'signed', {text(encode_key(BOB.public))}, 'open', {text(_signature(ALICE))}", (True, False))
    nobody = encode_key(PublicKey(ALICE.public.algorithm, bytes((1,)) + bytes(31), None))
    yield _one("LVM-50", "of a key of small order, for which anything is signed", f"'signed', {text(nobody)}, 'open', {text(_for_nobody())}", (True, False))
    yield _one("LVM-50", "of no key", f"'signed', 'x', 'open', {text(_signature(ALICE))}", (True, False))
    yield _one("LVM-50", "of no string", f"'signed', 1, 'open', {text(_signature(ALICE))}", (False, None))


def _signature(pair: KeyPair) -> bytes:
    return sign(pair, b"open")


def _for_nobody() -> bytes:
    """A signature of every message by the key that is the neutral element: S and S times the base point, S being Alice's secret number."""
    hashed = bytearray(sha512(ALICE.secret).digest()[:32])
    hashed[0], hashed[31] = hashed[0] & 248, hashed[31] & 127 | 64
    return ALICE.public.x + (int.from_bytes(hashed, "little") % ED25519_ORDER).to_bytes(32, "little")


def _records() -> Iterable[Case]:
    of_coin: dict[str, Scalar] = {"symbol": b"GATE", "issuer": CALLER, "decimals": 2, "cap": 10**6}
    for name, value in of_coin.items():
        yield _one("LVM-51", f"a coin's {name}", f"'coin', {GATE_ID}, '{name}'", (True, value))
    yield _one("LVM-51", "of a coin that there is not", f"'coin', {text(coin_id('NIX'))}, 'cap'", (True, 0))
    yield _one("LVM-51", "a member that no coin has", f"'coin', {GATE_ID}, 'price'", (False, None))
    yield _one("LVM-51", "no coin", "'coin', 'GATE', 'cap'", (False, None))
    ordered = service_place({ORDER: order_in(Phase.DELIVERING)})
    of_order: dict[str, Scalar] = {"phase": Phase.DELIVERING.value, "paid": 0, "consumer": ALICE.account}
    for name, value in of_order.items():
        asked = f"'order', {text(ORDER)}, '{name}'"
        yield _one("LVM-51", f"an order's {name}", asked, (True, value), state=ordered)
    yield _one("LVM-51", "a member of an order that is a record", f"'order', {text(ORDER)}, 'terms'", (False, None), state=ordered)
    consented = data_place({(OWNER.account, 7): STANDING})
    of_consent: dict[str, Scalar] = {"use": STANDING.use, "until": STANDING.until, "reader": STANDING.reader}
    for name, value in of_consent.items():
        asked = f"'consent', {text(OWNER.account)}, 7, '{name}'"
        yield _one("LVM-51", f"a consent's {name}", asked, (True, value), state=consented)
    yield _one("LVM-51", "of a consent that was not given", f"'consent', {text(OWNER.account)}, 8, 'until'", (True, 0), state=consented)
    yield _one("LVM-51", "a consent without a number", f"'consent', {text(OWNER.account)}, nil, 'until'", (False, None), state=consented)


def _calls() -> Iterable[Case]:
    def case(why: str, source: str, comes: Comes, *others: str, **limits: int) -> Case:
        return world_case(("LVM-52",), why, world_of(source, {contract_at(place): other for place, other in enumerate(others, 2)}), comes, **limits)

    plain = BOTH.format(f"'call', {OTHER_ID}, 50000, 0")
    paying = BOTH.format(f"'call', {OTHER_ID}, 50000, 300, 'x', 5")
    yield case("the first value is handed back", plain, (True, 7), "return 7, 8")
    yield case("no value", plain, (True, None), "return")
    yield case("the caller is the contract", plain, (True, MAIN), "local a, b = host('caller') return b")
    yield case("it has its own account", plain, (True, OTHER), "local a, b = host('contract') return b")
    yield case("arguments come after the money", paying, (True, b"x"), "local a, b = host('argument', 1) return b")
    yield case("the second argument", paying, (True, 5), "local a, b = host('argument', 2) return b")
    yield case("money comes with the call", paying, (True, HAS + 300), f"local a, b = host('balance', {SSP_ID}, {OTHER_ID}) return b")
    yield case("it is told how much", paying, (True, 300), "local a, b = host('paid') return b")
    yield case("the money of a call that fails is the caller's", paying, (False, Code.CONTRACT_FAILED.number), "error(1)")
    yield case("money that the caller has not", BOTH.format(f"'call', {OTHER_ID}, 50000, {HAS + 1}"), (False, Code.INSUFFICIENT_BALANCE.number), "return 1")
    inside = f"host('transfer', {SSP_ID}, {ALICE_ID}, 5) host('save', 'k', 1) host('emit', 'inside', 1) "
    after = f"host('emit', 'before', 1) host('save', 'k', 2) local done, value = host('call', {OTHER_ID}, 50000, 0) host('emit', 'after', 3) return done, value"
    yield case("what is done inside remains", after, (True, 1), inside + "return 1")
    yield case("of what fails inside nothing remains", after, (False, Code.CONTRACT_FAILED.number), inside + "error(1)")
    yield case("of what is out of gas inside nothing remains", after, (False, Code.GAS_EXHAUSTED.number), inside + "while true do end")
    yield case("a value that nobody can take", plain, (False, Code.CONTRACT_FAILED.number), "return {}")
    yield case("what has failed inside is not done outside", after + " + 1", (False, Code.CONTRACT_FAILED.number + 1), "return -'x'")
    yield case("the gas that is named", BOTH.format(f"'call', {OTHER_ID}, 500, 0"), (False, Code.GAS_EXHAUSTED.number), "while true do end")
    yield case("no gas", BOTH.format(f"'call', {OTHER_ID}, 0, 0"), (False, Code.GAS_EXHAUSTED.number), "return 1")
    endless = BOTH.format(f"'call', {OTHER_ID}, {MAX_AMOUNT}, 0")
    yield case("more gas than is left", endless, (False, Code.GAS_EXHAUSTED.number), "while true do end")
    yield case("nothing is left then", endless.replace("return", "while value do return 1 end return"), Code.GAS_EXHAUSTED, "while true do end")
    yield case("gas for no call", plain, Code.GAS_EXHAUSTED, "return 1", gas=CALL_GAS)
    to_nobody = BOTH.format(f"'call', {text(THIRD)}, 50000, 0")
    just = _gas_of(world_of(to_nobody))
    yield case("gas for the call, and none for the called", plain, (False, Code.GAS_EXHAUSTED.number), "return 1", gas=just)
    hungry = "while true do local t = {} end"
    yield case("memory is the caller's", plain, (False, Code.MEMORY_EXHAUSTED.number), hungry, memory=5_000)
    yield case("nothing of it is left then", plain + " .. ''", Code.MEMORY_EXHAUSTED, hungry, memory=5_000)
    yield case("memory that was used inside is used", plain + " .. 'x'", Code.MEMORY_EXHAUSTED, "local t = {} return ''", memory=288)
    yield case("memory that just suffices", plain + " .. 'x'", (True, b"x"), "local t = {} return ''", memory=321)
    again = f"local done, value = host('call', {text(MAIN)}, 50000, 0) return done"
    yield case("a contract that is under way is not called", plain, (True, False), again)
    yield case("nor does it call itself", again, (False,))
    yield case("one after another", plain.replace("return", f"done, value = host('call', {OTHER_ID}, 50000, 0) return"), (True, 2), _counting())
    yield case("no such contract", BOTH.format(f"'call', {text(THIRD)}, 50000, 0"), (False, None), "return 1")
    for why, given in {
        "no contract": "'x', 5, 0",
        "no limit of gas": f"{OTHER_ID}",
        "no money": f"{OTHER_ID}, 5",
        "less than no money": f"{OTHER_ID}, 5, -1",
    }.items():
        yield case(why, BOTH.format(f"'call', {given}"), (False, None), "return 1")
    deeper = "local a, b = host('call', {}, 150000, 0) if a then return b + 1 end return 1"
    chain = [deeper.format(text(contract_at(number))) for number in range(2, MAX_FRAMES + 3)]
    yield case("as many under way as there may be", chain[0], (MAX_FRAMES,), *chain[1:])


def _counting() -> str:
    return "local a, n = host('load', 'n') n = (n or 0) + 1 host('save', 'n', n) return n"


def _prices() -> Iterable[Case]:
    """Each operation with just enough gas, and with a unit less."""
    asked = {
        "argument": "'argument', 1",
        "balance": f"'balance', {SSP_ID}, {OTHER_ID}",
        "caller": "'caller'",
        "coin": f"'coin', {GATE_ID}, 'cap'",
        "consent": f"'consent', {OTHER_ID}, 1, 'until'",
        "contract": "'contract'",
        "emit": "'emit', 'e', 1",
        "emit, of 64 bytes": f"'emit', 'e', '{'x' * 64}'",
        "hash": "'hash', 'x'",
        "hash, of 64 bytes": f"'hash', '{'x' * 64}'",
        "load": "'load', 'k'",
        "order": f"'order', {text(ORDER)}, 'paid'",
        "paid": "'paid'",
        "save": "'save', 'k', 1",
        "save, of 32 bytes with its key": f"'save', 'k', '{'x' * 31}'",
        "signed": f"'signed', {text(encode_key(ALICE.public))}, 'open', {text(_signature(ALICE))}",
        "slot": "'slot'",
        "transfer": f"'transfer', {SSP_ID}, {ALICE_ID}, 1",
        "call": f"'call', {text(THIRD)}, 100, 0",
        "nothing": "'nothing'",
        "what is asked wrongly": "'transfer'",
    }
    for why, each in asked.items():
        world = world_of(f"host({each})")
        used = _gas_of(world)
        yield world_case(("LVM-45", "LVM-41"), f"{why}: just enough gas", world, (), used)
        yield world_case(("LVM-45", "LVM-41"), f"{why}: a unit too little", world, Code.GAS_EXHAUSTED, used - 1)


def _gas_of(world: World) -> int:
    """What a run uses that has enough."""
    given: dict[str, Json] = {"world": write_world(world), "gas": GAS, "memory": MEMORY}
    return int(str(members(evaluate(Kind.EXECUTE.value, "minimal", given)["ok"])["gas"]))
