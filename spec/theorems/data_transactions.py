# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every transaction of data, whatever kinds there are: the rule of each is looked up in the table that the transition uses."""

from dataclasses import replace

from reference.data import data_transactions
from reference.data.data_consistency import check_data
from reference.data.data_transactions import apply_data_body
from reference.numbers import Slot
from reference.state.commitment import commit
from reference.state.consent import Consent
from reference.state.data_state import put_consent
from reference.state.state import State, put_head
from reference.transition import pay_fees
from reference.wire.data_bodies import DataBody
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, PRODUCER, Seat
from spec.theorems.economy_transactions import meant
from spec.theorems.kinds import rule_named
from spec.theorems.walks import Walk, next_slot, walked

KINDS = "the kinds have theorems of their own, which are proved; here they are drawn, all together, on chains that have come some way"


def consented(walk: Walk) -> State:
    """The chain of a walk, on which each of the first three has given a consent under the number 0: one that stands, one that is over, one to come."""
    state = walked(walk)
    now = state.head.slot
    for place, (start, until) in enumerate(((now, now + 100), (0, now), (now + 10, now + 20))):
        given = Consent(scope=ACCOUNTS[place], use=place + 1, reader=ACCOUNTS[place + 1], start=start, until=until)
        state = put_consent(state, (ACCOUNTS[place], 0), given)
    return commit(state)


def asked(body: DataBody, sender: Seat, place: Seat, slot: Slot) -> DataBody:
    """What is meant by a drawn transaction: by and about people that there are, in slots that are near."""
    return meant(body, sender, place, slot)


@theorem(
    "ASSET-1",
    "Whatever a transaction of data asks for, STATE-1, STATE-2 and ASSET-2 accept the ledger after it, and after the fees are paid.",
    says=Says.INVARIANT,
    tested=KINDS,
)
def data_bodies_keep_the_ledger(walk: Walk, sender: Seat, body: DataBody, place: Seat) -> bool:
    slot = next_slot(walk)
    done = outcome(apply_data_body, consented(walk), ACCOUNTS[sender], asked(body, sender, place, slot), slot)
    if done.code is not None:
        return True
    paid = pay_fees(done.value, PRODUCER)
    after = put_head(paid, replace(paid.head, slot=slot))
    return is_sound(after) and rejection(check_data, after) is None


@theorem("ASSET-1", "A transaction of data is rejected as the rule that is called by the name of its kind says.", says=Says.ACCEPTANCE, tested=KINDS)
def data_bodies_accept(walk: Walk, sender: Seat, body: DataBody, place: Seat) -> bool:
    arguments = (consented(walk), ACCOUNTS[sender], asked(body, sender, place, next_slot(walk)), next_slot(walk))
    return rejection(apply_data_body, *arguments) == rejection(rule_named(data_transactions, body), *arguments)


@theorem("ASSET-1", "A transaction of data leaves what the rule that is called by the name of its kind leaves.", says=Says.AMOUNTS, tested=KINDS)
def data_bodies_are_exact(walk: Walk, sender: Seat, body: DataBody, place: Seat) -> bool:
    arguments = (consented(walk), ACCOUNTS[sender], asked(body, sender, place, next_slot(walk)), next_slot(walk))
    return outcome(apply_data_body, *arguments) == outcome(rule_named(data_transactions, body), *arguments)
