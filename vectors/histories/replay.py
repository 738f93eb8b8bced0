"""Replaying a script: the state it begins with, and the batches of transactions that it makes, signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount, Slot
from reference.state.account import Account
from reference.state.coin import coin_id
from reference.state.state import State, get_account, get_coin, get_holding
from reference.transition import Accepted, Included, Rejected, apply_transaction
from reference.wire.envelope import decode_envelope, encode_envelope
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.signature import ED25519_ORDER, P256_ORDER
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transaction, Transfer, authenticate_transaction
from vectors.batch import Batch, apply_batch
from vectors.build import coin, found, least_fee, transact_case
from vectors.case import Case, rejections
from vectors.histories.script import Action, Anchor, Burn, Create, Fault, Measure, Mint, Pay, Round, Script, Send, Sending
from vectors.keys import KeyPair, key_pair, sign_transaction

ONES = b"\x01" * 32

RULES_BY_ACTION: dict[type, str] = {Pay: "TRANSFER-2", Create: "COIN-8", Mint: "COIN-9", Burn: "COIN-10", Send: "COIN-11"}
"""The rule that an action asks for."""


@dataclass(frozen=True, slots=True)
class Played:
    """A script with the state and the batches that it makes, and what becomes of each batch."""

    state: State
    batches: tuple[Batch, ...]
    outcomes: tuple[Accepted | Rejected, ...]


def history_case(script: Script, number: int) -> Case:
    """The case of a script: its rules are that of the batches, and those of what was asked for and of what was rejected."""
    played = play(script)
    case = transact_case(("BLOCK-5",), _describe(script, number), played.state, played.batches)
    actions = {type(sending.action) for each in script.rounds for sending in each.sendings}
    asked = [rule for action, rule in RULES_BY_ACTION.items() if action in actions] + (["TX-4", "TX-6"] if actions else [])
    refused = [Code[name].rule for name in rejections(case)]
    return replace(case, rules=tuple(dict.fromkeys(["BLOCK-5", *asked, *refused])))


def play(script: Script) -> Played:
    """The state and the batches of a script. Rejects with `SUPPLY_MISMATCH` where it hands out more than there is."""
    people = people_of(script)
    start = state = _start(script, people)
    slot = start.head.slot
    batches = []
    outcomes = []
    for each in script.rounds:
        slot += 1 + each.skipped
        batch = _batch(state, each, people, slot)
        outcome = apply_batch(state, batch)
        state = outcome.state if isinstance(outcome, Accepted) else state
        batches.append(batch)
        outcomes.append(outcome)
    return Played(start, tuple(batches), tuple(outcomes))


def people_of(script: Script) -> list[KeyPair]:
    """The people's keys, by their places."""
    return [key_pair(f"person {place}", beginner.algorithm) for place, beginner in enumerate(script.people)]


def _start(script: Script, people: Sequence[KeyPair]) -> State:
    present = zip(people, script.people, strict=True)
    accounts: dict[KeyPair, Amount | Account] = {
        pair: Account(beginner.balance, beginner.nonce) for pair, beginner in present if beginner.balance or beginner.nonce
    }
    held = {(stock.symbol, pair): amount for stock in script.stocks for pair, amount in zip(people, stock.holdings, strict=False) if amount}
    totals = {stock.symbol: sum(amount for (symbol, _), amount in held.items() if symbol == stock.symbol) for stock in script.stocks}
    coins = [coin(stock.symbol, _person(people, stock.issuer), max(totals[stock.symbol] + stock.room, 1)) for stock in script.stocks]
    return found(script.preset, accounts, coins, held)


def _person(people: Sequence[KeyPair], place: int) -> KeyPair:
    return people[place % len(people)]


def _batch(state: State, each: Round, people: Sequence[KeyPair], slot: Slot) -> Batch:
    """The batch of one round. Its transactions are made one after the other, each for the state that the ones before it leave."""
    seen = state
    sent = []
    for sending in each.sendings:
        data = _transaction(seen, sending, people, slot)
        sent.append(data)
        seen = _after_transaction(seen, data, slot)
    return Batch(slot, _person(people, each.producer).account, tuple(sent))


def _after_transaction(state: State, data: bytes, slot: int) -> State:
    try:
        outcome = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), slot)
    except Reject:
        return state
    return outcome.state if isinstance(outcome, Included) else state


