"""The profile `wire`: objects of every type that is decoded, right or with something wrong."""

from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.signed import PEOPLE, draw_signed
from conformance.fuzzing.values import Draw, Seen, draw_value
from reference.parameters import PRESETS
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.hashing import Tag
from reference.wire.receipt import Receipt, encode_receipt
from reference.wire.transaction import Transaction, encode_transaction
from reference.wire.vote import FinalityVote, encode_vote
from vectors.case import Kind

MAX_FILLED_BYTES = 2**15
"""Up to which limit of size an object is filled up: beyond, it would take all the time there is."""


@st.composite
def decodings(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """The bytes of one object."""
    preset = draw(st.sampled_from(presets))
    name = draw(st.sampled_from(("transaction", "transaction", "transaction", "header", "header", "vote", "block", "receipt")))
    data = _MAKERS[name](draw)
    parameters = PRESETS[preset]
    limit = {"transaction": parameters.max_transaction_bytes, "block": parameters.max_block_bytes}.get(name, MAX_FILLED_BYTES)
    if limit < MAX_FILLED_BYTES and draw(st.integers(0, 11)) == 11:
        data = data.ljust(limit + draw(st.sampled_from((0, 1, -1))), b"\0")
    return Exchange(Kind.DECODE, preset, {"decode": name, "bytes": data.hex()})


def _transaction(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    return draw_signed(draw, pair, encode_transaction(draw_value(draw, Transaction, Seen())), Tag.TRANSACTION)


def _header(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    return draw_signed(draw, pair, encode_header(draw_value(draw, Header, Seen())), Tag.BLOCK_HEADER)


def _vote(draw: Draw) -> bytes:
    pair = draw(st.sampled_from(PEOPLE))
    return draw_signed(draw, pair, encode_vote(draw_value(draw, FinalityVote, Seen())), Tag.FINALITY_VOTE)


def _block(draw: Draw) -> bytes:
    return _perhaps_damaged(draw, encode_block(draw_value(draw, Block, Seen())))


def _receipt(draw: Draw) -> bytes:
    return _perhaps_damaged(draw, encode_receipt(draw_value(draw, Receipt, Seen())))


def _perhaps_damaged(draw: Draw, data: bytes) -> bytes:
    return draw_damaged(draw, data) if draw(st.booleans()) else data


_MAKERS = {"transaction": _transaction, "header": _header, "vote": _vote, "block": _block, "receipt": _receipt}
