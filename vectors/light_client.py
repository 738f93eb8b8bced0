"""State proofs, right and wrong, for whoever knows only a state root."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

from reference.codes import Code
from reference.numbers import AccountId, Amount, Hash
from reference.state.account import Account
from reference.state.commitment import state_root
from reference.state.proof import MAX_PROOF_BYTES, Occupant, StateProof, encode_proof, prove
from reference.state.records import encode_record, every_key, key_bytes, record_bytes
from reference.state.state import RecordKey, State
from reference.state.tables import FORMS, Table
from reference.state.tree import EMPTY, NOTHING, Node, bit_at, branch_hash, leaf, leaf_hash, record_hash, root_hash, state_path, update
from vectors.build import ALICE, BOB, coin, found, intended_case
from vectors.case import Case, Kind
from vectors.keys import KeyPair, key_pair
from vectors.malformed.forms import (
    BYTES,
    NULL,
    Field,
    Wrong,
    array,
    byte_string,
    extended,
    head,
    integer,
    mapping,
    not_cbor,
    truncated,
    written_by_hand,
    wrong_arrays,
    wrong_forms,
)
from vectors.scenarios.agent_states import state_with_agents

RULES = ("STATE-6", "STATE-7", "STATE-3")

GATE_HOLDERS = 7


def proof_cases() -> list[Case]:
    """Proofs of records that are there and of records that are not, in tries from nothing to some hundreds of records."""
    return [*_states(), *_with_agents(), *_tries(), *_longest()]


def wrong_proof_cases() -> list[Case]:
    """Proofs that lead nowhere, and bytes that are no proof."""
    return [*_corrupted(), *_malformed()]


def _people(count: int) -> State:
    holders = [key_pair(f"holder {number}") for number in range(count)]
    accounts: dict[KeyPair, Amount | Account] = {ALICE: 500, **{pair: Account(1_000 + number, number) for number, pair in enumerate(holders)}}
    coins = [coin("GATE", ALICE, 1_000), coin("SUN", BOB, 5)]
    return found(accounts=accounts, coins=coins, holdings={("GATE", pair): 10 + number for number, pair in enumerate(holders[:GATE_HOLDERS])})


def _states() -> Iterator[Case]:
    for size in (0, 1, 30, 300):
        state = _people(size)
        present: list[RecordKey] = [(Table.ACCOUNTS, ALICE.account), (Table.POTS, None), *[(Table.COINS, key) for key in sorted(state.coins)]]
        present += [(Table.HOLDINGS, key) for key in sorted(state.holdings)[:2]]
        for key in present:
            yield _state_case(state, key, f"there: {key[0].name.lower()}, beside the records of {size} others")
        for key in _absent(state):
            yield _state_case(state, key, f"not there: {key[0].name.lower()}, beside the records of {size} others")


def _with_agents() -> Iterator[Case]:
    """A record of each table that consensus has, and beside it one that is not there."""
    state = state_with_agents()
    tables = [table for table in Table if table > Table.POTS]
    first = {table: next((key for key in sorted(every_key(state)) if key[0] is table), None) for table in tables}
    for table, key in first.items():
        if key is not None:
            yield _state_case(state, key, f"there: {table.name.lower()} of a chain with agents")
    agent, term = next(iter(sorted(state.consensus.agents))), 9
    for table in tables:
        parts = tuple(agent if kind is AccountId else term for kind in FORMS[table].key)
        missing: RecordKey = (table, None if not parts else parts if len(parts) > 1 else parts[0])
        if missing != first[table] and record_bytes(state, missing) is None:
            yield _state_case(state, missing, f"not there: {table.name.lower()} of a chain with agents")


def _absent(state: State) -> list[RecordKey]:
    coins, holders = sorted(state.coins), sorted(state.accounts)
    return [
        (Table.ACCOUNTS, BOB.account),
        (Table.ACCOUNTS, bytes(32)),
        (Table.ACCOUNTS, coins[0]),
        (Table.COINS, holders[0]),
        (Table.COINS, bytes(32)),
        (Table.HOLDINGS, (coins[1], holders[0])),
        (Table.HOLDINGS, (holders[0], coins[0])),
    ]


def _state_case(state: State, key: RecordKey, why: str) -> Case:
    path = state_path(key[0], key_bytes(key))
    return _case(why, state_root(state), key[0], key_bytes(key), record_bytes(state, key), prove(state.tree, path), None)


def _tries() -> Iterator[Case]:
    """Tries built for their shape. The keys are hashes of small numbers, chosen by where their paths lead."""
    record = encode_record(Account(5, 1))
    path = _path(0)
    alone = leaf(path, record)
    yield _case("the only record there is: no sibling", root_hash(alone), Table.ACCOUNTS, _key(0), record, prove(alone, path), None)
    yield _case("beside the only record there is", root_hash(alone), Table.ACCOUNTS, _key(1), None, prove(alone, _path(1)), None)
    yield _case("in a state without records", root_hash(EMPTY), Table.ACCOUNTS, _key(0), None, prove(EMPTY, path), None)
    deep = _deep(12)
    trie = _trie(*deep)
    for number in deep:
        why = "two paths that agree in their first twelve bits or more"
        yield _case(why, root_hash(trie), Table.ACCOUNTS, _key(number), record, prove(trie, _path(number)), None)
    shapes: list[tuple[str, Callable[[StateProof], bool]]] = [
        ("ends at an empty side", lambda proof: proof.occupant is None and len(proof.siblings) > 0),
        ("ends at another record's leaf, twelve branches deep", lambda proof: proof.occupant is not None and len(proof.siblings) > 12),
    ]
    for why, wanted in shapes:
        number = next(number for number in range(2, 2**18) if number not in deep and wanted(prove(trie, _path(number))))
        yield _case(f"not there: the way {why}", root_hash(trie), Table.ACCOUNTS, _key(number), None, prove(trie, _path(number)), None)


def _longest() -> Iterator[Case]:
    """Proofs of 255 and 256 siblings, under the roots that they lead to. Nobody finds two keys with such paths, and a verifier allows for them."""
    record = encode_record(Account(5, 1))
    path = _path(0)
    for length in (255, 256):
        siblings = _siblings(length)
        there = _root_of(leaf_hash(path, record_hash(record)), path, siblings)
        yield _case(f"there, below {length} branches", there, Table.ACCOUNTS, _key(0), record, StateProof(None, siblings), None)
        empty = _root_of(NOTHING, path, siblings)
        yield _case(f"not there: an empty side below {length} branches", empty, Table.ACCOUNTS, _key(0), None, StateProof(None, siblings), None)
    siblings = _siblings(255)
    occupant = Occupant(_parting(path, 255), record_hash(record))
    beside = _root_of(leaf_hash(occupant.path, occupant.record_hash), path, siblings)
    yield _case("not there: another's leaf, like it in all but the last bit", beside, Table.ACCOUNTS, _key(0), None, StateProof(occupant, siblings), None)


def _siblings(count: int) -> tuple[Hash, ...]:
    """The deepest is a hash, and of the others every second one is an empty side."""
    return tuple(NOTHING if place % 2 else sha256(f"sibling {place}".encode()).digest() for place in range(count))


def _root_of(subtree: Hash, path: Hash, siblings: tuple[Hash, ...]) -> Hash:
    """The root that a subtree and the siblings on its way, the deepest first, lead to."""
    for place, sibling in enumerate(siblings):
        bit = bit_at(path, len(siblings) - 1 - place)
        subtree = branch_hash(sibling, subtree) if bit else branch_hash(subtree, sibling)
    return subtree


def _deep(bits: int) -> tuple[int, int]:
    """The first two numbers whose paths agree in this many bits."""
    seen: dict[int, int] = {}
    number = 0
    while (start := int.from_bytes(_path(number), "big") >> (256 - bits)) not in seen:
        seen[start] = number
        number += 1
    return seen[start], number


def _trie(*numbers: int) -> Node:
    record = encode_record(Account(5, 1))
    return update(EMPTY, [(_path(number), record) for number in numbers])


def _key(number: int) -> bytes:
    return sha256(str(number).encode()).digest()


def _path(number: int) -> Hash:
    return state_path(Table.ACCOUNTS, _key(number))


def _corrupted() -> Iterator[Case]:
    state = _people(30)
    root = state_root(state)
    key = ALICE.account
    record = record_bytes(state, (Table.ACCOUNTS, key)) or b""
    proof = prove(state.tree, state_path(Table.ACCOUNTS, key))
    path = state_path(Table.ACCOUNTS, key)
    first, second, *rest = proof.siblings
    richer = encode_record(Account(501, 0))
    neighbour = Occupant(_parting(path, len(proof.siblings)), record_hash(record))
    present: list[tuple[str, Hash, Table, bytes, bytes | None, StateProof]] = [
        ("a record with one unit more", root, Table.ACCOUNTS, key, richer, proof),
        ("an empty record", root, Table.ACCOUNTS, key, b"", proof),
        ("a byte after the record", root, Table.ACCOUNTS, key, record + b"\0", proof),
        ("said not to be there, and it is", root, Table.ACCOUNTS, key, None, proof),
        ("another root", sha256(root).digest(), Table.ACCOUNTS, key, record, proof),
        ("a root of zeros", NOTHING, Table.ACCOUNTS, key, record, proof),
        ("another key", root, Table.ACCOUNTS, BOB.account, record, proof),
        ("another table", root, Table.COINS, key, record, proof),
        ("a key one byte short", root, Table.ACCOUNTS, key[:-1], record, proof),
        ("the deepest sibling missing", root, Table.ACCOUNTS, key, record, StateProof(None, proof.siblings[1:])),
        ("the highest sibling missing", root, Table.ACCOUNTS, key, record, StateProof(None, proof.siblings[:-1])),
        ("no siblings", root, Table.ACCOUNTS, key, record, StateProof(None, ())),
        ("a sibling more at the bottom", root, Table.ACCOUNTS, key, record, StateProof(None, (first, *proof.siblings))),
        ("an empty side more at the bottom", root, Table.ACCOUNTS, key, record, StateProof(None, (NOTHING, *proof.siblings))),
        ("an empty side more at the top", root, Table.ACCOUNTS, key, record, StateProof(None, (*proof.siblings, NOTHING))),
        ("two siblings exchanged", root, Table.ACCOUNTS, key, record, StateProof(None, (second, first, *rest))),
        ("the siblings from the top down", root, Table.ACCOUNTS, key, record, StateProof(None, proof.siblings[::-1])),
        ("one bit of a sibling changed", root, Table.ACCOUNTS, key, record, StateProof(None, (bytes((first[0] ^ 1,)) + first[1:], second, *rest))),
        ("a sibling made an empty side", root, Table.ACCOUNTS, key, record, StateProof(None, (first, NOTHING, *rest))),
        ("256 siblings", root, Table.ACCOUNTS, key, record, StateProof(None, (first,) * 256)),
        ("as many bytes as the longest proof has", root, Table.ACCOUNTS, key, None, StateProof(neighbour, (first,) * 256)),
        ("an occupant, and the record is there", root, Table.ACCOUNTS, key, record, replace(proof, occupant=neighbour)),
        ("its own leaf as the occupant", root, Table.ACCOUNTS, key, None, replace(proof, occupant=Occupant(path, record_hash(record)))),
    ]
    for why, under, table, place, value, forged in present:
        yield _case(why, under, table, place, value, forged, Code.PROOF_INVALID)
    yield from _false_absences(state)
    yield from _forged_tries()
    path, siblings = _path(0), _siblings(256)
    neighbour = Occupant(_parting(path, 255), sha256(b"record").digest())
    root = _root_of(leaf_hash(neighbour.path, neighbour.record_hash), path, siblings)
    yield _case(
        "an occupant at a leaf below 256 branches, its root's own", root, Table.ACCOUNTS, _key(0), None, StateProof(neighbour, siblings), Code.PROOF_INVALID
    )


def _false_absences(state: State) -> Iterator[Case]:
    """Proofs that something is not there, gone wrong."""
    root = state_root(state)
    number = next(number for number in range(2**10) if prove(state.tree, _path(number)).occupant is not None)
    key, path = _key(number), _path(number)
    proof = prove(state.tree, path)
    occupant = proof.occupant
    assert occupant is not None
    depth = len(proof.siblings)
    stranger = Occupant(_parting(path, depth - 1), occupant.record_hash)
    wrong = [
        ("the occupant left out", StateProof(None, proof.siblings)),
        ("the occupant's record hash changed", replace(proof, occupant=Occupant(occupant.path, sha256(occupant.record_hash).digest()))),
        ("the occupant's path is the one asked for", replace(proof, occupant=Occupant(path, occupant.record_hash))),
        ("the occupant's path parts from the one asked for too early", replace(proof, occupant=stranger)),
        ("the occupant's path and record hash exchanged", replace(proof, occupant=Occupant(occupant.record_hash, occupant.path))),
        ("the deepest sibling missing", replace(proof, siblings=proof.siblings[1:])),
        ("an empty side more at the bottom", replace(proof, siblings=(NOTHING, *proof.siblings))),
    ]
    for why, forged in wrong:
        yield _case(f"not there: {why}", root, Table.ACCOUNTS, key, None, forged, Code.PROOF_INVALID)
    record = encode_record(Account(1, 1))
    yield _case("said to be there, and it is not", root, Table.ACCOUNTS, key, record, StateProof(None, proof.siblings), Code.PROOF_INVALID)
    yield _case("said to be there, beside an occupant", root, Table.ACCOUNTS, key, record, proof, Code.PROOF_INVALID)


def _forged_tries() -> Iterator[Case]:
    """Roots that no state has: a checker that only hashes would follow them."""
    record = encode_record(Account(5, 1))
    path = _path(0)
    own = leaf_hash(path, record_hash(record))
    stretched = branch_hash(own, NOTHING) if bit_at(path, 0) == 0 else branch_hash(NOTHING, own)
    yield _case("a lone leaf under a branch with an empty side", stretched, Table.ACCOUNTS, _key(0), record, StateProof(None, (NOTHING,)), Code.PROOF_INVALID)
    hollow = branch_hash(NOTHING, NOTHING)
    yield _case("nothing, under a branch with two empty sides", hollow, Table.ACCOUNTS, _key(0), None, StateProof(None, (NOTHING,)), Code.PROOF_INVALID)
    yield _case("nothing, under the root of a leaf", own, Table.ACCOUNTS, _key(0), None, StateProof(None, ()), Code.PROOF_INVALID)
    yield _case("a record, in a state without records", NOTHING, Table.ACCOUNTS, _key(0), record, StateProof(None, ()), Code.PROOF_INVALID)


def _parting(path: Hash, bit: int) -> Hash:
    """The path that differs from this one in one bit, counted from the most significant."""
    number = int.from_bytes(path, "big") ^ 1 << (255 - bit)
    return number.to_bytes(32, "big")


def _malformed() -> Iterator[Case]:
    """Bytes that are no proof, beside a record, a key and a root that are right."""
    state = _people(30)
    path = state_path(Table.ACCOUNTS, ALICE.account)
    proof = prove(state.tree, path)
    record = record_bytes(state, (Table.ACCOUNTS, ALICE.account))
    none = byte_string(b"")
    siblings = [byte_string(b"" if sibling == NOTHING else sibling) for sibling in proof.siblings]
    right = written_by_hand(array(none, array(*siblings)), encode_proof(proof))
    sibling = Field("a sibling", bytes(range(32)))
    occupant = Field("the occupant", bytes(range(64)))
    forms: list[Wrong] = [
        *not_cbor("no proof"),
        *truncated(right, [1, 2, 3, 4, 37, 38, len(right) - 1]),
        *extended(right),
        *wrong_arrays("the proof", [none, array(*siblings)]),
        *[(why, array(none, array(data, *siblings[1:]))) for why, data in wrong_forms(sibling) if data != none],
        *[(why, array(data, array(*siblings))) for why, data in wrong_forms(occupant) if data != none],
        ("an empty side as 32 zero bytes instead of none", array(none, array(byte_string(NOTHING), *siblings))),
        ("no occupant as an empty array", array(array(), array(*siblings))),
        ("no occupant as false", array(b"\xf4", array(*siblings))),
        ("the occupant as an array of two", array(array(*[byte_string(bytes(32))] * 2), array(*siblings))),
        ("the siblings null", array(none, NULL)),
        ("the siblings one byte string", array(none, byte_string(b"".join(proof.siblings)))),
        ("the siblings in an array of indefinite length", array(none, b"\x9f" + b"".join(siblings) + b"\xff")),
        ("the siblings' count in two bytes", array(none, b"\x99" + len(siblings).to_bytes(2, "big") + b"".join(siblings))),
        ("the siblings in a map", array(none, mapping(*[(integer(place), data) for place, data in enumerate(siblings)]))),
        ("257 empty sides", array(none, array(*[none] * 257))),
        ("257 siblings", array(none, array(*[siblings[0]] * 257))),
        ("a sibling that says it has 2^32 bytes", array(none, array(head(BYTES, 2**32), integer(0)))),
        ("more bytes than any proof has", right.ljust(MAX_PROOF_BYTES + 1, b"\0")),
    ]
    seen = {right}
    for why, data in forms:
        if data not in seen:
            seen.add(data)
            yield _bytes_case(why, state_root(state), Table.ACCOUNTS, ALICE.account, record, data, Code.MALFORMED)


def _case(why: str, root: Hash, table: Table, key: bytes, record: bytes | None, proof: StateProof, code: Code | None) -> Case:
    return _bytes_case(why, root, table, key, record, encode_proof(proof), code)


def _bytes_case(why: str, root: Hash, table: Table, key: bytes, record: bytes | None, data: bytes, code: Code | None) -> Case:
    given = {
        "decode": "state_proof",
        "bytes": data.hex(),
        "root": root.hex(),
        "table": table.name.lower(),
        "key": key.hex(),
        "record": None if record is None else record.hex(),
    }
    rules = ("STATE-7", "WIRE-2") if code is Code.MALFORMED else RULES
    return intended_case(rules, Kind.DECODE, "minimal", why, dict(given), code)
