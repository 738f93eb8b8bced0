# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the transactions of chips, on any ledger: when each fails, with which code, and exactly what it changes."""

from dataclasses import replace

from reference.agent.attestations import check_attestation, check_endorsement
from reference.agent.chip_transactions import (
    apply_chip_offer,
    apply_chip_retire,
    apply_chip_revoke,
    apply_chip_suspend,
    bind_attested,
    register_attested,
)
from reference.agent.chips import bind_chip, check_taker, is_bound, offer_chip, register_chip, retire_chip, revoke_chip, suspend_chip
from reference.agent.manufacturers import check_manufacturer, check_recall
from reference.numbers import AccountId, Hash, Slot
from reference.state.chip import NO_BINDING, Binding, ChipStage
from reference.state.smart_agent_state import get_binding, get_chip, get_manufacturer, get_recall, put_binding, put_chip
from reference.state.state import State, get_account
from reference.wire.attestation import Attested, attestation_nonce
from reference.wire.chip_identity import Serial
from reference.wire.endorsement import Endorsed
from reference.wire.identity_bodies import ChipOffer, ChipRetire, ChipRevoke, ChipSuspend
from spec.prover.statement import Says, StandIn, rejection, theorem
from spec.theorems.ledger import ssp

NONCES = (StandIn(attestation_nonce),)
"""What Z3 is not to look into: how a nonce is hashed."""


def expected(state: State, sender: AccountId) -> Hash:
    """What a chip attests to for the transaction that is being applied."""
    return attestation_nonce(state.chain.id, sender, get_account(state, sender).nonce)


def only_chips_change(after: State, state: State) -> bool:
    """Whether no account, coin or pot changes, and no manufacturer."""
    same = after.accounts == state.accounts and after.pots == state.pots and after.coins == state.coins and after.holdings == state.holdings
    return same and after.smart_agents.manufacturers == state.smart_agents.manufacturers and after.smart_agents.recalls == state.smart_agents.recalls


def checked_in_order(state: State, sender: AccountId, endorsed: Endorsed, attested: Attested) -> None:
    """What CHIP-19 asks of the records that there are, one rule after the other."""
    recall = get_recall(state, (endorsed.issuer, endorsed.identity.batch))
    check_endorsement(endorsed, get_manufacturer(state, endorsed.issuer), recall, state.chain.parameters.test_chips)
    check_attestation(attested, endorsed.identity, endorsed.serial, expected(state, sender), 0)
    register_chip(get_chip(state, (endorsed.issuer, endorsed.serial)), get_binding(state, attested.host.node), endorsed.identity, attested, sender)


def bound_in_order(state: State, sender: AccountId, manufacturer: AccountId, serial: Serial, attested: Attested) -> None:
    """What CHIP-20 asks of the records that there are, one rule after the other."""
    chip = get_chip(state, (manufacturer, serial))
    check_taker(chip.stage, chip.owner, chip.successor, sender)
    check_manufacturer(get_manufacturer(state, manufacturer).standing)
    check_recall(get_recall(state, (manufacturer, chip.identity.batch)))
    check_attestation(attested, chip.identity, serial, expected(state, sender), chip.counter)
    bind_chip(chip, get_binding(state, attested.host.node), attested, sender)


@theorem(
    "CHIP-19", "Registering is refused as ENDORSE-3, then ATTEST-5, then CHIP-3 say, for the records that there are.", says=Says.ACCEPTANCE, standing_in=NONCES
)
def register_attested_accepts(state: State, sender: AccountId, endorsed: Endorsed, attested: Attested) -> bool:
    return rejection(register_attested, state, sender, endorsed, attested) == rejection(checked_in_order, state, sender, endorsed, attested)


@theorem("CHIP-19", "One chip is written, and the one binding of its node; nothing else changes.", says=Says.AMOUNTS, standing_in=NONCES)
def register_attested_is_exact(state: State, sender: AccountId, endorsed: Endorsed, attested: Attested) -> bool:
    key, node = (endorsed.issuer, endorsed.serial), attested.host.node
    chip = register_chip(get_chip(state, key), get_binding(state, node), endorsed.identity, attested, sender)
    return register_attested(state, sender, endorsed, attested) == put_chip(put_binding(state, node, Binding(*key)), key, chip)


