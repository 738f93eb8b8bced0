# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a block's header."""

from reference.codes import Code
from reference.consensus.header import check_header
from reference.numbers import Hash, Version
from reference.state.state import Head
from reference.wire.block import Header
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("BLOCK-2", "A header is rejected for the first of its conditions that fails, in the rule's order.", says=Says.ACCEPTANCE)
def check_header_accepts(header: Header, head: Head, chain: Hash, version: Version) -> bool:
    expected = first_failing(
        (header.version != version, Code.VERSION_UNKNOWN),
        (header.chain != chain, Code.WRONG_CHAIN),
        (header.parent != head.hash, Code.PARENT_MISMATCH),
        (header.height != head.height + 1, Code.HEIGHT_MISMATCH),
        (header.slot <= head.slot, Code.SLOT_NOT_ABOVE),
    )
    return rejection(check_header, header, head, chain, version) == expected


@theorem("BLOCK-2", "A chain moves on: an accepted header is one higher and in a later slot than the head.", says=Says.INVARIANT)
def chain_moves_on(header: Header, head: Head, chain: Hash, version: Version) -> bool:
    check_header(header, head, chain, version)
    return (header.height == head.height + 1) & (header.slot > head.slot)


@theorem("BLOCK-2", "A header extends one head only: of two heads that it is accepted on, both have the same hash and height.", says=Says.INVARIANT)
def header_extends_one_head(header: Header, head: Head, other: Head, chain: Hash, version: Version) -> bool:
    check_header(header, head, chain, version)
    check_header(header, other, chain, version)
    return (head.hash == other.hash) & (head.height == other.height)
