"""What a state says about who may read what, as consents come and go."""

from dataclasses import replace

from hypothesis import given, settings

from conformance.fuzzing.data import data_dealings
from conformance.fuzzing.exchange import Exchange
from reference.data.consent_transactions import apply_consent_grant, apply_consent_revoke
from reference.data.consents import Reading, Why
from reference.data.data_consistency import check_data
from reference.data.readers import who_may_read
from reference.parameters import MINIMAL
from reference.state.commitment import check_records, check_supply
from reference.state.consent import ANYBODY, EVERYTHING, Use
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke
from vectors.batch import Batch
from vectors.build import after
from vectors.json_form import from_json
from vectors.scenarios.data_places import ASSET, OWNER, READER, SERIES, STRANGER, data_place
from vectors.state_form import read_state

INSURER, OTHER = READER.account, STRANGER.account


def test_a_reader_is_named_from_the_grant_to_the_revocation() -> None:
    state = data_place()
    granted = apply_consent_grant(state, OWNER.account, ConsentGrant(1, SERIES, Use.INSURANCE.value, INSURER, 0, 90), 41)
    for slot, named in ((40, False), (41, True), (89, True), (90, False)):
        assert (who_may_read(granted, OWNER.account, SERIES, ASSET, slot) == (Reading(INSURER, Use.INSURANCE.value, 90, Why.CONSENTED),)) is named
    assert who_may_read(granted, OWNER.account, OTHER, OTHER, 50) == ()
    revoked = apply_consent_revoke(granted, OWNER.account, ConsentRevoke(1), 50)
    assert who_may_read(revoked, OWNER.account, SERIES, ASSET, 50) == ()
    assert revoked.data == state.data


def test_consents_of_one_owner_say_nothing_of_anothers_data() -> None:
    state = apply_consent_grant(data_place(), OWNER.account, ConsentGrant(1, EVERYTHING, Use.RESEARCH.value, ANYBODY, 0, 90), 41)
    assert who_may_read(state, OWNER.account, SERIES, ASSET, 50) == (Reading(ANYBODY, Use.RESEARCH.value, 90, Why.CONSENTED),)
    assert who_may_read(state, READER.account, SERIES, ASSET, 50) == ()


def test_generation_storage_and_sale_are_apart() -> None:
    state = data_place()
    for number, use in enumerate((Use.GENERATION, Use.STORAGE)):
        state = apply_consent_grant(state, OWNER.account, ConsentGrant(number, SERIES, use.value, INSURER, 0, 90), 41)
    uses = [each.use for each in who_may_read(state, OWNER.account, SERIES, ASSET, 50)]
    assert uses == [Use.GENERATION.value, Use.STORAGE.value]


@settings(max_examples=40, deadline=None)
@given(data_dealings())
def test_whatever_is_sent_the_chain_stays_one_that_another_node_would_take(exchange: Exchange) -> None:
    """Every state that transactions of data lead to is one that STATE-1, STATE-2 and ASSET-2 accept from outside."""
    state, batches = read_state(exchange.input["state"], MINIMAL), exchange.input["batches"]
    assert isinstance(batches, list)
    for written in batches:
        drawn = from_json(Batch, written)
        state = after(state, drawn)
        seen = replace(state, head=replace(state.head, slot=max(state.head.slot, drawn.slot)))
        for check in (check_records, check_supply, check_data):
            check(seen)
