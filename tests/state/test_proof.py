"""State proofs: what is there is shown, what is not there is shown not to be, and nothing else passes."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.state.proof import MAX_PROOF_BYTES, Occupant, StateProof, decode_proof, encode_proof, prove, verify_proof
from reference.state.tree import EMPTY, NOTHING, Node, branch_hash, leaf_hash, naive_root, record_hash, root_hash, state_path, update

untimed = settings(deadline=None)
"""A slow machine is no fault of a rule's."""

CHAPTER = Path(__file__).parents[2] / "spec" / "commitment.md"


def parting_from(path: bytes, depth: int) -> bytes:
    """The path that differs from `path` in the bit at `depth` only."""
    return (int.from_bytes(path, "big") ^ (1 << (255 - depth))).to_bytes(32, "big")


def crowded_paths() -> st.SearchStrategy[bytes]:
    """Few paths with long common prefixes, so that a path's proof is often nearly another's."""
    centres = st.sampled_from([bytes(32), b"\xff" * 32, sha256(b"centre").digest()])
    depths = st.one_of(st.integers(0, 12), st.sampled_from([100, 254, 255]))
    return st.one_of(centres, st.builds(parting_from, centres, depths), st.binary(min_size=32, max_size=32))


RECORDS = st.dictionaries(crowded_paths(), st.binary(max_size=4), max_size=6)
HASHES = st.one_of(st.just(NOTHING), st.binary(min_size=32, max_size=32))
PROOFS = st.builds(
    StateProof,
    occupant=st.none() | st.builds(Occupant, path=HASHES, record_hash=HASHES),
    siblings=st.lists(HASHES, max_size=8).map(tuple),
)


def passes(root: bytes, path: bytes, record: bytes | None, proof: StateProof) -> bool:
    """Whether a proof is accepted; anything but a rejection with the one code of proofs is an error of the test."""
    try:
        verify_proof(root, path, record, proof)
        code = None
    except Reject as rejection:
        code = rejection.code
    assert code in (None, Code.PROOF_INVALID)
    return code is None


def is_malformed(data: bytes) -> bool:
    """Whether bytes are refused as the encoding of a proof."""
    try:
        decode_proof(data)
        code = None
    except Reject as rejection:
        code = rejection.code
    assert code in (None, Code.MALFORMED)
    return code is not None


def flipped(data: bytes) -> Iterator[bytes]:
    """The bytes with each single bit the other way."""
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def tampered(proof: StateProof) -> Iterator[StateProof]:
    """The proofs that differ from one by a sibling more or less, two exchanged, or one bit or field changed."""
    siblings = proof.siblings
    stray = sha256(b"stray").digest()
    for at in range(len(siblings) + 1):
        for extra in (NOTHING, stray):
            yield replace(proof, siblings=(*siblings[:at], extra, *siblings[at:]))
    for at, sibling in enumerate(siblings):
        yield replace(proof, siblings=siblings[:at] + siblings[at + 1 :])
        for other in (NOTHING, stray, sibling[::-1], bytes([sibling[0] ^ 1]) + sibling[1:], sibling[:-1], sibling + b"\0"):
            yield replace(proof, siblings=(*siblings[:at], other, *siblings[at + 1 :]))
    for at in range(len(siblings) - 1):
        yield replace(proof, siblings=(*siblings[:at], siblings[at + 1], siblings[at], *siblings[at + 2 :]))
    yield replace(proof, siblings=siblings[::-1])
    yield replace(proof, occupant=Occupant(path=stray, record_hash=stray))
    if proof.occupant is not None:
        yield replace(proof, occupant=None)
        for path in flipped(proof.occupant.path):
            yield replace(proof, occupant=replace(proof.occupant, path=path))
        for digest in flipped(proof.occupant.record_hash):
            yield replace(proof, occupant=replace(proof.occupant, record_hash=digest))


def small_trie() -> tuple[dict[bytes, bytes], Node]:
    """Forty records, with branches that have an empty side among them."""
    records = {state_path(1, bytes([i]) * 32): bytes([i]) for i in range(39)}
    records[parting_from(next(iter(records)), 20)] = b"near"
    return records, update(EMPTY, records.items())


