# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger, whatever else it contains, when one transaction or the end of a block changes it.

The state is symbolic: any accounts, coins and holdings. Totals are sums over all of them; an *other* account stands
for every account that a transaction does not name.
"""

from collections.abc import Callable
from dataclasses import replace

from reference.codes import SUCCESS, Code
from reference.numbers import MAX_AMOUNT, AccountId, Amount, CoinId, Slot
from reference.state.account import Account
from reference.state.coin import Coin, check_symbol, coin_id
from reference.state.coin_transactions import apply_coin_burn, apply_coin_create, apply_coin_mint, apply_coin_transfer
from reference.state.fee import minimum_fee
from reference.state.pots import Pots
from reference.state.state import State, get_account, get_coin, get_holding, put_account_and_pots
from reference.state.transfer import apply_transfer
from reference.transition import Invalid, apply_any_body, apply_body, apply_transaction, charge, pay_fees
from reference.wire.receipt import Receipt
from reference.wire.transaction import Authenticated, CoinBurn, CoinCreate, CoinMint, CoinTransfer, LedgerBody, Transfer
from spec.prover.maps import total
from spec.prover.statement import Says, StandIn, first_failing, outcome, rejection, theorem

HASHES = (StandIn(coin_id), StandIn(check_symbol, rejects=(Code.SYMBOL_INVALID,)))
"""What Z3 is not to look into: how a symbol is hashed and which symbols are allowed. The theorems hold whatever these answer."""


def ssp(state: State) -> int:
    """All the SSP of a state but what is held for sales and orders: in accounts and pots, at stake, of the placement, locks, award and contributors.

    What is held for those is moved by their own rules alone, whose theorems say between what; `reference.state.supply` counts it as well.
    """
    pots, consensus, economy = state.pots, state.consensus, state.economy
    staked = total(consensus.agents, "bond") + total(consensus.delegations, "amount") + consensus.upgrade.bond
    held = economy.placement.balance + total(economy.locks, "left") + economy.award.balance + total(economy.funds, "left")
    return total(state.accounts, "balance") + pots.ecosystem + pots.deposits + pots.fees + pots.rewards + staked + held


def supply_is_bounded(state: State) -> bool:
    """No more SSP than an amount can say. The real supply is smaller still, and STATE-2 checks it where a state comes from outside."""
    return ssp(state) <= MAX_AMOUNT


def coin_is_sound(state: State, coin: CoinId) -> bool:
    """What STATE-2 checks of every coin: what is held of it is its supply, which is within its cap; and one without a cap holds no deposit."""
    record = get_coin(state, coin)
    held = total(state.holdings, "balance", coin)
    return (record.supply == held) & (record.supply <= record.cap) & ((record.cap > 0) | (record.deposit == 0))


def moves_money(transaction: Authenticated) -> bool:
    """A transaction of TX-6. Those of consensus have theorems of their own, and the paths of all kinds at once are too many."""
    return isinstance(transaction.transaction.body, (Transfer, CoinCreate, CoinMint, CoinBurn, CoinTransfer))


def moves_bounded_money(state: State, transaction: Authenticated) -> bool:
    """A transaction of TX-6, where there is no more SSP than an amount can say."""
    return moves_money(transaction) and supply_is_bounded(state)


def recipient_of(body: LedgerBody) -> AccountId | None:
    """The account besides the sender's that a transaction names."""
    return None if isinstance(body, (CoinCreate, CoinBurn)) else body.recipient


def coin_of(body: LedgerBody) -> CoinId | None:
    """The coin that a transaction is about."""
    match body:
        case Transfer():
            return None
        case CoinCreate():
            return coin_id(body.symbol)
        case _:
            return body.coin


def invalid_because(state: State, transaction: Authenticated, slot: Slot) -> Code | None:
    """Why no block at `slot` may contain a transaction, in the normative order; None where one may."""
    parameters = state.chain.parameters
    return invalid_below(state, transaction, slot, minimum_fee(transaction.size, parameters.base_fee, parameters.byte_fee))


