"""The profile `contracts`: programs that are released, called and paid, in batches, each batch on what those before it have left."""

from dataclasses import replace
from functools import cache

from cbor2 import dumps
from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.state_records import with_all_money
from conformance.fuzzing.values import Draw
from conformance.fuzzing.worlds import source_of, statements
from reference.contracts.releases import contract_id
from reference.numbers import AccountId
from reference.parameters import MINIMAL
from reference.state.contract import NO_PROGRAM, StoredValue
from reference.state.heavy import POOL, Claim
from reference.state.state import State, get_account
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.contract_bodies import ContractCall, ContractRelease
from reference.wire.scalar import Scalar
from reference.wire.transaction import Body, Sponsored, Transfer
from vectors.batch import Batch
from vectors.build import after, batch, fee_of, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.contract_places import ASKS_ID, AUTHOR, CALLER, LAMP, LAMP_ID, STRANGER, TILL, TILL_ID, UNKNOWN, contract_place
from vectors.state_form import write_state

SENDERS = (AUTHOR, CALLER, CALLER, STRANGER)

MUCH = 10**14
"""What people have where a byte that is stored costs what it does on the main chain."""

SELDOM = 8
"""Of so many inputs one is of another preset than the minimal: what costs a unit there may be counted in units by mistake."""

WORDS = (b"count", b"pay", b"fail", b"keep", b"give", b"long", b"forget", b"press", b"steal", b"fill", b"x")

SCALARS: tuple[Scalar, ...] = (None, True, 0, 1, 7, 1_000, 1_024, 1_024, 1_025, 2**18, 2**20, -1, 2**63 - 1, b"", b"count", b"press")

GAS = (1, 300, 2_000, *(5_000, 20_000, 60_000) * 4)

BROKEN = (b"return return", b"return x", b"local machine = {}", LAMP.replace('to = "lit"', 'to = "red"').encode())
"""Programs that are none."""


@cache
def _places(preset: str) -> tuple[State, ...]:
    """States to begin with."""
    if preset != MINIMAL.name:
        return (contract_place(preset=preset, plenty=MUCH),)
    return contract_place(), contract_place({(TILL_ID, b"count"): 41})


