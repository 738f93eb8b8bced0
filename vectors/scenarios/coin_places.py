"""What the scenarios of companies, coins, allowances and payments have in common: a state of a few people, and the cases on it."""

from collections.abc import Mapping, Sequence

from immutables import Map

from reference.numbers import AccountId, Amount, CoinId, Slot
from reference.state.allowance import Allowance
from reference.state.coin import Coin, coin_id
from reference.state.coin_terms import NO_SUCCESSOR, CoinTerms, Freeze
from reference.state.company import Company
from reference.state.economy_tables import Economy
from reference.state.placement import Placement
from reference.state.state import State
from reference.wire.transaction import Body
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, after, batch, coin, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair, key_pair

DAVE = key_pair("dave")
"""A fourth account."""

START = 20_000
"""What everybody begins with, in SSP units."""

DEPOSIT = 2_000
"""The deposit of a company in the minimal preset."""

NAME = bytes(range(32))
OTHER_NAME = bytes(range(32, 64))
"""Hashes of what somebody says."""

EVERYBODY = {ALICE: START, BOB: START, CAROL: START}
"""A third account as well."""

GATE = coin_id("GATE")
SUN = coin_id("SUN")
NIX = coin_id("NIX")
"""A coin that is freezable where it has terms, a plain one, and one that there is not."""

ISSUED = (coin("GATE", ALICE, 1_000), coin("SUN", CAROL, 1_000))
"""Both coins that there are."""

HELD = {("GATE", ALICE): 100, ("GATE", BOB): 200, ("SUN", BOB): 300}
"""What is held of them."""

FREEZABLE = CoinTerms(freezable=True, metadata=NAME, successor=NO_SUCCESSOR)
"""The terms of a freezable coin."""


def incorporated(coins: int, metadata: bytes = NAME) -> Company:
    """A company that issues so many freezable coins."""
    return Company(deposit=DEPOSIT, metadata=metadata, coins=coins)


def place(
    accounts: Mapping[KeyPair, Amount] | None = None,
    coins: Sequence[Coin] = ISSUED[:1],
    holdings: Mapping[tuple[str, KeyPair], Amount] | None = None,
    companies: Mapping[KeyPair, Company] | None = None,
    terms: Mapping[CoinId, CoinTerms] | None = None,
    allowances: Mapping[tuple[CoinId, KeyPair, KeyPair], Allowance] | None = None,
    freezes: Mapping[tuple[CoinId, KeyPair], Slot] | None = None,
    preset: str = "minimal",
) -> State:
    """A state with these records; where nothing is said of them, Alice and Bob have SSP and some of her coin. A placement makes it one of the economy."""
    economy = Economy(
        companies=Map({pair.account: company for pair, company in (companies or {}).items()}),
        coin_terms=Map(terms or {}),
        allowances=Map({(of, owner.account, spender.account): record for (of, owner, spender), record in (allowances or {}).items()}),
        freezes=Map({(of, pair.account): Freeze(slot) for (of, pair), slot in (freezes or {}).items()}),
        placement=Placement(controller=PRODUCER.account, balance=5, outflows=0),
    )
    people = {ALICE: START, BOB: START} if accounts is None else accounts
    held = {(symbol, holder): amount for (symbol, holder), amount in HELD.items() if symbol in {each.symbol for each in coins}}
    return found(preset, people, coins, held if holdings is None else holdings, economy)


def freezable_place(
    *,
    wide: bool = False,
    companies: Mapping[KeyPair, Company] | None = None,
    terms: CoinTerms = FREEZABLE,
    freezes: Mapping[tuple[CoinId, KeyPair], Slot] | None = None,
    allowances: Mapping[tuple[CoinId, KeyPair, KeyPair], Allowance] | None = None,
) -> State:
    """The same where Alice is a company and her coin is freezable; a wide one has Carol and her coin besides."""
    people, coins = (EVERYBODY, ISSUED) if wide else (None, ISSUED[:1])
    return place(people, coins, companies={ALICE: incorporated(1), **(companies or {})}, terms={GATE: terms}, freezes=freezes, allowances=allowances)


Step = tuple[KeyPair, Body]
"""Who sends what."""


def told(state: State, rules: tuple[str, ...], why: str, *steps: Step) -> Case:
    """The case of one block with these transactions, in their order."""
    return transact_case(rules, why, state, [block_of(state, steps)])


def refused(state: State, rules: tuple[str, ...], whys: str, *steps: Step) -> Case:
    """The case of one block whose transactions all fail, for one reason after another: each of them leaves what the next one meets."""
    return told(state, rules, f"each fails: {whys}", *steps)


def told_over_time(state: State, rules: tuple[str, ...], why: str, *blocks: tuple[Slot, Sequence[Step]]) -> Case:
    """The case of several blocks, each in its slot."""
    batches, present = [], state
    for slot, steps in blocks:
        batches.append(block_of(present, steps, slot))
        present = after(present, batches[-1])
    return transact_case(rules, why, state, batches)


def block_of(state: State, steps: Sequence[Step], slot: Slot | None = None) -> Batch:
    """The transactions of a block, each with its sender's next nonce."""
    nonces: dict[AccountId, int] = {}
    signed = []
    for sender, body in steps:
        account = state.accounts.get(sender.account)
        nonces[sender.account] = nonces.get(sender.account, 0 if account is None else account.nonce) + 1
        signed.append(transaction(state, sender, body, nonce=nonces[sender.account]))
    return batch(state, signed, slot=slot)