SMALL_RECORDS, SMALL_TRIE = small_trie()
SMALL_ROOT = root_hash(SMALL_TRIE)
QUERIES = [
    *SMALL_RECORDS,
    *(state_path(2, bytes([i]) * 32) for i in range(20)),
    *(parting_from(next(iter(SMALL_RECORDS)), depth) for depth in (10, 19, 21, 255)),
]
"""Paths that are there, paths whose place another leaf takes, and paths whose place is empty."""


def test_the_queries_meet_all_three_ends_of_a_way() -> None:
    """Guards the tests below: each kind of proof is among theirs."""
    ends = {(path in SMALL_RECORDS, prove(SMALL_TRIE, path).occupant is None) for path in QUERIES}
    assert ends == {(True, True), (False, True), (False, False)}


@untimed
@given(RECORDS, crowded_paths())
def test_every_path_has_a_proof_of_its_record_or_of_its_absence(records: dict[bytes, bytes], absent: bytes) -> None:
    trie = update(EMPTY, records.items())
    for path in (*records, absent):
        verify_proof(naive_root(records), path, records.get(path), prove(trie, path))


@untimed
@given(RECORDS, st.lists(crowded_paths(), max_size=3), st.binary(max_size=4))
def test_a_proof_passes_for_its_own_path_and_record_only(records: dict[bytes, bytes], absent: list[bytes], other: bytes) -> None:
    """Uniqueness: of every proof for every path with every record, those pass that the trie itself gives, and only with what it holds."""
    trie = update(EMPTY, records.items())
    root = root_hash(trie)
    paths = {*records, *absent}
    proofs = {prove(trie, path) for path in paths}
    for path, proof, record in product(paths, proofs, {*records.values(), other, None}):
        assert passes(root, path, record, proof) == (record == records.get(path) and proof == prove(trie, path))


@untimed
@given(RECORDS, crowded_paths(), st.none() | st.binary(max_size=4), PROOFS)
def test_no_proof_passes_that_the_trie_would_not_give(records: dict[bytes, bytes], path: bytes, record: bytes | None, proof: StateProof) -> None:
    trie = update(EMPTY, records.items())
    expected = record == records.get(path) and proof == prove(trie, path)
    assert passes(root_hash(trie), path, record, proof) == expected


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.hex()[:8])
def test_nothing_in_a_proof_can_be_changed_added_or_left_out(path: bytes) -> None:
    proof = prove(SMALL_TRIE, path)
    record = SMALL_RECORDS.get(path)
    verify_proof(SMALL_ROOT, path, record, proof)
    for other in tampered(proof):
        if other != proof:
            assert not passes(SMALL_ROOT, path, record, other)


@pytest.mark.parametrize("path", QUERIES[::5], ids=lambda path: path.hex()[:8])
def test_no_bit_of_a_root_record_or_path_can_be_changed(path: bytes) -> None:
    """A path whose proof of absence serves a neighbour too must have that very proof."""
    proof = prove(SMALL_TRIE, path)
    record = SMALL_RECORDS.get(path)
    assert not any(passes(root, path, record, proof) for root in flipped(SMALL_ROOT))
    if record is not None:
        assert not passes(SMALL_ROOT, path, None, proof)
        assert not any(passes(SMALL_ROOT, path, other, proof) for other in flipped(record))
    for neighbour in flipped(path):
        assert passes(SMALL_ROOT, neighbour, record, proof) == (record == SMALL_RECORDS.get(neighbour) and proof == prove(SMALL_TRIE, neighbour))


@pytest.mark.parametrize("shared", [0, 7, 8, 254, 255])
def test_a_record_under_the_deepest_branches_has_a_proof_and_so_have_its_absent_neighbours(shared: int) -> None:
    first = sha256(b"deep").digest()
    second = parting_from(first, shared)
    trie = update(EMPTY, [(first, b"1"), (second, b"2")])
    for path, record in ((first, b"1"), (second, b"2")):
        proof = prove(trie, path)
        assert len(proof.siblings) == shared + 1
        verify_proof(root_hash(trie), path, record, proof)
    for depth in range(256):
        neighbour = parting_from(first, depth)
        if neighbour != second:
            proof = prove(trie, neighbour)
            assert (proof.occupant is None) == (depth < shared)
            verify_proof(root_hash(trie), neighbour, None, proof)