def invalid_below(state: State, transaction: Authenticated, slot: Slot, least: Amount) -> Code | None:
    """The same of a transaction whose fee is at least so much."""
    message, account = transaction.transaction, get_account(state, transaction.sender)
    return first_failing(
        (message.chain != state.chain.id, Code.WRONG_CHAIN),
        (slot > message.last_valid_slot, Code.EXPIRED),
        (message.nonce <= account.nonce, Code.NONCE_NOT_ABOVE),
        (message.fee < least, Code.FEE_TOO_LOW),
        (account.balance < message.fee, Code.FEE_UNAFFORDABLE),
    )


def with_fee_spent(state: State, transaction: Authenticated) -> State:
    """The state after a transaction's fee and nonce are spent, and nothing else."""
    message, account = transaction.transaction, get_account(state, transaction.sender)
    pots = replace(state.pots, fees=state.pots.fees + message.fee)
    return put_account_and_pots(state, transaction.sender, Account(balance=account.balance - message.fee, nonce=message.nonce), pots)


def same_chain(after: State, before: State) -> bool:
    """Whether two states are of one chain and at one block: only a block moves the head."""
    return after.head == before.head and after.chain == before.chain


def rule_of(body: LedgerBody) -> Callable[..., State]:
    """The rule of a kind of transaction."""
    if isinstance(body, Transfer):
        return apply_transfer
    if isinstance(body, CoinCreate):
        return apply_coin_create
    if isinstance(body, CoinMint):
        return apply_coin_mint
    return apply_coin_burn if isinstance(body, CoinBurn) else apply_coin_transfer


@theorem("TX-6", "No transaction makes or destroys SSP.", says=Says.INVARIANT, standing_in=HASHES)
def body_preserves_ssp(state: State, sender: AccountId, body: LedgerBody) -> bool:
    return ssp(apply_body(state, sender, body)) == ssp(state)


