"""The transactions of chips: each looks records up, has bytes authenticated, calls the kernels of its rule, and writes records back."""

from reference.agent.attestations import check_attestation, check_endorsement
from reference.agent.chips import bind_chip, check_taker, is_bound, offer_chip, register_chip, retire_chip, revoke_chip, suspend_chip
from reference.agent.manufacturers import check_manufacturer, check_recall
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.chip import NO_BINDING, Binding, Chip, ChipKey
from reference.state.smart_agent_state import get_binding, get_chip, get_manufacturer, get_recall, put_binding, put_chip
from reference.state.state import State, get_account
from reference.wire.attestation import Attested, attestation_nonce, authenticate_attestation
from reference.wire.endorsement import Endorsed, authenticate_endorsement
from reference.wire.identity_bodies import ChipBind, ChipOffer, ChipRegister, ChipRetire, ChipRevoke, ChipSuspend


@transition("CHIP-11")
def apply_chip_register(state: State, sender: AccountId, body: ChipRegister, slot: Slot) -> State:
    """Register a chip as the sender's. Rejects with the codes of ENDORSE-2, ATTEST-3 and CHIP-19, in this order."""
    return register_attested(state, sender, authenticate_endorsement(body.endorsement), authenticate_attestation(body.attestation))


@transition("CHIP-19")
def register_attested(state: State, sender: AccountId, endorsed: Endorsed, attested: Attested) -> State:
    """Register a chip as the sender's, bound to the node that attests with it. Rejects with the codes of ENDORSE-3, ATTEST-5 and CHIP-3, in this order."""
    identity, key = endorsed.identity, (endorsed.issuer, endorsed.serial)
    recall = get_recall(state, (endorsed.issuer, identity.batch))
    check_endorsement(endorsed, get_manufacturer(state, endorsed.issuer), recall, state.chain.parameters.test_chips)
    check_attestation(attested, identity, endorsed.serial, expected_nonce(state, sender), 0)
    chip = register_chip(get_chip(state, key), get_binding(state, attested.host.node), identity, attested, sender)
    return put_chip(put_binding(state, chip.node, Binding(endorsed.issuer, endorsed.serial)), key, chip)


@transition("CHIP-12")
def apply_chip_bind(state: State, sender: AccountId, body: ChipBind, slot: Slot) -> State:
    """Bind a chip that is the sender's, or offered to it. Rejects with the codes of ATTEST-3 and CHIP-20, in this order."""
    return bind_attested(state, sender, (body.manufacturer, body.serial), authenticate_attestation(body.attestation))


@transition("CHIP-20")
def bind_attested(state: State, sender: AccountId, key: ChipKey, attested: Attested) -> State:
    """Bind a chip that is the sender's, or offered to it, to the node that attests with it; the node that it was bound to is free.

    Rejects with the codes of CHIP-4, IDENTITY-1, `BATCH_REVOKED`, those of ATTEST-5, `NODE_TAKEN`, in this order.
    """
    manufacturer, serial = key
    chip = get_chip(state, key)
    check_taker(chip.stage, chip.owner, chip.successor, sender)
    check_manufacturer(get_manufacturer(state, manufacturer).standing)
    check_recall(get_recall(state, (manufacturer, chip.identity.batch)))
    check_attestation(attested, chip.identity, serial, expected_nonce(state, sender), chip.counter)
    bound = bind_chip(chip, get_binding(state, attested.host.node), attested, sender)
    return put_chip(put_binding(freed(state, chip), bound.node, Binding(manufacturer, serial)), key, bound)


@transition("CHIP-13")
def apply_chip_offer(state: State, sender: AccountId, body: ChipOffer, slot: Slot) -> State:
    """Offer a chip of the sender's to another account. Rejects with the codes of CHIP-7."""
    key = (body.manufacturer, body.serial)
    return put_chip(state, key, offer_chip(get_chip(state, key), sender, body.successor))


@transition("CHIP-14")
def apply_chip_suspend(state: State, sender: AccountId, body: ChipSuspend, slot: Slot) -> State:
    """Take a chip of the sender's out of service, or back into it. Rejects with the codes of CHIP-8."""
    key = (body.manufacturer, body.serial)
    return put_chip(state, key, suspend_chip(get_chip(state, key), sender, body.suspended))


@transition("CHIP-15")
def apply_chip_retire(state: State, sender: AccountId, body: ChipRetire, slot: Slot) -> State:
    """Give up a chip of the sender's, and free its node. Rejects with the codes of CHIP-9."""
    key: ChipKey = (body.manufacturer, body.serial)
    chip = get_chip(state, key)
    retired = retire_chip(chip, sender)
    return put_chip(freed(state, chip), key, retired)


@transition("CHIP-16")
def apply_chip_revoke(state: State, sender: AccountId, body: ChipRevoke, slot: Slot) -> State:
    """Revoke a chip of the sender's make, and free its node where it has one. Rejects with the codes of CHIP-10."""
    key: ChipKey = (sender, body.serial)
    chip = get_chip(state, key)
    revoked = revoke_chip(chip, get_manufacturer(state, sender).standing)
    return put_chip(freed(state, chip) if is_bound(chip.stage) else state, key, revoked)


def freed(state: State, chip: Chip) -> State:
    """The state in which the node of a bound chip has none."""
    return put_binding(state, chip.node, NO_BINDING)


def expected_nonce(state: State, sender: AccountId) -> Hash:
    """What a chip must attest to for the transaction that is being applied: its nonce is spent by then (TX-5), and so the last that its sender used."""
    return attestation_nonce(state.chain.id, sender, get_account(state, sender).nonce)