def test_an_occupant_from_outside_the_prefix_excludes_nobody() -> None:
    """Under a root that no honest trie has: the leaf is on the path's way, but its own path leads elsewhere."""
    path, beside, digest = bytes(32), b"\x7f" * 32, sha256(b"record").digest()
    for occupant, accepted in ((parting_from(path, 1), True), (parting_from(path, 0), False)):
        root = branch_hash(leaf_hash(occupant, digest), beside)
        assert passes(root, path, None, StateProof(occupant=Occupant(path=occupant, record_hash=digest), siblings=(beside,))) is accepted


def test_a_record_that_is_there_cannot_be_excluded_by_its_own_leaf() -> None:
    path, digest = bytes(32), record_hash(b"record")
    proof = StateProof(occupant=Occupant(path=path, record_hash=digest), siblings=())
    assert not passes(leaf_hash(path, digest), path, None, proof)


def test_a_leaf_cut_elsewhere_between_path_and_record_hash_excludes_nobody() -> None:
    """The same 64 bytes under the same hash, read as a path of 31 bytes or of 33."""
    path, digest = bytes(31) + b"\x01", record_hash(b"record")
    for cut in (31, 33):
        occupant = Occupant(path=(path + digest)[:cut], record_hash=(path + digest)[cut:])
        assert leaf_hash(occupant.path, occupant.record_hash) == leaf_hash(path, digest)
        assert not passes(leaf_hash(path, digest), path, None, StateProof(occupant=occupant, siblings=()))


def test_a_branch_cannot_be_shown_as_a_leaf() -> None:
    """The two hashes under a branch, offered as the path and the record hash of an occupant."""
    left, right = leaf_hash(bytes(32), bytes(32)), leaf_hash(b"\xff" * 32, bytes(32))
    proof = StateProof(occupant=Occupant(path=left, record_hash=right), siblings=())
    assert not passes(branch_hash(left, right), bytes(32), None, proof)


@pytest.mark.parametrize("record", [b"record", None])
@pytest.mark.parametrize("above", [(), (sha256(b"above").digest(),)])
def test_the_deepest_sibling_is_never_empty(record: bytes | None, above: tuple[bytes, ...]) -> None:
    """A lone leaf stands for its subtree, so a branch over it alone, or over nothing, is no trie's, whatever the root."""
    path = bytes(32)
    subtree = NOTHING if record is None else leaf_hash(path, record_hash(record))
    siblings = (NOTHING, *above)
    for sibling in siblings:
        subtree = branch_hash(subtree, sibling)
    assert not passes(subtree, path, record, StateProof(occupant=None, siblings=siblings))


def test_a_way_longer_than_a_path_is_refused() -> None:
    """The 257th sibling has no bit of the path to choose its side."""
    path, siblings = bytes(32), tuple(sha256(bytes([i % 256])).digest() for i in range(257))
    subtree = leaf_hash(path, record_hash(b"record"))
    for sibling in siblings[:256]:
        subtree = branch_hash(subtree, sibling)
    assert passes(subtree, path, b"record", StateProof(occupant=None, siblings=siblings[:256]))
    assert not passes(branch_hash(subtree, siblings[256]), path, b"record", StateProof(occupant=None, siblings=siblings))


def test_an_empty_record_is_a_record() -> None:
    """None is absence; no bytes at all are a record like any other."""
    trie = update(EMPTY, [(bytes(32), b"")])
    proof = prove(trie, bytes(32))
    assert passes(root_hash(trie), bytes(32), b"", proof)
    assert not passes(root_hash(trie), bytes(32), None, proof)


@untimed
@given(PROOFS)
def test_a_proof_survives_its_encoding(proof: StateProof) -> None:
    assert decode_proof(encode_proof(proof)) == proof


@untimed
@given(st.one_of(st.binary(max_size=80), PROOFS.map(encode_proof).flatmap(lambda data: st.sampled_from(list(flipped(data))))))
def test_bytes_are_refused_or_are_the_only_encoding_of_their_proof(data: bytes) -> None:
    if not is_malformed(data):
        assert encode_proof(decode_proof(data)) == data


@pytest.mark.parametrize("path", QUERIES[::9], ids=lambda path: path.hex()[:8])
def test_no_bit_of_an_encoded_proof_can_be_changed_and_no_byte_left_out(path: bytes) -> None:
    record = SMALL_RECORDS.get(path)
    data = encode_proof(prove(SMALL_TRIE, path))
    for other in flipped(data):
        assert is_malformed(other) or not passes(SMALL_ROOT, path, record, decode_proof(other))
    assert all(is_malformed(data[:end]) for end in range(len(data)))