@theorem("TX-5", "Charging a fee makes and destroys no SSP.", says=Says.INVARIANT, assuming=moves_money)
def charge_preserves_ssp(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return ssp(charge(state, transaction, slot)) == ssp(state)


@theorem("TX-4", "A transaction, successful or failed, makes and destroys no SSP.", says=Says.INVARIANT, standing_in=HASHES, assuming=moves_money)
def transaction_preserves_ssp(state: State, transaction: Authenticated, slot: Slot) -> bool:
    applied = apply_transaction(state, transaction, slot)
    return isinstance(applied, Invalid) or ssp(applied.state) == ssp(state)


@theorem("FEE-4", "The end of a block makes and destroys no SSP, and leaves the fees pot empty.", says=Says.INVARIANT)
def pay_fees_preserves_ssp(state: State, producer: AccountId) -> bool:
    paid = pay_fees(state, producer)
    return (ssp(paid) == ssp(state)) & (paid.pots.fees == 0)


@theorem("FEE-4", "The producer gets half of the fees, rounded down, and the ecosystem pool the rest; nothing else changes.", says=Says.AMOUNTS)
def pay_fees_is_exact(state: State, producer: AccountId, other: AccountId) -> bool:
    paid = pay_fees(state, producer)
    half = state.pots.fees // 2
    before = get_account(state, other)
    expected = Account(balance=before.balance + half, nonce=before.nonce) if other == producer else before
    pots = Pots(ecosystem=state.pots.ecosystem + state.pots.fees - half, deposits=state.pots.deposits, fees=0, rewards=state.pots.rewards)
    untouched = paid.coins == state.coins and paid.holdings == state.holdings and same_chain(paid, state)
    return untouched and get_account(paid, other) == expected and paid.pots == pots


@theorem("FEE-4", "Fees can always be paid out.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def pay_fees_never_fails(state: State, producer: AccountId) -> bool:
    return rejection(pay_fees, state, producer) is None


@theorem("TX-6", "The deposits pot holds what the coins' deposits add up to, before and after every transaction.", says=Says.INVARIANT, standing_in=HASHES)
def body_preserves_deposits(state: State, sender: AccountId, body: LedgerBody) -> bool:
    coin = coin_of(body)
    if coin is not None and not coin_is_sound(state, coin):
        return True
    after = apply_body(state, sender, body)
    return after.pots.deposits - total(after.coins, "deposit") == state.pots.deposits - total(state.coins, "deposit")


@theorem(
    "TX-6",
    "What is held of a coin adds up to its supply, which is within its cap, before and after every transaction.",
    says=Says.INVARIANT,
    standing_in=HASHES,
)
def body_preserves_soundness(state: State, sender: AccountId, body: LedgerBody, coin: CoinId) -> bool:
    return not coin_is_sound(state, coin) or coin_is_sound(apply_body(state, sender, body), coin)


@theorem("TX-6", "A coin's supply grows only by its issuer's transaction, and never above the cap.", says=Says.INVARIANT, standing_in=HASHES)
def only_the_issuer_mints(state: State, sender: AccountId, body: LedgerBody, coin: CoinId) -> bool:
    before, after = get_coin(state, coin), get_coin(apply_body(state, sender, body), coin)
    return (after.supply <= before.supply) | ((before.issuer == sender) & (after.supply <= after.cap))


@theorem("TX-6", "A coin that exists keeps its symbol, issuer, decimals, cap and deposit for ever.", says=Says.INVARIANT, standing_in=HASHES)
def coins_are_for_ever(state: State, sender: AccountId, body: LedgerBody, coin: CoinId) -> bool:
    before, after = get_coin(state, coin), get_coin(apply_body(state, sender, body), coin)
    kept = Coin(before.symbol, before.issuer, before.decimals, before.cap, after.supply, before.deposit)
    return before.cap == 0 or after == kept


@theorem("TX-6", "An account that a transaction neither comes from nor names is as it was.", standing_in=HASHES)
def body_leaves_other_accounts(state: State, sender: AccountId, body: LedgerBody, other: AccountId) -> bool:
    after = apply_body(state, sender, body)
    return other == sender or other == recipient_of(body) or get_account(after, other) == get_account(state, other)


@theorem("TX-6", "A coin that a transaction is not about is as it was, and so is all that is held of it.", standing_in=HASHES)
def body_leaves_other_coins(state: State, sender: AccountId, body: LedgerBody, coin: CoinId, holder: AccountId) -> bool:
    after = apply_body(state, sender, body)
    if coin == coin_of(body):
        return True
    return get_coin(after, coin) == get_coin(state, coin) and get_holding(after, coin, holder) == get_holding(state, coin, holder)


@theorem("TX-6", "What an account that a transaction neither comes from nor names holds of any coin is as it was.", standing_in=HASHES)
def body_leaves_other_holdings(state: State, sender: AccountId, body: LedgerBody, coin: CoinId, other: AccountId) -> bool:
    after = apply_body(state, sender, body)
    return other == sender or other == recipient_of(body) or get_holding(after, coin, other) == get_holding(state, coin, other)


@theorem("TX-6", "Nobody but the sender ever has less, of SSP or of any coin.", says=Says.INVARIANT, standing_in=HASHES)
def only_the_sender_pays(state: State, sender: AccountId, body: LedgerBody, coin: CoinId, other: AccountId) -> bool:
    after = apply_body(state, sender, body)
    ssp_kept = get_account(after, other).balance >= get_account(state, other).balance
    coin_kept = get_holding(after, coin, other).balance >= get_holding(state, coin, other).balance
    return (other == sender) | (ssp_kept & coin_kept)


@theorem("TX-6", "Every balance stays an amount: not negative, and below 2^63.", says=Says.INVARIANT, standing_in=HASHES)
def balances_stay_amounts(state: State, sender: AccountId, body: LedgerBody, coin: CoinId, account: AccountId) -> bool:
    after = apply_body(state, sender, body)
    balance, held = get_account(after, account).balance, get_holding(after, coin, account).balance
    return (balance >= 0) & (balance <= MAX_AMOUNT) & (held >= 0) & (held <= MAX_AMOUNT)


@theorem("TX-6", "What a transaction asks for fails just where the rule of its kind does, with that rule's code.", says=Says.ACCEPTANCE, standing_in=HASHES)
def body_accepts(state: State, sender: AccountId, body: LedgerBody) -> bool:
    return rejection(apply_body, state, sender, body) == rejection(rule_of(body), state, sender, body)


@theorem("TX-6", "What a transaction leaves is what the rule of its kind leaves.", says=Says.AMOUNTS, standing_in=HASHES)
def body_is_exact(state: State, sender: AccountId, body: LedgerBody) -> bool:
    return apply_body(state, sender, body) == rule_of(body)(state, sender, body)


@theorem(
    "TX-5",
    "A transaction is invalid for the first of: chain, last slot, nonce, fee too low, fee not affordable.",
    says=Says.ACCEPTANCE,
    assuming=moves_bounded_money,
)
def charge_accepts(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return rejection(charge, state, transaction, slot) == invalid_because(state, transaction, slot)


@theorem(
    "TX-5",
    "Charging takes exactly the fee and the nonce from the sender, puts the fee into the fees pot, and touches nothing else.",
    says=Says.AMOUNTS,
    assuming=moves_money,
)
def charge_is_exact(state: State, transaction: Authenticated, slot: Slot, other: AccountId) -> bool:
    after, message = charge(state, transaction, slot), transaction.transaction
    before = get_account(state, other)
    expected = Account(balance=before.balance - message.fee, nonce=message.nonce) if other == transaction.sender else before
    pots = Pots(ecosystem=state.pots.ecosystem, deposits=state.pots.deposits, fees=state.pots.fees + message.fee, rewards=state.pots.rewards)
    untouched = after.coins == state.coins and after.holdings == state.holdings and same_chain(after, state)
    return untouched and get_account(after, other) == expected and after.pots == pots


@theorem("TX-4", "A failed transaction costs its fee and its nonce, and changes nothing else.", standing_in=HASHES, assuming=moves_money)
def failure_costs_the_fee(state: State, transaction: Authenticated, slot: Slot, other: AccountId) -> bool:
    applied = apply_transaction(state, transaction, slot)
    if isinstance(applied, Invalid) or applied.receipt.outcome == SUCCESS:
        return True
    charged = charge(state, transaction, slot)
    same_tables = applied.state.coins == state.coins and applied.state.holdings == state.holdings and applied.state.pots == charged.pots
    return same_tables and get_account(applied.state, other) == get_account(charged, other)


@theorem(
    "TX-4",
    "A transaction is invalid for the first of: chain, last slot, nonce, fee too low, fee not affordable; every other is included.",
    says=Says.ACCEPTANCE,
    assuming=moves_bounded_money,
    standing_in=HASHES,
)
def transaction_accepts(state: State, transaction: Authenticated, slot: Slot) -> bool:
    applied = apply_transaction(state, transaction, slot)
    return (applied.code if isinstance(applied, Invalid) else None) == invalid_because(state, transaction, slot)


@theorem(
    "TX-4",
    "An included transaction leaves what its body makes of the charged ledger, or where that fails the charged ledger; its receipt says which.",
    says=Says.AMOUNTS,
    standing_in=HASHES,
    assuming=moves_money,
)
def transaction_is_exact(state: State, transaction: Authenticated, slot: Slot) -> bool:
    applied, message = apply_transaction(state, transaction, slot), transaction.transaction
    if isinstance(applied, Invalid):
        return True
    charged = charge(state, transaction, slot)
    body = outcome(apply_any_body, charged, transaction.sender, message.body, slot)
    number = SUCCESS if body.code is None else body.code.number
    left = body.value if body.code is None else charged
    return applied.receipt == Receipt(transaction=transaction.id, outcome=number, fee=message.fee) and applied.state == left


@theorem("TX-4", "A transaction that was included is never valid again.", says=Says.INVARIANT, standing_in=HASHES, assuming=moves_money)
def no_replay(state: State, transaction: Authenticated, slot: Slot, later: Slot) -> bool:
    applied = apply_transaction(state, transaction, slot)
    return isinstance(applied, Invalid) or isinstance(apply_transaction(applied.state, transaction, later), Invalid)
