"""Transactions: those that move money, their payload and that of the others, and what makes one authentic."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cbor2 import dumps

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import MAX_AMOUNT, MAX_DECIMALS, MAX_UINT64, AccountId, Amount, ByteCount, CoinId, Decimals, Hash, Nonce, Slot, Symbol
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, text, unsigned
from reference.wire.consensus_bodies import KINDS, READERS, ConsensusBody, fields_of
from reference.wire.contract_bodies import CONTRACT_KINDS, CONTRACT_READERS, ContractBody, contract_fields
from reference.wire.data_bodies import DATA_KINDS, DATA_READERS, DataBody
from reference.wire.economy_bodies import ECONOMY_KINDS, ECONOMY_READERS, EconomyBody
from reference.wire.envelope import SignatureBytes, decode_envelope, signed_bytes
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.keys import PublicKey, check_key, thumbprint
from reference.wire.signature import check_signature, verify_equation
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS, SMART_AGENT_READERS, SmartAgentBody


@quickly_made
@dataclass(frozen=True, slots=True)
class Transfer:
    """Kind 1: SSP from the sender to the recipient."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """SSP units."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CoinCreate:
    """Kind 2: an IoT_Coin whose issuer is the sender."""

    symbol: Symbol
    """The coin's name, from which its identifier follows."""

    decimals: Decimals
    """Decimal places that a wallet shows."""

    cap: Amount
    """The largest supply that the coin may ever have, in its units."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CoinMint:
    """Kind 3: new units of an IoT_Coin, made by its issuer."""

    coin: CoinId
    """The coin."""

    recipient: AccountId
    """Who receives the new units."""

    amount: Amount
    """Units of the coin."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CoinBurn:
    """Kind 4: units of an IoT_Coin that the sender destroys."""

    coin: CoinId
    """The coin."""

    amount: Amount
    """Units of the coin."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CoinTransfer:
    """Kind 5: an IoT_Coin from the sender to the recipient."""

    coin: CoinId
    """The coin."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """Units of the coin."""


LedgerBody = Transfer | CoinCreate | CoinMint | CoinBurn | CoinTransfer
"""What a transaction that moves money asks for."""

PaidBody = LedgerBody | ConsensusBody | EconomyBody | SmartAgentBody | DataBody | ContractBody
"""What a transaction asks for."""


@dataclass(frozen=True, slots=True)
class Sponsored:
    """Kind 33: what the sender asks for, and who pays the fee for it in the sender's place."""

    sponsor: AccountId
    """Whose account is charged."""

    body: PaidBody
    """What is asked for, of any other kind."""


Body = PaidBody | Sponsored
"""What a transaction asks for, paid by its sender or by a sponsor."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Transaction:
    """What the sender signs. The sender itself is not a field: it is the account of the key that signed."""

    chain: Hash
    """The only chain on which the transaction is valid."""

    nonce: Nonce
    """Greater than that of the sender's last included transaction."""

    last_valid_slot: Slot
    """The last slot whose block may include the transaction."""

    fee: Amount
    """SSP units that the sender pays for the inclusion, whatever the outcome."""

    body: Body
    """What is asked for."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Signed:
    """A transaction of which everything but the signature's equation is known to be right."""

    sender: AccountId
    """The account of the key that is said to have signed."""

    transaction: Transaction
    """What is said to have been signed."""

    id: Hash
    """The identifier: it commits to all that is signed, and not to the signature, so that nobody can change it."""

    size: ByteCount
    """The length of the transaction's encoding, for which the fee pays."""

    key: PublicKey
    """The key, valid by WIRE-7."""

    message: bytes
    """What the signature is over (`signed_bytes`)."""

    signature: SignatureBytes
    """The signature, canonical by WIRE-8."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Authenticated:
    """A transaction whose signature was verified, and what the bytes say of it beyond its fields."""

    sender: AccountId
    """The account of the key that signed."""

    transaction: Transaction
    """What was signed."""

    id: Hash
    """The identifier: it commits to all that is signed, and not to the signature, so that nobody can change it."""

    size: ByteCount
    """The length of the transaction's encoding, for which the fee pays."""


# Python 3.11 looks a member up by running code, so these are looked up once.
_SIGNATURE_TAG = Tag.TRANSACTION
_ID_TAG = Tag.TRANSACTION_ID


@procedure("WIRE-10")
def decode_signed(data: bytes, limit: ByteCount) -> Signed:
    """The transaction that `data` encodes, after every check that is cheap.

    The checks in their order: the size (`TRANSACTION_TOO_LARGE`), before anything is decoded; the form of the
    envelope and of the payload (`MALFORMED`); the key (`KEY_INVALID`); the signature's form
    (`SIGNATURE_NOT_CANONICAL`).
    """
    check_transaction_size(data, limit)
    envelope = decode_envelope(data)
    key, signature = envelope.key, envelope.signature
    transaction = decode_transaction(envelope.payload)
    check_key(key)
    check_signature(key, signature)
    message = signed_bytes(key, envelope.payload, _SIGNATURE_TAG)
    return Signed(thumbprint(key), transaction, transaction_id(message), len(data), key, message, signature)


@procedure("TX-1")
def authenticate(signed: Signed) -> Authenticated:
    """The transaction, once it is known that its sender signed it. Rejects with `SIGNATURE_INVALID`.

    This is the dear check, alone, so that a node may make it for many transactions at once; it needs no state.
    """
    verify_equation(signed.key, signed.message, signed.signature)
    return Authenticated(signed.sender, signed.transaction, signed.id, signed.size)


