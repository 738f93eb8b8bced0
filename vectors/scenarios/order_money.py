"""Orders from end to end, and the edges of their offers, receipts, claims and payments."""

from collections.abc import Iterable
from dataclasses import replace

from immutables import Map

from reference.agent.order_openings import offered_order_id
from reference.agent.services import service_id
from reference.numbers import MAX_AMOUNT
from reference.state.award import Participant
from reference.state.chip import NO_BINDING, Binding, Chip, ChipStage
from reference.state.coin import coin_id
from reference.state.coin_terms import Freeze
from reference.state.economy_state import put_participant
from reference.state.economy_tables import Economy
from reference.state.listing import HIGHEST_PRICE
from reference.state.manufacturer import Recall
from reference.state.order import Meter, Phase
from reference.state.smart_agent_state import put_binding, put_chip, put_manufacturer, put_recall
from reference.state.state import State
from reference.wire.hashing import Tag
from reference.wire.listing_bodies import MAX_WAIT
from reference.wire.order_bodies import (
    MAX_OFFLINE,
    OrderAccept,
    OrderBegin,
    OrderClaim,
    OrderClose,
    OrderConfirm,
    OrderContest,
    OrderFund,
    OrderPay,
    OrderSettle,
)
from vectors.build import BOB, CAROL, fee_of, transaction
from vectors.case import Case
from vectors.keys import seal
from vectors.scenarios.chip_places import BATCH, GONE, KEY, MAKER, OTHER_SERIAL, REGISTERED, RETIRED, REVOKED, SUSPENDED
from vectors.scenarios.coin_places import FREEZABLE, Step, incorporated, refused, told, told_over_time
from vectors.scenarios.service_places import (
    ACCESS,
    CONSUMER,
    COST,
    DATA,
    DEPOSIT,
    FIRST,
    ORDER,
    PLENTY,
    PROVIDER,
    TERMS,
    begun,
    offer,
    order_in,
    receipt,
    service_place,
    with_order,
)

OFFER = ("DELIVERY-24", "DELIVERY-25", "DELIVERY-10", "DELIVERY-9", "DELIVERY-8")
BEGIN = ("DELIVERY-29", "DELIVERY-16", "CHIP-2")
PAY = ("DELIVERY-30", "DELIVERY-31", "RECEIPT-1", "RECEIPT-2", "RECEIPT-3", "METER-1", "DELIVERY-17", "SETTLE-4", "SETTLE-3")
CONFIRM = ("DELIVERY-32", "DELIVERY-33", "RECEIPT-1", "RECEIPT-2", "RECEIPT-3", "METER-1")
CLAIM = ("DELIVERY-34", "METER-5")
CLOSE = ("DELIVERY-37", "METER-6", "SETTLE-5", "SETTLE-7")
FEE = ("DELIVERY-20", "DELIVERY-19", "CONTRIBUTE-7", "CONTRIBUTE-3")

GATE = coin_id("GATE")
LAST_OF_WIDTH = 2**32 - 1


def order_offer_cases() -> list[Case]:
    """What can be offered and what cannot, and what a frozen account can pay."""
    return [*_offers(), *_in_a_coin(), *_fundings(), *_beginnings()]


def order_money_cases() -> list[Case]:
    """Whole orders, receipts, claims, and what is paid."""
    return [*_whole(), *_receipts(), *_claims(), *_fees(), *_narrowest(), *_widest()]


