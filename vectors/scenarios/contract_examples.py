"""The contracts that are shipped as examples: what happens to each from its release on, and what those come to who try more than they may."""

from collections.abc import Mapping
from dataclasses import dataclass

from reference.codes import Code
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Amount, Slot
from reference.state.coin_transactions import apply_coin_transfer
from reference.state.transfer import apply_transfer
from reference.wire.keys import encode_key
from reference.wire.transaction import CoinTransfer, Transfer
from vectors.build import ALICE, BOB, CAROL, coin, found
from vectors.case import Case
from vectors.contract_worlds import with_contracts
from vectors.keys import KeyPair, key_pair, sign
from vectors.scenarios.coin_places import DAVE, GATE, START
from vectors.scenarios.contract_stories import Asked, example, story_cases
from vectors.scenarios.contract_worlds import Comes, contract_at

FAILED, REFUSED = Code.CONTRACT_FAILED, Code.EVENT_REFUSED

AT, CAR = contract_at(1), contract_at(2)
"""Where the contract of a story is, and its other one."""

MACHINE, PROGRAM = ("EVENT-7", "EVENT-8"), ("LVM-44",)
"""The rules that a call of a contract shows: of one with a table, and of one without."""

STATION = key_pair("a weather station")
OTHER_STATION = key_pair("another weather station")

HAS = 5_000
"""The SSP units that a vehicle begins with."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story, from its beginning."""

    name: str
    world: World
    calls: tuple[Asked, ...]
    rules: Mapping[AccountId, tuple[str, ...]]


def world_with(sources: Mapping[AccountId, bytes]) -> World:
    """Four people with money, one with units of a coin, and contracts that were released and never called."""
    people = {ALICE: START, BOB: START, CAROL: START, DAVE: START}
    state = found("minimal", people, (coin("GATE", ALICE, 1_000),), {("GATE", ALICE): 1_000})
    return World(with_contracts(state, sources), 0, (Frame(min(sources), ALICE.account, ()),))


def call(slot: Slot, who: KeyPair | AccountId, arguments: tuple[Scalar, ...], comes: Comes, why: str, paid: Amount = 0, contract: AccountId = AT) -> Asked:
    """A call of a story."""
    return Asked(why, slot, who.account if isinstance(who, KeyPair) else who, contract, arguments, comes, paid)


