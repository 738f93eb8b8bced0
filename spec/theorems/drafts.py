"""Blocks for the theorems that Hypothesis alone tries: drawn as what people mean to do, then encoded and signed.

No bytes drawn at random are a signed block, and Z3 does not see through hashes and signatures. A theorem about blocks
therefore draws a `Draft`, of plain ranged values like any other argument, and what is here makes a ledger and bytes of it. The keys
are nobody's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, repeat
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from immutables import Map

from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import serving
from reference.consensus.genesis import Founder, genesis_consensus
from reference.consensus.order import round_order
from reference.consensus.randomness import onion_layer
from reference.numbers import AccountId, Length, Range, Slot
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import Coin, Holding, coin_id
from reference.state.commitment import load
from reference.state.pots import Pots
from reference.state.state import Chain, Head, State
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey, thumbprint
from reference.wire.transaction import CoinBurn, CoinCreate, CoinMint, CoinTransfer, LedgerBody, Transaction, Transfer, encode_transaction

SECRETS = tuple(bytes([number]) * 32 for number in (1, 2, 3, 4, 5, 6))
"""The seeds of six Ed25519 keys: of three people, who are agents as well, of two more agents, and of one that may become one."""

KEYS = tuple(PublicKey(Algorithm.EDDSA, Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw(), None) for secret in SECRETS)

ACCOUNTS = tuple(thumbprint(key) for key in KEYS)

AGENTS = ACCOUNTS[: MINIMAL.agents]
"""The first set."""

PRODUCER = ACCOUNTS[0]
"""Who is paid where transactions alone are applied."""

SYMBOLS = ("A" * 8, "B" * 8)
"""What drawn symbols often are. The chain has a coin with the first one; the other has yet to be created."""

COINS = tuple(coin_id(symbol) for symbol in SYMBOLS)

CHAIN = Chain(id=bytes([4]) * 32, parameters=MINIMAL)

Place = Annotated[int, Range(0, 2)]
"""One of the three people."""

Seat = Annotated[int, Range(0, 5)]
"""One of those who have keys."""

BOND = 2_000
"""What each agent has bonded, in SSP units."""

SECRET_LAYER = bytes([6]) * 32
"""What every agent has committed to reveal."""

Balance = Annotated[int, Range(2_000, 1_000_000)]
"""SSP units: enough for a coin's deposit and a fee or two."""

Held = Annotated[int, Range(0, 1_000)]
"""Units of a coin."""

Fee = Annotated[int, Range(400, 700)]
"""SSP units: more than the minimum of any drawn transaction."""

Few = Annotated[int, Range(0, 3)]
"""A few blocks or slots."""


class Flaw(Enum):
    """What is wrong with a transaction or with an envelope."""

    NONE = "none"
    GARBLED = "garbled"
    FORGED = "forged"
    EXPIRED = "expired"
    REPLAYED = "replayed"
    CHEAP = "cheap"


@dataclass(frozen=True, slots=True)
class Intent:
    """What one person means to do, and what it offers for that."""

    sender: Place
    body: LedgerBody
    fee: Fee


@dataclass(frozen=True, slots=True)
class Draft:
    """A small chain, and what is to be in its next block."""

    balances: tuple[Balance, Balance, Balance]
    held: tuple[Held, Held, Held]
    """Of the one coin, whose issuer is the first person."""
    room: Held
    """What of the coin may still be minted."""
    height: Few
    intents: Annotated[tuple[Intent, ...], Length(0, 4)]
    skipped: Few
    """Slots in which nobody produced a block."""

    @property
    def slot(self) -> Slot:
        """The slot of the next block."""
        return self.height + 1 + self.skipped


def ledger(draft: Draft) -> State:
    """The chain before the block. What the people do not have is in the ecosystem pool."""
    accounts = Map({account: Account(balance, 0) for account, balance in zip(ACCOUNTS, draft.balances, strict=False)})
    supply, deposit = sum(draft.held), MINIMAL.coin_deposit
    coin = Coin(symbol=SYMBOLS[0], issuer=ACCOUNTS[0], decimals=2, cap=supply + draft.room + 1, supply=supply, deposit=deposit)
    held = {(COINS[0], account): Holding(held) for account, held in zip(ACCOUNTS, draft.held, strict=False) if held}
    pool = SSP_SUPPLY - deposit - sum(draft.balances) - BOND * len(AGENTS)
    consensus = genesis_consensus(MINIMAL, pool, tuple(Founder(account, BOND, onion_layer(SECRET_LAYER)) for account in AGENTS))
    pots, head = Pots(ecosystem=pool, deposits=deposit, fees=0), Head(hash=bytes([5]) * 32, height=draft.height, slot=draft.height)
    return load(CHAIN, head, accounts, Map({COINS[0]: coin}), Map(held), pots, consensus)


def scheduled_producer(state: State, slot: Slot) -> AccountId:
    """The agent whose slot it is."""
    entered = enter_slot(state, slot)
    order = round_order(entered.consensus.randomness.seed, slot // MINIMAL.agents, serving(entered))
    return order[slot % MINIMAL.agents]


def signed(draft: Draft, flaws: Iterable[Flaw] = ()) -> tuple[bytes, ...]:
    """The transactions of the block; the first of them have the flaws."""
    return tuple(_signed(draft, place, flaw) for place, flaw in zip(range(len(draft.intents)), chain(flaws, repeat(Flaw.NONE)), strict=False))


def _signed(draft: Draft, place: int, flaw: Flaw) -> bytes:
    intent = draft.intents[place]
    nonce = 0 if flaw is Flaw.REPLAYED else place + 1
    last = 0 if flaw is Flaw.EXPIRED else draft.slot
    fee = 0 if flaw is Flaw.CHEAP else intent.fee
    return sealed(intent.sender, encode_transaction(Transaction(CHAIN.id, nonce, last, fee, aimed(intent.body))), Tag.TRANSACTION, flaw)


def aimed(body: LedgerBody) -> LedgerBody:
    """The same with one of the people as its recipient and one of the coins as its coin: drawn identifiers are those of nobody and nothing."""
    match body:
        case Transfer():
            return replace(body, recipient=_person(body.recipient))
        case CoinCreate():
            return body
        case CoinBurn():
            return replace(body, coin=_coin(body.coin))
        case CoinMint() | CoinTransfer():
            return replace(body, recipient=_person(body.recipient), coin=_coin(body.coin))


def block(producer: AccountId, header: Header, transactions: tuple[bytes, ...], flaw: Flaw = Flaw.NONE) -> bytes:
    """The bytes of a block under a header that an agent signs; the flaw is the header's."""
    return encode_block(Block(sealed(ACCOUNTS.index(producer), encode_header(header), Tag.BLOCK_HEADER, flaw), transactions))


def sealed(place: Seat, payload: bytes, use: Tag, flaw: Flaw = Flaw.NONE) -> bytes:
    """An envelope that an agent signs. A forged one has the signature of another payload, a garbled one a byte too many."""
    meant = payload + b"?" if flaw is Flaw.FORGED else payload
    signature = Ed25519PrivateKey.from_private_bytes(SECRETS[place]).sign(signed_bytes(KEYS[place], meant, use))
    data = encode_envelope(Envelope(KEYS[place], payload, signature))
    return data + b"?" if flaw is Flaw.GARBLED else data


def _person(drawn: AccountId) -> AccountId:
    return ACCOUNTS[drawn[-1] % 3]


def _coin(drawn: bytes) -> bytes:
    return COINS[drawn[-1] % len(COINS)]
