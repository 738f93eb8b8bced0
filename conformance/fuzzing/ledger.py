"""The profile `ledger`: batches of valid, failing and invalid transactions, on states that are right or wrong.

Each batch is made for the state that the ones before it leave, so that what is drawn relative to a balance or a nonce is
still at its edge when the batch is applied.
"""

from dataclasses import replace

from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.ledger_state import PEOPLE, SYMBOLS, draw_state, draw_wrong_state
from conformance.fuzzing.signed import draw_wrong_key, draw_wrong_signature
from conformance.fuzzing.values import Draw, integers
from reference.codes import Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64, AccountId, Amount, Slot
from reference.parameters import MINIMAL
from reference.state.coin import coin_id
from reference.state.state import State, get_account, get_coin, get_holding
from reference.transition import Included, apply_transaction
from reference.wire.hashing import Tag
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transaction, Transfer, authenticate_transaction
from vectors.batch import Batch
from vectors.build import after, batch, least_fee
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair, sign_transaction
from vectors.state_form import write_state

ONES = b"\x01" * 32

STEPS = (0, 0, 1, 1, -1, 2)

SPOILT = ("damaged", "signature", "signature", "key", "oversized")
"""What may be wrong with a transaction's bytes."""

FUNDED = {"minimal": 1_400}
"""Above this balance most transactions can be paid for."""

FUNDED_ELSEWHERE = 10**6


