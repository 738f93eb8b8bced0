"""The chapter `wire.md`: its bytes are what the code makes, its tags are the code's, and its rules are the code's."""

import re
from pathlib import Path

import pytest

from reference.codes import Code
from reference.rules import mark_of
from reference.wire import block, cbor, envelope, hashing, keys, lists, package, receipt, recovery, scalar, signature, transaction, vote, write_set
from reference.wire.hashing import Tag
from reference.wire.keys import encode_key
from vectors.keys import sign_transaction
from wire_examples import ALICE, BOB, CALL_RECEIPT, HEADER, PACKAGE, RECEIPT, TRANSACTIONS, VOTE, WRITE_SET

CHAPTER = (Path(__file__).parents[2] / "spec" / "wire.md").read_text(encoding="utf-8")
MODULES = (block, cbor, envelope, hashing, keys, lists, package, receipt, recovery, scalar, signature, transaction, vote, write_set)

PAYLOAD = transaction.encode_transaction(TRANSACTIONS[0])
SIGNED = envelope.signed_bytes(ALICE.public, PAYLOAD, Tag.TRANSACTION)

MADE = {
    "map-order": cbor.encode({-1: 0, 24: 0}),
    "tagged-input": Tag.COIN_ID.prefix + b"WATT",
    "empty-list": lists.list_root([]),
    "list": lists.list_root([b"a", b"b", b"c"]),
    "key-ed25519": encode_key(ALICE.public),
    "account-ed25519": ALICE.account,
    "key-p256": encode_key(BOB.public),
    "account-p256": BOB.account,
    "payload": PAYLOAD,
    "transaction": sign_transaction(ALICE, TRANSACTIONS[0]),
    "signed-bytes": SIGNED,
    "transaction-id": transaction.transaction_id(SIGNED),
    "header": block.encode_header(HEADER),
    "finality-vote": vote.encode_vote(VOTE),
    "receipt": receipt.encode_receipt(RECEIPT),
    "call-receipt": receipt.encode_receipt(CALL_RECEIPT),
    "package": package.encode_package(PACKAGE),
    "write-set": write_set.encode_write_set(WRITE_SET),
}


def examples() -> dict[str, bytes]:
    """The chapter's examples by name: hex, with what follows a semicolon left out."""
    blocks = re.findall(r"^```\{code-block\} text\n:name: example-(\S+)\n(.*?)^```$", CHAPTER, re.M | re.S)
    return {name: bytes.fromhex(re.sub(r";.*", "", text)) for name, text in blocks}


def test_the_chapter_has_these_examples_and_no_other_code() -> None:
    assert set(examples()) == set(MADE)
    assert len(re.findall(r"^```\{code-block\}", CHAPTER, re.M)) == len(MADE)


@pytest.mark.parametrize("name", MADE)
def test_an_example_in_the_chapter_is_what_the_code_makes(name: str) -> None:
    assert examples()[name] == MADE[name]


def test_the_chapter_lists_exactly_the_tags() -> None:
    assert re.findall(r"^\| `(smartshare/\S+)` \|", CHAPTER, re.M) == [tag.text.decode() for tag in Tag]


def test_the_chapter_has_the_rules_that_the_code_marks_and_shows_each_function() -> None:
    marked = {mark.rule for module in MODULES for value in vars(module).values() if (mark := mark_of(value)) is not None}
    stated = re.findall(r"^:id: (\S+)$", CHAPTER, re.M)
    assert len(stated) == len(set(stated))
    assert set(stated) == marked
    assert re.findall(r"^:::\{function\} (\S+)$", CHAPTER, re.M) == stated


def test_every_code_of_a_wire_rule_is_named_in_its_chapter() -> None:
    for code in Code:
        if code.rule.startswith("WIRE-"):
            assert f"`{code.name}`" in CHAPTER


def test_the_chapter_lists_exactly_the_kinds_of_transactions_and_as_many_elements_of_each_as_the_schema() -> None:
    """WIRE-9: a kind that stood nowhere but in the schema would be one that readers of the chapter refuse."""
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| `\[(.*)\]` \|$", CHAPTER, re.M)
    assert [int(kind) for kind, _ in rows] == sorted(transaction.BODY_READERS)
    schema = (Path(__file__).parents[2] / "spec" / "wire.cddl").read_text(encoding="utf-8")
    bodies = dict(re.findall(r'"kind": (\d+), "body": ([a-z-]+)\]$', schema, re.M))
    for kind, elements in rows:
        if int(kind) == transaction.SPONSORED_KIND:
            continue
        named = re.search(rf"^{bodies[kind]} = \[(.*)\]$", schema, re.M)
        assert named, bodies[kind]
        assert len(re.findall(r'"[a-z0-9-]+":', named[1])) == len([each for each in elements.split(", ") if each]), f"kind {kind}"
