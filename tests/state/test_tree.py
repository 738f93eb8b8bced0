"""The state commitment: that a trie kept up to date is the one that the definition describes, whatever happened to it before."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.state import tree
from reference.state.tree import EMPTY, NOTHING, Node, bit_at, branch_hash, children, leaf_hash, naive_root, record_hash, root_hash, state_path, update

untimed = settings(deadline=None)
"""A slow machine is no fault of a rule's."""

Changes = list[tuple[bytes, bytes | None]]


def path_of(bits: str, rest: bytes = bytes(32)) -> bytes:
    """A path that begins with these binary digits and goes on like `rest`."""
    tail = int.from_bytes(rest, "big") & ((1 << (256 - len(bits))) - 1)
    return ((int(bits or "0", 2) << (256 - len(bits))) | tail).to_bytes(32, "big")


def parting_from(path: bytes, depth: int) -> bytes:
    """The path that differs from `path` in the bit at `depth` only."""
    return (int.from_bytes(path, "big") ^ (1 << (255 - depth))).to_bytes(32, "big")


def crowded_paths() -> st.SearchStrategy[bytes]:
    """Few paths with long common prefixes, as an attacker would grind them: collisions, deep forks and lone leaves are all likely."""
    centres = st.sampled_from([bytes(32), b"\xff" * 32, sha256(b"centre").digest()])
    depths = st.one_of(st.integers(0, 12), st.sampled_from([100, 254, 255]))
    return st.one_of(centres, st.builds(parting_from, centres, depths), st.binary(min_size=32, max_size=32))


RECORDS = st.dictionaries(crowded_paths(), st.binary(max_size=8), max_size=12)
CHANGES = st.lists(st.tuples(crowded_paths(), st.none() | st.binary(max_size=8)), max_size=12)


def records_after(records: dict[bytes, bytes], changes: Changes) -> dict[bytes, bytes]:
    """What a plain dictionary makes of the changes, one by one."""
    result = dict(records)
    for path, record in changes:
        if record is None:
            result.pop(path, None)
        else:
            result[path] = record
    return result


def test_paths_leaves_and_branches_are_hashed_under_three_different_tags() -> None:
    """The exact bytes under each hash: without the tags a branch could be passed off as a leaf."""
    one, two = bytes([1]) * 32, bytes([2]) * 32
    assert state_path(3, one) == sha256(b"\x15smartshare/state-path" + b"\x03" + one).digest()
    assert leaf_hash(one, two) == sha256(b"\x15smartshare/state-leaf" + one + two).digest()
    assert branch_hash(one, two) == sha256(b"\x17smartshare/state-branch" + one + two).digest()
    assert record_hash(b"record") == sha256(b"record").digest()


def test_equal_keys_of_two_tables_have_different_paths() -> None:
    assert len({state_path(table, bytes(32)) for table in range(256)}) == 256


def test_the_first_bit_of_a_path_is_the_most_significant_one_of_its_first_byte() -> None:
    path = path_of("1000000000000001")
    assert [depth for depth in range(256) if bit_at(path, depth)] == [0, 15]


def test_no_records_have_the_root_of_zero_bytes() -> None:
    assert naive_root({}) == root_hash(EMPTY) == NOTHING == bytes(32)


def test_a_lone_leaf_stands_for_the_whole_trie() -> None:
    path = path_of("0110")
    assert naive_root({path: b"record"}) == leaf_hash(path, record_hash(b"record"))


def test_a_shared_bit_makes_a_branch_with_an_empty_side_and_a_lone_leaf_makes_none() -> None:
    """The shape of three leaves, written out: only two records or more make a branch, and then every shared bit does."""
    a, b, c = path_of("10"), path_of("110"), path_of("111")
    leaves = {path: leaf_hash(path, record_hash(path)) for path in (a, b, c)}
    expected = branch_hash(NOTHING, branch_hash(leaves[a], branch_hash(leaves[b], leaves[c])))
    assert naive_root({path: path for path in (a, b, c)}) == expected


@untimed
@given(RECORDS)
def test_a_trie_built_at_once_has_the_root_of_the_definition(records: dict[bytes, bytes]) -> None:
    assert root_hash(update(EMPTY, records.items())) == naive_root(records)


@untimed
@given(st.lists(CHANGES, max_size=6))
def test_after_every_batch_of_writes_and_removals_the_root_is_that_of_the_definition(batches: list[Changes]) -> None:
    records: dict[bytes, bytes] = {}
    trie: Node = EMPTY
    for changes in batches:
        records = records_after(records, changes)
        trie = update(trie, changes)
        assert root_hash(trie) == naive_root(records)


