"""How a chip makes the transactions of quotes, orders and stored data, each with what it costs and what it has to agree with."""

from collections.abc import Callable
from dataclasses import replace

from reference.agent.chip.asset_answers import mandate_for, market_of
from reference.agent.chip.assets import MAX_MANDATES, Mandate
from reference.agent.chip.commands import Answer, Answers, Asked
from reference.agent.chip.dealing import check_price, cost_to_fund
from reference.agent.chip.exchange import check_contested, check_shown_receipt
from reference.agent.chip.following import certified_slot
from reference.agent.chip.lists import found, put
from reference.agent.chip.meter_answers import order_of, session_for
from reference.agent.chip.order_commands import (
    ClaimOrder,
    ContestOrder,
    FundOrder,
    LowerQuote,
    MoveOrder,
    OfferOrder,
    OrderAct,
    PlaceQuote,
    ShowReceipt,
    SignReplica,
)
from reference.agent.chip.proving import verify_record
from reference.agent.chip.records import NonVolatile
from reference.agent.chip.secrets import account_of
from reference.agent.chip.spending import begin_posting, post, post_for_fee, spend_with_fee
from reference.agent.chip.wallet import spend_within
from reference.agent.metering import claim_units
from reference.agent.quotes import worth_of
from reference.codes import Code, Reject
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.chip import NO_BINDING, Binding
from reference.state.listing import HeldAmount
from reference.state.order import Meter
from reference.state.quote import held_for
from reference.state.records import encode_record
from reference.state.tables import Table
from reference.wire.market_bodies import QuoteLower, QuotePlace, Side, UnitPrice, Units
from reference.wire.meter_receipt import authenticate_meter_receipt
from reference.wire.order_bodies import (
    OrderAccept,
    OrderBegin,
    OrderBody,
    OrderClaim,
    OrderClose,
    OrderConfirm,
    OrderContest,
    OrderFund,
    OrderOffer,
    OrderPay,
    OrderSettle,
    OrderWithdraw,
)
from reference.wire.storage_bodies import ReplicaAccept, ReplicaCommit


@procedure("WALLET-20")
def place_quote_within(asked: Asked) -> Answer:
    """Sign a quote. Rejects with the codes of `begin_posting`, of `mandate_for` and of `deal`, in this order."""
    given: PlaceQuote = asked.fields
    kept = begin_posting(asked, given.posting)
    mandate = mandate_for(kept, given.market)
    after, _ = deal(kept, mandate, given.price, given.units, given.posting.fee)
    return post(asked, after, given.posting, QuotePlace(given.market, given.number, mandate.side, given.price, given.units, given.last))


@procedure("WALLET-21")
def offer_within(asked: Asked) -> Answer:
    """Sign an offer. Rejects with the codes of `begin_posting` and of `mandate_for`, with `SIDE_OPPOSITE`, and with the codes of `deal`, in this order."""
    given: OfferOrder = asked.fields
    kept = begin_posting(asked, given.posting)
    mandate = mandate_for(kept, given.market)
    if mandate.side != Side.SUPPLY:
        raise Reject(Code.SIDE_OPPOSITE)
    after, deposit = deal(kept, mandate, given.price, given.units, given.posting.fee)
    return post(asked, after, given.posting, offer_in(given, mandate, deposit))


@procedure("WALLET-19")
def deal(kept: NonVolatile, mandate: Mandate, price: UnitPrice, units: Units, fee: int) -> tuple[NonVolatile, HeldAmount]:
    """The chip after it deals by a mandate, and what is held for that.

    Rejects with `PRICE_BEYOND_MANDATE`, `QUOTE_WORTH_TOO_HIGH`, for the units `SPENT_ABOVE_LIMIT`, then with the codes of WALLET-11 for coin and fee.
    """
    check_price(mandate.side, mandate.price, price)
    held = held_for(mandate.side, worth_of(price, units), mandate.terms.deposit_ppm)
    spending = spend_within(mandate.limits, mandate.spending, certified_slot(kept), units, 0)
    dealt = replace(kept, mandates=put(kept.mandates, market_of, replace(mandate, spending=spending), MAX_MANDATES))
    return spend_with_fee(dealt, mandate.terms.coin, held, fee), held


def offer_in(given: OfferOrder, mandate: Mandate, deposit: HeldAmount) -> OrderOffer:
    """An offer on a market's terms: of fewer units than its granule, all are delivered before a receipt."""
    terms, waits = mandate.terms, mandate.terms.waits
    return OrderOffer(
        consumer=given.consumer,
        service=terms.service,
        coin=terms.coin,
        price=given.price,
        quantity=given.units,
        granule=min(terms.granule, given.units),
        fee_ppm=terms.fee_ppm,
        fund_slots=waits.fund_slots,
        start_slots=waits.start_slots,
        deliver_slots=waits.deliver_slots,
        offline_slots=waits.offline_slots,
        liable_slots=waits.liable_slots,
        deposit=deposit,
        offer_slots=given.offer_slots,
    )


@procedure("WALLET-22")
def fund_order(asked: Asked) -> Answer:
    """Sign the payment of an order.

    Rejects with the codes of `begin_posting`, of LIGHT-4, `PROOF_INVALID`, the codes of `cost_to_fund`, and those of WALLET-11, in this order.
    """
    given: FundOrder = asked.fields
    kept, order = begin_posting(asked, given.posting), given.order
    verify_record(kept, given.header, (Table.ORDERS, given.id), encode_record(order), given.proof)
    cost = cost_to_fund(account_of(kept.seed), order.consumer, order.phase, order.terms.price, order.terms.quantity)
    return post(asked, spend_with_fee(kept, order.coin, cost, given.posting.fee), given.posting, OrderFund(given.id))