@theorem("CHIP-19", "The chip that is registered is the one of its node, whose own node that is; no money moves.", says=Says.INVARIANT, standing_in=NONCES)
def registered_chip_is_bound(state: State, sender: AccountId, endorsed: Endorsed, attested: Attested) -> bool:
    after = register_attested(state, sender, endorsed, attested)
    chip = get_chip(after, (endorsed.issuer, endorsed.serial))
    bound = chip.stage == ChipStage.BOUND and get_binding(after, chip.node) == Binding(endorsed.issuer, endorsed.serial)
    return bound and get_binding(state, chip.node) == NO_BINDING and only_chips_change(after, state) and ssp(after) == ssp(state)


@theorem("CHIP-20", "Binding is refused as CHIP-4, IDENTITY-1, IDENTITY-6, ATTEST-5, then CHIP-5 say.", says=Says.ACCEPTANCE, standing_in=NONCES)
def bind_attested_accepts(state: State, sender: AccountId, manufacturer: AccountId, serial: Serial, attested: Attested) -> bool:
    expected_code = rejection(bound_in_order, state, sender, manufacturer, serial, attested)
    return rejection(bind_attested, state, sender, (manufacturer, serial), attested) == expected_code


@theorem(
    "CHIP-20",
    "The chip is written, its former node's binding removed, and its node's written; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=NONCES,
)
def bind_attested_is_exact(state: State, sender: AccountId, manufacturer: AccountId, serial: Serial, attested: Attested) -> bool:
    key, node = (manufacturer, serial), attested.host.node
    chip = get_chip(state, key)
    bound = bind_chip(chip, get_binding(state, node), attested, sender)
    expected_state = put_chip(put_binding(put_binding(state, chip.node, NO_BINDING), node, Binding(*key)), key, bound)
    return bind_attested(state, sender, key, attested) == expected_state


@theorem("CHIP-20", "The chip is then the one of its node, and of no other that it was in; no money moves.", says=Says.INVARIANT, standing_in=NONCES)
def bound_chip_is_in_one_node(state: State, sender: AccountId, manufacturer: AccountId, serial: Serial, attested: Attested) -> bool:
    key = (manufacturer, serial)
    before = get_chip(state, key)
    after = bind_attested(state, sender, key, attested)
    chip = get_chip(after, key)
    left = before.node == chip.node or get_binding(after, before.node) == NO_BINDING
    return left and get_binding(after, chip.node) == Binding(*key) and only_chips_change(after, state) and ssp(after) == ssp(state)


@theorem("CHIP-13", "Offering is refused as CHIP-7 says.", says=Says.ACCEPTANCE)
def chip_offer_accepts(state: State, sender: AccountId, body: ChipOffer, slot: Slot) -> bool:
    chip = get_chip(state, (body.manufacturer, body.serial))
    return rejection(apply_chip_offer, state, sender, body, slot) == rejection(offer_chip, chip, sender, body.successor)


@theorem("CHIP-13", "The successor of the one chip is all that changes.", says=Says.AMOUNTS)
def chip_offer_is_exact(state: State, sender: AccountId, body: ChipOffer, slot: Slot) -> bool:
    key = (body.manufacturer, body.serial)
    return apply_chip_offer(state, sender, body, slot) == put_chip(state, key, replace(get_chip(state, key), successor=body.successor))


@theorem("CHIP-13", "An offer moves neither the chip nor any money.", says=Says.INVARIANT)
def chip_offer_preserves(state: State, sender: AccountId, body: ChipOffer, slot: Slot, node: AccountId) -> bool:
    after = apply_chip_offer(state, sender, body, slot)
    return get_binding(after, node) == get_binding(state, node) and only_chips_change(after, state) and ssp(after) == ssp(state)


@theorem("CHIP-14", "Suspending is refused as CHIP-8 says.", says=Says.ACCEPTANCE)
def chip_suspend_accepts(state: State, sender: AccountId, body: ChipSuspend, slot: Slot) -> bool:
    chip = get_chip(state, (body.manufacturer, body.serial))
    return rejection(apply_chip_suspend, state, sender, body, slot) == rejection(suspend_chip, chip, sender, body.suspended)


