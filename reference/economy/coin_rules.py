"""Which rule each transaction of companies, coins, allowances and batches is applied by."""

from typing import assert_never

from reference.economy.allowance_transactions import apply_approve, apply_spend
from reference.economy.company_transactions import apply_company_close, apply_company_register
from reference.economy.issuer_transactions import (
    apply_coin_accept,
    apply_coin_describe,
    apply_coin_found,
    apply_coin_freeze,
    apply_coin_offer,
    apply_coin_unfreeze,
)
from reference.economy.payments import apply_batch_pay
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
from reference.wire.coin_bodies import (
    Approve,
    BatchPay,
    CoinAccept,
    CoinBody,
    CoinDescribe,
    CoinFound,
    CoinFreeze,
    CoinOffer,
    CoinUnfreeze,
    CompanyClose,
    CompanyRegister,
    Spend,
)


@transition("PAY-3")
def apply_coin_body(state: State, sender: AccountId, body: CoinBody, slot: Slot) -> State:
    """The state after what a transaction of companies, coins, allowances and batches asks for. Rejects with the codes of the rule of its kind."""
    match body:
        case CompanyRegister():
            return apply_company_register(state, sender, body)
        case CompanyClose():
            return apply_company_close(state, sender)
        case CoinFound():
            return apply_coin_found(state, sender, body)
        case CoinDescribe():
            return apply_coin_describe(state, sender, body)
        case CoinOffer():
            return apply_coin_offer(state, sender, body)
        case CoinAccept():
            return apply_coin_accept(state, sender, body)
        case CoinFreeze():
            return apply_coin_freeze(state, sender, body, slot)
        case CoinUnfreeze():
            return apply_coin_unfreeze(state, sender, body)
        case Approve():
            return apply_approve(state, sender, body, slot)
        case Spend():
            return apply_spend(state, sender, body, slot)
        case BatchPay():
            return apply_batch_pay(state, sender, body)
        case _:
            assert_never(body)
