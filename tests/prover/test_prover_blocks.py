"""The theorems about whole blocks, which Z3 does not check: what is drawn for them tells, and seeded faults are noticed."""

from collections import Counter

import pytest

from prover_mutants import Fault, mutant
from reference import transition
from reference.codes import SUCCESS
from reference.transition import execute
from spec.prover.checking import holds
from spec.prover.sampling import sample
from spec.prover.substitution import substituted
from spec.theorems import blocks
from spec.theorems.drafts import PRODUCER, Draft, ledger, signed

LAST = "included[-1].state if included else state"
"""The state after a block's transactions."""

FAULTS = [
    Fault(transition.finish, f"pay_fees({LAST}, producer)", LAST, blocks.execution_keeps_the_ledger),
    Fault(transition.carry_out, "for each in included", "for each in included[::-1]", blocks.execution_is_exact),
    Fault(
        transition.authenticated,
        "[decode_signed(data, limit) for data in transactions]",
        "[decode_signed(data, limit) for data in transactions[:1]]",
        blocks.execution_accepts,
    ),
    Fault(transition.finish, f"commit(pay_fees({LAST}, producer))", f"pay_fees(commit({LAST}), producer)", blocks.proposal_is_valid),
    Fault(transition.propose_executed, "height=state.head.height + 1", "height=1", blocks.proposal_is_exact),
    Fault(transition.propose_executed, "slot=slot", "slot=slot + 1", blocks.proposal_accepts),
    Fault(transition.propose_executed, "include(loaded, asked, slot, run, None)", "include(loaded, asked[:1], slot, run, None)", blocks.proposal_is_exact),
    Fault(transition.check_transactions_root, "list_root(transactions)", "list_root(tuple(sorted(transactions)))", blocks.order_is_signed),
    Fault(transition.check_transactions_root, "root != list_root(transactions)", "root == list_root(())", blocks.transactions_root_accepts),
    Fault(transition.check_result, "header.receipts_root != receipts_root(receipts)", "False", blocks.result_accepts),
    Fault(transition.check_result, "header.state_root != state_root(state)", "False", blocks.header_fits_one_result),
    Fault(transition._apply_block, "check_transactions_root(header.transactions_root, block.transactions)", "None", blocks.block_accepts),
    Fault(transition._apply_block, "hash=sealed.hash", "hash=header.parent", blocks.block_extends_the_chain),
    Fault(transition._apply_block, "slot=header.slot", "slot=header.height", blocks.block_is_exact),
]
"""Faults of what puts a block together."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_drawn_block_shows_the_fault(fault: Fault) -> None:
    """Protects against drawn blocks that are too poor to notice a fault."""
    with substituted(fault.rule, mutant(fault)):
        found = sample(fault.theorem, lambda arguments: holds(fault.theorem, arguments))
    assert found.counterexample is not None


def test_drawn_blocks_hold_several_transactions_of_both_outcomes() -> None:
    """Protects the word *tested*: of empty blocks, or of blocks in which everything fails, every theorem is true."""
    seen: Counter[str] = Counter()

    def judge(arguments: dict[str, Draft]) -> bool:
        draft = arguments["draft"]
        receipts = execute(ledger(draft), signed(draft), draft.slot, PRODUCER)[1]
        seen["several"] += len(receipts) > 1
        seen.update("succeeded" if receipt.outcome == SUCCESS else "failed" for receipt in receipts)
        return True

    sample(blocks.execution_is_exact, lambda arguments: judge(arguments) if holds(blocks.execution_is_exact, arguments) else None)
    assert min(seen["several"], seen["succeeded"], seen["failed"]) > 10