@theorem("CHIP-14", "The stage of the one chip is all that changes.", says=Says.AMOUNTS)
def chip_suspend_is_exact(state: State, sender: AccountId, body: ChipSuspend, slot: Slot) -> bool:
    key = (body.manufacturer, body.serial)
    stage = ChipStage.SUSPENDED if body.suspended else ChipStage.BOUND
    return apply_chip_suspend(state, sender, body, slot) == put_chip(state, key, replace(get_chip(state, key), stage=stage))


@theorem("CHIP-14", "A suspended chip keeps its node, and no money moves.", says=Says.INVARIANT)
def chip_suspend_preserves(state: State, sender: AccountId, body: ChipSuspend, slot: Slot, node: AccountId) -> bool:
    after = apply_chip_suspend(state, sender, body, slot)
    return get_binding(after, node) == get_binding(state, node) and only_chips_change(after, state) and ssp(after) == ssp(state)


@theorem("CHIP-15", "Retiring is refused as CHIP-9 says, whatever the manufacturer says.", says=Says.ACCEPTANCE)
def chip_retire_accepts(state: State, sender: AccountId, body: ChipRetire, slot: Slot) -> bool:
    chip = get_chip(state, (body.manufacturer, body.serial))
    return rejection(apply_chip_retire, state, sender, body, slot) == rejection(retire_chip, chip, sender)


@theorem("CHIP-15", "The one chip is retired, and its node has none; nothing else changes.", says=Says.AMOUNTS)
def chip_retire_is_exact(state: State, sender: AccountId, body: ChipRetire, slot: Slot) -> bool:
    key = (body.manufacturer, body.serial)
    chip = get_chip(state, key)
    return apply_chip_retire(state, sender, body, slot) == put_chip(put_binding(state, chip.node, NO_BINDING), key, retire_chip(chip, sender))


@theorem("CHIP-15", "The node of a retired chip may have another, every other node has the chip that it had, and no money moves.", says=Says.INVARIANT)
def chip_retire_preserves(state: State, sender: AccountId, body: ChipRetire, slot: Slot, node: AccountId) -> bool:
    chip, after = get_chip(state, (body.manufacturer, body.serial)), apply_chip_retire(state, sender, body, slot)
    right = get_binding(after, node) == (NO_BINDING if node == chip.node else get_binding(state, node))
    return right and only_chips_change(after, state) and ssp(after) == ssp(state)


@theorem("CHIP-16", "Revoking is refused as CHIP-10 says.", says=Says.ACCEPTANCE)
def chip_revoke_accepts(state: State, sender: AccountId, body: ChipRevoke, slot: Slot) -> bool:
    chip = get_chip(state, (sender, body.serial))
    return rejection(apply_chip_revoke, state, sender, body, slot) == rejection(revoke_chip, chip, get_manufacturer(state, sender).standing)


@theorem("CHIP-16", "The one chip is revoked, and its node has none where it had one; nothing else changes.", says=Says.AMOUNTS)
def chip_revoke_is_exact(state: State, sender: AccountId, body: ChipRevoke, slot: Slot) -> bool:
    key = (sender, body.serial)
    chip = get_chip(state, key)
    before = put_binding(state, chip.node, NO_BINDING) if is_bound(chip.stage) else state
    return apply_chip_revoke(state, sender, body, slot) == put_chip(before, key, revoke_chip(chip, get_manufacturer(state, sender).standing))


@theorem("CHIP-16", "A node whose chip is another keeps it: what a chip was bound to once is not touched when it is revoked later.", says=Says.INVARIANT)
def chip_revoke_preserves(state: State, sender: AccountId, body: ChipRevoke, slot: Slot, node: AccountId) -> bool:
    chip, after = get_chip(state, (sender, body.serial)), apply_chip_revoke(state, sender, body, slot)
    right = get_binding(after, node) == (NO_BINDING if node == chip.node and is_bound(chip.stage) else get_binding(state, node))
    return right and only_chips_change(after, state) and ssp(after) == ssp(state)
