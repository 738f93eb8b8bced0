"""Targets that are the reference with one fault each: the slips that implementers make.

`python faults.py NAME ENCODING` speaks the target protocol, in JSON where no encoding is given. The fault is an edit of one function's source, made in that
process alone; whoever imported the function by name gets the edited one. The profile `kernel` is not claimed, as
few implementations will, so that every fault must show in what a node or a chip does; but for rules about which the suite asks in no other way.
"""

import functools
import gc
import importlib
import inspect
import pkgutil
import sys
import types
from dataclasses import dataclass
from typing import Any

import reference
from conformance.codec import CODECS, JSON
from conformance.serve import answering, introduction, serve
from faults_coins import COIN_FAULTS
from faults_contributions import CONTRIBUTION_FAULTS
from faults_economy import ECONOMY_FAULTS
from faults_identity import IDENTITY_FAULTS
from faults_market import MARKET_FAULTS
from faults_matching import MATCHING_FAULTS
from faults_services import SERVICE_FAULTS
from reference.parameters import PRESETS
from reference.rules import mark_of

PROFILES = ("wire", "ledger", "consensus", "economy", "agent", "light-client")
"""What a faulty target claims to be."""

BY_CALL = (*PROFILES, "kernel")
"""What one claims whose fault is in a rule that only a signer follows, so that calls of single rules alone reach it."""


@dataclass(frozen=True, slots=True)
class SeededFault:
    """An edit: in `function` of `module`, `old`, which occurs once, becomes `new`."""

    name: str
    module: str
    function: str
    old: str
    new: str
    profiles: tuple[str, ...] = PROFILES

    def rule(self) -> str | None:
        """The rule that the edited function is, where it is one."""
        mark = mark_of(getattr(importlib.import_module(self.module), self.function))
        return mark.rule if mark else None

    def edited_source(self) -> str:
        """The function's source with the fault. Raises ValueError where the reference no longer has what is edited."""
        source = inspect.getsource(getattr(importlib.import_module(self.module), self.function))
        if source.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.module}.{self.function} has {self.old!r} {source.count(self.old)} times; a fault edits one place")
        return source.replace(self.old, self.new)


FEE = "reference.state.fee"
VALIDITY = "reference.state.validity"
BALANCE = "reference.state.balance"
TRANSFER = "reference.state.transfer"
COIN = "reference.state.coin"
COIN_TRANSACTIONS = "reference.state.coin_transactions"
STATE = "reference.state.state"
COMMITMENT = "reference.state.commitment"
PROOF = "reference.state.proof"
TREE = "reference.state.tree"
RECORDS = "reference.state.records"
HEADER = "reference.consensus.header"
OPENING = "reference.consensus.opening"
MODES = "reference.consensus.modes"
DUTIES = "reference.consensus.duties"
ORDER = "reference.consensus.order"
RANDOMNESS = "reference.consensus.randomness"
FINALITY = "reference.consensus.finality"
WATERMARK = "reference.consensus.watermark"
REWARDS = "reference.consensus.rewards"
PENALTIES = "reference.consensus.penalties"
EVIDENCE = "reference.consensus.evidence"
SLASHING = "reference.consensus.slashing"
DELEGATIONS = "reference.consensus.delegations"
CALENDAR = "reference.consensus.calendar"
WEIGHT = "reference.consensus.weight"
ROTATION = "reference.consensus.rotation"
ELECTION = "reference.consensus.election"
FORK_CHOICE = "reference.consensus.fork_choice"
UPGRADES = "reference.consensus.upgrades"
LIGHT_CLIENT = "reference.consensus.light_client"
TRANSITION = "reference.transition"
CBOR = "reference.wire.cbor"
ENVELOPE = "reference.wire.envelope"
KEYS = "reference.wire.keys"
SIGNATURE = "reference.wire.signature"
TRANSACTION = "reference.wire.transaction"
BLOCK = "reference.wire.block"
LISTS = "reference.wire.lists"
EVALUATE = "vectors.evaluate"