def parking() -> Story:
    """Alice's gate, and Bob's car, whose chip is Dave's key."""
    gate = example("parking_gate", OWNER=ALICE.account)
    car = example("parking_vehicle", OWNER=BOB.account, CHIP=DAVE.account)
    world = world_with({AT: gate, CAR: car})
    state = apply_transfer(world.state, BOB.account, Transfer(CAR, HAS))
    hashed = bytes(range(32))
    calls = (
        call(100, CAROL, (b"price", 1), FAILED, "somebody else sets the fee"),
        call(100, ALICE, (b"price", 0), REFUSED, "a fee of nothing"),
        call(100, ALICE, (b"price", b"5"), FAILED, "a fee that is no integer"),
        call(100, ALICE, (b"price", 200), (0,), "the owner sets the fee"),
        call(100, CAROL, (b"pay",), FAILED, "a payment while nobody is in", paid=50),
        call(101, DAVE, (b"call", AT, b"enter", 0), FAILED, "a gate that the owner does not trust", contract=CAR),
        call(101, DAVE, (b"trust", AT, 5_000), FAILED, "the chip trusts nobody", contract=CAR),
        call(101, BOB, (b"trust", AT, 500), (), "the owner trusts the gate", contract=CAR),
        call(102, DAVE, (b"call", AT, b"enter", 5), FAILED, "money at the entrance", contract=CAR),
        call(102, DAVE, (b"call", AT, b"enter", 0), (200,), "the car comes in", contract=CAR),
        call(103, CAROL, (b"enter",), REFUSED, "a second car"),
        call(103, ALICE, (b"price", 9_000), REFUSED, "the fee rises while a car is in"),
        call(104, DAVE, (b"call", AT, b"leave", 0), FAILED, "the car leaves without paying", contract=CAR),
        call(104, DAVE, (b"call", AT, b"pay", 501), FAILED, "more than the owner's limit", contract=CAR),
        call(104, CAROL, (b"call", AT, b"pay", 1), FAILED, "somebody else spends the car's money", contract=CAR),
        call(105, DAVE, (b"call", AT, b"pay", 150), (50,), "it pays a part", contract=CAR),
        call(106, CAROL, (b"pay",), (0,), "somebody pays the rest for it, and gets back what is too much", paid=80),
        call(106, CAROL, (b"pay",), REFUSED, "it is paid twice", paid=80),
        call(107, CAROL, (b"leave",), FAILED, "another car leaves in its place"),
        call(230, DAVE, (b"call", AT, b"leave", 0), (400,), "it leaves two periods late, and owes them", contract=CAR),
        call(231, DAVE, (b"call", AT, b"leave", 0), FAILED, "it still owes them", contract=CAR),
        call(231, DAVE, (b"call", AT, b"pay", 500), (0,), "it pays them", contract=CAR),
        call(232, CAROL, (b"collect",), FAILED, "somebody else collects"),
        call(232, ALICE, (b"collect",), (0,), "the owner collects while the car is in"),
        call(233, DAVE, (b"call", AT, b"leave", 0), (0,), "the car leaves", contract=CAR),
        call(234, ALICE, (b"collect",), FAILED, "the owner collects nothing"),
        call(235, CAROL, (b"enter",), (200,), "the next car, which is a person's"),
        call(240, BOB, (b"offer", hashed, 40), FAILED, "the owner offers data in the chip's place", contract=CAR),
        call(240, DAVE, (b"offer", hashed, 40), (), "the car offers data", contract=CAR),
        call(241, CAROL, (b"buy", hashed), FAILED, "data for less than their price", paid=39, contract=CAR),
        call(241, CAROL, (b"buy", bytes(32)), FAILED, "data that are not offered", paid=40, contract=CAR),
        call(241, CAROL, (b"buy", hashed), (), "data are bought", paid=40, contract=CAR),
        call(242, DAVE, (b"withdraw", 40), FAILED, "the chip withdraws", contract=CAR),
        call(242, BOB, (b"withdraw", 40_000), FAILED, "more than there is", contract=CAR),
        call(242, BOB, (b"withdraw", 40), (), "the owner withdraws what the data have earned", contract=CAR),
        call(243, BOB, (b"trust", AT, 0), (), "the owner trusts the gate no longer", contract=CAR),
        call(243, DAVE, (b"call", AT, b"pay", 1), FAILED, "the chip pays it no more", contract=CAR),
        call(244, BOB, (b"fly",), FAILED, "no such action", contract=CAR),
    )
    world = World(state, world.slot, world.frames)
    return Story("parking", world, calls, {AT: MACHINE, CAR: PROGRAM})


def signed_sample(pair: KeyPair, period: int, value: int, contract: AccountId = AT) -> bytes:
    """A station's signature of a sample."""
    return sign(pair, b"sample" + contract + f"{period}:{value}".encode())