def _offers() -> Iterable[Case]:
    place, good = service_place(), offer()
    wrong = [replace(good, service=service_id(DATA)), replace(good, coin=coin_id("NIX")), replace(good, consumer=PROVIDER.account), replace(good, price=0)]
    wrong += [replace(good, quantity=0), replace(good, price=HIGHEST_PRICE // 1_000 + 1), replace(good, granule=0), replace(good, granule=1_001)]
    wrong += [replace(good, coin=GATE), replace(good, deposit=PLENTY)]
    fee = fee_of(transaction(place, PROVIDER, good))
    edges = replace(good, fund_slots=MAX_WAIT, start_slots=1, deliver_slots=MAX_WAIT, offline_slots=MAX_OFFLINE, liable_slots=1, offer_slots=MAX_WAIT)
    yield told(place, (*OFFER, "TX-10"), "an order is offered, and its deposit held; the same once more is another order", (PROVIDER, good), (PROVIDER, good))
    yield told(
        place,
        OFFER,
        "without a deposit, for one slot, of one unit, at the least price",
        (PROVIDER, replace(good, deposit=0, offer_slots=1, price=1, quantity=1, granule=1)),
    )
    yield told(
        place,
        OFFER,
        "on the longest terms, of as high a cost as can be, all of it the granule and the fee",
        (PROVIDER, replace(edges, price=HIGHEST_PRICE // 1_000, granule=1_000, fee_ppm=10**6)),
    )
    yield refused(
        place,
        (*OFFER, "SERVICE-3", "DELIVERY-1", "ESCROW-5"),
        "no such service, no such coin, to oneself, at no price, of no units, too dear, no granule, too large a one, a fee in a coin, too high a deposit",
        *[(PROVIDER, body) for body in wrong],
    )
    yield told(service_place(balances={PROVIDER: fee + DEPOSIT}), OFFER, "the fee leaves just the deposit", (PROVIDER, good))
    yield told(service_place(balances={PROVIDER: fee + DEPOSIT - 1}), OFFER, "the fee leaves one unit less than the deposit: fails", (PROVIDER, good))
    everything = [replace(good, service=service_id(DATA), coin=coin_id("NIX"), consumer=PROVIDER.account, price=0, quantity=0, granule=0, deposit=PLENTY)]
    everything += [replace(everything[-1], service=good.service), replace(everything[-1], service=good.service, coin=GATE)]
    everything += [replace(everything[-1], consumer=good.consumer), replace(everything[-1], consumer=good.consumer, price=1)]
    everything += [replace(everything[-1], quantity=1), replace(everything[-1], quantity=1, granule=1)]
    yield refused(place, (*OFFER, "SERVICE-3", "DELIVERY-1"), "everything is wrong; then one thing less each time", *[(PROVIDER, body) for body in everything])


def _in_a_coin() -> Iterable[Case]:
    """The same in an IoT_Coin, without a fee; a frozen account can pay nothing in, and is paid out all the same."""
    body = offer(coin=GATE, fee_ppm=0)
    rich = service_place(gate={CONSUMER: COST, PROVIDER: DEPOSIT})
    identifier = offered_order_id(PROVIDER.account, 1)
    yield told(
        rich,
        (*OFFER, "DELIVERY-27", "DELIVERY-21"),
        "in an IoT_Coin: offered, ordered and funded with all that both have of it",
        (PROVIDER, body),
        (CONSUMER, OrderAccept(identifier)),
        (CONSUMER, OrderFund(identifier)),
    )
    yield told(
        service_place(gate={PROVIDER: DEPOSIT - 1}),
        (*OFFER, "ESCROW-5"),
        "in an IoT_Coin, of which it has one unit less than the deposit: fails",
        (PROVIDER, body),
    )
    terms = replace(TERMS, fee_ppm=0)
    running = begun(coin=GATE, terms=terms)
    economy = Economy(
        companies=Map({CAROL.account: incorporated(1)}),
        coin_terms=Map({GATE: FREEZABLE}),
        freezes=Map({(GATE, pair.account): Freeze(slot=30) for pair in (CONSUMER, PROVIDER)}),
    )
    state = service_place({ORDER: running}, gate={BOB: 5}, economy=economy)
    shown = OrderPay(*receipt(2, 107, 44))
    yield told_over_time(
        state,
        (*PAY, *CLOSE, "ESCROW-6"),
        "in an IoT_Coin in which both are frozen: an instalment is paid, and at the end all that is left; nothing more can be deposited",
        (45, [(BOB, shown), (PROVIDER, replace(body, deposit=0))]),
        (600, [(BOB, OrderClose(ORDER))]),
    )


def _fundings() -> Iterable[Case]:
    rules = ("DELIVERY-27", "DELIVERY-17", "ESCROW-5", "ESCROW-2")
    order = order_in(Phase.ORDERED)
    fee = fee_of(transaction(with_order(order), CONSUMER, OrderFund(ORDER)))
    for more, why in ((0, "the fee leaves just the cost"), (-1, "the fee leaves one unit less than the cost: fails")):
        yield told(service_place({ORDER: order}, balances={CONSUMER: fee + COST + more}), rules, why, (CONSUMER, OrderFund(ORDER)))
    dear = order_in(Phase.ORDERED, terms=replace(TERMS, price=2_000))
    yield told(
        service_place({ORDER: dear}, balances={CONSUMER: 3 * PLENTY}), rules, "of a cost of millions: nothing is held beside it", (CONSUMER, OrderFund(ORDER))
    )


def _beginnings() -> Iterable[Case]:
    """With a chip, without one, and with chips that may not serve."""
    good = with_order(order_in(Phase.FUNDED))
    named, other = OrderBegin(ORDER, *KEY), OrderBegin(ORDER, MAKER.account, OTHER_SERIAL)
    yield told(good, BEGIN, "with the provider's chip", (PROVIDER, named))
    yield told(
        good,
        BEGIN,
        "half a name is one: of a chip that nobody has registered",
        (PROVIDER, OrderBegin(ORDER, bytes(32), KEY[1])),
        (PROVIDER, OrderBegin(ORDER, KEY[0], bytes(32))),
    )
    yield told(good, BEGIN, "with a chip that nobody has registered: fails", (PROVIDER, other))
    for why, chip in (("retired", RETIRED), ("revoked", GONE), ("suspended", SUSPENDED)):
        yield told(_with_chip(good, chip), BEGIN, f"with a chip that is {why}: fails", (PROVIDER, named))
    foreign = replace(REGISTERED, identity=replace(REGISTERED.identity, chip=BOB.account))
    yield told(_with_chip(good, foreign), BEGIN, "with a chip of another key: fails", (PROVIDER, named))
    yield told(_recalled(good), BEGIN, "with a chip of a revoked batch: fails", (PROVIDER, named))
    yield told(_unmade(good), BEGIN, "with a chip of a manufacturer that revoked itself: fails", (PROVIDER, named))
    yield told_over_time(good, BEGIN, "too late, with a chip that nobody has registered: that it is late is said first", (55, [(PROVIDER, other)]))


def _whole() -> Iterable[Case]:
    """Router bandwidth by instalments; an order that is confirmed at once; one that nobody funds, one that nobody begins."""
    place, identifier = service_place(), offered_order_id(PROVIDER.account, 1)
    opened: list[Step] = [(PROVIDER, offer()), (CONSUMER, OrderAccept(identifier)), (CONSUMER, OrderFund(identifier)), (PROVIDER, OrderBegin(identifier, *KEY))]
    shown = [OrderPay(*receipt(number, units, 40 + number, order=identifier)) for number, units in ((1, 101), (2, 107), (9, 640))]
    last = OrderConfirm(*receipt(10, 640, 52, last=True, order=identifier))
    yield told_over_time(
        place,
        (*OFFER, *PAY, *CONFIRM, *FEE, "DELIVERY-36", "SETTLE-5"),
        "bandwidth by instalments: offered, ordered, funded, begun, paid three times, confirmed, settled, and closed when nobody is liable any more",
        (45, opened),
        (46, [(PROVIDER, shown[0])]),
        (47, [(BOB, shown[1])]),
        (50, [(CONSUMER, shown[2])]),
        (53, [(CONSUMER, last), (PROVIDER, OrderSettle(identifier))]),
        (103, [(BOB, OrderClose(identifier))]),
    )
    parked = replace(offer(), service=service_id(ACCESS), price=40, quantity=180, granule=15, fee_ppm=20_000)
    gate = [(PROVIDER, parked), *opened[1:]]
    yield told_over_time(
        service_place(services=(ACCESS,)),
        (*OFFER, *PAY, *CONFIRM, *FEE, "DELIVERY-36", "SETTLE-5"),
        "a gate and a vehicle: three hours are paid into escrow; the vehicle leaves after 52 minutes, and the rest returns",
        (45, gate),
        (50, [(PROVIDER, OrderPay(*receipt(3, 45, 50, order=identifier)))]),
        (52, [(CONSUMER, OrderConfirm(*receipt(4, 52, 52, last=True, order=identifier))), (PROVIDER, OrderSettle(identifier))]),
        (102, [(PROVIDER, OrderClose(identifier))]),
    )
    none = OrderConfirm(*receipt(1, 0, 45, last=True, order=identifier))
    yield told_over_time(
        place,
        (*CONFIRM, "DELIVERY-36", "SETTLE-5"),
        "both think better of it: a last receipt of no units returns all",
        (45, opened[:3]),
        (46, [(BOB, none), (BOB, OrderSettle(identifier))]),
        (96, [(BOB, OrderClose(identifier))]),
    )
    yield told_over_time(
        place,
        CLOSE,
        "nobody funds it: closed, and the deposit returns",
        (45, opened[:2]),
        (64, [(BOB, OrderClose(identifier))]),
        (65, [(BOB, OrderClose(identifier))]),
    )
    yield told_over_time(
        place, CLOSE, "nobody begins it: closed, the money returns, and the deposit is the consumer's", (45, opened[:3]), (75, [(BOB, OrderClose(identifier))])
    )
    yield told_over_time(
        place,
        (*CLOSE, "DELIVERY-6", "DELIVERY-7"),
        "begun, and never delivered: closed when the time to deliver and the time to answer are over, and paid nothing",
        (45, opened),
        (45 + 400 + 100 + 197, [(BOB, OrderClose(identifier))]),
        (45 + 400 + 100 + 198, [(BOB, OrderClose(identifier))]),
    )


def _receipts() -> Iterable[Case]:
    """Who has signed what, and in which order receipts are shown."""
    place = with_order(begun())
    good = receipt(3, 120, 44)
    strangers = [receipt(3, 120, 44, provider=BOB), receipt(3, 120, 44, consumer=BOB), receipt(3, 120, 44, provider=CONSUMER, consumer=PROVIDER)]
    strangers += [receipt(3, 120, 44, chain=bytes(32))]
    yield told(
        place,
        PAY,
        "the higher of two first: the lower one fails, and nothing is paid twice",
        (BOB, OrderPay(*good)),
        (BOB, OrderPay(*receipt(2, 110, 43))),
        (BOB, OrderPay(*good)),
    )
    yield told(place, PAY, "two in their order: together they pay what the higher pays", (BOB, OrderPay(*receipt(2, 110, 43))), (BOB, OrderPay(*good)))
    yield refused(
        place, PAY, "signed by another provider, by another consumer, the other way round, for another chain", *[(BOB, OrderPay(*each)) for each in strangers]
    )
    yield refused(place, ("RECEIPT-2", "DELIVERY-30", "DELIVERY-2"), "for an order that there is not", (BOB, OrderPay(*receipt(3, 120, 44, order=bytes(32)))))
    yield refused(
        place,
        ("RECEIPT-2", "RECEIPT-1", "DELIVERY-30"),
        "two receipts, one signed by each; no envelope; another payload; a wrong signature, the provider's and the consumer's",
        (BOB, OrderPay(good[0], receipt(4, 120, 44)[1])),
        (BOB, OrderPay(b"", good[1])),
        (BOB, OrderPay(*_over(b"\x80"))),
        (BOB, OrderPay(_forged(good[0]), good[1])),
        (BOB, OrderPay(good[0], _forged(good[1]))),
    )
    wrong = [receipt(1, 120, 44), receipt(2, 100, 44), receipt(2, 120, 37), receipt(2, 1_001, 44), receipt(2, 101, 44)]
    yield refused(place, PAY, "no higher number, fewer units, an earlier slot, more than is ordered, nothing due", *[(BOB, OrderPay(*each)) for each in wrong])
    yield refused(
        place,
        (*PAY, *CONFIRM),
        "the last one as an instalment, an instalment as the last one",
        (BOB, OrderPay(*receipt(2, 120, 44, last=True))),
        (BOB, OrderConfirm(*good)),
    )
    yield refused(
        place,
        (*PAY, *CONFIRM),
        "for another chain, and the last one as an instalment or an instalment as the last one: that it is foreign is said first",
        (BOB, OrderPay(*receipt(2, 120, 44, last=True, chain=bytes(32)))),
        (BOB, OrderConfirm(*receipt(2, 120, 44, chain=bytes(32)))),
    )
    yield refused(
        place,
        CONFIRM,
        "a last one of no higher number, and of fewer units",
        *[(BOB, OrderConfirm(*receipt(number, units, 44, last=True))) for number, units in ((1, 120), (2, 100))],
    )
    yield told(place, CONFIRM, "a last one of no more units than are paid, in the same slot", (BOB, OrderConfirm(*receipt(2, 101, 38, last=True))))
    yield told(place, PAY, "to the last unit: nothing is left in escrow, and the order goes on", (BOB, OrderPay(*receipt(LAST_OF_WIDTH, 1_000, 2**64 - 1))))


def _claims() -> Iterable[Case]:
    """Disputes both ways, and a dishonest meter on either side: a granule at most is lost."""
    place, granule = with_order(begun()), TERMS.granule
    claim = OrderClaim(ORDER, FIRST.units + granule)
    answered = 45 + 100 + 198
    yield refused(
        place,
        CLAIM,
        "what both have signed for, more than a granule beyond it",
        (PROVIDER, OrderClaim(ORDER, FIRST.units)),
        (PROVIDER, OrderClaim(ORDER, FIRST.units + granule + 1)),
    )
    near = begun(meter=replace(FIRST, units=995), paid=995 * 250, escrow=replace(begun().escrow, price=5 * 250))
    yield told(
        with_order(near),
        CLAIM,
        "to the last unit, after more than is ordered failed",
        (PROVIDER, OrderClaim(ORDER, 1_001)),
        (PROVIDER, OrderClaim(ORDER, 1_000)),
    )
    yield told_over_time(
        place,
        (*CLAIM, *CLOSE),
        "a consumer that neither signs nor contests pays the granule that was claimed",
        (45, [(PROVIDER, claim)]),
        (600, [(BOB, OrderClose(ORDER))]),
    )
    yield told_over_time(
        place,
        (*CLAIM, "DELIVERY-35", *CLOSE),
        "a dishonest consumer contests what it got: the provider loses the granule, and no more",
        (45, [(PROVIDER, claim), (CONSUMER, OrderContest(ORDER))]),
        (600, [(BOB, OrderClose(ORDER))]),
    )
    yield told_over_time(
        place,
        (*CLAIM, "DELIVERY-35", *PAY),
        "a dishonest provider claims what it never gave, and is contested in the last slot; then it shows the receipt that it had kept back",
        (45, [(PROVIDER, OrderClaim(ORDER, FIRST.units + 1))]),
        (599, [(CONSUMER, OrderContest(ORDER)), (BOB, OrderPay(*receipt(2, 104, 44)))]),
        (600, [(BOB, OrderClose(ORDER))]),
    )
    yield told_over_time(
        place,
        (*CLAIM, *PAY, *CLOSE),
        "a receipt above the claim is shown afterwards: the claim counts for nothing more",
        (45, [(PROVIDER, claim), (CONSUMER, OrderPay(*receipt(2, 115, 44)))]),
        (600, [(BOB, OrderClose(ORDER))]),
    )
    yield told_over_time(
        place,
        (*CLAIM, *CONFIRM, "DELIVERY-36"),
        "a last receipt ends the dispute, though it be of less than was claimed",
        (45, [(PROVIDER, claim), (CONSUMER, OrderConfirm(*receipt(2, 105, 44, last=True))), (BOB, OrderSettle(ORDER))]),
    )
    short = begun(escrow=replace(begun().escrow, deadline=50))
    yield told_over_time(
        with_order(short),
        (*CLAIM, "DELIVERY-7"),
        "claimed just before the deadline: the consumer has the time to answer, to its last slot",
        (45, [(PROVIDER, claim)]),
        (answered - 1, [(BOB, OrderClose(ORDER)), (CONSUMER, OrderContest(ORDER))]),
        (answered, [(CONSUMER, OrderContest(ORDER)), (BOB, OrderClose(ORDER))]),
    )


def _fees() -> Iterable[Case]:
    """The fee goes to the fees pot, and is credited to the provider where its chip serves."""
    place, shown = with_order(begun()), (BOB, OrderPay(*receipt(2, 640, 44)))
    yield told(place, FEE, "credited to the provider, whose chip is in service", shown)
    yield told(_taking_part(place), FEE, "credited to a provider that takes part in the award", shown)
    yield told(with_order(begun(serving=Binding(bytes(32), bytes(32)))), FEE, "by no chip: credited to nobody", shown)
    for why, state in (
        ("suspended", _with_chip(place, SUSPENDED)),
        ("of a revoked batch", _recalled(place)),
        ("of a manufacturer that revoked itself", _unmade(place)),
    ):
        yield told(state, FEE, f"by a chip that is {why} by now: credited to nobody", shown)
    yield told(with_order(begun(terms=replace(TERMS, fee_ppm=0))), FEE, "no fee: nothing to credit", shown)
    yield told(with_order(begun(terms=replace(TERMS, fee_ppm=10**6))), FEE, "all of it is the fee", shown)
    small = replace(TERMS, fee_ppm=39)
    yield told(
        with_order(begun(terms=small)),
        FEE,
        "a fee that is less than a unit: nothing, and the next instalment brings it",
        (BOB, OrderPay(*receipt(2, 102, 44))),
        (BOB, OrderPay(*receipt(3, 110, 44))),
    )


def _narrowest() -> Iterable[Case]:
    """One unit to each side: of two units at the least price one is delivered, and there is no deposit."""
    terms = replace(TERMS, price=1, quantity=2, granule=1, fee_ppm=0)
    order = order_in(Phase.CONFIRMED, meter=Meter(1, 1, 44), terms=terms, deposit=0)
    yield told(with_order(order), ("DELIVERY-36", "SETTLE-5", "DELIVERY-21", "ESCROW-6"), "one unit to each side", (BOB, OrderSettle(ORDER)))


def _widest() -> Iterable[Case]:
    """Of as high a cost as can be: in an IoT_Coin all of which is in the order."""
    terms = replace(TERMS, price=HIGHEST_PRICE // 1_000, fee_ppm=0)
    order = order_in(Phase.CONFIRMED, meter=Meter(2, 1_000, 44), terms=terms, coin=GATE, deposit=HIGHEST_PRICE)
    yield told_over_time(
        service_place({ORDER: order}, gate={BOB: 1}, cap=MAX_AMOUNT),
        ("DELIVERY-36", "SETTLE-5", "SETTLE-1", *CLOSE),
        "of as high a cost, and as high a deposit, as can be",
        (45, [(BOB, OrderSettle(ORDER))]),
        (55, [(BOB, OrderClose(ORDER))]),
    )


def _with_chip(state: State, chip: Chip) -> State:
    bound = chip.stage in (ChipStage.BOUND, ChipStage.SUSPENDED)
    return put_chip(state if bound else put_binding(state, chip.node, NO_BINDING), KEY, chip)


def _recalled(state: State) -> State:
    return put_recall(state, (MAKER.account, BATCH), Recall(30))


def _unmade(state: State) -> State:
    return put_manufacturer(state, MAKER.account, REVOKED)


def _taking_part(state: State) -> State:
    return put_participant(state, PROVIDER.account, Participant(since=1))


def _over(payload: bytes) -> tuple[bytes, bytes]:
    """Both envelopes of another payload than a receipt."""
    return seal(PROVIDER, payload, Tag.METER_RECEIPT), seal(CONSUMER, payload, Tag.METER_RECEIPT)


def _forged(envelope: bytes) -> bytes:
    """The same with another signature."""
    return envelope[:-1] + bytes([envelope[-1] ^ 1])