@st.composite
def contract_calls(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state with contracts, and the batches that are applied to it; mostly on a chain of the minimal preset."""
    others = tuple(preset for preset in presets if preset != MINIMAL.name)
    seldom = bool(others) and (MINIMAL.name not in presets or draw(st.integers(1, SELDOM)) == SELDOM)
    preset = draw(st.sampled_from(others)) if seldom else MINIMAL.name
    if not seldom and draw(st.integers(0, 7)) == 7:
        return Exchange(Kind.TRANSACT, preset, {"state": write_state(_draw_place(draw)), "batches": []})
    state = draw(st.sampled_from(_places(preset)))
    written, slot, batches = write_state(state), state.head.slot, []
    released: list[AccountId] = []
    for _ in range(draw(st.integers(1, 5))):
        slot += draw(st.sampled_from((0, 1, 1, 10)))
        drawn = batch(state, _draw_transactions(draw, state, released), slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": list(batches)})


def _draw_place(draw: Draw) -> State:
    """A state from outside, with money in it as there is, in which something of contracts is as it may be, or as it may not."""
    state = contract_place()
    held = state.contracts
    match draw(st.integers(0, 2)):
        case 0:
            record = draw(st.sampled_from((*(dumps(value) for value in (None, 5, True, b"", b"a" * 1_024, 2**63, [5], "a")), b"\x18\x05", b"\x80\x80")))
            held = replace(held, stored=held.stored.set((draw(st.sampled_from((TILL_ID, UNKNOWN))), b"count"), StoredValue(record)))
        case 1:
            payee = draw(st.sampled_from((POOL, CALLER.account, TILL_ID, UNKNOWN)))
            held = replace(held, claims=held.claims.set(payee, Claim(draw(st.sampled_from((0, 1, 500))))))
        case _:
            # The programs of a contract exchanged, with or without the deposit that they ask for.
            digests = (NO_PROGRAM, *sorted(held.programs), b"\x07" * 32)
            source, heavy = draw(st.sampled_from(digests)), draw(st.sampled_from(digests))
            size = sum(len(held.programs[digest].source) for digest in (source, heavy) if digest in held.programs)
            before = held.contracts[ASKS_ID]
            changed = replace(before, source_hash=source, heavy_hash=heavy, deposit=size * MINIMAL.contract_byte_deposit + draw(st.sampled_from((0, 0, 1))))
            identifier = draw(st.sampled_from((UNKNOWN, ASKS_ID)))
            held = replace(held, contracts=held.contracts.set(identifier, changed))
    return with_all_money(replace(state, contracts=held))


def _draw_transactions(draw: Draw, state: State, released: list[AccountId]) -> list[bytes]:
    """Transactions of some people, each with its sender's next nonce; contracts that are released are among those that are called from then on."""
    nonces: dict[AccountId, int] = {}
    sent = []
    for _ in range(draw(st.integers(1, 3))):
        sender = draw(st.sampled_from(SENDERS))
        nonce = nonces.get(sender.account, get_account(state, sender.account).nonce) + 1
        nonces[sender.account] = nonce
        most = state.chain.parameters.max_block_gas
        body = _draw_body(draw, sender, most, (TILL_ID, TILL_ID, ASKS_ID, LAMP_ID, UNKNOWN, *released))
        asked = body.body if isinstance(body, Sponsored) else body
        if isinstance(asked, ContractRelease):
            released.append(contract_id(sender.account, nonce))
        data = transaction(state, sender, body, nonce=nonce)
        if len(data) > state.chain.parameters.max_transaction_bytes:
            continue
        less = int(draw(st.integers(0, 9)) == 9)
        sent.append(transaction(state, sender, body, nonce=nonce, fee=fee_of(data) - less))
    return sent


def _draw_body(draw: Draw, sender: KeyPair, most_gas: int, contracts: tuple[AccountId, ...]) -> Body:
    match draw(st.integers(0, 12)):
        case 0 | 1:
            return ContractRelease(_draw_source(draw), draw(st.sampled_from((b"", b"", b"return 1", LAMP.encode(), BROKEN[0]))))
        case 2:
            return Transfer(draw(st.sampled_from(contracts)), draw(st.sampled_from((1, 500, 10**6))))
        case 3:
            return SponsorshipSet(CALLER.account if sender is not CALLER else STRANGER.account, draw(st.sampled_from((200, 5_000))), 2**40)
        case 4:
            return Sponsored(draw(st.sampled_from((AUTHOR, STRANGER))).account, _draw_call(draw, most_gas, contracts))
        case _:
            return _draw_call(draw, most_gas, contracts)


def _draw_source(draw: Draw) -> bytes:
    if draw(st.integers(0, 3)):
        return source_of(draw(st.lists(statements(), min_size=1, max_size=3)))
    one: bytes = draw(st.sampled_from((b";", LAMP.encode(), TILL.encode(), *BROKEN)))
    return one


def _draw_call(draw: Draw, most_gas: int, contracts: tuple[AccountId, ...]) -> ContractCall:
    contract = draw(st.sampled_from(contracts))
    amount = draw(st.sampled_from(SCALARS))
    first: Scalar = draw(st.sampled_from(WORDS)) if draw(st.integers(0, 7)) else amount
    arguments = (draw(st.sampled_from(contracts)), first, amount) if contract == ASKS_ID else (first, amount)[: draw(st.sampled_from((2, 2, 1, 0)))]
    return ContractCall(contract, draw(st.sampled_from((*GAS, most_gas, most_gas + 1))), draw(st.sampled_from((0, 0, 1, 300, 10**6))), arguments)