def authenticate_transaction(data: bytes, limit: ByteCount) -> Authenticated:
    """One transaction decoded (WIRE-10) and authenticated (TX-1), for whoever has one and not a block of them."""
    return authenticate(decode_signed(data, limit))


@procedure("WIRE-10")
def check_transaction_size(data: bytes, limit: ByteCount) -> None:
    """Reject a transaction of more than `limit` bytes with `TRANSACTION_TOO_LARGE`: `limit` is the parameter `max_transaction_bytes`."""
    if len(data) > limit:
        raise Reject(Code.TRANSACTION_TOO_LARGE)


@procedure("WIRE-10")
def transaction_id(signed: bytes) -> Hash:
    """The identifier of the transaction with these signed bytes (`signed_bytes`)."""
    return tagged_hash(_ID_TAG, signed)


@procedure("WIRE-9")
def decode_transaction(payload: bytes) -> Transaction:
    """The transaction that a payload encodes. Rejects everything that `encode_transaction` does not make with `MALFORMED`."""
    chain, nonce, last_valid_slot, fee, kind, body = array(decode_fields(payload), 6)
    read_body = BODY_READERS.get(unsigned(kind, MAX_UINT64))
    if read_body is None:
        raise Reject(Code.MALFORMED)
    return Transaction(
        byte_string(chain, 32),
        unsigned(nonce, MAX_UINT64),
        unsigned(last_valid_slot, MAX_UINT64),
        unsigned(fee, MAX_AMOUNT),
        read_body(body),
    )


def encode_transaction(transaction: Transaction) -> bytes:
    """A transaction's payload: `[chain, nonce, last valid slot, fee, kind, body]`."""
    kind, body = _kind_and_fields(transaction.body)
    return dumps([transaction.chain, transaction.nonce, transaction.last_valid_slot, transaction.fee, kind, body])


def _kind_and_fields(body: Body) -> tuple[int, list[Any]]:
    match body:
        case Transfer(recipient, amount):
            return 1, [recipient, amount]
        case CoinCreate(symbol, decimals, cap):
            return 2, [symbol, decimals, cap]
        case CoinMint(coin, recipient, amount):
            return 3, [coin, recipient, amount]
        case CoinBurn(coin, amount):
            return 4, [coin, amount]
        case CoinTransfer(coin, recipient, amount):
            return 5, [coin, recipient, amount]
        case Sponsored(sponsor, asked):
            return SPONSORED_KIND, [sponsor, *_kind_and_fields(asked)]
        case _ if isinstance(body, EconomyBody):
            return ECONOMY_KINDS[type(body)], plain_fields(body)
        case _ if isinstance(body, SmartAgentBody):
            return SMART_AGENT_KINDS[type(body)], plain_fields(body)
        case _ if isinstance(body, DataBody):
            return DATA_KINDS[type(body)], plain_fields(body)
        case _ if isinstance(body, ContractBody):
            return CONTRACT_KINDS[type(body)], contract_fields(body)
        case _:
            return KINDS[type(body)], fields_of(body)


def _transfer(body: object) -> Transfer:
    recipient, amount = array(body, 2)
    return Transfer(byte_string(recipient, 32), unsigned(amount, MAX_AMOUNT))


def _coin_create(body: object) -> CoinCreate:
    symbol, decimals, cap = array(body, 3)
    return CoinCreate(text(symbol, 1, 16), unsigned(decimals, MAX_DECIMALS), unsigned(cap, MAX_AMOUNT))


def _coin_mint(body: object) -> CoinMint:
    coin, recipient, amount = array(body, 3)
    return CoinMint(byte_string(coin, 32), byte_string(recipient, 32), unsigned(amount, MAX_AMOUNT))


def _coin_burn(body: object) -> CoinBurn:
    coin, amount = array(body, 2)
    return CoinBurn(byte_string(coin, 32), unsigned(amount, MAX_AMOUNT))


def _coin_transfer(body: object) -> CoinTransfer:
    coin, recipient, amount = array(body, 3)
    return CoinTransfer(byte_string(coin, 32), byte_string(recipient, 32), unsigned(amount, MAX_AMOUNT))


def _sponsored(body: object) -> Sponsored:
    sponsor, kind, asked = array(body, 3)
    read_body = PAID_READERS.get(unsigned(kind, MAX_UINT64))
    if read_body is None:
        raise Reject(Code.MALFORMED)
    return Sponsored(byte_string(sponsor, 32), read_body(asked))


PAID_READERS: dict[int, Callable[[object], PaidBody]] = {
    1: _transfer,
    2: _coin_create,
    3: _coin_mint,
    4: _coin_burn,
    5: _coin_transfer,
    **READERS,
    **ECONOMY_READERS,
    **SMART_AGENT_READERS,
    **DATA_READERS,
    **CONTRACT_READERS,
}
"""How the body of each kind is read that anybody may pay for."""

SPONSORED_KIND = 33
"""The kind of a transaction that a sponsor pays for."""

BODY_READERS: dict[int, Callable[[object], Body]] = {**PAID_READERS, SPONSORED_KIND: _sponsored}
"""How the body of each kind is read; a kind that is not here is malformed."""