@procedure("WALLET-23")
def lower_own_quote(asked: Asked) -> Answer:
    """Sign that a quote is lowered. Rejects with the codes of `begin_posting`, then with those of WALLET-11 for the fee."""
    given: LowerQuote = asked.fields
    kept = begin_posting(asked, given.posting)
    return post_for_fee(asked, kept, given.posting, QuoteLower(given.market, given.number, given.units))


@procedure("WALLET-23")
def sign_move(asked: Asked) -> Answer:
    """Sign what locks no money. Rejects with the codes of `begin_posting`, then with those of WALLET-11 for the fee."""
    given: MoveOrder = asked.fields
    kept = begin_posting(asked, given.posting)
    return post_for_fee(asked, kept, given.posting, act_on(kept, given.order, given.act))


def act_on(kept: NonVolatile, order: Hash, act: OrderAct) -> OrderBody:
    """The body of what is done with an order. A chip that serves names itself."""
    if act == OrderAct.BEGIN or act == OrderAct.SERVE:
        serving = NO_BINDING if act == OrderAct.BEGIN else Binding(kept.marks.manufacturer, kept.marks.serial)
        return OrderBegin(order, serving.manufacturer, serving.serial)
    bodies: dict[OrderAct, Callable[[Hash], OrderBody]] = {
        OrderAct.ACCEPT: OrderAccept,
        OrderAct.WITHDRAW: OrderWithdraw,
        OrderAct.SETTLE: OrderSettle,
        OrderAct.CLOSE: OrderClose,
    }
    return bodies[act](order)


@procedure("WALLET-23")
def sign_replica(asked: Asked) -> Answer:
    """Sign what is kept. Rejects with the codes of `begin_posting`, then with those of WALLET-11 for the fee."""
    given: SignReplica = asked.fields
    kept, stored = begin_posting(asked, given.posting), given.kept
    body: ReplicaCommit | ReplicaAccept = stored
    if given.accepts:
        terms = stored.interval, stored.samples, stored.penalty, stored.patience
        body = ReplicaAccept(stored.order, stored.replica, stored.root, stored.chunks, *terms)
    return post_for_fee(asked, kept, given.posting, body)


@procedure("METER-14")
def show_receipt(asked: Asked) -> Answer:
    """Sign that a receipt is shown.

    Rejects with the codes of `begin_posting`, of RECEIPT-2, with `WRONG_CHAIN`, `SESSION_UNKNOWN`, `RECEIPT_UNEXPECTED`, where others than the two sides have
    signed it, the codes of `check_shown_receipt`, and those of WALLET-11 for the fee, in this order.
    """
    given: ShowReceipt = asked.fields
    kept = begin_posting(asked, given.posting)
    metered = authenticate_meter_receipt(given.by_provider, given.by_consumer)
    receipt = metered.receipt
    if receipt.chain != kept.view.chain:
        raise Reject(Code.WRONG_CHAIN)
    session, own = found(kept.sessions, order_of, receipt.order, Code.SESSION_UNKNOWN), account_of(kept.seed)
    if (metered.provider, metered.consumer) != ((own, session.peer) if session.delivers else (session.peer, own)):
        raise Reject(Code.RECEIPT_UNEXPECTED)
    check_shown_receipt(session.agreed, session.signed, Meter(receipt.sequence, receipt.units, receipt.slot), session.ended, receipt.last)
    body = (OrderConfirm if receipt.last else OrderPay)(given.by_provider, given.by_consumer)
    return post_for_fee(asked, kept, given.posting, body)


@procedure("METER-15")
def claim_order(asked: Asked) -> Answer:
    """Sign a claim of all that was delivered.

    Rejects with the codes of `begin_posting`, `SESSION_UNKNOWN`, the codes of METER-5, and those of WALLET-11 for the fee, in this order.
    """
    given: ClaimOrder = asked.fields
    kept = begin_posting(asked, given.posting)
    session = session_for(kept, given.order, delivers=True)
    units = claim_units(session.agreed.units, session.units, session.granule, session.quantity)
    return post_for_fee(asked, kept, given.posting, OrderClaim(given.order, units))


@procedure("METER-16")
def contest_order(asked: Asked) -> Answer:
    """Sign that a claim is denied.

    Rejects with the codes of `begin_posting`, `SESSION_UNKNOWN`, the codes of LIGHT-4, `PROOF_INVALID`, the codes of `check_contested`, and those of
    WALLET-11 for the fee, in this order.
    """
    given: ContestOrder = asked.fields
    kept, order = begin_posting(asked, given.posting), given.order
    session = session_for(kept, given.id, delivers=False)
    verify_record(kept, given.header, (Table.ORDERS, given.id), encode_record(order), given.proof)
    check_contested(order.phase, order.claimed, session.units)
    return post_for_fee(asked, kept, given.posting, OrderContest(given.id))


ORDER_ANSWERS: Answers = {
    PlaceQuote: place_quote_within,
    LowerQuote: lower_own_quote,
    OfferOrder: offer_within,
    FundOrder: fund_order,
    MoveOrder: sign_move,
    SignReplica: sign_replica,
    ShowReceipt: show_receipt,
    ClaimOrder: claim_order,
    ContestOrder: contest_order,
}
"""What carries them out."""
