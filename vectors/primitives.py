"""Procedures called one by one: hashes, identifiers, encodings and roots, for whoever builds from the bottom up."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.parameters import PRESETS
from reference.state.account import Account
from reference.state.coin import Coin, Holding
from reference.state.pots import Pots
from reference.state.proof import Occupant, StateProof, prove
from reference.state.tree import EMPTY, NOTHING, record_hash, root_hash, update
from reference.wire.envelope import Envelope, encode_envelope
from reference.wire.hashing import Tag
from vectors.build import ALICE, CAROL, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.scenarios.coins import ALLOWED, REFUSED


def primitive_cases() -> list[Case]:
    """Calls of the procedures that transactions, blocks and states are made of."""
    return [*_hashes(), *_lists(), *_symbols(), *_records(), *_roots(), *_deepest(), *_envelopes(), *_chains(), *_sizes()]


def _hashes() -> list[Case]:
    cases = []
    for tag in Tag:
        cases.append(_call("tagged_hash", f"the tag {tag.value.decode()}, over nothing", {"tag": tag, "data": b""}))
        cases.append(_call("tagged_hash", f"the tag {tag.value.decode()}, over three bytes", {"tag": tag, "data": b"abc"}))
    long = bytes(range(256)) * 2
    return [*cases, *[_call("tagged_hash", f"{size} bytes", {"tag": Tag.LIST_LEAF, "data": long[:size]}) for size in (31, 32, 41, 42, 64, 105, 106, 512)]]


def _lists() -> list[Case]:
    entries = [bytes((place,)) * (place + 1) for place in range(17)]
    cases = [_call("list_root", f"{count} entries", {"entries": tuple(entries[:count])}) for count in (*range(10), 15, 16, 17)]
    return [
        *cases,
        _call("list_root", "one entry, empty: not the empty list", {"entries": (b"",)}),
        _call("list_root", "two equal entries", {"entries": (b"a", b"a")}),
        _call("list_root", "two entries in one order", {"entries": (b"a", b"b")}),
        _call("list_root", "the same two in the other", {"entries": (b"b", b"a")}),
        _call("list_root", "an entry that looks like two nodes of a tree", {"entries": (bytes(64),)}),
        _call("list_root", "three entries, the last twice", {"entries": (b"a", b"b", b"c", b"c")}),
        _call("list_root", "three entries", {"entries": (b"a", b"b", b"c")}),
    ]


def _symbols() -> list[Case]:
    allowed = [_call("check_symbol", why, {"symbol": symbol}) for symbol, why in ALLOWED.items()]
    refused = [_call("check_symbol", why, {"symbol": symbol}, Code.SYMBOL_INVALID) for symbol, why in REFUSED.items()]
    named = ["GATE", "GATF", "A", "A" * 16, "gate", "ÄÖÜ", "😀"]
    identifiers = [_call("coin_id", f"of a symbol of {len(symbol.encode())} bytes", {"symbol": symbol}) for symbol in named]
    return [*allowed, *refused, *identifiers]


def _records() -> list[Case]:
    least = Coin(symbol="GATE", issuer=ALICE.account, decimals=0, cap=1, supply=0, deposit=0)
    records: list[tuple[str, Account | Coin | Holding | Pots]] = [
        ("an account", Account(1_000, 7)),
        ("an account with nothing but its nonce", Account(0, 24)),
        ("the greatest account", Account(MAX_AMOUNT, MAX_UINT64)),
        ("a coin", replace(least, decimals=2, cap=500, supply=23, deposit=1_000)),
        ("the least coin", least),
        ("the greatest coin", Coin("A" * 12, CAROL.account, 18, MAX_AMOUNT, MAX_AMOUNT, MAX_AMOUNT)),
        ("a holding", Holding(255)),
        ("the greatest holding", Holding(MAX_AMOUNT)),
        ("the pots", Pots(ecosystem=10**18 - 256, deposits=256, fees=0)),
    ]
    return [_call("encode_record", why, {"record": record}) for why, record in records]


def _roots() -> list[Case]:
    def records(count: int) -> dict[bytes, bytes]:
        return {sha256(bytes((place,))).digest(): bytes((place,)) * place for place in range(count)}

    near = sha256(b"near").digest()
    twins = {near[:-1] + bytes((last,)): b"a" for last in (0, 1)}
    sides = {b"\x00" * 32: b"a", b"\xff" * 32: b"b"}
    cases = [_call("naive_root", f"{count} records", {"records": records(count), "depth": 0}) for count in (0, 1, 2, 3, 5, 8, 33)]
    return [
        *cases,
        _call("naive_root", "two records on both sides of the first bit", {"records": sides, "depth": 0}),
        _call("naive_root", "two records whose paths differ in the last bit only: 255 branches with an empty side", {"records": twins, "depth": 0}),
        _call("naive_root", "the subtree of these two, at the last bit", {"records": twins, "depth": 255}),
        _call("naive_root", "one record at any depth is its leaf", {"records": records(1), "depth": 100}),
    ]


def _deepest() -> list[Case]:
    """Proofs 256 branches deep. No key that anybody could find leads there, so they are called with their paths."""
    path, twin = bytes(32), bytes(31) + b"\x01"
    trie = update(EMPTY, [(path, b"a"), (twin, b"b")])
    root, proof = root_hash(trie), prove(trie, path)
    absent = prove(update(EMPTY, [(path, b"a"), (bytes(31) + b"\x03", b"b")]), twin)
    shallow = root_hash(update(EMPTY, [(path, b"a"), (bytes(31) + b"\x03", b"b")]))
    deeper = StateProof(None, (*proof.siblings, NOTHING))

    def case(why: str, under: bytes, at: bytes, record: bytes | None, given: StateProof, code: Code | None = None) -> Case:
        return _call("verify_proof", why, {"root": under, "path": at, "record": record, "proof": given}, code)

    return [
        case("256 siblings: two paths that differ in the last bit", root, path, b"a", proof),
        case("256 siblings, and the other of the two", root, twin, b"b", prove(trie, twin)),
        case("257 siblings", root, path, b"a", deeper, Code.PROOF_INVALID),
        case("255 siblings, and the occupant differs in the last bit", shallow, twin, None, absent),
        case("an occupant with the very path", root, path, None, StateProof(Occupant(path, record_hash(b"a")), proof.siblings), Code.PROOF_INVALID),
    ]


def _envelopes() -> list[Case]:
    """Payloads whose lengths take each width; what they say is not looked at here."""
    payload = bytes(range(256)) * 2
    sizes = (0, 1, 23, 24, 255, 256, 512)
    cases = []
    for pair in (ALICE, CAROL):
        for size in sizes:
            envelope = encode_envelope(Envelope(pair.public, payload[:size], bytes(range(64))))
            cases.append(_call("decode_envelope", f"a payload of {size} bytes, signed with {pair.public.algorithm.name}", {"data": envelope}))
    return cases


def _chains() -> list[Case]:
    cases = [_call("chain_id", f"the preset {name}", {"parameters": parameters, "genesis_root": bytes(32)}) for name, parameters in PRESETS.items()]
    minimal = PRESETS["minimal"]
    others = {
        "another name": replace(minimal, name="other"),
        "one more agent": replace(minimal, agents=minimal.agents + 1),
        "another deposit": replace(minimal, coin_deposit=minimal.coin_deposit + 1),
    }
    cases += [_call("chain_id", f"the minimal preset with {why}", {"parameters": changed, "genesis_root": bytes(32)}) for why, changed in others.items()]
    return [*cases, _call("chain_id", "another first state", {"parameters": minimal, "genesis_root": b"\x01" * 32})]


def _sizes() -> list[Case]:
    return [
        _call("check_transaction_size", "nothing, where nothing is allowed", {"data": b"", "limit": 0}),
        _call("check_transaction_size", "as many bytes as allowed", {"data": bytes(32), "limit": 32}),
        _call("check_transaction_size", "one byte more than allowed", {"data": bytes(33), "limit": 32}, Code.TRANSACTION_TOO_LARGE),
        _call("check_transaction_size", "one byte, where none is allowed", {"data": b"\0", "limit": 0}, Code.TRANSACTION_TOO_LARGE),
    ]


def _call(name: str, why: str, arguments: Mapping[str, object], code: Code | None = None) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