KEEP_WHAT_A_REJECTED_BLOCK_DID = """
        from reference.state.commitment import commit
        from reference.transition import Included, apply_transaction
        try:
            opened = decode_block(block, state.chain.parameters.max_block_bytes)
            slot = authenticate_header(opened.header).header.slot
            for data in opened.transactions:
                included = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), slot)
                if not isinstance(included, Included):
                    break
                state = included.state
        except Reject:
            pass
        return commit(state), {"rejected": outcome.code.name}"""

KEEP_WHAT_A_REJECTED_BATCH_DID = """
        from reference.state.commitment import commit
        from reference.transition import Included, apply_transaction
        try:
            for data in batch.transactions:
                included = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), batch.slot)
                if not isinstance(included, Included):
                    break
                state = included.state
        except Reject:
            pass
        return commit(state), {"rejected": outcome.code.name}"""

KEEP_THE_SLOT_OF_A_REJECTED_BLOCK = """
        from reference.state.state import Head, put_head
        return put_head(state, Head(state.head.hash, state.head.height, state.head.slot + 1)), {"rejected": outcome.code.name}"""

FAULTS = (
    SeededFault("minimum fee one too high", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee + byte_fee * size + 1"),
    SeededFault("minimum fee one too low", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee + byte_fee * size - 1"),
    SeededFault("bytes are free", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee"),
    SeededFault("fee of the whole balance refused", FEE, "charge_fee", "fee > account.balance", "fee >= account.balance"),
    SeededFault("minimum fee itself refused", FEE, "charge_fee", "fee < minimum", "fee <= minimum"),
    SeededFault("minimum charged instead of the fee", FEE, "charge_fee", "account.balance - fee", "account.balance - minimum"),
    SeededFault(
        "fee codes swapped",
        FEE,
        "charge_fee",
        "if fee < minimum:",
        "if fee > account.balance:\n        raise Reject(Code.FEE_UNAFFORDABLE)\n    if fee < minimum:",
    ),
    SeededFault("odd unit of the fees to the producer", FEE, "share_fees", "collected // 2", "(collected + 1) // 2"),
    SeededFault("nonce used twice", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce < account.nonce"),
    SeededFault("nonce gaps refused", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce != account.nonce + 1"),
    SeededFault("nonce not remembered", VALIDITY, "advance_nonce", "nonce=nonce", "nonce=account.nonce"),
    SeededFault("last valid slot refused", VALIDITY, "check_target", "slot > last_valid_slot", "slot >= last_valid_slot"),
    SeededFault("one slot of grace", VALIDITY, "check_target", "slot > last_valid_slot", "slot > last_valid_slot + 1"),
    SeededFault("replay from another chain", VALIDITY, "check_target", "chain != expected", "False"),
    SeededFault("movement of nothing", BALANCE, "check_amount", "amount == 0", "False"),
    SeededFault("whole balance cannot leave", BALANCE, "debit", "amount > balance", "amount >= balance"),
    SeededFault("transfer to self", TRANSFER, "move", "sender == recipient", "False"),
    SeededFault("a unit leaks at each transfer", TRANSFER, "move", "credit(recipient_balance, amount)", "credit(recipient_balance, amount - 1)"),
    SeededFault(
        "transfer codes swapped",
        TRANSFER,
        "move",
        "check_amount(amount)\n    if",
        "if sender == recipient:\n        raise Reject(Code.TRANSFER_TO_SELF)\n    check_amount(amount)\n    if",
    ),
    SeededFault("recipient's nonce lost", TRANSFER, "apply_transfer", "nonce=payee.nonce", "nonce=0"),
    SeededFault("anybody mints", COIN, "check_issuer", "coin.issuer != sender", "False"),
    SeededFault("cap never reached", COIN, "mint", "coin.supply + amount > coin.cap", "coin.supply + amount >= coin.cap"),
    SeededFault("cap exceeded by one", COIN, "mint", "coin.supply + amount > coin.cap", "coin.supply + amount > coin.cap + 1"),
    SeededFault("burning leaves the supply", COIN, "burn", "with_supply(coin, debit(coin.supply, amount))", "coin"),
    SeededFault("a symbol created twice", COIN, "create_coin", "existing.cap != 0", "False"),
    SeededFault("a coin without a cap", COIN, "create_coin", "cap == 0", "False"),
    SeededFault("shortest symbol refused", COIN, "is_symbol", "SYMBOL_MIN_LENGTH <= len", "SYMBOL_MIN_LENGTH < len"),
    SeededFault("longest symbol refused", COIN, "is_symbol", "<= SYMBOL_MAX_LENGTH", "< SYMBOL_MAX_LENGTH"),
    SeededFault("symbol begins with a digit", COIN, "is_symbol", "symbol[0] in SYMBOL_FIRST and", ""),
    SeededFault("deposit not taken", COIN_TRANSACTIONS, "apply_coin_create", "debit(issuer.balance, deposit)", "issuer.balance"),
    SeededFault("transfer of an unknown coin", COIN_TRANSACTIONS, "apply_coin_transfer", "check_coin(get_coin(state, body.coin))", "pass"),
    SeededFault("empty holding kept", STATE, "put_holding", "record.balance == 0", "False"),
    SeededFault("supply not checked", COMMITMENT, "check_supply", "total(break_down(state)) != SSP_SUPPLY or ", ""),
    SeededFault("coin supply not checked", COMMITMENT, "check_supply", "coin.supply != held.get(identifier, 0) or", ""),
    SeededFault(
        "only accounts are committed to", COMMITMENT, "commit", "written_keys(state)", "{key for key in written_keys(state) if key[0] == Table.ACCOUNTS}"
    ),
    SeededFault("branches of the commitment swapped", TREE, "branch_hash", "_BRANCH + left + right", "_BRANCH + right + left"),
    SeededFault("tables share their paths", TREE, "state_path", "bytes((table,)) + key", "key"),
    SeededFault("absence proved by any leaf", PROOF, "_occupies", "return depth <= shared < PATH_BITS", "return True"),
    SeededFault("record replaced by its absence", PROOF, "_occupies", "shared < PATH_BITS", "shared"),
    SeededFault("padded proof", PROOF, "verify_proof", " or (depth > 0 and proof.siblings[0] == NOTHING)", ""),
    SeededFault("root not compared", PROOF, "verify_proof", "subtree != root", "False"),
    SeededFault("slot of the parent again", HEADER, "check_header", "header.slot <= head.slot", "header.slot < head.slot"),
    SeededFault("slots without gaps", HEADER, "check_header", "header.slot <= head.slot", "header.slot != head.slot + 1"),
    SeededFault("any height", HEADER, "check_header", "header.height == 0 or header.height - 1 != head.height", "False"),
    SeededFault("any parent", HEADER, "check_header", "header.parent != head.hash", "False"),
    SeededFault("any version", HEADER, "check_header", "header.version != version", "False"),
    SeededFault("any reveal", RANDOMNESS, "advance_onion", "around != held.layer", "False"),
    SeededFault("any votes", OPENING, "check_votes_root", "root != list_root(votes)", "False"),
    SeededFault("any mode", MODES, "check_mode", "mode != required", "False"),
    SeededFault("any producer", DUTIES, "check_producer", "order[place] != producer", "False"),
    SeededFault("the round does not enter its order", ORDER, "round_order", 'seed + current.to_bytes(8, "big")', "seed"),
    SeededFault("rounds little-endian", ORDER, "round_order", 'to_bytes(8, "big")', 'to_bytes(8, "little")'),
    SeededFault("seeds a round early", RANDOMNESS, "cross_rounds", "randomness.following if crossed == 1 else randomness.mix", "randomness.mix"),
    SeededFault("reveals mixed in without their agents", RANDOMNESS, "mix_reveal", "mix + agent + reveal", "mix + reveal"),
    SeededFault("two thirds are a quorum", FINALITY, "quorum", "2 * weight // 3 + 1", "(2 * weight + 2) // 3"),
    SeededFault("a quorum one too high", FINALITY, "quorum", "2 * weight // 3 + 1", "2 * weight // 3 + 2"),
    SeededFault("a joint era needs the new set alone", FINALITY, "is_quorum_link", " and (not joint or former_votes >= quorum(agents))", ""),
    SeededFault("final over an empty epoch", FINALITY, "finalise", "target.epoch - source.epoch == 1", "True"),
    SeededFault("votes counted from any source", FINALITY, "check_link", "vote.source_epoch != source.epoch or vote.source_hash != source.hash", "False"),
    SeededFault("votes counted twice", FINALITY, "check_voter", "if counted:", "if False:"),
    SeededFault("a vote may go below the watermark's source", WATERMARK, "raise_watermark", "source < watermark.source", "False", BY_CALL),
    SeededFault("a vote may repeat the watermark's target", WATERMARK, "raise_watermark", "target <= watermark.target", "target < watermark.target", BY_CALL),
    SeededFault("shares rounded one by one", REWARDS, "serve_seat", "available * after // full - available * split.score // full", "available * score // full"),
    SeededFault("what is not earned is shared out", REWARDS, "full_score", "agents * (term_rounds + epochs_per_term)", "agents * term_rounds"),
    SeededFault("an index rounded up", REWARDS, "raise_index", "part * INDEX_SCALE // delegated", "(part * INDEX_SCALE + delegated - 1) // delegated"),
    SeededFault("a term is paid before its end is final", REWARDS, "is_payable", "finalised // epochs_per_term > term", "finalised // epochs_per_term >= term"),
    SeededFault("missed slots not counted", PENALTIES, "count_missed", "seat.missed + slots", "seat.missed"),
    SeededFault("half of all missed slots' rewards, rounded once", PENALTIES, "absence_penalty", "missed * (reward // 2)", "missed * reward // 2"),
    SeededFault("jailed a term too short", PENALTIES, "jail", "term + 2 + jail_terms", "term + 1 + jail_terms"),
    SeededFault("one jailing more before expulsion", PENALTIES, "jail", "agent.jailings + 1 < jailings_limit", "agent.jailings < jailings_limit"),
    SeededFault(
        "a stall drains from its second epoch on",
        PENALTIES,
        "stalled_epochs",
        "return current - finalised - stall_epochs",
        "return current - finalised - stall_epochs - 1",
    ),
    SeededFault(
        "surrounding votes the other way round",
        EVIDENCE,
        "check_surround_vote",
        "outer.source_epoch >= inner.source_epoch or outer.target_epoch <= inner.target_epoch",
        "outer.source_epoch <= inner.source_epoch or outer.target_epoch >= inner.target_epoch",
    ),
    SeededFault(
        "votes from one source surround", EVIDENCE, "check_surround_vote", "outer.source_epoch >= inner.source_epoch", "outer.source_epoch > inner.source_epoch"
    ),
    SeededFault("evidence old one slot early", EVIDENCE, "check_window", "slot - committed > evidence_slots", "slot - committed >= evidence_slots"),
    SeededFault("evidence of this slot is early", EVIDENCE, "check_window", "committed > slot", "committed >= slot"),
    SeededFault("an offence counts twice", EVIDENCE, "check_first_offence", "agent.offence.slot != 0", "False"),
    SeededFault("offenders pay for themselves alone", SLASHING, "slash_share", "slash_factor * offenders * PPM // agents", "slash_factor * PPM // agents"),
    SeededFault("later offenders pay alone", SLASHING, "top_up", "due <= offence.taken", "due <= offence.taken or offence.taken > 0"),
    SeededFault("delegations expire a term late", DELEGATIONS, "delegate", "end=term + delegation_terms", "end=term + delegation_terms + 1"),
    SeededFault("withdrawn in the term of its expiry", DELEGATIONS, "withdraw", "delegation.end <= term", "delegation.end < term"),
    SeededFault("delegations never leave their sums", DELEGATIONS, "expire", "debit(agent.delegated, ending.expiring)", "agent.delegated"),
    SeededFault("a reward claimed a term early", DELEGATIONS, "claim", "has_passed(term, made, SETTLED_AFTER)", "has_passed(term, made, SETTLED_AFTER - 1)"),
    SeededFault("a bond unlocked a slot early", CALENDAR, "has_passed", "now - since >= duration", "now - since >= duration - 1"),
    SeededFault("weight without limit", WEIGHT, "weight_of", "min(bond + delegated, leverage * bond)", "bond + delegated"),
    SeededFault("nobody rests", ROTATION, "rests", "tenure.served >= tenure_terms and", "False and"),
    SeededFault("a rest of one term more", ROTATION, "rests", "terms_out(tenure, term) < rest_terms", "terms_out(tenure, term) <= rest_terms"),
    SeededFault("a term too few before a rest", ROTATION, "rests", "tenure.served >= tenure_terms", "tenure.served + 1 >= tenure_terms"),
    SeededFault("the jailed are elected", ELECTION, "may_serve", " and agent.jailed_until <= term", ""),
    SeededFault(
        "of equal weights the larger id",
        ELECTION,
        "elect",
        "nsmallest(parameters.agents, ready)",
        "nsmallest(parameters.agents, ready, key=lambda entry: (entry[0], bytes(255 - value for value in entry[1])))",
    ),
    SeededFault("of equal branches the later", FORK_CHOICE, "branch_key", "slot=slot", "slot=MAX_UINT64 - slot"),
    SeededFault("of equal branches the lesser hash", FORK_CHOICE, "branch_key", "slot=slot", "slot=0"),
    SeededFault("of equal slots the larger hash", FORK_CHOICE, "_place", "branch.hash", "bytes(255 - value for value in branch.hash)"),
    SeededFault("the longest branch, whatever is justified", FORK_CHOICE, "can_lead", "entry.justified == justified or entry.current == justified", "True"),
    SeededFault("branches that lack the votes cannot lead", FORK_CHOICE, "can_lead", " or entry.current == justified", ""),
    SeededFault("blocks of the future", FORK_CHOICE, "check_delivery", "slot > now", "False"),
    SeededFault("a clock that goes back", FORK_CHOICE, "pass_time", "max(now, slot)", "slot"),
    SeededFault(
        "branches beside the finalised block stay",
        FORK_CHOICE,
        "keep_descendants",
        "entry.parent in kept and epoch_of(entry.slot, checkpoint_slots) >= finalised.epoch",
        "True",
    ),
    SeededFault("half of the votes decide an upgrade", UPGRADES, "decide_upgrade", "upgrade.yes * 3 < cast * 2", "upgrade.yes * 2 < cast"),
    SeededFault("a certificate counts a vote twice", LIGHT_CLIENT, "check_certified_vote", " or counted", ""),
    SeededFault("a certificate of votes for another link", LIGHT_CLIENT, "check_certified_vote", "vote != link or ", ""),
    SeededFault("a checkpoint without the link from it", LIGHT_CLIENT, "advance", "    check_certificate(shown.leaving, electorate)\n", ""),
    SeededFault("the new set alone makes it final", LIGHT_CLIENT, "follow", "former=members", "former=()"),
    SeededFault("any block's header", LIGHT_CLIENT, "certified_header", "!= checkpoint.hash", "== b''"),
    SeededFault("bonds are not part of the supply", "reference.state.supply", "break_down", "sum(agent.bond for agent in consensus.agents.values())", "0"),
    SeededFault("delegations that nothing will end", COMMITMENT, "check_supply", " or not _is_delegation_counted(state.consensus)", ""),
    SeededFault("agents that never were are stored", RECORDS, "says_nothing", "return record.standing is Standing.NONE", "return False"),
    SeededFault(
        "failed transactions are free",
        TRANSITION,
        "apply_transaction",
        "Included(charged, Receipt(transaction.id, rejection",
        "Included(state, Receipt(transaction.id, rejection",
    ),
    SeededFault("failed transactions look successful", TRANSITION, "apply_transaction", "rejection.code.number, fee", "SUCCESS, fee"),
    SeededFault(
        "transactions decoded one at a time",
        TRANSITION,
        "execute",
        "[decode_signed(data, limit) for data in transactions]",
        "(decode_signed(data, limit) for data in transactions)",
    ),
    SeededFault(
        "transactions verified one at a time",
        TRANSITION,
        "execute",
        "[authenticate(transaction) for transaction in signed]",
        "(authenticate(transaction) for transaction in signed)",
    ),
    SeededFault("invalid transactions skipped", TRANSITION, "execute", "raise Reject(outcome.code)", "continue"),
    SeededFault("transactions root not checked", TRANSITION, "check_transactions_root", "root != list_root(transactions)", "False"),
    SeededFault("receipts root not checked", TRANSITION, "check_result", "header.receipts_root != receipts_root(receipts)", "False"),
    SeededFault("state root not checked", TRANSITION, "check_result", "header.state_root != state_root(state)", "False"),
    SeededFault("all fees to the producer", TRANSITION, "pay_fees", "credit(account.balance, shares.producer)", "credit(account.balance, pots.fees)"),
    SeededFault(
        "a rejected block leaves its transactions", EVALUATE, "apply_step", 'return state, {"rejected": outcome.code.name}', KEEP_WHAT_A_REJECTED_BLOCK_DID
    ),
    SeededFault(
        "a rejected batch leaves its transactions", EVALUATE, "transact_step", 'return state, {"rejected": outcome.code.name}', KEEP_WHAT_A_REJECTED_BATCH_DID
    ),
    SeededFault(
        "the slot is the one after the head's",
        TRANSITION,
        "execute",
        "apply_transaction(state, transaction, slot)",
        "apply_transaction(state, transaction, state.head.slot + 1)",
    ),
    SeededFault("a rejected block leaves its slot", EVALUATE, "apply_step", 'return state, {"rejected": outcome.code.name}', KEEP_THE_SLOT_OF_A_REJECTED_BLOCK),
    SeededFault("nonces in 32 bits", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce % 2**32 <= account.nonce % 2**32"),
    SeededFault("nonces in doubles", VALIDITY, "advance_nonce", "nonce <= account.nonce", "float(nonce) <= float(account.nonce)"),
    SeededFault("nonces signed", VALIDITY, "advance_nonce", "nonce <= account.nonce", "(nonce ^ 2**63) <= (account.nonce ^ 2**63)"),
    SeededFault("nonce remembered in a double", VALIDITY, "advance_nonce", "nonce=nonce", "nonce=min(int(float(nonce)), 2**64 - 1)"),
    SeededFault("last valid slot in 32 bits", VALIDITY, "check_target", "slot > last_valid_slot", "slot % 2**32 > last_valid_slot % 2**32"),
    SeededFault("last valid slot in a double", VALIDITY, "check_target", "slot > last_valid_slot", "float(slot) > float(last_valid_slot)"),
    SeededFault("slots in 32 bits", HEADER, "check_header", "header.slot <= head.slot", "header.slot % 2**32 <= head.slot % 2**32"),
    SeededFault("slots in doubles", HEADER, "check_header", "header.slot <= head.slot", "float(header.slot) <= float(head.slot)"),
    SeededFault("slots signed", HEADER, "check_header", "header.slot <= head.slot", "(header.slot ^ 2**63) <= (head.slot ^ 2**63)"),
    SeededFault("heights in 32 bits", HEADER, "check_header", "header.height - 1 != head.height", "(header.height - 1 - head.height) % 2**32 != 0"),
    SeededFault("heights in doubles", HEADER, "check_header", "header.height - 1 != head.height", "float(header.height - 1) != float(head.height)"),
    SeededFault("fee in 32 bits", FEE, "charge_fee", "fee < minimum", "fee % 2**32 < minimum"),
    SeededFault("fee signed in 32 bits", FEE, "charge_fee", "fee < minimum", "(fee + 2**31) % 2**32 - 2**31 < minimum"),
    SeededFault("fee compared in doubles", FEE, "charge_fee", "fee > account.balance", "float(fee) > float(account.balance)"),
    SeededFault("fee subtracted in doubles", FEE, "charge_fee", "account.balance - fee", "int(float(account.balance) - float(fee))"),
    SeededFault("fees shared in doubles", FEE, "share_fees", "collected // 2", "int(collected / 2)"),
    SeededFault(
        "odd unit of large fees to the producer", FEE, "share_fees", "collected // 2", "(collected + 1) // 2 if collected >= 2**53 else collected // 2"
    ),
    SeededFault("balances compared in doubles", BALANCE, "debit", "amount > balance", "float(amount) > float(balance)"),
    SeededFault("balances compared in 32 bits", BALANCE, "debit", "amount > balance", "amount % 2**32 > balance"),
    SeededFault("debits in doubles", BALANCE, "debit", "balance - amount", "int(float(balance) - float(amount))"),
    SeededFault("credits in doubles", BALANCE, "credit", "return balance + amount", "return min(int(float(balance) + float(amount)), MAX_AMOUNT)"),
    SeededFault("cap compared in doubles", COIN, "mint", "coin.supply + amount > coin.cap", "float(coin.supply + amount) > float(coin.cap)"),
    SeededFault(
        "supply minted in doubles",
        COIN,
        "mint",
        "with_supply(coin, coin.supply + amount)",
        "with_supply(coin, min(int(float(coin.supply + amount)), coin.cap))",
    ),
    SeededFault(
        "supply in doubles", COMMITMENT, "check_supply", "coin.supply != held.get(identifier, 0)", "float(coin.supply) != float(held.get(identifier, 0))"
    ),
    SeededFault("cap of a state in doubles", COMMITMENT, "check_supply", "coin.supply > coin.cap", "float(coin.supply) > float(coin.cap)"),
    SeededFault("integers read into doubles", CBOR, "unsigned", "return value", "return min(int(float(value)), high)"),
    SeededFault("longest proof refused", PROOF, "verify_proof", "depth > PATH_BITS", "depth >= PATH_BITS"),
    SeededFault("longest proof not decoded", PROOF, "decode_proof", "len(siblings) > PATH_BITS", "len(siblings) >= PATH_BITS"),
    SeededFault("deepest occupant refused", PROOF, "_occupies", "shared < PATH_BITS", "shared < PATH_BITS - 1"),
    SeededFault("occupant one branch too deep", PROOF, "_occupies", "depth <= shared", "depth <= shared + 1"),
    SeededFault("non-canonical CBOR", CBOR, "decode_fields", "encoded != data", "False"),
    SeededFault("envelope not compared", ENVELOPE, "decode_envelope", "encode_envelope(envelope) != data", "False"),
    SeededFault("true is one", CBOR, "unsigned", "type(value) is not int", "not isinstance(value, int)"),
    SeededFault("identifiers of any length", CBOR, "byte_string", "(length is not None and len(value) != length)", "False"),
    SeededFault("amount of 2^63", CBOR, "unsigned", "0 <= value <= high", "0 <= value <= high + 1"),
    SeededFault("no coin has decimals", TRANSACTION, "_coin_create", "unsigned(decimals, MAX_DECIMALS)", "unsigned(decimals, MAX_DECIMALS) * 0"),
    SeededFault("longest transaction refused", TRANSACTION, "check_transaction_size", "len(data) > limit", "len(data) >= limit"),
    SeededFault("transactions of any size", TRANSACTION, "check_transaction_size", "len(data) > limit", "False"),
    SeededFault("blocks of any size", BLOCK, "decode_block", "len(data) > limit", "False"),
    SeededFault("identifier covers the signature", TRANSACTION, "decode_signed", "transaction_id(message)", "transaction_id(message + signature)"),
    SeededFault("one tag for both signatures", ENVELOPE, "signed_bytes", "use.text", "Tag.TRANSACTION.text"),
    SeededFault("keys of small order", KEYS, "is_proper_point", " and y not in SMALL_ORDER_Y", ""),
    SeededFault("key not checked", TRANSACTION, "decode_signed", "check_key(key)", "pass"),
    SeededFault(
        "signature not verified",
        SIGNATURE,
        "verify_equation",
        "except InvalidSignature:\n        raise Reject(Code.SIGNATURE_INVALID) from None",
        "except InvalidSignature:\n        pass",
    ),
    SeededFault("high S", SIGNATURE, "check_signature", "0 < s <= P256_ORDER // 2", "0 < s < P256_ORDER"),
    SeededFault("S left to the library", SIGNATURE, "check_signature", 'int.from_bytes(signature[32:], "little") < ED25519_ORDER and ', ""),
    SeededFault("R of small order", SIGNATURE, "check_signature", " and is_proper_point(signature[:32])", ""),
    SeededFault("list nodes swapped", LISTS, "list_root", "_NODE + left + right", "_NODE + right + left"),
    SeededFault(
        "last list node doubled",
        LISTS,
        "list_root",
        "joined + level[2 * len(joined) :]",
        "joined + [sha256(_NODE + 2 * node).digest() for node in level[2 * len(joined) :]]",
    ),
    *(SeededFault(*each) for each in (*ECONOMY_FAULTS, *COIN_FAULTS, *MARKET_FAULTS, *CONTRIBUTION_FAULTS, *MATCHING_FAULTS, *IDENTITY_FAULTS)),
    *(SeededFault(*each, ("kernel",)) for each in SERVICE_FAULTS),
)
"""The seeded faults, by subject."""

TABLES = (types.FunctionType, dict, list, tuple)
"""What may be a function, or hold one."""

BY_NAME = {fault.name: fault for fault in FAULTS}


def seed(fault: SeededFault) -> None:
    """Put the edited function in the place of the right one, wherever in this process it is known."""
    source = fault.edited_source()
    module: Any = importlib.import_module(fault.module)
    right = getattr(module, fault.function)
    scope: dict[str, Any] = {}
    exec(compile(source, f"{fault.module} with a fault", "exec"), module.__dict__, scope)
    wrong = functools.wraps(right)(scope[fault.function])
    for known in [*sys.modules.values()]:
        if isinstance(known, types.ModuleType) and known.__name__.partition(".")[0] in ("reference", "vectors"):
            for name, value in [*vars(known).items()]:
                if value is not vars(known):
                    setattr(known, name, replaced(value, right, wrong))
    if holders := [type(holder).__name__ for holder in gc.get_referrers(right) if holder is not vars(wrong) and not isinstance(holder, types.FrameType)]:
        raise ValueError(f"{fault.name}: the right {fault.function} is still known to {', '.join(holders)}; the fault would not show")


def replaced(value: Any, right: object, wrong: object) -> Any:
    """The value with `wrong` for `right`, in tables of functions too: a dictionary or a list is changed in place, for all who know it."""
    if value is right:
        return wrong
    if type(value) is dict:
        value.update({key: replaced(held, right, wrong) for key, held in value.items() if isinstance(held, TABLES)})
    elif type(value) is list:
        value[:] = [replaced(held, right, wrong) for held in value]
    elif type(value) is tuple and any(isinstance(held, TABLES) for held in value):
        return tuple(replaced(held, right, wrong) for held in value)
    return value


def main() -> None:
    """Serve the reference, with the fault that the first argument names, or whole without one."""
    for module in pkgutil.walk_packages(reference.__path__, "reference."):
        importlib.import_module(module.name)
    from vectors import evaluate  # After the whole reference, and named as a module, so that a fault in it is served too.

    profiles = PROFILES
    if len(sys.argv) > 1 and sys.argv[1]:
        seed(BY_NAME[sys.argv[1]])
        profiles = BY_NAME[sys.argv[1]].profiles
    says = introduction("faulty reference", "1", profiles, sorted(PRESETS))
    codec = CODECS[sys.argv[2]] if len(sys.argv) > 2 else JSON
    serve(answering(lambda *given: evaluate.evaluate(*given), says, codec), sys.stdin.buffer, sys.stdout.buffer, codec)


if __name__ == "__main__":
    main()
