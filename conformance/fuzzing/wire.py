"""The profile `wire`: objects of every type that is decoded, right or with something wrong."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.beyond import beyond
from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.signed import PEOPLE, draw_signed
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.values import Draw, Seen, draw_value
from reference.parameters import PRESETS
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.hashing import Tag
from reference.wire.package import Package, encode_package
from reference.wire.receipt import Receipt, encode_receipt
from reference.wire.transaction import Sponsored, Transaction, encode_transaction
from reference.wire.vote import FinalityVote, encode_vote
from reference.wire.write_set import WriteSet, encode_write_set
from vectors.case import Kind

NAMES = (*["transaction"] * 3, *["header"] * 2, "vote", "block", *["receipt"] * 2, "package", *["write_set"] * 2)
"""What is decoded; of what may be wrong in more ways there is more."""

MAX_FILLED_BYTES = 2**15
"""Up to which limit of size an object is filled up: beyond, it would take all the time there is."""


@st.composite
def decodings(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """The bytes of one object."""
    preset = draw(st.sampled_from(presets))
    name = draw(st.sampled_from(NAMES))
    data = _MAKERS[name](draw)
    parameters = PRESETS[preset]
    limit = {"transaction": parameters.max_transaction_bytes, "block": parameters.max_block_bytes}.get(name, MAX_FILLED_BYTES)
    if limit < MAX_FILLED_BYTES and draw(st.integers(0, 11)) == 11:
        size = limit + draw(st.sampled_from((0, 1, -1)))
        data = data.ljust(size, b"\0") if name == "transaction" else _filled_block(draw, size)
    return Exchange(Kind.DECODE, preset, {"decode": name, "bytes": data.hex()})


def _transaction(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    drawn = draw_value(draw, Transaction, Seen())
    if not draw(st.integers(0, 7)):
        # One of a hundred kinds has another within it.
        drawn = replace(drawn, body=draw_value(draw, Sponsored, Seen()))
    return draw_signed(draw, pair, _encoded(draw, Transaction, encode_transaction, drawn), Tag.TRANSACTION)


def _header(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    return draw_signed(draw, pair, _draw_encoded(draw, Header, encode_header), Tag.BLOCK_HEADER)


def _vote(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    return draw_signed(draw, pair, _draw_encoded(draw, FinalityVote, encode_vote), Tag.FINALITY_VOTE)


def _block(draw: Draw) -> bytes:
    return _perhaps_damaged(draw, encode_block(draw_value(draw, Block, Seen())))


def _filled_block(draw: Draw, size: int) -> bytes:
    """A block that has so many bytes without its write sets, and some of those or none."""
    filling = size // 2
    filling += size - len(encode_block(Block(b"", (bytes(filling),))))
    return encode_block(Block(b"", (bytes(filling),), write_sets=tuple(draw(st.lists(st.binary(max_size=30), max_size=2)))))


def _receipt(draw: Draw) -> bytes:
    return _perhaps_damaged(draw, _draw_encoded(draw, Receipt, encode_receipt))


def _package(draw: Draw) -> bytes:
    return _perhaps_damaged(draw, _draw_encoded(draw, Package, encode_package))


def _write_set(draw: Draw) -> bytes:
    """Its writes in order most times, since few others come in order by chance."""
    drawn = draw_value(draw, WriteSet, Seen())
    writes = tuple({write.key: write for write in sorted(drawn.writes, key=lambda write: write.key)}.values())
    return _perhaps_damaged(draw, _encoded(draw, WriteSet, encode_write_set, replace(drawn, writes=writes) if draw(st.integers(0, 3)) else drawn))


def _draw_encoded(draw: Draw, record: type, encode: Callable[[Any], bytes]) -> bytes:
    return _encoded(draw, record, encode, draw_value(draw, record, Seen()))


def _encoded(draw: Draw, record: type, encode: Callable[[Any], bytes], drawn: Any) -> bytes:
    """The record's bytes, of one of four with a part at a bound of its type or beyond."""
    if draw(st.integers(0, 3)):
        return encode(drawn)
    try:
        return encode(beyond(choices_of(draw), record, drawn))
    except Exception:  # What is beyond a bound need not have bytes.
        return encode(drawn)


def _perhaps_damaged(draw: Draw, data: bytes) -> bytes:
    return draw_damaged(draw, data) if draw(st.booleans()) else data


_MAKERS = {
    "transaction": _transaction,
    "header": _header,
    "vote": _vote,
    "block": _block,
    "receipt": _receipt,
    "package": _package,
    "write_set": _write_set,
}
