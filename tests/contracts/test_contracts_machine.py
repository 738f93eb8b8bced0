"""A chain on which contracts are released, called and paid in any order: whatever the programs do, the state stays one that could come from outside."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from conformance.fuzzing.worlds import source_of, statements
from reference.codes import SUCCESS
from reference.contracts.contract_consistency import check_contracts
from reference.contracts.releases import contract_id
from reference.numbers import AccountId
from reference.parameters import SSP_SUPPLY
from reference.state.commitment import check_records, commit, load, state_root
from reference.state.state import State, get_account, put_head
from reference.state.supply import break_down, held_of_coins, total
from reference.wire.contract_bodies import ContractRelease
from reference.wire.receipt import Receipt
from reference.wire.scalar import Scalar
from reference.wire.transaction import Body, Transfer
from vectors.batch import apply_batch
from vectors.build import batch, transaction
from vectors.keys import KeyPair
from vectors.scenarios.contract_places import ASKS_ID, AUTHOR, CALLER, LAMP_ID, STRANGER, TILL_ID, ask, contract_place

PEOPLE = st.sampled_from((AUTHOR, CALLER, STRANGER))

WORDS: st.SearchStrategy[Scalar] = st.sampled_from((b"count", b"pay", b"fail", b"keep", b"forget", b"press", b"steal", 1, None))


def rebuilt(state: State) -> State:
    """A state from its records, its commitment built from nothing."""
    groups = (state.consensus, state.economy, state.smart_agents, state.data, state.contracts)
    return load(state.chain, state.head, state.accounts, state.coins, state.holdings, state.pots, *groups)


class Chain(RuleBasedStateMachine):
    """What people do with contracts, one transaction a block."""

    contracts = Bundle("contracts")

    def __init__(self) -> None:
        super().__init__()
        self.state: State = rebuilt(contract_place(plenty=10**7))
        self.released = 0

    @initialize(target=contracts)
    def begin(self) -> object:
        """The contracts that there are."""
        return multiple(TILL_ID, ASKS_ID, LAMP_ID)

    def send(self, who: KeyPair, body: Body) -> Receipt:
        """What becomes of one transaction."""
        before = self.state
        applied = apply_batch(before, batch(before, [transaction(before, who, body)]))
        self.state = put_head(applied.state, replace(before.head, slot=before.head.slot + 1))  # type: ignore[union-attr] # it is valid
        (receipt,) = applied.receipts  # type: ignore[union-attr]
        return receipt

    @rule(target=contracts, who=PEOPLE, lines=st.lists(statements(), min_size=1, max_size=3))
    def release(self, who: KeyPair, lines: list[str]) -> AccountId:
        """A drawn program is a contract from then on."""
        nonce = get_account(self.state, who.account).nonce + 1
        assert self.send(who, ContractRelease(source_of(lines), b"")).outcome == SUCCESS
        self.released += 1
        return contract_id(who.account, nonce)

    @rule(who=PEOPLE, contract=contracts, other=contracts, word=WORDS, money=st.sampled_from((0, 0, 1, 500)), gas=st.sampled_from((300, 20_000, 60_000)))
    def call(self, who: KeyPair, contract: AccountId, other: AccountId, word: Scalar, money: int, gas: int) -> None:
        """Whatever it comes to, it is within its limit, and a failure leaves the contract as it was."""
        before, first = self.state, other if contract == ASKS_ID else word
        receipt = self.send(who, ask(first, word, 5, contract=contract, money=money, gas=gas))
        assert receipt.call is not None
        assert receipt.call.gas <= gas
        if receipt.outcome != SUCCESS:
            assert (receipt.call.value, receipt.call.events) == (None, ())
            assert self.state.contracts == before.contracts
            assert get_account(self.state, contract) == get_account(before, contract)
            assert self.state.holdings == before.holdings

    @rule(who=PEOPLE, contract=contracts, amount=st.sampled_from((1, 400)))
    def pay(self, who: KeyPair, contract: AccountId, amount: int) -> None:
        """A contract's account is paid as any other."""
        assert self.send(who, Transfer(contract, amount)).outcome == SUCCESS

    @invariant()
    def it_could_come_from_outside(self) -> None:
        """Every record is right, the money adds up, contracts fit together."""
        check_records(self.state)
        check_contracts(self.state)
        assert total(break_down(self.state)) == SSP_SUPPLY
        assert all(self.state.coins[coin].supply == amount for coin, amount in held_of_coins(self.state).items())
        assert len(self.state.contracts.contracts) == 3 + self.released

    def teardown(self) -> None:
        """The root that was kept up to date is the one that these records have."""
        assert state_root(rebuilt(self.state)) == state_root(commit(self.state))


Chain.TestCase.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestChain = Chain.TestCase
