"""State proofs: from tries, of any length under the roots that they lead to, and both with something wrong."""

from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.numbers import Hash
from reference.state.account import Account
from reference.state.proof import MAX_PROOF_BYTES, Occupant, StateProof, encode_proof, prove
from reference.state.records import encode_record
from reference.state.tables import Table
from reference.state.tree import EMPTY, NOTHING, PATH_BITS, bit_at, branch_hash, leaf_hash, record_hash, root_hash, state_path, update
from vectors.case import Kind

RECORD = encode_record(Account(5, 1))

LENGTHS = (0, 1, 2, 3, 7, 8, 255, 256, 257)
"""How many siblings a made-up proof has, besides any number."""


@st.composite
def proofs(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A proof, with the root, the place and the record that it is checked against."""
    table = draw(st.sampled_from(Table))
    number = draw(st.integers(0, 60))
    key = {Table.POTS: b"", Table.HOLDINGS: _key(number) + _key(number + 1)}.get(table, _key(number))
    path = state_path(table, key)
    root, record, proof = _draw_from_trie(draw, path) if draw(st.booleans()) else _draw_made_up(draw, path)
    if draw(st.booleans()):
        proof = _draw_wrong_proof(draw, path, proof)
    data = encode_proof(proof)
    match draw(st.integers(0, 11)):
        case 11:
            data = draw_damaged(draw, data)
        case 10:
            root = draw(st.sampled_from((NOTHING, sha256(root).digest(), leaf_hash(path, record_hash(RECORD)))))
        case 9:
            record = draw(st.sampled_from((None, RECORD, b"", RECORD + b"\0")))
        case 8:
            key = draw(st.sampled_from((key[:-1], key + b"\0", _key(number + 1), b"")))[:72]
        case 7:
            table = draw(st.sampled_from(Table))
        case 6:
            data = data.ljust(MAX_PROOF_BYTES + draw(st.integers(0, 1)), b"\0")
        case _:
            pass
    given = {"root": root.hex(), "table": table.name.lower(), "key": key.hex(), "record": None if record is None else record.hex()}
    return Exchange(Kind.DECODE, draw(st.sampled_from(presets)), {"decode": "state_proof", "bytes": data.hex(), **given})


def _draw_from_trie(draw: Draw, path: Hash) -> tuple[Hash, bytes | None, StateProof]:
    """The proof of what a trie of some records has at a path."""
    others = [state_path(Table.ACCOUNTS, _key(place)) for place in range(100, 100 + draw(st.integers(0, 40)))]
    record = RECORD if draw(st.booleans()) else None
    trie = update(EMPTY, [(place, RECORD) for place in (*others, *([path] if record else []))])
    return root_hash(trie), record, prove(trie, path)


def _draw_made_up(draw: Draw, path: Hash) -> tuple[Hash, bytes | None, StateProof]:
    """A proof of any length and the root that it leads to, whether or not a trie could have it."""
    length = draw(st.one_of(st.sampled_from(LENGTHS), st.integers(0, PATH_BITS)))
    empty = draw(st.sampled_from((0, 0, 2, 3)))
    deepest_is_empty = draw(st.integers(0, 4)) == 4
    siblings = tuple(
        NOTHING if (deepest_is_empty if place == 0 else empty and place % empty == 0) else sha256(bytes((place % 256,))).digest() for place in range(length)
    )
    record, occupant = None, None
    match draw(st.integers(0, 3)):
        case 0:
            record = RECORD
            subtree = leaf_hash(path, record_hash(record))
        case 1:
            subtree = NOTHING
        case _:
            parting = draw(st.sampled_from((length, length - 1, length + 1, PATH_BITS - 1, PATH_BITS - 2, 0, None)))
            occupant = Occupant(_parting(path, parting), record_hash(RECORD))
            subtree = leaf_hash(occupant.path, occupant.record_hash)
    proof = StateProof(occupant, siblings)
    if length <= PATH_BITS:
        for place, sibling in enumerate(siblings):
            bit = bit_at(path, length - 1 - place)
            subtree = branch_hash(sibling, subtree) if bit else branch_hash(subtree, sibling)
    return subtree, record, proof


def _draw_wrong_proof(draw: Draw, path: Hash, proof: StateProof) -> StateProof:
    siblings = proof.siblings
    place = draw(st.integers(0, max(len(siblings) - 1, 0)))
    spoilt = bytes((siblings[place][0] ^ 1,)) + siblings[place][1:] if siblings else NOTHING
    parted = Occupant(_parting(path, draw(st.sampled_from((len(siblings), len(siblings) - 1, PATH_BITS - 1, None)))), record_hash(RECORD))
    choices = [
        replace(proof, siblings=siblings[1:]),
        replace(proof, siblings=siblings[:-1]),
        replace(proof, siblings=(NOTHING, *siblings)),
        replace(proof, siblings=(*siblings, NOTHING)),
        replace(proof, siblings=siblings[::-1]),
        replace(proof, siblings=(*siblings[:place], spoilt, *siblings[place + 1 :])),
        replace(proof, siblings=(*siblings[:place], NOTHING, *siblings[place + 1 :])),
        replace(proof, occupant=None),
        replace(proof, occupant=parted),
    ]
    chosen: StateProof = draw(st.sampled_from(choices))
    return chosen


def _key(number: int) -> bytes:
    return sha256(str(number).encode()).digest()


def _parting(path: Hash, bit: int | None) -> Hash:
    """The path that differs from this one in one bit, counted from the most significant; the same where that is none."""
    if bit is None or not 0 <= bit < PATH_BITS:
        return path
    return (int.from_bytes(path, "big") ^ 1 << (PATH_BITS - 1 - bit)).to_bytes(32, "big")
