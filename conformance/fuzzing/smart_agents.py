"""The profile `services`: transactions of every kind of SmartAgents, on a state with a manufacturer and a chip.

Each batch is made for the state that the ones before it leave, so that what is attested is mostly what the chain expects; the rest is foreign,
stale, replayed or cloned.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_bodies import CHIP_MAKERS
from conformance.fuzzing.deals import draw_deals
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.values import Draw
from reference.parameters import MINIMAL
from reference.state.chip import NOBODY
from reference.state.smart_agent_state import get_chip
from reference.state.state import State
from reference.wire.attestation import ChipClaims
from reference.wire.identity_bodies import (
    BatchRevoke,
    ChipBind,
    ChipOffer,
    ChipRegister,
    ChipRetire,
    ChipRevoke,
    ChipSuspend,
    ManufacturerClose,
    ManufacturerRegister,
    ManufacturerRevoke,
    ManufacturerRoot,
)
from reference.wire.smart_agent_bodies import SmartAgentBody
from vectors.batch import Batch
from vectors.build import ALICE, BOB, after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair, sign_attestation, sign_endorsement
from vectors.scenarios.chip_places import (
    BATCH,
    CHIP,
    CLONE,
    GATEWAY,
    GENUINE,
    MAKER,
    NAME,
    NEW_FIRMWARE,
    OTHER_ROOT,
    OTHER_SERIAL,
    ROOT,
    SENSOR,
    SERIAL,
    chip_place,
    claims_for,
    nonce_for,
    with_chip,
)
from vectors.state_form import write_state

PEOPLE = (MAKER, MAKER, ALICE, ALICE, BOB)
CHIPS = (CHIP, CHIP, CHIP, CLONE)
HOSTS = (GATEWAY, GATEWAY, SENSOR, None)
SERIALS = (SERIAL, SERIAL, SERIAL, OTHER_SERIAL)
KINDS = (ChipRegister, ChipRegister, ChipBind, ChipBind, ChipBind, ChipOffer, ChipSuspend, ChipRetire, ChipRevoke, BatchRevoke)
MAKERS_KINDS = (ManufacturerRegister, ManufacturerRoot, ManufacturerRevoke, ManufacturerClose)


@st.composite
def smart_agents(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state with a manufacturer, and the batches that are applied to it."""
    preset = draw(st.sampled_from((*presets, *[MINIMAL.name] * 3 * (MINIMAL.name in presets))))
    state = _place(preset, empty=preset != MINIMAL.name or draw(st.booleans()))
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 5))):
        slot += draw(st.sampled_from((0, 1, 1, 29, 30)))
        sender = draw(st.sampled_from(PEOPLE))
        drawn = batch(state, [transaction(state, sender, _draw_body(draw, state, sender))], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": list(batches)})


@cache
def _place(preset: str, *, empty: bool) -> State:
    return chip_place(preset=preset) if empty else with_chip()


@st.composite
def chip_deals(draw: Draw) -> Exchange:
    """The same on a chain of the minimal preset, of transactions that mostly succeed, and what is signed for them with one thing wrong."""
    return draw_deals(choices_of(draw), TRADE)


TRADE = Trade(
    lambda: _place(MINIMAL.name, empty=False),
    (
        *[ChipRegister, ChipBind] * 8,
        *[ChipOffer] * 4,
        *[ChipSuspend, ChipRetire] * 2,
        ChipRevoke,
        BatchRevoke,
        *MAKERS_KINDS,
        ManufacturerClose,
        ManufacturerClose,
    ),
    (MAKER, ALICE, BOB),
    CHIP_MAKERS,
)
"""What histories are about that mostly succeed."""


def _draw_body(draw: Draw, state: State, sender: KeyPair) -> SmartAgentBody:
    kind: Any = draw(st.sampled_from((*KINDS, *MAKERS_KINDS) if sender is MAKER else KINDS))
    serial, root = draw(st.sampled_from(SERIALS)), draw(st.sampled_from((ROOT, ROOT, OTHER_ROOT)))
    key = (draw(st.sampled_from((MAKER, MAKER, MAKER, BOB))).account, serial)
    if kind is ManufacturerRegister:
        return ManufacturerRegister(root.account, NAME)
    if kind is ManufacturerRoot:
        return ManufacturerRoot(root.account)
    if kind is BatchRevoke:
        return BatchRevoke(draw(st.sampled_from((0, BATCH))))
    if kind is ChipRevoke:
        return ChipRevoke(serial)
    if kind is ChipOffer:
        return ChipOffer(*key, draw(st.sampled_from((BOB.account, ALICE.account, NOBODY))))
    if kind is ChipSuspend:
        return ChipSuspend(*key, draw(st.booleans()))
    if kind is ChipRetire:
        return ChipRetire(*key)
    if kind is ChipBind:
        return ChipBind(*key, _draw_attestation(draw, state, sender, draw(st.sampled_from(CHIPS))))
    body: SmartAgentBody = _draw_registration(draw, state, sender, serial, root) if kind is ChipRegister else kind()
    return body


def _draw_registration(draw: Draw, state: State, sender: KeyPair, serial: bytes, root: KeyPair) -> ChipRegister:
    chip = draw(st.sampled_from(CHIPS))
    build = draw(st.sampled_from((True, True, False)))
    endorsement = replace(GENUINE, key=chip.public, serial=serial, production=build, issuer=draw(st.sampled_from((MAKER, MAKER, BOB))).account)
    return ChipRegister(sign_endorsement(root, endorsement), _draw_attestation(draw, state, sender, chip, serial=serial, production=build))


def _draw_attestation(draw: Draw, state: State, sender: KeyPair, chip: KeyPair, **said: Any) -> bytes:
    """Mostly what the chain expects; sometimes of another nonce, or with a counter that it has seen."""
    nonce = nonce_for(state, sender, draw(st.sampled_from((1, 1, 1, 1, 2))))
    counter = get_chip(state, (MAKER.account, SERIAL)).counter + draw(st.sampled_from((0, 1, 1, 1, 300)))
    claims: ChipClaims = replace(claims_for(nonce, draw(st.sampled_from(HOSTS)), chip, counter), **said)
    if draw(st.integers(0, 3)) == 3:
        claims = replace(claims, firmware=NEW_FIRMWARE)
    return sign_attestation(chip, claims)
