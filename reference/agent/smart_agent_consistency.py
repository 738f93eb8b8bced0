"""Whether what the chain remembers of SmartAgents fits together: what a state from outside says of one thing in two places, it must say alike."""

from reference.agent.chips import is_bound, is_chip_possible
from reference.agent.manufacturers import is_manufacturer_possible
from reference.codes import Code, Reject
from reference.rules import procedure
from reference.state.chip import Binding
from reference.state.smart_agent_state import get_manufacturer
from reference.state.state import State


@procedure("STATE-10")
def check_smart_agents(state: State) -> None:
    """Check that what a state from outside says of SmartAgents fits together. Rejects with `RECORD_INVALID`.

    Its records, its sums, and what consensus and the economy remember are right by then (STATE-1, STATE-2, STATE-8, STATE-9).
    """
    if not (do_manufacturers_fit(state) and do_chips_fit(state)):
        raise Reject(Code.RECORD_INVALID)


@procedure("IDENTITY-14")
def do_manufacturers_fit(state: State) -> bool:
    """Whether every manufacturer is possible at the slot of the head, and every batch was revoked by a manufacturer, in no later slot."""
    now, manufacturers = state.head.slot, state.smart_agents.manufacturers
    return all(is_manufacturer_possible(manufacturer, now) for manufacturer in manufacturers.values()) and all(
        account in manufacturers and recall.slot <= now for (account, _), recall in state.smart_agents.recalls.items()
    )


@procedure("CHIP-18")
def do_chips_fit(state: State) -> bool:
    """Whether every chip is possible, and the bindings are those of the chips that are bound, and no others."""
    chips, test_chips = state.smart_agents.chips, state.chain.parameters.test_chips
    possible = all(is_chip_possible(chip, get_manufacturer(state, manufacturer).standing, test_chips) for (manufacturer, _), chip in chips.items())
    bound = {chip.node: Binding(*key) for key, chip in chips.items() if is_bound(chip.stage)}
    return possible and bound == dict(state.smart_agents.bindings) and len(bound) == sum(is_bound(chip.stage) for chip in chips.values())