@untimed
@given(st.lists(CHANGES, max_size=6))
def test_a_trie_depends_on_its_records_and_never_on_its_history(batches: list[Changes]) -> None:
    """Not the root alone but every node: two nodes of one chain must give the same proofs."""
    records: dict[bytes, bytes] = {}
    trie: Node = EMPTY
    for changes in batches:
        records = records_after(records, changes)
        trie = update(trie, changes)
    assert trie == update(EMPTY, records.items())


@untimed
@given(RECORDS, CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_changes_to_different_paths_is_immaterial(records: dict[bytes, bytes], changes: Changes, random: Random) -> None:
    distinct = list(dict(changes).items())
    shuffled = list(distinct)
    random.shuffle(shuffled)
    trie = update(EMPTY, records.items())
    assert update(trie, shuffled) == update(trie, distinct)


@untimed
@given(RECORDS, CHANGES)
def test_a_batch_does_what_its_changes_do_one_by_one(records: dict[bytes, bytes], changes: Changes) -> None:
    """So the last of several changes to one path counts."""
    trie = update(EMPTY, records.items())
    one_by_one = trie
    for change in changes:
        one_by_one = update(one_by_one, [change])
    assert update(trie, changes) == one_by_one


@untimed
@given(RECORDS, RECORDS)
def test_records_that_are_added_and_removed_again_leave_no_trace(records: dict[bytes, bytes], passing: dict[bytes, bytes]) -> None:
    added = {path: record for path, record in passing.items() if path not in records}
    trie = update(EMPTY, records.items())
    assert update(update(trie, added.items()), [(path, None) for path in added]) == trie


@untimed
@given(RECORDS, RECORDS)
def test_different_records_have_different_roots(records: dict[bytes, bytes], others: dict[bytes, bytes]) -> None:
    assert (naive_root(records) == naive_root(others)) == (records == others)


@untimed
@given(RECORDS, CHANGES)
def test_the_trie_before_an_update_remains_what_it_was(records: dict[bytes, bytes], changes: Changes) -> None:
    """A rejected block is undone by forgetting its trie."""
    trie = update(EMPTY, records.items())
    update(trie, changes)
    assert trie == update(EMPTY, records.items())


@pytest.mark.parametrize("shared", [0, 1, 7, 8, 100, 254, 255])
def test_two_paths_part_below_as_many_branches_as_they_share_bits(shared: int) -> None:
    """Up to the last bit: 256 branches, which is the deepest that a trie can be."""
    first = sha256(b"deep").digest()
    second = parting_from(first, shared)
    trie = update(EMPTY, [(first, b"1"), (second, b"2")])
    node, depth = trie, 0
    while sides := children(node):
        node = sides[bit_at(first, depth)]
        depth += 1
    assert depth == shared + 1
    assert root_hash(trie) == naive_root({first: b"1", second: b"2"})
    assert update(trie, [(second, None)]) == update(EMPTY, [(first, b"1")])


def test_a_path_with_a_neighbour_at_every_bit_is_built_and_taken_apart_again() -> None:
    """The worst that grinding could make: 257 records, none of whose branches has an empty side, removed one by one and at once."""
    path = sha256(b"crowd").digest()
    records = {parting_from(path, depth): bytes([depth]) for depth in range(256)} | {path: b"middle"}
    trie = update(EMPTY, records.items())
    assert root_hash(trie) == naive_root(records)
    assert update(trie, [(neighbour, None) for neighbour in records if neighbour != path]) == update(EMPTY, [(path, b"middle")])
    for neighbour in records:
        trie = update(trie, [(neighbour, None)])
    assert trie == EMPTY


def test_an_update_hashes_the_branches_above_what_it_changes_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a block's cost grow with its writes and not with the state."""
    records = {sha256(bytes([i // 256, i % 256])).digest(): b"before" for i in range(4_096)}
    trie = update(EMPTY, records.items())
    changed = next(iter(records))
    above, node = 0, trie
    while sides := children(node):
        node = sides[bit_at(changed, above)]
        above += 1
    hashed = []

    def counted(left: bytes, right: bytes) -> bytes:
        hashed.append((left, right))
        return branch_hash(left, right)

    monkeypatch.setattr(tree, "branch_hash", counted)
    after = update(trie, [(changed, b"after")])
    assert len(hashed) == above < 40
    assert root_hash(after) == root_hash(update(EMPTY, (records | {changed: b"after"}).items()))