def stations() -> Story:
    """Alice's stations, of which Bob and Dave are the payees."""
    world = world_with({AT: example("weather_station", OPERATOR=ALICE.account, REWARD=1_000)})
    one, other, third = (encode_key(pair.public) for pair in (STATION, OTHER_STATION, CAROL))

    def sample(slot: Slot, pair: KeyPair, value: int, comes: Comes, why: str, period: int | None = None, contract: AccountId = AT) -> Asked:
        signature = signed_sample(pair, slot // 10 if period is None else period, value, contract)
        return call(slot, CAROL, (b"sample", encode_key(pair.public), value, signature), comes, why)

    calls = (
        call(1, BOB, (b"station", one, BOB.account), FAILED, "somebody else lets a station in"),
        call(1, ALICE, (b"station", one, b"Bob"), FAILED, "a payee that is no account"),
        sample(2, STATION, 1, FAILED, "a station that was not let in"),
        call(3, ALICE, (b"station", one, BOB.account), (), "a station is let in"),
        call(3, ALICE, (b"station", other, DAVE.account), (), "and another"),
        call(4, CAROL, (b"fund",), (), "somebody funds the rewards", paid=600),
        call(4, CAROL, (b"claim", one, 0), FAILED, "money with no funding", paid=5),
        sample(10, STATION, 215, (), "a sample"),
        sample(11, STATION, 215, FAILED, "the same sample again"),
        sample(12, STATION, 216, FAILED, "a second one in its period"),
        sample(20, STATION, -5, (), "the next period's"),
        sample(30, STATION, 214, FAILED, "one of an earlier period", period=2),
        sample(30, STATION, 214, FAILED, "one of a period that is to come", period=4),
        sample(30, STATION, 214, FAILED, "one that was signed for another contract", contract=CAR),
        call(30, CAROL, (b"sample", one, 999, signed_sample(STATION, 3, 214)), FAILED, "another value than was signed"),
        call(30, CAROL, (b"sample", one, 214, signed_sample(OTHER_STATION, 3, 214)), FAILED, "one that another station has signed"),
        call(30, CAROL, (b"sample", third, 214, sign(CAROL, b"sample" + AT + b"3:214")), FAILED, "one of a key that is no station's"),
        sample(990, OTHER_STATION, 200, (), "another station's only sample"),
        call(999, BOB, (b"claim", one, 0), FAILED, "an epoch that is not over"),
        call(1_000, BOB, (b"claim", one, 0), FAILED, "more than there is for it: 666"),
        call(1_000, DAVE, (b"claim", other, 0), (333,), "what there is for the other"),
        call(1_001, ALICE, (b"fund",), (), "more money", paid=1_000),
        call(1_002, CAROL, (b"claim", one, 0), (666,), "anybody has it paid, to the payee"),
        call(1_003, BOB, (b"claim", one, 0), FAILED, "it is paid once"),
        call(1_003, BOB, (b"claim", one, -1), FAILED, "an epoch that there never was"),
        call(2_000, BOB, (b"claim", one, 1), FAILED, "an epoch without samples"),
        sample(2_000, STATION, 1, (), "a new epoch"),
        call(3_000, BOB, (b"claim", one, 2), FAILED, "all of it is for one station, and is not there"),
        call(3_000, ALICE, (b"fund",), (), "the operator funds it", paid=500),
        call(3_001, BOB, (b"claim", one, 2), (1_000,), "all of it"),
        call(3_002, BOB, (b"fly",), FAILED, "no such action"),
    )
    return Story("weather station", world, calls, {AT: ("STATION-1", "STATION-2")})


def subscription() -> Story:
    """Bob and Carol subscribe to what Alice provides."""
    world = world_with({AT: example("subscription", PROVIDER=ALICE.account, PRICE=100, PERIOD=50, MOST=20)})
    calls = (
        call(10, BOB, (b"subscribe",), FAILED, "no money"),
        call(10, BOB, (b"subscribe",), FAILED, "half a period", paid=50),
        call(10, BOB, (b"subscribe",), FAILED, "a period and a half", paid=150),
        call(10, BOB, (b"subscribe",), FAILED, "more periods than there may be", paid=2_100),
        call(10, BOB, (b"cancel",), FAILED, "what there is not is cancelled"),
        call(10, BOB, (b"subscribe",), (), "three periods, the first of which is the provider's at once", paid=300),
        call(11, CAROL, (b"until", BOB.account), (160,), "until when"),
        call(11, CAROL, (b"until", CAROL.account), (None,), "of nobody's"),
        call(12, CAROL, (b"subscribe",), (), "another one subscribes", paid=500),
        call(59, ALICE, (b"collect", BOB.account), (), "in the first period there is no more to collect"),
        call(60, ALICE, (b"collect", BOB.account), (), "the second one begins"),
        call(60, ALICE, (b"collect", BOB.account), (), "it is collected once"),
        call(61, BOB, (b"subscribe",), (), "it is prolonged", paid=200),
        call(61, BOB, (b"until", BOB.account), (260,), "until then"),
        call(61, BOB, (b"subscribe",), FAILED, "beyond as many as there may be", paid=1_600),
        call(62, DAVE, (b"cancel",), FAILED, "nobody cancels another's"),
        call(62, BOB, (b"cancel",), FAILED, "money with a cancellation", paid=1),
        call(62, BOB, (b"cancel",), (), "what has not begun comes back"),
        call(62, BOB, (b"cancel",), FAILED, "it is cancelled once"),
        call(62, ALICE, (b"collect", BOB.account), (), "nothing of it is left to collect"),
        call(900, CAROL, (b"subscribe",), (), "one that has run out is settled and begins anew", paid=100),
        call(900, CAROL, (b"until", CAROL.account), (950,), "from now on"),
        call(2_000, CAROL, (b"cancel",), (), "one that has run out has nothing to give back"),
        call(2_000, CAROL, (b"fly",), FAILED, "no such action"),
        call(2_000, CAROL, (), FAILED, "no action"),
    )
    return Story("subscription", world, calls, {AT: PROGRAM})


def auction(lot: Amount = 100) -> Story:
    """Alice sells units of a coin; Bob, Carol and Dave bid."""
    world = world_with({AT: example("auction", SELLER=ALICE.account, COIN=GATE)})
    state = apply_coin_transfer(world.state, ALICE.account, CoinTransfer(GATE, AT, lot)) if lot else world.state
    calls = (
        call(10, BOB, (b"bid",), FAILED, "less than the least bid", paid=999),
        call(10, BOB, (b"bid",), (), "the first bid", paid=1_000),
        call(11, CAROL, (b"bid",), FAILED, "no step more", paid=1_049),
        call(11, CAROL, (b"bid",), (), "a step more", paid=1_050),
        call(12, CAROL, (b"withdraw",), FAILED, "the best bid stays"),
        call(12, DAVE, (b"withdraw",), FAILED, "who has not bid withdraws nothing"),
        call(13, DAVE, (b"withdraw",), FAILED, "money with a withdrawal", paid=1),
        call(13, BOB, (b"bid",), (), "who was outbid bids again, with all the money", paid=2_000),
        call(14, BOB, (b"withdraw",), (), "the first bid is withdrawn"),
        call(14, BOB, (b"withdraw",), FAILED, "and once only"),
        call(400, ALICE, (b"end",), FAILED, "the seller ends it early"),
        call(400, BOB, (b"take",), REFUSED, "the lot is taken early"),
        call(495, DAVE, (b"bid",), (), "a late bid moves the end", paid=2_100),
        call(515, CAROL, (b"bid",), (), "in the last slot", paid=2_150),
        call(535, ALICE, (b"end",), FAILED, "that has moved the end again"),
        call(536, BOB, (b"bid",), FAILED, "a slot too late", paid=9_000),
        call(536, DAVE, (b"end",), (), "anybody ends it"),
        call(537, DAVE, (b"end",), REFUSED, "it ends once"),
        call(537, DAVE, (b"bid",), FAILED, "no bids any more", paid=9_000),
        call(537, DAVE, (b"take",), FAILED, "who has not won takes the lot"),
        call(538, CAROL, (b"take",), (), "the winner takes the lot"),
        call(538, CAROL, (b"take",), FAILED, "and once only"),
        call(539, ALICE, (b"withdraw",), (), "the seller takes the money"),
        call(539, ALICE, (b"withdraw",), FAILED, "and once only: the others' bids are theirs"),
        call(540, BOB, (b"withdraw",), (), "who was outbid withdraws"),
        call(900, DAVE, (b"withdraw",), (), "however late"),
        call(900, CAROL, (b"withdraw",), (), "the winner's own first bid"),
    )
    return Story("auction", World(state, world.slot, world.frames), calls, {AT: MACHINE})


def lonely_auction() -> Story:
    """An auction without the lot, which then comes, and without bids."""
    nobody = auction(0)
    calls = (
        call(10, BOB, (b"bid",), FAILED, "a bid for a lot that is not here", paid=1_000),
        call(501, BOB, (b"end",), (), "nobody has bid"),
        call(502, BOB, (b"take",), FAILED, "nobody but the seller takes the lot"),
        call(502, ALICE, (b"withdraw",), FAILED, "there is no money"),
        call(502, ALICE, (b"take",), FAILED, "a lot that never came"),
    )
    return Story("an auction without bids", nobody.world, calls, {AT: MACHINE})


def escrow(name: str, *calls: Asked) -> Story:
    """Bob buys of Alice, and Carol is the arbiter."""
    world = world_with({AT: example("escrow", BUYER=BOB.account, SELLER=ALICE.account, ARBITER=CAROL.account)})
    return Story(f"escrow, {name}", world, calls, {AT: MACHINE})


def escrows() -> tuple[Story, ...]:
    """The ways in which an escrow ends."""
    funded = call(20, BOB, (b"fund",), (), "the buyer funds it", paid=5_000)
    disputed = call(30, BOB, (b"dispute",), (), "the buyer disputes")
    return (
        escrow(
            "released",
            call(10, BOB, (b"release",), REFUSED, "nothing is held yet"),
            call(10, DAVE, (b"fund",), FAILED, "another one's money", paid=5_000),
            call(10, BOB, (b"fund",), FAILED, "too little money", paid=4_999),
            call(10, BOB, (b"fund",), FAILED, "too much money", paid=5_001),
            funded,
            call(20, BOB, (b"fund",), REFUSED, "it is funded twice", paid=5_000),
            call(21, ALICE, (b"release",), FAILED, "the seller releases"),
            call(21, BOB, (b"refund",), FAILED, "the buyer refunds"),
            call(21, CAROL, (b"decide", 500_000), REFUSED, "the arbiter decides where there is no dispute"),
            call(22, ALICE, (b"expire",), FAILED, "it expires early"),
            call(23, BOB, (b"release",), (), "the buyer releases"),
            call(24, BOB, (b"release",), REFUSED, "and once only"),
            call(24, ALICE, (b"refund",), REFUSED, "it is over"),
            call(900, DAVE, (b"expire",), REFUSED, "it does not expire any more"),
        ),
        escrow("refunded", funded, disputed, call(31, ALICE, (b"refund",), (), "the seller gives in"), call(32, CAROL, (b"decide", 1), REFUSED, "it is over")),
        escrow(
            "decided",
            funded,
            call(30, DAVE, (b"dispute",), FAILED, "somebody else disputes"),
            disputed,
            call(30, ALICE, (b"dispute",), REFUSED, "it is disputed already"),
            call(31, BOB, (b"decide", 0), FAILED, "the buyer decides"),
            call(31, CAROL, (b"decide", 1_000_001), FAILED, "more than there is"),
            call(31, CAROL, (b"decide", -1), FAILED, "less than nothing"),
            call(31, CAROL, (b"decide",), FAILED, "no part"),
            call(700, ALICE, (b"expire",), FAILED, "the arbiter still has time"),
            call(700, CAROL, (b"decide", 333_333), (), "the arbiter decides: 1,666 to the seller, the rest to the buyer"),
            call(700, CAROL, (b"decide", 333_333), REFUSED, "and once only"),
        ),
        escrow(
            "undisputed",
            call(501, BOB, (b"fund",), FAILED, "it is funded late", paid=5_000),
            funded,
            call(500, DAVE, (b"expire",), FAILED, "the last slot is not over"),
            call(501, BOB, (b"dispute",), FAILED, "it is disputed late"),
            call(501, DAVE, (b"expire",), (), "the buyer was silent: the seller is paid"),
        ),
        escrow("without the arbiter", funded, disputed, call(701, ALICE, (b"expire",), (), "the arbiter was silent: the buyer has it back")),
    )


def example_stories() -> tuple[Story, ...]:
    """All of them."""
    return (parking(), stations(), subscription(), auction(), lonely_auction(), *escrows())


def contract_example_cases() -> list[Case]:
    """A case for each call of each story that differs from those before it."""
    cases = {case.id: case for story in reversed(example_stories()) for case in reversed(list(story_cases(story.name, story.rules, story.world, story.calls)))}
    return list(reversed(cases.values()))
