"""Hashes: SHA-256 with a domain tag for each use."""

from enum import Enum, unique
from hashlib import sha256

from reference.numbers import Hash
from reference.rules import procedure


@unique
class Tag(Enum):
    """The closed list of domain tags: one for each use of a hash or of a signature, and none is ever used for two."""

    TRANSACTION = b"smartshare/transaction"
    """What a transaction's signature covers besides its payload (rule WIRE-5). No hash uses it."""
    BLOCK_HEADER = b"smartshare/block-header"
    """What a block header's signature covers besides its payload (rule WIRE-5). No hash uses it."""

    FINALITY_VOTE = b"smartshare/finality-vote"
    """What a finality vote's signature covers besides its payload (rule WIRE-5). No hash uses it."""
    RECOVERY = b"smartshare/recovery"
    """What a token-holder's signature of a recovery covers besides its payload (rule WIRE-5). No hash uses it."""

    ENDORSEMENT = b"smartshare/endorsement"
    """What a manufacturer's signature of a chip's endorsement covers besides its payload (rule WIRE-5). No hash uses it."""
    ATTESTATION = b"smartshare/attestation"
    """What a chip's signature of an attestation covers besides its payload (rule WIRE-5). No hash uses it."""
    HOST_ATTESTATION = b"smartshare/host-attestation"
    """What a host's signature of its part of an attestation covers besides its payload (rule WIRE-5). No hash uses it."""
    METER_RECEIPT = b"smartshare/meter-receipt"
    """What either side's signature of a meter receipt covers besides its payload (rule WIRE-5). No hash uses it."""
    SAMPLE = b"smartshare/sample"
    """What a chip's signature of a sample covers besides its payload (rule WIRE-5). No hash uses it."""
    OWNER_ORDER = b"smartshare/owner-order"
    """What an owner's signature of an order to its chip covers besides its payload (rule WIRE-5). No hash uses it."""

    TRANSACTION_ID = b"smartshare/transaction-id"
    """The identifier of a transaction (rule WIRE-10)."""
    BLOCK_HASH = b"smartshare/block-hash"
    """The hash of a block (rule WIRE-13)."""

    LIST_EMPTY = b"smartshare/list-empty"
    """The root of the list of nothing (rule WIRE-4)."""
    LIST_LEAF = b"smartshare/list-leaf"
    """An entry of a list (rule WIRE-4)."""
    LIST_NODE = b"smartshare/list-node"
    """Two neighbouring subtrees of a list (rule WIRE-4)."""

    PARAMETERS = b"smartshare/parameters"
    """A chain's parameters (rule CHAIN-1)."""
    CHAIN_ID = b"smartshare/chain-id"
    """A chain's identifier (rule CHAIN-1)."""
    COIN_ID = b"smartshare/coin-id"
    """The identifier of an IoT_Coin (rule COIN-1)."""

    ONION = b"smartshare/onion"
    """A layer of an agent's hash onion, and so the commitment to the layer below (rule RANDOM-1)."""
    SEED = b"smartshare/seed"
    """The common randomness after another reveal (rule RANDOM-4)."""
    ORDER = b"smartshare/order"
    """An agent's place in the order of a round (rule ORDER-1)."""
    ERA = b"smartshare/era"
    """A set of agents (rule ERA-1)."""
    HEAVY_RESULT = b"smartshare/heavy-result"
    """The result of a heavy call (rule HEAVY-2)."""

    MARKET = b"smartshare/market"
    """The identifier of a market (rule QUOTE-1)."""
    QUOTE = b"smartshare/quote"
    """The identifier of a quote (rule QUOTE-2)."""
    LOT = b"smartshare/lot"
    """A quote's lot in an auction (rule MATCH-8)."""
    ATTESTATION_NONCE = b"smartshare/attestation-nonce"
    """What a chip attests to for a transaction (rule ATTEST-4)."""
    SERVICE = b"smartshare/service"
    """The identifier of a type of service (rule SERVICE-1)."""
    SERVICE_ORDER = b"smartshare/service-order"
    """The identifier of an order of a service (rule DELIVERY-8)."""

    CONFORMANCE_REPORT = b"smartshare/conformance-report"
    """What a chip that was tested attests to. No rule uses it: it is of the target protocol."""

    CHIP_SEED = b"smartshare/chip-seed"
    """The secret of a chip's key, from the entropy that it was made from (rule DEVICE-6)."""
    FRESH_NONCE = b"smartshare/fresh-nonce"
    """What a chip asks its owner's order with (rule DEVICE-6)."""
    AUDIT = b"smartshare/audit"
    """The challenge of an audit of stored data (rule STORAGE-7)."""
    AUDIT_CHUNK = b"smartshare/audit-chunk"
    """Which chunk an audit asks for (rule STORAGE-10)."""
    RESULT = b"smartshare/result"
    """The commitment to the result of a computation (rule COMPUTE-1)."""
    JOB = b"smartshare/job"
    """The identifier of a computation that several providers do (rule COMPUTE-2)."""

    SERIES = b"smartshare/series"
    """What a consent to all assets of a series names (rule ASSET-3)."""
    SCHEMA = b"smartshare/schema"
    """The identifier of a schema (rule ASSET-4)."""
    ASSET = b"smartshare/asset"
    """The identifier of an asset (rule ASSET-5)."""
    DERIVED_SERVICE = b"smartshare/derived-service"
    """The identifier of a derived service (rule DERIVE-4)."""
    DATA_KEY = b"smartshare/data-key"
    """The commitment to a key that data are encrypted with (rule ASSET-6)."""
    MEASUREMENT = b"smartshare/measurement"
    """What a chip signs of a measurement (rule SALE-10)."""

    CONTRACT = b"smartshare/contract"
    """The identifier of a contract (rule CONTRACT-1)."""

    STATE_PATH = b"smartshare/state-path"
    """Where a record stands in the state's commitment."""
    STATE_LEAF = b"smartshare/state-leaf"
    """A record in the state's commitment."""
    STATE_BRANCH = b"smartshare/state-branch"
    """Two subtrees of the state's commitment."""

    def __init__(self, text: bytes) -> None:
        """Keep the tag as `text`, and as the `prefix` of what is hashed: after its own length, so that no tag followed by data reads as another."""
        self.text = text
        self.prefix = bytes((len(text),)) + text


@procedure("WIRE-3")
def tagged_hash(tag: Tag, data: bytes) -> Hash:
    """SHA-256 of the tag's length in one byte, the tag, and the data.

    Equal bytes hashed for two uses give two unrelated digests, so that a block can never pass for a transaction,
    nor a leaf of a tree for a branch.
    """
    return sha256(tag.prefix + data).digest()
