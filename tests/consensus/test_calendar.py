"""What the calendar asks of every preset."""

import pytest

from reference.consensus.calendar import epochs_per_term
from reference.parameters import MAINNET, PRESETS, Parameters


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_term_has_whole_epochs(preset: Parameters) -> None:
    """A term's last checkpoint settles its payment and its succession: it must stand at the end of the term."""
    assert preset.agents * preset.term_rounds % preset.checkpoint_slots == 0
    assert epochs_per_term(preset.agents, preset.term_rounds, preset.checkpoint_slots) > 0


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_bond_outlives_the_evidence_against_it(preset: Parameters) -> None:
    """The theorem of AGENT-5 about this assumes it: otherwise an offender could take its bond away before it is reported."""
    assert preset.evidence_slots < preset.unbonding_slots


def test_terms_and_time_outs_of_the_public_chain_are_as_long_as_they_are_said_to_be() -> None:
    """Evidence counts for 21 days, unbonding lasts 28, a delegation a year: in slots of three seconds, and terms of just under six hours."""
    day = 24 * 60 * 60 // MAINNET.slot_seconds
    term = MAINNET.agents * MAINNET.term_rounds
    assert MAINNET.evidence_slots == 21 * day
    assert MAINNET.unbonding_slots == 28 * day
    assert term == 7_128
    assert 361 * day < MAINNET.delegation_terms * term < 362 * day