def _transaction(state: State, sending: Sending, people: Sequence[KeyPair], slot: int) -> bytes:
    pair = _person(people, sending.sender)
    account = get_account(state, pair.account)
    fault = sending.fault
    nonce = account.nonce if fault is Fault.USED_NONCE else min(account.nonce + 1 + sending.gap, MAX_UINT64)
    last = slot - 1 - sending.slots_left if fault is Fault.EXPIRED else slot + sending.slots_left
    chain = ONES if fault is Fault.WRONG_CHAIN else state.chain.id
    least = least_fee(state, pair, Transaction(chain, nonce, min(max(last, 0), MAX_UINT64), 0, _widest(sending.action, people)), slot)
    fee = least - 1 - sending.tip if fault is Fault.LOW_FEE else least + sending.tip
    fee = max(account.balance + 1, least) if fault is Fault.UNAFFORDABLE_FEE else max(fee, 0)
    body = _body(state, sending.action, pair, max(account.balance - fee, 0), people)
    message = Transaction(chain, nonce, min(max(last, 0), MAX_UINT64), fee, body)
    return _spoilt(sign_transaction(pair, message), fault, state)


def _spoilt(data: bytes, fault: Fault, state: State) -> bytes:
    envelope = decode_envelope(data)
    match fault:
        case Fault.TRUNCATED:
            return data[:-1]
        case Fault.OVERSIZED:
            return data.ljust(state.chain.parameters.max_transaction_bytes + 1, b"\0")
        case Fault.SMALL_KEY:
            return encode_envelope(replace(envelope, key=PublicKey(Algorithm.EDDSA, bytes(32), None)))
        case Fault.LENIENT_SIGNATURE:
            return encode_envelope(replace(envelope, signature=_lenient(envelope.key, envelope.signature)))
        case Fault.BAD_SIGNATURE:
            return encode_envelope(replace(envelope, signature=envelope.signature[:-1] + bytes((envelope.signature[-1] ^ 1,))))
        case _:
            return data


def _lenient(key: PublicKey, signature: bytes) -> bytes:
    """The other form of a signature that a lenient verifier takes."""
    if key.algorithm is Algorithm.EDDSA:
        return signature[:32] + (int.from_bytes(signature[32:], "little") + ED25519_ORDER).to_bytes(32, "little")
    return signature[:32] + (P256_ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


def _widest(action: Action, people: Sequence[KeyPair]) -> Body:
    """The body with the widest amount that it could have, so that the fee is known before the amount is."""
    if isinstance(action, Create):
        return CoinCreate(action.symbol, action.decimals, action.cap)
    identifier = b"" if isinstance(action, Pay) else coin_id(action.symbol)
    match action:
        case Pay(recipient, _):
            return Transfer(_person(people, recipient).account, MAX_AMOUNT)
        case Mint(_, recipient, _):
            return CoinMint(identifier, _person(people, recipient).account, MAX_AMOUNT)
        case Burn():
            return CoinBurn(identifier, MAX_AMOUNT)
        case Send(_, recipient, _):
            return CoinTransfer(identifier, _person(people, recipient).account, MAX_AMOUNT)
        case _:
            assert_never(action)


def _body(state: State, action: Action, sender: KeyPair, spendable: Amount, people: Sequence[KeyPair]) -> Body:
    if isinstance(action, Create):
        return CoinCreate(action.symbol, action.decimals, action.cap)
    if isinstance(action, Pay):
        return Transfer(_person(people, action.recipient).account, _amount(action.amount, spendable))
    identifier = coin_id(action.symbol)
    held = get_holding(state, identifier, sender.account).balance
    match action:
        case Mint(_, recipient, amount):
            record = get_coin(state, identifier)
            return CoinMint(identifier, _person(people, recipient).account, _amount(amount, record.cap - record.supply))
        case Burn(_, amount):
            return CoinBurn(identifier, _amount(amount, held))
        case Send(_, recipient, amount):
            return CoinTransfer(identifier, _person(people, recipient).account, _amount(amount, held))
        case _:
            assert_never(action)


def _amount(measure: Measure, balance: Amount) -> Amount:
    anchors = {Anchor.ZERO: 0, Anchor.BALANCE: balance, Anchor.LARGEST: MAX_AMOUNT}
    return min(max(anchors[measure.anchor] + measure.above - measure.below, 0), MAX_AMOUNT)


def _describe(script: Script, number: int) -> str:
    count = sum(len(each.sendings) for each in script.rounds)
    faults = [sending.fault.name.lower() for each in script.rounds for sending in each.sendings if sending.fault is not Fault.NONE]
    wrong = ", ".join(dict.fromkeys(faults))
    return f"history {number}: {len(script.rounds)} batches, {count} transactions" + (f"; {wrong}" if wrong else "")
