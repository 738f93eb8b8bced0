"""Delegations over whole histories: an agent's sum is what counts, and each holder is rewarded for the terms that it counts in, whenever it claims."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.consensus.delegations import Recent, claim, delegate, expire, index_through, release, withdraw
from reference.numbers import Amount, Index, Term
from reference.state.account import Account
from reference.state.agent import ABSENT, Standing
from reference.state.delegation import NO_EARNINGS, NO_ENDING, NOTHING, Delegation, Earnings, Ending

LASTING = 6
"""Terms after which a delegation expires: few, so that a history sees many expire."""

RICH = 10**6


@dataclass(frozen=True)
class Act:
    """What one of a few holders does in a term."""

    kind: str
    holder: int
    back: int
    """How many terms ago the delegation was made that this is about."""


@dataclass(frozen=True)
class Period:
    """A term with blocks: what is done in it before and after the term before it is paid, and what that pays each unit, if at all."""

    empty: int
    """Terms without a block before it."""
    before: list[Act]
    after: list[Act]
    payment: int | None


KINDS = st.sampled_from(["delegate", "delegate", "withdraw", "claim", "release"])
ACTS = st.lists(st.builds(Act, KINDS, st.integers(0, 1), st.integers(0, LASTING + 5)), max_size=4)
PERIODS = st.builds(Period, st.sampled_from([0, 0, 0, 0, 0, 1, 2, 7]), ACTS, ACTS, st.none() | st.integers(0, 9))


@dataclass
class World:
    """One agent and its holders, kept as the tables of the state are, and beside them what the chapter's table says that holders are owed."""

    agent = replace(ABSENT, standing=Standing.REGISTERED, bond=1)
    accounts: dict[int, Account] = field(default_factory=lambda: {0: Account(RICH, 1), 1: Account(RICH, 1)})
    delegations: dict[tuple[int, Term], Delegation] = field(default_factory=dict)
    endings: dict[Term, Ending] = field(default_factory=dict)
    earnings: dict[Term, Earnings] = field(default_factory=dict)
    payments: dict[Term, int] = field(default_factory=dict)
    claimed: dict[tuple[int, Term], int] = field(default_factory=dict)

    def recent(self, term: Term) -> Recent:
        """The agent's earnings of the term after `term` and of the two before that."""
        after, within, before = (self.earnings.get(each, NO_EARNINGS) for each in (term + 1, term, term - 1))
        return after, within, before

    def owed(self, made: Term, end: Term) -> int:
        """What a unit earns that counts from `made` to before `end`."""
        return sum(paid for term, paid in self.payments.items() if made + 2 <= term <= end + 1)

    def act(self, term: Term, act: Act) -> None:
        """Do what a holder means to do, as far as the rules allow it."""
        made = term if act.kind == "delegate" else term - act.back
        key, account = (act.holder, made), self.accounts[act.holder]
        delegation = self.delegations.get(key, NOTHING)
        try:
            match act.kind:
                case "delegate":
                    self.make(key, term, 10 + act.back)
                case "withdraw":
                    ends, now = self.endings.get(delegation.end, NO_ENDING), self.endings.get(term, NO_ENDING)
                    withdrawn = withdraw(delegation, self.agent, ends, now, term)
                    self.agent, self.delegations[key] = withdrawn.agent, withdrawn.delegation
                    self.endings |= {delegation.end: withdrawn.planned, term: withdrawn.actual}
                case "claim":
                    self.pay(key, term)
                case _:
                    released = release(delegation, account, term)
                    self.pay(key, term)
                    assert self.claimed.pop(key) == self.owed(made, delegation.end), "a delegation that is released has got all that it earned"
                    self.accounts[act.holder] = released.account
                    del self.delegations[key]
        except Reject:
            pass

    def make(self, key: tuple[int, Term], term: Term, amount: Amount) -> None:
        """Delegate."""
        existing, ending = self.delegations.get(key, NOTHING), self.endings.get(term + LASTING, NO_ENDING)
        made = delegate(existing, self.agent, self.accounts[key[0]], ending, amount, term, LASTING)
        self.accounts[key[0]], self.agent, self.delegations[key] = made.account, made.agent, made.delegation
        self.endings[term + LASTING] = made.ending
        self.claimed.setdefault(key, 0)

    def pay(self, key: tuple[int, Term], term: Term) -> None:
        """Claim."""
        delegation = self.delegations.get(key, NOTHING)
        opening = index_through(self.recent(key[1]), delegation.index)
        closing = index_through(self.recent(delegation.end), self.endings.get(delegation.end, NO_ENDING).index)
        claimed = claim(delegation, key[1], term, opening, self.agent.index, closing)
        self.delegations[key] = claimed.delegation
        self.claimed[key] += claimed.until - claimed.since

    def open(self, last: Term, term: Term) -> None:
        """Let what ended in the terms before expire."""
        for ended in range(last, term):
            expired = expire(self.agent, self.endings.get(ended, NO_ENDING))
            if self.endings.get(ended, NO_ENDING).expiring:
                self.agent, self.endings[ended] = expired.agent, expired.ending

    def earn(self, term: Term, paid: int) -> None:
        """Pay a term."""
        self.payments[term] = paid
        self.agent = replace(self.agent, index=self.agent.index + paid)
        self.earnings[term] = Earnings(self.agent.index)

    def check(self, term: Term) -> None:
        """The sums are those of the parts, and no SSP is made or lost."""
        assert self.agent.delegated == sum(each.amount for each in self.delegations.values() if each.end > term or self.expires(each, term))
        locked = sum(each.amount for each in self.delegations.values())
        assert sum(account.balance for account in self.accounts.values()) + locked == 2 * RICH

    def expires(self, delegation: Delegation, term: Term) -> bool:
        """Whether a delegation still counts in this term and does not at its end, because it was not withdrawn."""
        return delegation.end == term and any(made + LASTING == term and each is delegation for (_, made), each in self.delegations.items())


