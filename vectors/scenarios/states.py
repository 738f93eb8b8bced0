"""States: which are accepted to begin with, what the chain id commits to, and the other preset."""

from dataclasses import replace

from immutables import Map

from reference.numbers import MAX_AMOUNT
from reference.parameters import MAINNET, MINIMAL, PRESETS, SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import Holding, coin_id
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State
from reference.wire.transaction import CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer
from vectors.build import ALICE, BOB, CAROL, batch, coin, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import key_pair

START = 20_000


def supply_cases() -> list[Case]:
    """States from outside whose money does or does not add up. The batch is good, for the state as it should be."""
    accounts = {ALICE: START, BOB: START}
    holdings = {("GATE", ALICE): 30, ("GATE", BOB): 20}
    state = found(accounts=accounts, coins=[coin("GATE", ALICE, 100)], holdings=holdings)
    pots = state.pots
    gate = coin_id("GATE")
    richer = state.accounts.set(ALICE.account, Account(START + 1, 0))
    poorer = state.accounts.set(ALICE.account, Account(START - 1, 0))
    wrapped = state.accounts.set(ALICE.account, Account(MAX_AMOUNT, 0)).set(BOB.account, Account(MAX_AMOUNT, 0))
    lost = state.holdings.delete((gate, BOB.account))
    doubled = state.holdings.set((gate, CAROL.account), Holding(1))
    stray = state.holdings.set((coin_id("NIX"), BOB.account), Holding(1))
    alone = state.coins.delete(gate)
    capped = state.coins.set(gate, replace(state.coins[gate], cap=49))
    undeposited = state.coins.set(gate, replace(state.coins[gate], deposit=999))
    states = {
        "everything adds up": state,
        "one unit of SSP too many": replace(state, accounts=richer),
        "one unit of SSP too few": replace(state, accounts=poorer),
        "the accounts' sum is right modulo 2^64 only": replace(state, accounts=wrapped, pots=replace(pots, ecosystem=_wrapped(wrapped, pots))),
        "one unit too many in the pool": replace(state, pots=replace(pots, ecosystem=pots.ecosystem + 1)),
        "fees that nobody was paid": replace(state, pots=replace(pots, ecosystem=pots.ecosystem - 1, fees=1)),
        "a deposit moved to the pool": replace(state, pots=replace(pots, ecosystem=pots.ecosystem + 1_000, deposits=0)),
        "a coin's deposit that the pot does not hold": replace(state, coins=undeposited),
        "a holding missing": replace(state, holdings=lost),
        "a holding too many": replace(state, holdings=doubled),
        "a holding of a coin that does not exist": replace(state, holdings=stray),
        "holdings, and no coin": replace(state, coins=alone, pots=replace(pots, ecosystem=pots.ecosystem + 1_000, deposits=0)),
        "a supply above its cap": replace(state, coins=capped),
    }
    good = batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    full = found(accounts=accounts, coins=[coin("GATE", ALICE, 50)], holdings=holdings)
    return [
        *[transact_case(("STATE-2",), why, changed, [good]) for why, changed in states.items()],
        transact_case(("STATE-2",), "a supply at its cap", full, [batch(full, [transaction(full, ALICE, Transfer(BOB.account, 5))])]),
    ]


