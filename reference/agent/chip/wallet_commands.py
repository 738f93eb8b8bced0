"""The commands of a chip's wallet: what its owner allows, what it knows that it has, and what it signs."""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.agent.chip.commands import Answer, Answers, Asked, Command, Signer
from reference.agent.chip.following import IN_SERVICE, HeaderBytes, ProofBytes, certified_slot, slot_of
from reference.agent.chip.knowledge import Deadline, Reading
from reference.agent.chip.lifecycle_commands import SIGNED_CODES
from reference.agent.chip.lists import found, put
from reference.agent.chip.purses import MAX_PURSES, NOTHING_SPENT, Limits, Purse
from reference.agent.chip.records import NO_MEMORY, LifeStage
from reference.agent.chip.secrets import account_of
from reference.agent.chip.spending import Posting, TransactionBytes, begin_posting, coin_of, post, spend_with_fee
from reference.agent.chip.wallet import begin_trust, check_checkpoint_above, check_fresh, set_limits
from reference.codes import Code
from reference.consensus.light_client import View, certified_header
from reference.numbers import AccountId, Amount, CoinId, EraNumber, Hash, Length, Nonce, Slot
from reference.rules import procedure
from reference.state.account import Account
from reference.state.coin import Holding
from reference.state.coin_terms import SSP
from reference.state.finality import Checkpoint
from reference.state.proof import decode_proof, verify_proof
from reference.state.records import encode_record, record_path
from reference.state.tables import Table
from reference.wire.transaction import CoinTransfer, Transfer


@dataclass(frozen=True, slots=True)
class Refresh:
    """Command 13: the owner gives the chip a recent checkpoint, the way out of staleness."""

    now: Slot
    """The slot that is now by the owner's clock."""

    checkpoint: Checkpoint
    """A final checkpoint that the owner relies on."""

    era: EraNumber
    """The era whose set votes after it."""

    members: Hash
    """The hash of that set (ERA-1)."""


@dataclass(frozen=True, slots=True)
class Allow:
    """Command 14: the owner sets what the chip may spend of a coin, and opens the coin's purse where there is none."""

    coin: CoinId
    """Which coin; 32 zero bytes for SSP."""

    limits: Limits
    """What it may spend."""


@dataclass(frozen=True, slots=True)
class Report:
    """Command 15: what the chip knows of the chain, and what it has."""


@dataclass(frozen=True, slots=True)
class LearnBalance:
    """Command 16: a proof of what the chip has of a coin, under the checkpoint that it knows."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    coin: CoinId
    """Which coin."""

    stored: bool
    """Whether there is a record; where there is none, the other two are 0."""

    balance: Amount
    """What it says."""

    nonce: Nonce
    """The nonce in an account's record; 0 in a holding's."""

    proof: ProofBytes
    """That it says so, or that there is none."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Command 17: sign a payment."""

    nonce: Nonce
    """Above every nonce that the chip has signed."""

    last_valid_slot: Slot
    """The last slot whose block may include it."""

    fee: Amount
    """The fee, in SSP."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """How much."""


@procedure("WALLET-4")
def refresh(asked: Asked) -> Answer:
    """Take the owner's checkpoint. Rejects with `CHECKPOINT_NOT_ABOVE`, then with `CHECKPOINT_UNTIMELY`."""
    given: Refresh = asked.fields
    kept = asked.device.non_volatile
    check_checkpoint_above(kept.view.certified, given.checkpoint)
    trust = begin_trust(asked.injected.reading, slot_of(given.checkpoint.epoch, kept), given.now)
    view = View(chain=kept.view.chain, certified=given.checkpoint, era=given.era, members=given.members)
    return Answer((), replace(kept, view=view, trust=trust), NO_MEMORY)


@procedure("WALLET-7")
def allow(asked: Asked) -> Answer:
    """Set a purse's limits. Rejects with `ROOM_MISSING`."""
    given: Allow = asked.fields
    kept = asked.device.non_volatile
    known = next((purse for purse in kept.purses if purse.coin == given.coin), Purse(given.coin, given.limits, NOTHING_SPENT, 0, 0))
    return Answer((), replace(kept, purses=put(kept.purses, coin_of, set_limits(known, given.limits), MAX_PURSES)), NO_MEMORY)


