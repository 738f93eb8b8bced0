"""An election among a million agents, against sorting as many bare pairs of a weight and an id."""

import gc
from dataclasses import replace
from hashlib import sha256

from benchmarks.row import Row, interleaved, print_rows
from reference.consensus.election import elect
from reference.numbers import AccountId
from reference.parameters import MAINNET
from reference.state.agent import ABSENT, Agent, Standing, Tenure

AGENTS = 1_000_000
"""A hundred times as many as can pay the least bond of the public chain."""

TERM = 100

ROUNDS = 3


def standing_agents() -> list[tuple[AccountId, Agent]]:
    """Agents of different weights, one in four of which must rest."""
    agents = []
    for place in range(AGENTS):
        name = sha256(place.to_bytes(4, "big")).digest()
        tenure = Tenure(served=MAINNET.tenure_terms if place % 4 == 0 else 0, free_from=TERM - 1)
        delegated = int.from_bytes(name[:7], "big") % MAINNET.minimum_bond
        agents.append((name, replace(ABSENT, standing=Standing.REGISTERED, bond=MAINNET.minimum_bond, delegated=delegated, tenure=tenure)))
    return agents


def measure() -> list[Row]:
    """One row."""
    gc.disable()
    agents = standing_agents()
    pairs = [(agent.delegated, name) for name, agent in agents]
    if len(elect(agents, TERM, MAINNET)) != MAINNET.agents:
        raise RuntimeError("not every seat was filled")
    election, bare = interleaved(ROUNDS, lambda _: elect(agents, TERM, MAINNET), lambda _: sorted(pairs))
    return [Row(f"election among {AGENTS} agents", election, "s", "sorting as many bare pairs", bare / election)]


if __name__ == "__main__":
    print_rows(measure())
