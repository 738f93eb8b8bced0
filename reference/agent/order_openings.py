"""How an order comes to be: offered by its provider, or funded at once where a market has brought both together."""

from dataclasses import replace

from reference.agent.orders import price_order
from reference.codes import Code, Reject
from reference.economy.escrow import deadline_after
from reference.numbers import AccountId, CoinId, Hash, Nonce, Slot
from reference.rules import kernel, procedure
from reference.state.coin_terms import SSP
from reference.state.listing import NO_ESCROW, Escrow, HeldAmount, Stage
from reference.state.order import NO_ORDER, Order, Phase, Terms
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.listing_bodies import Wait


@procedure("DELIVERY-8")
def offered_order_id(provider: AccountId, nonce: Nonce) -> Hash:
    """The identifier of the order that a provider offers in its transaction with this nonce.

    No account uses a nonce twice. So no identifier comes back once its order is closed, and no receipt of an old order counts for a new one.
    """
    return tagged_hash(Tag.SERVICE_ORDER, provider + nonce.to_bytes(8, "big"))


@kernel("DELIVERY-9")
def check_agreement(consumer: AccountId, provider: AccountId, coin: CoinId, terms: Terms) -> HeldAmount:
    """What an order costs at most that two may agree on, in units of the coin.

    Rejects with `ORDER_WITH_SELF`, the codes of DELIVERY-1, `FEE_IN_COIN`, in this order.
    """
    if consumer == provider:
        raise Reject(Code.ORDER_WITH_SELF)
    cost = price_order(terms.price, terms.quantity, terms.granule)
    if coin != SSP and terms.fee_ppm != 0:
        raise Reject(Code.FEE_IN_COIN)
    return cost


@procedure("DELIVERY-10")
def offer_order(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot, wait: Wait) -> Order:
    """An order that its provider offers, with its deposit, for so many slots. Rejects with the codes of DELIVERY-9."""
    check_agreement(consumer, provider, coin, terms)
    return replace(
        NO_ORDER,
        phase=Phase.OFFERED,
        consumer=consumer,
        provider=provider,
        service=service,
        coin=coin,
        terms=terms,
        escrow=replace(NO_ESCROW, deadline=deadline_after(slot, wait)),
        deposit=deposit,
    )


@procedure("DELIVERY-11")
def fund_order(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot) -> Order:
    """An order that is funded from the beginning, as a market opens it for two of its quotes: both have paid in before.

    A granule of more units than are ordered is all of them: the conditions of a market do not know how many will be traded. Rejects with the codes of
    DELIVERY-9.
    """
    agreed = replace(terms, granule=min(terms.granule, terms.quantity))
    cost = check_agreement(consumer, provider, coin, agreed)
    return replace(
        NO_ORDER,
        phase=Phase.FUNDED,
        consumer=consumer,
        provider=provider,
        service=service,
        coin=coin,
        terms=agreed,
        escrow=Escrow(stage=Stage.HELD, price=cost, holding=0, deadline=deadline_after(slot, terms.waits.start_slots)),
        deposit=deposit,
    )