@given(st.lists(PERIODS, min_size=1, max_size=20))
def test_holders_are_rewarded_for_the_terms_they_count_in_whenever_they_claim(periods: list[Period]) -> None:
    """Claims in any terms, late payments, terms that are never paid, terms without blocks: nobody gets more or less than the table of the chapter says."""
    world, term = World(), 0
    for period in periods:
        last, term = term, term + period.empty + 1
        world.open(last, term)
        for act in period.before:
            world.act(term, act)
        if period.payment is not None and term - 1 == last:
            world.earn(last, period.payment)
        for act in period.after:
            world.act(term, act)
        world.check(term)
    for holder, made in list(world.delegations):
        world.open(term, term + LASTING + 4)
        world.act(term + LASTING + 4, Act("release", holder, term + LASTING + 4 - made))
    assert not world.delegations
    assert world.agent.delegated == 0
    assert sum(account.balance for account in world.accounts.values()) == 2 * RICH


@pytest.mark.parametrize("withdrawn", [5, LASTING], ids=["withdrawn", "expired"])
def test_what_was_earned_long_before_the_end_is_not_lost(withdrawn: Term) -> None:
    """Of the terms around the end none is paid, so that only the index noted when the delegation ended says what was earned before."""
    world = World()
    world.act(0, Act("delegate", 0, 0))
    world.earn(2, 7)
    if withdrawn < LASTING:
        world.act(withdrawn, Act("withdraw", 0, withdrawn))
    world.open(3, LASTING + 4)
    world.act(LASTING + 4, Act("release", 0, LASTING + 4))
    assert not world.delegations
    assert world.accounts[0].balance == RICH


def test_a_claim_in_the_third_term_covers_none_of_the_two_before_the_delegation_counts() -> None:
    """The table's first row by hand: made in term 5, what terms 4, 5 and 6 pay is not shared, what term 7 pays is."""
    delegation = Delegation(amount=1, end=5 + LASTING, index=10)
    opening = index_through((Earnings(17), Earnings(13), Earnings(11)), delegation.index)
    assert _span(delegation, 8, opening, now=17) == (17, 17)
    assert _span(delegation, 8, opening, now=23) == (17, 23)
    with pytest.raises(Reject) as rejected:
        claim(delegation, 5, 7, opening, 17, 0)
    assert rejected.value.code is Code.CLAIM_EARLY


def _span(delegation: Delegation, term: Term, opening: Index, now: Index) -> tuple[Index, Index]:
    claimed = claim(delegation, 5, term, opening, now, closing=99)
    return claimed.since, claimed.until
