"""The rejection codes: a closed, stable list.

A code is what an implementation answers instead of a result. Its number is on the wire (in receipts) and never
changes meaning; its name is in vectors and reports; its rule is the one whose condition failed. Zero is never a
code: it is what a successful transaction's receipt carries.
"""

from enum import Enum, unique


@unique
class Code(Enum):
    """Why something was rejected: `(number, rule)`."""

    MALFORMED = (1, "WIRE-2")
    """The bytes are not the deterministic encoding of an object of the expected type."""
    TRANSACTION_TOO_LARGE = (2, "WIRE-10")
    """The transaction has more bytes than `max_transaction_bytes`."""
    BLOCK_TOO_LARGE = (3, "WIRE-11")
    """The block has more bytes than `max_block_bytes`."""

    KEY_INVALID = (10, "WIRE-7")
    """The public key is not a canonical point, not on the curve where that is checked, or of small order."""
    SIGNATURE_NOT_CANONICAL = (11, "WIRE-8")
    """The signature is one of several encodings or forms that a lenient verifier would accept."""
    SIGNATURE_INVALID = (12, "WIRE-8")
    """The signature does not verify."""

    WRONG_CHAIN = (20, "TX-2")
    """The object names another chain."""
    EXPIRED = (21, "TX-2")
    """The block's slot lies after the transaction's last valid slot."""
    NONCE_NOT_ABOVE = (22, "TX-3")
    """The nonce is not greater than the last one that the account used."""
    FEE_TOO_LOW = (23, "FEE-2")
    """The fee is below the minimum for the transaction's size."""
    FEE_UNAFFORDABLE = (24, "FEE-2")
    """The sender's balance does not cover the fee."""

    AMOUNT_ZERO = (30, "BALANCE-1")
    """The amount is zero."""
    INSUFFICIENT_BALANCE = (31, "BALANCE-2")
    """The balance does not cover the amount."""
    BALANCE_OVERFLOW = (32, "BALANCE-3")
    """The credited balance would reach 2^63."""
    TRANSFER_TO_SELF = (33, "TRANSFER-1")
    """Sender and recipient are one account."""

    SYMBOL_INVALID = (40, "COIN-2")
    """The symbol has a length or a character that is not allowed."""
    SYMBOL_TAKEN = (41, "COIN-5")
    """A coin with this symbol exists."""
    CAP_ZERO = (42, "COIN-5")
    """The cap of a new coin is zero."""
    COIN_UNKNOWN = (43, "COIN-3")
    """No coin has this identifier."""
    NOT_ISSUER = (44, "COIN-4")
    """The sender is not the coin's issuer."""
    CAP_EXCEEDED = (45, "COIN-6")
    """The coin's supply would exceed its cap."""

    VERSION_UNKNOWN = (60, "BLOCK-2")
    """The header's version is not the chain's."""
    PARENT_MISMATCH = (61, "BLOCK-2")
    """The header's parent is not the head of the chain."""
    HEIGHT_MISMATCH = (62, "BLOCK-2")
    """The header's height is not its parent's plus one."""
    SLOT_NOT_ABOVE = (63, "BLOCK-2")
    """The header's slot is not after its parent's."""
    MODE_UNSUPPORTED = (64, "BLOCK-2")
    """The header's verification mode is not the required one."""
    REVEAL_UNEXPECTED = (65, "BLOCK-2")
    """The header reveals a value where none is due."""
    VOTES_UNEXPECTED = (66, "BLOCK-2")
    """The header commits to finality votes where none are due."""
    TRANSACTIONS_ROOT_MISMATCH = (67, "BLOCK-3")
    """The header's transactions root is not that of the block's transactions."""
    RECEIPTS_ROOT_MISMATCH = (68, "BLOCK-4")
    """The header's receipts root is not that of the receipts that the block produces."""
    STATE_ROOT_MISMATCH = (69, "BLOCK-4")
    """The header's state root is not that of the state that the block produces."""

    SUPPLY_MISMATCH = (80, "STATE-2")
    """The state's SSP does not add up to the fixed supply, or a coin's holdings to its supply."""
    PROOF_INVALID = (81, "STATE-6")
    """The state proof does not lead to the root."""

    RECORD_INVALID = (82, "STATE-1")
    """A stored record says nothing, or a coin is stored under another identifier than its symbol's."""

    def __init__(self, number: int, rule: str) -> None:
        self.number = number
        self.rule = rule


SUCCESS = 0
"""The number in the receipt of a successful transaction."""


class Reject(Exception):
    """A rule's condition does not hold; `code` says which. Only the transition turns it into an outcome."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.name)
        self.code = code
