"""Seeded faults: a rule with one piece of its source exchanged, and the theorem that must notice."""

import ast
import inspect
import linecache
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reference import transition
from reference.consensus import header
from reference.state import balance, coin, coin_terms, coin_transactions, fee, quote, transfer, validity
from spec.theorems import balance as of_balance
from spec.theorems import coin as of_coin
from spec.theorems import fee as of_fee
from spec.theorems import header as of_header
from spec.theorems import issuers as of_issuers
from spec.theorems import ledger as of_ledger
from spec.theorems import quotes as of_quotes
from spec.theorems import transactions as of_transactions
from spec.theorems import transfer as of_transfer
from spec.theorems import validity as of_validity

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, as a programmer might make it."""

    rule: Function
    right: str
    wrong: str
    theorem: Function
    """One theorem that it makes false."""

    @property
    def name(self) -> str:
        """What the fault is called in a test report."""
        return f"{self.rule.__name__}: {self.wrong}"


FAULTS = [
    Fault(balance.check_amount, "amount == 0", "amount <= 1", of_balance.check_amount_accepts),
    Fault(balance.debit, "amount > balance", "amount >= balance", of_balance.debit_accepts),
    Fault(balance.debit, "balance - amount", "balance - amount + (amount == 1)", of_balance.debit_is_exact),
    Fault(balance.credit, "amount > MAX_AMOUNT - balance", "amount >= MAX_AMOUNT - balance", of_balance.credit_accepts),
    Fault(balance.credit, "Code.BALANCE_OVERFLOW", "Code.INSUFFICIENT_BALANCE", of_balance.credit_accepts),
    Fault(transfer.move, "credit(recipient_balance, amount)", "credit(sender_balance, amount)", of_transfer.move_is_exact),
    Fault(transfer.move, "debit(sender_balance, amount)", "sender_balance", of_transfer.move_conserves),
    Fault(transfer.move, "sender == recipient", "sender == recipient and amount > 1", of_transfer.move_accepts),
    Fault(validity.check_target, "slot > last_valid_slot", "slot >= last_valid_slot", of_validity.check_target_accepts),
    Fault(validity.check_target, "chain != expected", "chain == bytes(32)", of_validity.valid_on_one_chain),
    Fault(validity.advance_nonce, "nonce <= account.nonce", "nonce < account.nonce", of_validity.nonce_is_used_once),
    Fault(
        validity.advance_nonce, "balance=account.balance, nonce=nonce", "balance=account.balance, nonce=account.nonce + 1", of_validity.advance_nonce_is_exact
    ),
    Fault(fee.minimum_fee, "base_fee + byte_fee * size", "base_fee * size + byte_fee", of_fee.minimum_fee_is_exact),
    Fault(fee.charge_fee, "fee > account.balance", "fee > account.balance + 1", of_fee.charge_fee_accepts),
    Fault(fee.charge_fee, "account.balance - fee", "account.balance - minimum", of_fee.charge_fee_is_exact),
    Fault(fee.share_fees, "ecosystem=collected - producer", "ecosystem=producer", of_fee.share_fees_conserves),
    Fault(fee.share_fees, "collected // 2", "(collected + 1) // 2", of_fee.share_fees_is_exact),
    Fault(coin.check_issuer, "coin.issuer != sender", "coin.issuer != sender and coin.supply > 0", of_coin.only_the_issuer_mints),
    Fault(coin.create_coin, "existing.cap != 0", "existing.supply != 0", of_coin.create_coin_accepts),
    Fault(coin.create_coin, "supply=0", "supply=cap", of_coin.create_coin_is_exact),
    Fault(coin.mint, "coin.supply + amount > coin.cap", "amount > coin.cap", of_coin.only_the_issuer_mints),
    Fault(coin.mint, "check_amount(amount)", "check_amount(coin.supply + amount)", of_coin.mint_accepts),
    Fault(coin.burn, "debit(coin.supply, amount)", "coin.supply", of_coin.burn_is_exact),
    Fault(coin_terms.check_not_frozen, "freeze.slot != 0", "freeze.slot > 1", of_issuers.check_not_frozen_accepts),
    Fault(header.check_header, "header.height - 1 != head.height", "header.height != head.height", of_header.chain_moves_on),
    Fault(header.check_header, "header.slot <= head.slot", "header.slot < head.slot", of_header.check_header_accepts),
    Fault(header.check_header, "header.parent != head.hash", "header.parent == header.chain", of_header.header_extends_one_head),
    Fault(transfer.apply_transfer, "balance=moved.recipient, nonce=payee.nonce", "balance=moved.recipient, nonce=0", of_transactions.transfer_is_exact),
    Fault(transfer.apply_transfer, "balance=moved.sender", "balance=payer.balance", of_ledger.body_preserves_ssp),
    Fault(coin_transactions.apply_coin_mint, "body.recipient, Holding", "sender, Holding", of_transactions.coin_mint_is_exact),
    Fault(coin_transactions.apply_coin_burn, "Holding(issued.balance)", "holding", of_ledger.body_preserves_soundness),
    Fault(coin_transactions.apply_coin_transfer, "check_coin(", "get_coin(state, body.coin) or check_coin(", of_transactions.coin_transfer_accepts),
    Fault(transition.charge, "credit(state.pots.fees, message.fee)", "state.pots.fees", of_ledger.charge_preserves_ssp),
    Fault(transition.pay_fees, "shares.ecosystem)), 0)", "shares.ecosystem)), state.pots.fees)", of_ledger.pay_fees_preserves_ssp),
    Fault(transition.apply_transaction, "Included(charged,", "Included(state,", of_ledger.failure_costs_the_fee),
    Fault(balance.check_amount, "amount == 0", "amount == 1", of_balance.accepted_amount_moves_something),
    Fault(balance.debit, "amount > balance", "amount > balance + 1", of_balance.debit_leaves_no_debt),
    Fault(fee.charge_fee, "fee < minimum", "fee < minimum - 1", of_fee.fee_is_paid_in_full),
    Fault(quote.held_for, "side == Side.DEMAND", "side == Side.SUPPLY", of_quotes.holding_is_exact),
    Fault(quote.held_for, "deposit_for(worth, deposit_ppm)", "worth * deposit_ppm // PPM", of_quotes.holding_is_exact),
    Fault(coin.check_coin, "coin.cap == 0", "coin.supply == 0", of_coin.created_coin_is_known),
    Fault(coin.check_issuer, "coin.issuer != sender", "coin.issuer == bytes(32)", of_coin.coin_has_one_issuer),
    Fault(coin.create_coin, "existing.cap != 0", "existing.cap != 0 and existing.issuer != issuer", of_coin.symbol_is_given_once),
    Fault(transfer.apply_transfer, "balance=moved.recipient", "balance=moved.sender", of_transactions.transfer_preserves_ssp),
    Fault(coin_transactions.apply_coin_mint, "Holding(issued.balance)", "holding", of_transactions.coin_mint_keeps_the_coin_sound),
    Fault(coin_transactions.apply_coin_burn, "put_coin(state, body.coin, issued.coin)", "state", of_transactions.coin_burn_keeps_the_coin_sound),
    Fault(coin_transactions.apply_coin_transfer, "Holding(moved.sender)", "paying", of_transactions.coin_transfer_conserves),
    Fault(transition.apply_body, "apply_coin_mint(state, sender, body)", "apply_coin_transfer(state, sender, body)", of_ledger.body_is_exact),
    Fault(transition.apply_body, "apply_coin_burn(state, sender, body)", "state", of_ledger.body_accepts),
    Fault(transition.apply_transaction, "Receipt(transaction.id, SUCCESS, fee)", "Receipt(transaction.id, SUCCESS, 0)", of_ledger.transaction_is_exact),
    Fault(
        transition.charge,
        "advance_nonce(get_account(state, transaction.sender), message.nonce)",
        "get_account(state, transaction.sender)",
        of_ledger.transaction_accepts,
    ),
]
"""Faults of every kernel and of the transition."""


def mutant(fault: Fault) -> Function:
    """The faulty rule. It sees what the right one sees, and its source can be examined as the right one's can."""
    source = _bare_source(fault.rule)
    if source.count(fault.right) != 1:
        raise ValueError(f"{fault.rule.__name__} has {source.count(fault.right)} places that read {fault.right!r}: the fault no longer applies")
    faulty = source.replace(fault.right, fault.wrong)
    filename = f"<mutant {fault.name}>"
    linecache.cache[filename] = (len(faulty), None, faulty.splitlines(keepends=True), filename)
    names = dict(vars(inspect.getmodule(fault.rule) or transition))
    exec(compile(faulty, filename, "exec"), names)
    made: Function = names[fault.rule.__name__]
    return made


def _bare_source(rule: Function) -> str:
    """A rule's source without its comments and docstring, in which a fault would be none."""
    module = ast.parse(textwrap.dedent(inspect.getsource(rule)))
    function = module.body[0]
    if isinstance(function, ast.FunctionDef) and ast.get_docstring(function) is not None:
        function.body.pop(0)
    return ast.unparse(module) + "\n"
