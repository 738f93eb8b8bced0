"""LIGHT-1 to LIGHT-5 beyond the vectors: what a chip believes after it has followed, and that what it believes is what the chain does."""

from dataclasses import replace

from reference.codes import Code
from reference.consensus.eras import set_hash
from reference.consensus.light_client import View, advance, certified_header, follow
from spec.prover.statement import rejection
from vectors.scenarios.light_client_chain import (
    AGENTS,
    AT_THE_BORDER,
    BOTH,
    CHAIN,
    CHANGED,
    ERA,
    HEADER,
    HEADER_BYTES,
    LEAST,
    NEW,
    OLD,
    VIEW,
    checkpoint,
    era_proof,
    members,
    shown,
)


def test_a_chip_advances_to_a_checkpoint_that_two_certificates_make_final() -> None:
    assert advance(VIEW, shown(checkpoint(4), checkpoint(5), checkpoint(6), LEAST), members(OLD)) == replace(VIEW, certified=checkpoint(5))


def test_a_chip_follows_to_the_next_set_and_asks_only_that_one_from_then_on() -> None:
    followed = follow(VIEW, AT_THE_BORDER, members(OLD), HEADER_BYTES, ERA, era_proof())
    assert followed == View(chain=CHAIN, certified=CHANGED, era=21, members=set_hash(members(NEW)))
    later = shown(CHANGED, checkpoint(7), checkpoint(8), NEW)
    assert advance(followed, later, members(NEW)).certified == checkpoint(7)
    assert rejection(advance, followed, shown(CHANGED, checkpoint(7), checkpoint(8), OLD), members(OLD)) is Code.ERA_FOREIGN
    assert rejection(advance, followed, shown(CHANGED, checkpoint(7), checkpoint(8), OLD), members(NEW)) is Code.CERTIFICATE_FOREIGN


def test_a_header_is_known_by_its_block_s_hash_and_not_by_its_signature() -> None:
    """The agents have verified it, and an ES256 producer could sign again."""
    assert certified_header(CHANGED, HEADER_BYTES[:-1] + bytes([HEADER_BYTES[-1] ^ 1])) == HEADER


def test_the_two_sets_of_the_vectors_differ_and_a_border_s_voters_are_just_a_quorum_of_each() -> None:
    """Otherwise the cases at the border would not be at the border."""
    assert len(set(OLD) & set(NEW)) == 2
    assert len(set(BOTH) & set(OLD)) == len(set(BOTH) & set(NEW)) == len(LEAST) == AGENTS - 1