def report(asked: Asked) -> Answer:
    """What the chip knows and has. It says so in every state of its knowledge: whether it is stale is said by the reading until which it is not."""
    kept = asked.device.non_volatile
    purses = [
        [
            purse.coin,
            [purse.limits.order, purse.limits.window, purse.limits.window_slots],
            [purse.spending.began, purse.spending.spent],
            purse.balance,
            purse.learned,
        ]
        for purse in kept.purses
    ]
    view = kept.view
    certified = [view.certified.epoch, view.certified.hash]
    return Answer((view.chain, certified, view.era, view.members, kept.trust.since, kept.trust.until, kept.nonce, purses), None, asked.device.volatile)


@procedure("WALLET-10")
def learn_balance(asked: Asked) -> Answer:
    """Take in a proof. Rejects with `CHIP_STALE`, `PURSE_UNKNOWN`, the codes of LIGHT-4, and `PROOF_INVALID`."""
    given: LearnBalance = asked.fields
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    purse = found(kept.purses, coin_of, given.coin, Code.PURSE_UNKNOWN)
    root = certified_header(kept.view.certified, given.header).state_root
    chip = account_of(kept.seed)
    if given.coin == SSP:
        path, record = record_path((Table.ACCOUNTS, chip)), encode_record(Account(given.balance, given.nonce))
    else:
        path, record = record_path((Table.HOLDINGS, (given.coin, chip))), encode_record(Holding(given.balance))
    verify_proof(root, path, record if given.stored else None, decode_proof(given.proof))
    learned = replace(purse, balance=given.balance if given.stored else 0, learned=certified_slot(kept))
    return Answer((learned.balance,), replace(kept, purses=put(kept.purses, coin_of, learned, MAX_PURSES)), asked.device.volatile)


@procedure("WALLET-11")
def pay(asked: Asked) -> Answer:
    """Sign a payment, once its nonce and its cost are stored.

    Rejects with `CHIP_STALE`, `NONCE_NOT_ABOVE`; then for the coin and, where that is not SSP, for SSP, `PURSE_UNKNOWN`, `SPENT_ABOVE_LIMIT` and
    `INSUFFICIENT_BALANCE`.
    """
    given: Pay = asked.fields
    posting = Posting(given.nonce, given.last_valid_slot, given.fee)
    after = spend_with_fee(begin_posting(asked, posting), given.coin, given.amount, given.fee)
    body = Transfer(given.recipient, given.amount) if given.coin == SSP else CoinTransfer(given.coin, given.recipient, given.amount)
    return post(asked, after, posting, body)


REPORT_FIELDS = {
    "chain": Hash,
    "certified": Checkpoint,
    "era": EraNumber,
    "members": Hash,
    "since": Reading,
    "until": Deadline,
    "nonce": Nonce,
    "purses": Annotated[tuple[Purse, ...], Length(0, MAX_PURSES)],
}
BALANCE_CODES = (Code.CHIP_STALE, Code.PURSE_UNKNOWN, Code.HEADER_FOREIGN, Code.PROOF_INVALID)
PAY_CODES = (Code.CHIP_STALE, Code.NONCE_NOT_ABOVE, Code.PURSE_UNKNOWN, Code.SPENT_ABOVE_LIMIT, Code.INSUFFICIENT_BALANCE)

WALLET_COMMANDS = (
    Command(13, Refresh, IN_SERVICE, Signer.OWNER, {}, True, (*SIGNED_CODES, Code.CHECKPOINT_NOT_ABOVE, Code.CHECKPOINT_UNTIMELY)),
    Command(14, Allow, IN_SERVICE, Signer.OWNER, {}, True, (*SIGNED_CODES, Code.ROOM_MISSING)),
    Command(15, Report, IN_SERVICE, Signer.NOBODY, REPORT_FIELDS, False, ()),
    Command(16, LearnBalance, IN_SERVICE, Signer.NOBODY, {"balance": Amount}, True, BALANCE_CODES),
    Command(17, Pay, (LifeStage.BOUND,), Signer.NOBODY, {"transaction": TransactionBytes}, True, PAY_CODES),
)
"""The rows of the table."""

WALLET_ANSWERS: Answers = {Refresh: refresh, Allow: allow, Report: report, LearnBalance: learn_balance, Pay: pay}
"""What carries them out."""
