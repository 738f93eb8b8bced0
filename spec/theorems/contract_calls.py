# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of calls of contracts: proved, what is checked before a program runs; tested on drawn calls, what remains of whatever it does."""

from dataclasses import dataclass, replace
from typing import Annotated

from immutables import Map

from reference.codes import Code
from reference.consensus.opening import take_load
from reference.contracts import contract_transactions
from reference.contracts.contract_calls import call_contract, enter_contract, run_call
from reference.contracts.contract_consistency import check_contracts
from reference.contracts.contract_transactions import apply_contract_body
from reference.contracts.releases import contract_id
from reference.contracts.running import make_room
from reference.numbers import MAX_AMOUNT, AccountId, ByteCount, Range, Slot
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.commitment import commit
from reference.state.contract_state import get_contract, get_heavy_call, put_claim
from reference.state.genesis import genesis
from reference.state.heavy import Claim
from reference.state.pots import Pots
from reference.state.progress import Load
from reference.state.state import State, get_account, put_head
from reference.state.transfer import apply_transfer
from reference.transition import apply_transaction, charge
from reference.wire.contract_bodies import ClaimCollect, ContractBody, ContractCall, ContractRelease, HeavyQueue
from reference.wire.transaction import Authenticated, Transaction, Transfer
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS
from spec.theorems.kinds import rule_named
from spec.theorems.ledger import ssp

RUNS = "the prover does not see into programs; those here store, pay, tell, call each other, move, fail and go on for ever"

CALLS = "local _, to = host('argument', 2) local done, value = host('call', to, 9000, 5, 3) if not done then error(value) end return value"
PAYS = "local _, n = host('argument', 1) local _, who = host('caller') host('transfer', string.rep('\\0', 32), who, n) return host('save', 'k', n)"
TELLS = "local _, n = host('argument', 1) host('save', 'k', n) host('emit', 'e', n) return n"
FAILS = f"{TELLS[:-9]} local _, who = host('caller') host('transfer', string.rep('\\0', 32), who, 1) error(n)"
MOVES = (
    "local machine = {states = {'a', 'b'}, events = {'go'}, resources = {r = 0}, "
    "moves = {{from = 'a', event = 'go', to = 'b', changes = {'r'}}}} host('put', 'r', 7) return 1"
)
ENDLESS = "while true do host('emit', 'e', 1) end"
SOURCES = tuple(source.encode() for source in (CALLS, PAYS, TELLS, FAILS, MOVES, ENDLESS))
"""What the contracts of the drawn calls do."""

HAS = 1_000
"""What everybody has, in SSP units, contracts too."""

NOW: Slot = 40

Contract = Annotated[int, Range(0, len(SOURCES))]
"""Which contract; the last is one that nobody has released."""

Seat = Annotated[int, Range(0, 5)]

IDS = tuple(contract_id(ACCOUNTS[0], nonce) for nonce in range(1, len(SOURCES) + 2))


@dataclass(frozen=True, slots=True)
class Ask:
    """A call that somebody means to make."""

    contract: Contract
    other: Contract
    """The one that it may call in turn."""

    sender: Seat
    thousands: Annotated[int, Range(1, 60)]
    """The gas limit, in thousands."""

    money: Annotated[int, Range(0, HAS + 1)]
    amount: Annotated[int, Range(0, HAS + 1)]
    """What it is asked to pay, or to store."""

    names: bool
    """Whether the first argument names the event of the machine."""


def contracted() -> State:
    """A ledger on which the first of the people has released contracts, all of them have sent something, and all have money."""
    # Hypothesis minds if the first program that is run makes room on the stack while it draws.
    make_room()
    accounts = Map({account: Account(HAS, 7 if account in ACCOUNTS else 0) for account in (*ACCOUNTS, *IDS[:-1])})
    rich = accounts.set(ACCOUNTS[0], Account(10**6, 0))
    pool = SSP_SUPPLY - sum(record.balance for record in rich.values())
    state = genesis(MINIMAL, rich, Pots(ecosystem=pool, deposits=0, fees=0))
    for nonce, source in enumerate(SOURCES, 1):
        author = get_account(state, ACCOUNTS[0])
        state = replace(state, accounts=state.accounts.set(ACCOUNTS[0], Account(author.balance, nonce)))
        state = apply_contract_body(state, ACCOUNTS[0], ContractRelease(source, SOURCES[0] if nonce == 1 else b""), NOW)
    author = get_account(state, ACCOUNTS[0])
    state = replace(state, accounts=state.accounts.set(ACCOUNTS[0], Account(author.balance - 9, 50)))
    state = put_claim(state, ACCOUNTS[0], Claim(9))
    return commit(put_head(state, replace(state.head, slot=NOW)))