@st.composite
def histories(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state and the batches that are applied to it."""
    preset = draw(st.sampled_from((*presets, *[MINIMAL.name] * 3 * (MINIMAL.name in presets))))
    state = draw_state(draw, preset)
    written = write_state(state)
    if draw(st.integers(0, 4)) == 4:
        draw_wrong_state(draw, written)
        return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": [to_json(Batch, batch(state))]})
    batches = []
    for _ in range(draw(st.integers(1, 3))):
        drawn = _draw_batch(draw, state)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": list(batches)})


def _draw_batch(draw: Draw, state: State) -> Batch:
    following = min(state.head.slot + 1, MAX_UINT64)
    # Nothing compares a batch's slot with another: it may be any.
    slot = following if draw(st.integers(0, 3)) else draw(integers(0, MAX_UINT64))
    producer = draw(st.sampled_from(PEOPLE[::-1]))
    return batch(state, draw_transactions(draw, state, slot), producer=producer, slot=slot)


def draw_transactions(draw: Draw, state: State, slot: Slot) -> list[bytes]:
    """Transactions in their order, each made for the state that the ones before it leave."""
    sent: list[bytes] = []
    # Where several are wrong, it counts which is looked at first.
    careless = draw(st.integers(0, 9)) == 9
    for _ in range(draw(st.sampled_from((2, 3) if careless else (0, 1, 1, 2, 3, 4)))):
        data = _draw_transaction(draw, state, slot, careless)
        sent.append(data)
        state = _after_transaction(state, data, slot)
    return sent


def _draw_transaction(draw: Draw, state: State, slot: int, careless: bool) -> bytes:
    """A transaction for a state: valid, failing, invalid, or no transaction at all."""
    kind = draw(st.integers(0, 5 if state.coins or not draw(st.integers(0, 7)) else 2))
    symbol = _draw_symbol(draw, state, kind)
    pair = _draw_sender(draw, state, kind, symbol)
    account = get_account(state, pair.account)
    seldom = draw(st.integers(26 if careless else 0, 31))
    nonce = account.nonce + 1
    if seldom >= 30:
        nonce = account.nonce + draw(st.sampled_from((0, -1, 2**32, 1 + 2**32, 2**63)))
    elif seldom == 29:
        nonce = draw(integers(0, MAX_UINT64))
    nonce = min(max(nonce, 0), MAX_UINT64)
    last = MAX_UINT64
    if draw(st.integers(0, 6)) == 6:
        last = slot + draw(st.sampled_from((0, 0, -1, 1, 2**32, -(2**32)))) if draw(st.integers(0, 3)) else draw(integers(0, MAX_UINT64))
    chain = ONES if seldom == 28 else state.chain.id
    unpriced = Transaction(chain, nonce, min(max(last, 0), MAX_UINT64), 0, _draw_body(draw, state, pair, kind, symbol))
    least = least_fee(state, pair, unpriced, slot)
    priced = replace(unpriced, fee=_draw_fee(draw, least, account.balance))
    if kind == 0 and draw(st.booleans()):
        # What is left after the fee is an edge of its own.
        amount = _near(draw, account.balance - priced.fee)
        priced = replace(priced, body=Transfer(_draw_recipient(draw, pair), amount))
    data = sign_transaction(pair, priced)
    return _draw_spoilt(draw, state, pair, data) if draw(st.integers(0, 2 if careless else 19)) == 2 else data


def _draw_fee(draw: Draw, least: Amount, balance: Amount) -> Amount:
    if balance > 2**53 and draw(st.integers(0, 9)) == 9:
        return _near(draw, draw(st.sampled_from((balance - 2, 2**53 + 1, 2**53 + 3))))
    choice: int = draw(st.integers(0, 31))
    match choice:
        case 28:
            return max(least - 1, 0)
        case 27 | 29:
            return _near(draw, balance)
        case 30:
            fee: Amount = draw(integers(0, MAX_AMOUNT))
            return fee
        case _:
            return least + choice % 3


def _draw_symbol(draw: Draw, state: State, kind: int) -> str:
    """A coin's symbol, mostly of one that there is, but for a new coin."""
    present = sorted(record.symbol for record in state.coins.values())
    symbol: str = draw(st.sampled_from(present if present and kind != 2 and draw(st.integers(0, 9)) else SYMBOLS))
    return symbol


def _draw_sender(draw: Draw, state: State, kind: int, symbol: str) -> KeyPair:
    """Somebody who can pay, mostly, and who may do it."""
    pair: KeyPair
    if draw(st.integers(0, 4)) and kind in (3, 4):
        issuer = get_coin(state, coin_id(symbol)).issuer
        for pair in PEOPLE:
            if pair.account == issuer:
                return pair
    funded = [pair for pair in PEOPLE if get_account(state, pair.account).balance > FUNDED.get(state.chain.parameters.name, FUNDED_ELSEWHERE)]
    pair = draw(st.sampled_from(funded if funded and draw(st.integers(0, 9)) else PEOPLE))
    return pair


def _draw_body(draw: Draw, state: State, pair: KeyPair, kind: int, symbol: str) -> Body:
    recipient = _draw_recipient(draw, pair)
    if kind < 2:
        return Transfer(recipient, _draw_amount(draw, get_account(state, pair.account).balance))
    if kind == 2:
        return CoinCreate(symbol, draw(st.sampled_from((2, 0, 18))), draw(st.sampled_from((100, 1, 2**53 + 1, MAX_AMOUNT, 0))))
    identifier = coin_id(symbol)
    record, held = get_coin(state, identifier), get_holding(state, identifier, pair.account).balance
    match kind:
        case 3:
            return CoinMint(identifier, recipient, _draw_amount(draw, record.cap - record.supply))
        case 4:
            return CoinBurn(identifier, _draw_amount(draw, held))
        case _:
            return CoinTransfer(identifier, recipient, _draw_amount(draw, held))


def _draw_recipient(draw: Draw, sender: KeyPair) -> AccountId:
    """Somebody else, mostly."""
    others = [pair for pair in PEOPLE if pair is not sender]
    account: AccountId = draw(st.sampled_from([*others, *others, *others, sender])).account
    return account


def _draw_amount(draw: Draw, whole: Amount) -> Amount:
    choice = draw(st.integers(0, 7))
    if choice in (4, 5, 6):
        return _near(draw, whole)
    amount: Amount = draw(integers(0, MAX_AMOUNT) if choice == 7 else st.sampled_from((1, 5, 23, 24, 100, 0)))
    return amount


def _near(draw: Draw, amount: Amount) -> Amount:
    step: int = draw(st.sampled_from(STEPS))
    return min(max(amount + step, 0), MAX_AMOUNT)


def _draw_spoilt(draw: Draw, state: State, pair: KeyPair, data: bytes) -> bytes:
    match draw(st.sampled_from(SPOILT)):
        case "damaged":
            return draw_damaged(draw, data)
        case "signature":
            return draw_wrong_signature(draw, pair, data, Tag.TRANSACTION)
        case "key":
            return draw_wrong_key(draw, data)
        case _:
            return data.ljust(min(state.chain.parameters.max_transaction_bytes + 1, 2**15), b"\0")


def _after_transaction(state: State, data: bytes, slot: int) -> State:
    try:
        outcome = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), slot)
    except Reject:
        return state
    return outcome.state if isinstance(outcome, Included) else state