def record_cases() -> list[Case]:
    """States from outside in which a record is stored that should not be, or not there. The batch is good, for the state as it should be."""
    state = found(accounts={ALICE: START, BOB: START}, coins=[coin("GATE", ALICE, 100, deposit=0)], holdings={("GATE", ALICE): 30})
    gate, sun = coin_id("GATE"), coin_id("SUN")
    record = state.coins[gate]
    empty = replace(record, symbol="SUN", cap=0, supply=0)
    elsewhere = {(sun, ALICE.account): Holding(30)}
    states = {
        "an account that has nothing and has sent nothing": replace(state, accounts=state.accounts.set(CAROL.account, Account(0, 0))),
        "a holding of nothing": replace(state, holdings=state.holdings.set((gate, BOB.account), Holding(0))),
        "a coin without a cap": replace(state, coins=state.coins.set(sun, empty)),
        "a coin under the identifier of another symbol": replace(state, coins=Map({sun: record}), holdings=Map(elsewhere)),
        "two coins, each under the identifier of the other": _exchanged(),
        "a coin whose symbol COIN-2 does not allow, under that symbol's identifier": _misnamed(state, "gate"),
        "a coin without a cap, against a deposit": replace(state, coins=state.coins.set(sun, replace(empty, deposit=5)), pots=_deposited(state, 5)),
        "a holding of nothing, and one unit of SSP too few: the record is said": replace(
            state, holdings=state.holdings.set((gate, BOB.account), Holding(0)), accounts=state.accounts.set(ALICE.account, Account(START - 1, 0))
        ),
    }
    good = batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    spent = found(accounts={ALICE: START, BOB: Account(0, 1)})
    paid = batch(spent, [transaction(spent, ALICE, Transfer(BOB.account, 5))])
    return [
        *[transact_case(("STATE-1",), why, changed, [good]) for why, changed in states.items()],
        transact_case(("STATE-1",), "an account that has nothing but its nonce is stored", spent, [paid]),
        transact_case(("STATE-1",), "a coin without a deposit is stored", state, [good]),
    ]


def _misnamed(state: State, symbol: str) -> State:
    """The state with its only coin called otherwise, and stored where a coin of that name would be."""
    (record,) = state.coins.values()
    return replace(state, coins=Map({coin_id(symbol): replace(record, symbol=symbol)}), holdings=Map({(coin_id(symbol), ALICE.account): Holding(30)}))


def _deposited(state: State, amount: int) -> Pots:
    """The pots after a deposit from the ecosystem pool."""
    return replace(state.pots, ecosystem=state.pots.ecosystem - amount, deposits=state.pots.deposits + amount)


def _exchanged() -> State:
    """A state of two coins in which each is stored under the other's identifier, and everything adds up."""
    state = found(accounts={ALICE: START}, coins=[coin("GATE", ALICE, 100), coin("SUN", ALICE, 100)], holdings={("GATE", ALICE): 5, ("SUN", ALICE): 5})
    gate, sun = coin_id("GATE"), coin_id("SUN")
    return replace(state, coins=Map({gate: state.coins[sun], sun: state.coins[gate]}))


def genesis_cases() -> list[Case]:
    """The first state of a chain, whose id commits to its parameters and its first state."""
    holders = Map({ALICE.account: Account(START, 0), BOB.account: Account(START, 0)})
    pots = Pots(ecosystem=SSP_SUPPLY - 2 * START, deposits=0, fees=0)
    states = {name: genesis(parameters, holders, pots) for name, parameters in PRESETS.items()}
    minimal, mainnet = states["minimal"], states["mainnet"]
    rules = ("CHAIN-2", "CHAIN-1")
    sent = transaction(minimal, ALICE, Transfer(BOB.account, 5))
    foreign = transaction(minimal, ALICE, Transfer(BOB.account, 5), chain=mainnet.chain.id)
    short = replace(minimal, pots=replace(pots, ecosystem=pots.ecosystem - 1))
    return [
        transact_case(rules, "the first transaction of a chain with the parameters of minimal", minimal, [batch(minimal, [sent])]),
        transact_case(rules, "no transaction on the first state of a chain with the parameters of mainnet", mainnet, [batch(mainnet)]),
        transact_case(rules, "a transaction for the chain of the other preset with the same first state", minimal, [batch(minimal, [foreign])]),
        transact_case(("CHAIN-2", "STATE-2"), "a first state that does not hold the whole supply", short, [batch(minimal)]),
    ]