SIBLING = "5820" + "11" * 32
MALFORMED = {
    "no bytes": "",
    "a byte after the end": "82408000",
    "no array": "40",
    "one element": "8140",
    "three elements": "83408040",
    "a map": "a240808040",
    "siblings missing": "824040",
    "siblings as text": "824060",
    "siblings as a number": "824000",
    "siblings as an empty map": "8240a0",
    "an empty side written out": "8240815820" + "00" * 32,
    "an empty side as null": "824081f6",
    "an empty side as text": "82408160",
    "a sibling of 31 bytes": "824081581f" + "11" * 31,
    "a sibling of 33 bytes": "8240815821" + "11" * 33,
    "a sibling of text": "8240817820" + "31" * 32,
    "a sibling false": "824081f4",
    "a sibling zero": "82408100",
    "a sibling as an array": "82408180",
    "a length not in its shortest form": "824081590020" + "11" * 32,
    "a sibling in pieces": "8240815f" + SIBLING + "ff",
    "an array of indefinite length": "82409fff",
    "an outer array of indefinite length": "9f4080ff",
    "an array length not in its shortest form": "82409800",
    "a tag": "8240d280",
    "an occupant of 63 bytes": "82583f" + "11" * 63 + "80",
    "an occupant of 65 bytes": "825841" + "11" * 65 + "80",
    "an occupant without a record hash": "825820" + "11" * 32 + "80",
    "an occupant of text": "827840" + "31" * 64 + "80",
    "an occupant as an array of its fields": "8282" + SIBLING * 2 + "80",
    "an occupant null": "82f680",
    "an occupant false": "82f480",
    "an occupant zero": "820080",
    "an occupant as an empty array": "828080",
    "257 siblings": "8240990101" + SIBLING * 257,
    "257 empty sides": "8240990101" + "40" * 257,
    "siblings beyond the data": "82409affffffff",
    "bytes beyond the data": "82405affffffff",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_not_the_encoding_of_a_proof_is_malformed(data: str) -> None:
    assert is_malformed(bytes.fromhex(data))


def test_the_longest_proof_has_the_length_that_receivers_reserve() -> None:
    full = StateProof(occupant=Occupant(path=b"\x11" * 32, record_hash=b"\x22" * 32), siblings=(b"\x33" * 32,) * 256)
    assert len(encode_proof(full)) == MAX_PROOF_BYTES
    assert decode_proof(encode_proof(full)) == full


def chapter_examples() -> dict[str, str]:
    """The lines `name = value` of the chapter's example blocks."""
    lines = (line.split(" = ") for line in CHAPTER.read_text(encoding="utf-8").splitlines() if " = " in line)
    return {parts[0].strip(): parts[1].strip() for parts in lines if len(parts) == 2}


def test_the_example_bytes_of_the_chapter_are_what_the_rules_make() -> None:
    """Whoever implements the chapter checks the work against these bytes first."""
    keys = {name: bytes([number]) * 32 for name, number in (("A", 1), ("B", 2), ("C", 3), ("D", 7), ("E", 4))}
    paths = {name: state_path(1, key) for name, key in keys.items()}
    records = {paths["A"]: bytes.fromhex("820a00"), paths["B"]: bytes.fromhex("821400"), paths["C"]: bytes.fromhex("82181e07")}
    trie = update(EMPTY, records.items())
    made = {f"path {name}": path for name, path in paths.items()}
    made |= {f"leaf {name}": leaf_hash(paths[name], record_hash(records[paths[name]])) for name in "ABC"}
    made |= {f"record {name}": records[paths[name]] for name in "ABC"}
    made |= {"root": naive_root(records)}
    made |= {f"proof {name}": encode_proof(prove(trie, paths[name])) for name in "ADE"}
    examples = chapter_examples()
    assert {name: examples.get(name) for name in made} == {name: value.hex() for name, value in made.items()}
    for name in "ADE":
        verify_proof(bytes.fromhex(examples["root"]), paths[name], records.get(paths[name]), decode_proof(bytes.fromhex(examples[f"proof {name}"])))