PLACE = contracted()
"""Where the drawn calls are made."""


def body_of(ask: Ask) -> ContractCall:
    """What a drawn call asks for."""
    first = b"go" if ask.names else ask.amount
    return ContractCall(IDS[ask.contract], ask.thousands * 1_000, ask.money, (first, IDS[ask.other]))


def is_held(state: State) -> bool:
    """Whether a state would pass as one from outside, what it says of contracts included."""
    return is_sound(state) and rejection(check_contracts, state) is None


@theorem(
    "CONTRACT-7",
    "A contract is entered unless, in this order, nobody has released it, a heavy call is in flight on it, or the money cannot be transferred.",
    says=Says.ACCEPTANCE,
)
def entering_accepts(state: State, sender: AccountId, body: ContractCall) -> bool:
    account, balance, money = get_account(state, body.contract), get_account(state, sender).balance, body.money
    expected = first_failing(
        (get_contract(state, body.contract).deposit == 0, Code.CONTRACT_UNKNOWN),
        (get_heavy_call(state, body.contract).gas_limit > 0, Code.CONTRACT_LOCKED),
        (money > 0 and sender == body.contract, Code.TRANSFER_TO_SELF),
        (balance < money, Code.INSUFFICIENT_BALANCE),
        (money > 0 and account.balance + money > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(enter_contract, state, sender, body) == expected


@theorem("CONTRACT-7", "Entering transfers the money to the contract's account, and changes nothing else; without money nothing at all.", says=Says.AMOUNTS)
def entering_is_exact(state: State, sender: AccountId, body: ContractCall) -> bool:
    entered = enter_contract(state, sender, body)
    return entered == (state if body.money == 0 else apply_transfer(state, sender, Transfer(body.contract, body.money)))


@theorem("CONTRACT-7", "Entering makes and destroys no SSP.", says=Says.INVARIANT)
def entering_preserves_ssp(state: State, sender: AccountId, body: ContractCall) -> bool:
    return ssp(enter_contract(state, sender, body)) == ssp(state)


@theorem(
    "CONTRACT-9",
    "Whatever a program does, the ledger stays sound: no SSP is made or destroyed, and what is said of contracts fits.",
    says=Says.INVARIANT,
    tested=RUNS,
)
def calls_keep_the_ledger(ask: Ask, again: Ask) -> bool:
    first = call_contract(PLACE, ACCOUNTS[ask.sender], body_of(ask), NOW)
    second = call_contract(first.state, ACCOUNTS[again.sender], body_of(again), NOW)
    return is_held(first.state) and is_held(second.state)


@theorem(
    "CONTRACT-9",
    "A call fails with what entering is rejected with, then with what its program's run ends with; it rejects nothing.",
    says=Says.ACCEPTANCE,
    tested=RUNS,
)
def calls_fail_as_their_parts(ask: Ask) -> bool:
    sender, body = ACCOUNTS[ask.sender], body_of(ask)
    entered = outcome(enter_contract, PLACE, sender, body)
    expected = entered.code if entered.code is not None else run_call(entered.value, sender, body, NOW).code
    return call_contract(PLACE, sender, body, NOW).code == expected


@theorem(
    "CONTRACT-9",
    "A call that fails leaves the state as it was, has returned and told nothing, and used no more than its limit; another one leaves what its run leaves.",
    says=Says.AMOUNTS,
    tested=RUNS,
)
def calls_are_exact(ask: Ask) -> bool:
    sender, body = ACCOUNTS[ask.sender], body_of(ask)
    called = call_contract(PLACE, sender, body, NOW)
    told = called.outcome
    if called.code is not None:
        return called.state == PLACE and told.value is None and told.events == () and told.gas <= body.gas_limit
    ran = run_call(enter_contract(PLACE, sender, body), sender, body, NOW)
    return (called.state, told) == (ran.state, ran.outcome) and told.gas <= body.gas_limit


@theorem("TX-4", "A call that fails costs its fee and its nonce, and changes nothing else.", tested=RUNS)
def failing_calls_cost_the_fee(ask: Ask) -> bool:
    message = Transaction(chain=PLACE.chain.id, nonce=99, last_valid_slot=NOW + 9, fee=500, body=body_of(ask))
    transaction = Authenticated(ACCOUNTS[ask.sender], message, bytes(32), 200)
    applied = apply_transaction(PLACE, transaction, NOW + 1)
    return applied.receipt.outcome == 0 or applied.state == charge(PLACE, transaction, NOW + 1)  # type: ignore[union-attr] # it is included


def shared_out(state: State) -> State:
    """The state with what a heavy call's fee has left in the fees pot in the ecosystem pool: between blocks that pot is empty (FEE-4)."""
    pots = state.pots
    return replace(state, pots=replace(pots, ecosystem=pots.ecosystem + pots.fees, fees=0))


KindOf = Annotated[int, Range(0, 3)]
"""Which kind of transaction, in their order."""


def asked(ask: Ask, kind: KindOf) -> ContractBody:
    """A transaction of contracts: a release of one of the programs, a call, a heavy call, or the collection of what somebody is owed."""
    match kind:
        case 0:
            return ContractRelease(SOURCES[ask.contract % len(SOURCES)], b"" if ask.names else SOURCES[0])
        case 1:
            return body_of(ask)
        case 2:
            return HeavyQueue(IDS[ask.contract], ask.thousands * 1_000, ask.money, b"")
        case _:
            return ClaimCollect(ACCOUNTS[0])


@theorem("TX-11", "Whatever a transaction of contracts asks for, the ledger stays sound, and what is said of contracts fits.", says=Says.INVARIANT, tested=RUNS)
def contract_bodies_keep_the_ledger(ask: Ask, kind: KindOf) -> bool:
    done = outcome(apply_contract_body, PLACE, ACCOUNTS[ask.sender], asked(ask, kind), NOW)
    return done.code is not None or is_held(shared_out(done.value))


@theorem("TX-11", "A transaction of contracts is rejected as the rule that is called by the name of its kind says.", says=Says.ACCEPTANCE, tested=RUNS)
def contract_bodies_accept(ask: Ask, kind: KindOf) -> bool:
    body = asked(ask, kind)
    arguments = (PLACE, ACCOUNTS[ask.sender], body, NOW)
    return rejection(apply_contract_body, *arguments) == rejection(rule_named(contract_transactions, body), *arguments)


@theorem("TX-11", "A transaction of contracts leaves what the rule that is called by the name of its kind leaves.", says=Says.AMOUNTS, tested=RUNS)
def contract_bodies_are_exact(ask: Ask, kind: KindOf) -> bool:
    body = asked(ask, kind)
    arguments = (PLACE, ACCOUNTS[ask.sender], body, NOW)
    return outcome(apply_contract_body, *arguments) == outcome(rule_named(contract_transactions, body), *arguments)


LOADED = "the state is that of a chain, and what changes of it is proved of MODE-1 and MODE-5"

SomeGas = Annotated[int, Range(0, MINIMAL.max_block_gas)]


@theorem("BLOCK-10", "The load moves by the larger part that a block takes of bytes and gas, and nothing else changes.", says=Says.AMOUNTS, tested=LOADED)
def load_is_exact(size: ByteCount, gas: SomeGas) -> bool:
    loaded = take_load(PLACE, size, gas)
    part = max(min(size, MINIMAL.max_block_bytes) * 10**6 // MINIMAL.max_block_bytes, gas * 10**6 // MINIMAL.max_block_gas)
    expected = Load(average_ppm=(part + 31) // 32, mode=0)
    return loaded == replace(PLACE, consensus=replace(PLACE.consensus, load=expected))


@theorem("BLOCK-10", "A block's load is taken whatever it is.", says=Says.ACCEPTANCE, tested=LOADED)
def load_never_rejects(size: ByteCount, gas: SomeGas) -> bool:
    return rejection(take_load, PLACE, size, gas) is None


@theorem("BLOCK-10", "Taking a load keeps the ledger, and more gas never makes it less.", says=Says.INVARIANT, tested=LOADED)
def load_keeps_the_ledger(size: ByteCount, gas: SomeGas, more: SomeGas) -> bool:
    one, other = (take_load(PLACE, size, each).consensus.load.average_ppm for each in (gas, gas + more if gas + more <= MINIMAL.max_block_gas else gas))
    return is_sound(commit(take_load(PLACE, size, gas))) and one <= other
