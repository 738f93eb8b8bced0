# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a chip's life, of its attestations, and of whom it obeys."""

from reference.agent.chip.lifecycle import LifeEvent, check_order, count_attestation, live_on
from reference.agent.chip.records import NO_NONCE, LifeStage
from reference.codes import Code
from reference.numbers import MAX_UINT64, AccountId, Hash
from reference.wire.chip_identity import Counter
from spec.prover.statement import Says, first_failing, rejection, theorem

MANUFACTURED, PROVISIONED, BOUND, SUSPENDED, RETIRED = LifeStage


@theorem(
    "DEVICE-3",
    "A chip gets its key once, its owner once, is suspended while bound and resumed while suspended, and retired once it has a key, and nothing else.",
    says=Says.ACCEPTANCE,
)
def lives_are_accepted(stage: LifeStage, event: LifeEvent) -> bool:
    possible = (
        ((event == LifeEvent.PROVISION) & (stage == MANUFACTURED))
        | ((event == LifeEvent.BIND) & (stage == PROVISIONED))
        | ((event == LifeEvent.SUSPEND) & (stage == BOUND))
        | ((event == LifeEvent.RESUME) & (stage == SUSPENDED))
        | ((event == LifeEvent.RETIRE) & ((stage == PROVISIONED) | (stage == BOUND) | (stage == SUSPENDED)))
    )
    return rejection(live_on, stage, event) == (None if possible else Code.STAGE_WRONG)


@theorem("DEVICE-3", "Each event leads to one stage, whatever the stage before.", says=Says.AMOUNTS)
def lives_are_exact(stage: LifeStage, event: LifeEvent) -> bool:
    after = live_on(stage, event)
    leads = (
        ((event == LifeEvent.PROVISION) & (after == PROVISIONED))
        | (((event == LifeEvent.BIND) | (event == LifeEvent.RESUME)) & (after == BOUND))
        | ((event == LifeEvent.SUSPEND) & (after == SUSPENDED))
        | ((event == LifeEvent.RETIRE) & (after == RETIRED))
    )
    return leads


@theorem("DEVICE-3", "A life never goes back but from suspension, and never to where the chip had no key or no owner.", says=Says.INVARIANT)
def lives_go_forward(stage: LifeStage, event: LifeEvent) -> bool:
    after = live_on(stage, event)
    return after > stage or (stage == SUSPENDED and after == BOUND)


@theorem("DEVICE-3", "A retired chip stays retired.")
def retirement_is_final(event: LifeEvent) -> bool:
    return rejection(live_on, LifeStage.RETIRED, event) == Code.STAGE_WRONG


@theorem("DEVICE-4", "There is a next attestation until 2^64 - 1 were signed.", says=Says.ACCEPTANCE)
def counting_accepts(counter: Counter) -> bool:
    return rejection(count_attestation, counter) == (Code.COUNTER_EXHAUSTED if counter == MAX_UINT64 else None)


@theorem("DEVICE-4", "The next counter is one more.", says=Says.AMOUNTS)
def counting_is_exact(counter: Counter) -> bool:
    return count_attestation(counter) == counter + 1


@theorem("DEVICE-4", "Theorem 33, of attestations: whoever begins with the counter that was stored signs none that was signed before.", says=Says.INVARIANT)
def no_counter_is_used_twice(counter: Counter, signed: Counter) -> bool:
    return signed > counter or count_attestation(counter) > signed


@theorem("DEVICE-5", "An order is refused for the first of: another's signature, another chip, no nonce asked with or another.", says=Says.ACCEPTANCE)
def orders_are_accepted(signer: AccountId, anchor: AccountId, other_anchor: AccountId, chip: AccountId, named: AccountId, asked: Hash, given: Hash) -> bool:
    expected = first_failing(
        ((signer != anchor) & (signer != other_anchor), Code.SIGNER_FOREIGN),
        (named != chip, Code.CHIP_FOREIGN),
        ((asked == NO_NONCE) | (given != asked), Code.FRESH_NONCE_FOREIGN),
    )
    return rejection(check_order, signer, anchor, other_anchor, chip, named, asked, given) == expected


@theorem("DEVICE-5", "A chip that has not asked obeys nobody, and so no order twice.", says=Says.INVARIANT)
def nothing_unasked_is_obeyed(signer: AccountId, anchor: AccountId, other_anchor: AccountId, chip: AccountId, named: AccountId, given: Hash) -> bool:
    return rejection(check_order, signer, anchor, other_anchor, chip, named, NO_NONCE, given) is not None
