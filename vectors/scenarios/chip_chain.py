"""The chain as a chip is shown it: states that know what the chip has, the checkpoints above them, and votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reference.agent.chip.following import Certify, ShowLinks, ShowVote
from reference.agent.chip.lifecycle_commands import Bind
from reference.agent.chip.purses import Limits
from reference.agent.chip.wallet_commands import Allow, LearnBalance, Refresh
from reference.consensus.eras import set_hash
from reference.consensus.light_client import Shown
from reference.numbers import Epoch, Hash, Slot
from reference.state.account import Account
from reference.state.coin import Holding
from reference.state.coin_terms import SSP
from reference.state.finality import Checkpoint
from reference.state.proof import encode_proof, prove
from reference.state.records import Record, encode_record, record_path
from reference.state.state import RecordKey
from reference.state.tables import Table
from reference.state.tree import EMPTY, Node, root_hash, update
from reference.wire.block import block_hash, encode_header
from reference.wire.envelope import signed_bytes
from reference.wire.hashing import Tag
from vectors.keys import KeyPair, sign_header
from vectors.scenarios.light_client_chain import CHAIN, HEADER, OLD, PRODUCER, VIEW, members
from vectors.scenarios.session_builder import SessionBuilder

SLOTS = 5
"""The slots between checkpoints of the chain of these sessions."""

COIN = bytes([9]) * 32
"""A coin on it."""

LIMITS = Limits(order=1_000, window=1_500, window_slots=10)
"""What an owner usually allows."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the chain, and the checkpoint whose block has it."""

    tree: Node
    """The state."""

    header: bytes
    """The header of that block."""

    checkpoint: Checkpoint
    """The checkpoint."""

    def proof(self, key: RecordKey) -> bytes:
        """The proof of what the state has under a key."""
        return encode_proof(prove(self.tree, record_path(key)))


def snapshot(epoch: Epoch, records: Iterable[tuple[RecordKey, Record]]) -> Snapshot:
    """The state that has these records, and the checkpoint of an epoch above it."""
    tree = update(EMPTY, [(record_path(key), encode_record(record)) for key, record in records])
    header = replace(HEADER, height=epoch * SLOTS, slot=epoch * SLOTS, state_root=root_hash(tree))
    return Snapshot(tree, sign_header(PRODUCER, header), Checkpoint(epoch, block_hash(signed_bytes(PRODUCER.public, encode_header(header), Tag.BLOCK_HEADER))))


def holdings_of(chip: Hash, ssp: int, coins: int) -> list[tuple[RecordKey, Record]]:
    """What a state has of a chip, and of somebody else."""
    others: list[tuple[RecordKey, Record]] = [((Table.ACCOUNTS, PRODUCER.account), Account(7, 1)), ((Table.HOLDINGS, (COIN, PRODUCER.account)), Holding(3))]
    own: list[tuple[RecordKey, Record]] = [((Table.ACCOUNTS, chip), Account(ssp, 2))] if ssp else []
    return [*others, *own, *([((Table.HOLDINGS, (COIN, chip)), Holding(coins))] if coins else [])]


def binding(given: Checkpoint = VIEW.certified, now: Slot | None = None, pairs: Sequence[KeyPair] = OLD) -> Bind:
    """How an owner binds a chip, with a checkpoint of now unless told otherwise."""
    return Bind(CHAIN, SLOTS, given.epoch * SLOTS if now is None else now, given, VIEW.era, set_hash(members(pairs)))


def refreshing(given: Checkpoint, now: Slot | None = None) -> Refresh:
    """How an owner refreshes it."""
    return Refresh(given.epoch * SLOTS if now is None else now, given, VIEW.era, set_hash(members(OLD)))


def learning(state: Snapshot, chip: Hash, coin: Hash = SSP, *, balance: int = 0, nonce: int = 0) -> LearnBalance:
    """What a chip is shown of its balance; 0 where there is no record."""
    key: RecordKey = (Table.ACCOUNTS, chip) if coin == SSP else (Table.HOLDINGS, (coin, chip))
    return LearnBalance(state.header, coin, balance > 0, balance, nonce, state.proof(key))


def votes(session: SessionBuilder, shown: Shown) -> None:
    """Show a chip every vote of two certificates."""
    for leaves, certificate in ((False, shown.leading), (True, shown.leaving)):
        for vote in certificate.votes:
            session.ask(ShowVote(leaves, vote))


def followed(session: SessionBuilder, shown: Shown, pairs: Sequence[KeyPair] = OLD, reading: int | None = None) -> None:
    """Have a chip follow to a checkpoint of the set that it knows."""
    session.reading = session.reading if reading is None else reading
    session.ask(ShowLinks(shown.leading.link, shown.leaving.link, members(pairs)))
    votes(session, shown)
    session.ask(Certify())


def with_money(session: SessionBuilder, ssp: int = 2_000, coins: int = 500, limits: Limits = LIMITS, epoch: Epoch = 4) -> Snapshot:
    """Bind a provisioned chip, allow it SSP and a coin, and prove to it what it has of them."""
    state = snapshot(epoch, holdings_of(session.account, ssp, coins))
    session.order(binding(state.checkpoint))
    for coin, balance, nonce in ((SSP, ssp, 2), (COIN, coins, 0)):
        session.order(Allow(coin, limits))
        session.ask(learning(state, session.account, coin, balance=balance, nonce=nonce))
    return state