def commitment_cases() -> list[Case]:
    """State roots of states of several sizes, and records that come and go."""
    people = [key_pair(f"holder {number}") for number in range(40)]
    sizes = [0, 1, 2, 3, 8, 40]
    cases = []
    for size in sizes:
        state = found(accounts={ALICE: START, **{pair: Account(number + 1, number) for number, pair in enumerate(people[:size])}})
        sent = [transaction(state, ALICE, Transfer(BOB.account, 5))]
        cases.append(transact_case(("STATE-4", "STATE-3", "STATE-1"), f"the root over {size + 2} records, then one account more", state, [batch(state, sent)]))
    held = found(accounts={ALICE: START, BOB: START}, coins=[coin("GATE", ALICE, 100)], holdings={("GATE", BOB): 7})
    gate = coin_id("GATE")
    away = batch(held, [transaction(held, BOB, CoinTransfer(gate, ALICE.account, 7))])
    gone = batch(held, [transaction(held, BOB, CoinTransfer(gate, ALICE.account, 7)), transaction(held, ALICE, CoinBurn(gate, 7))])
    back = [
        transaction(held, BOB, CoinTransfer(gate, ALICE.account, 7)),
        transaction(held, ALICE, CoinTransfer(gate, BOB.account, 7)),
    ]
    kinds = [
        transaction(held, ALICE, CoinMint(gate, CAROL.account, 9), nonce=1),
        transaction(held, ALICE, CoinCreate("SUN", 0, 1), nonce=2),
        transaction(held, ALICE, Transfer(CAROL.account, 3), nonce=3),
    ]
    rules = ("STATE-5", "STATE-4")
    return [
        *cases,
        transact_case(rules, "a holding comes and another goes", held, [away]),
        transact_case(rules, "the last holding goes: its branch closes", held, [gone]),
        transact_case(rules, "a holding goes and comes back in one batch: no trace", held, [batch(held, back)]),
        transact_case(("STATE-1", *rules), "one record more in each table", held, [batch(held, kinds)]),
    ]


def preset_cases() -> list[Case]:
    """The mainnet's numbers: its fees, its deposit, its sizes."""
    deposit = MAINNET.coin_deposit
    state = found("mainnet", accounts={ALICE: 10 * deposit, BOB: 10 * deposit})
    sent = transaction(state, ALICE, Transfer(BOB.account, 10**8))
    fee = fee_of(sent)
    create = transaction(state, ALICE, CoinCreate("GATE", 8, 10**17))
    cost = fee_of(create)
    poor = found("mainnet", accounts={ALICE: deposit + cost - 1})
    cheap = transaction(state, ALICE, Transfer(BOB.account, 10**8), fee=fee - 1)
    minimal = fee_of(transaction(found(accounts={ALICE: START}), ALICE, Transfer(BOB.account, 10**8)))
    low = transaction(state, ALICE, Transfer(BOB.account, 10**8), fee=minimal)
    long = sent.ljust(MINIMAL.max_transaction_bytes + 1, b"\0")
    longest = sent.ljust(MAINNET.max_transaction_bytes + 1, b"\0")

    def case(rules: tuple[str, ...], why: str, of: State, data: bytes) -> Case:
        return transact_case(rules, f"mainnet: {why}", of, [batch(of, [data])])

    return [
        case(("FEE-2", "FEE-1", "TRANSFER-2"), "one SSP, with the minimum fee", state, sent),
        case(("FEE-2", "FEE-1"), "one unit below the minimum fee", state, cheap),
        case(("FEE-2", "FEE-1"), "the minimum fee of the minimal preset", state, low),
        case(("COIN-8", "COIN-5"), "a coin against a deposit of ten thousand SSP", state, create),
        case(("COIN-8", "COIN-5"), "one unit less than the deposit", poor, transaction(poor, ALICE, CoinCreate("GATE", 8, 10**17))),
        case(("WIRE-10",), "more bytes than the minimal preset allows: malformed, not too large", state, long),
        case(("WIRE-10",), "more bytes than mainnet allows", state, longest),
    ]


def _wrapped(accounts: Map[bytes, Account], pots: Pots) -> int:
    """What the pool would hold if sums wrapped around at 2^64, which the accounts' alone then do."""
    pool: int = (SSP_SUPPLY - pots.deposits - sum(account.balance for account in accounts.values())) % 2**64
    return pool
