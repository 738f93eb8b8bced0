"""The experiment on audits of stored data: how long a provider goes undetected that has dropped a part, alone and with agents that withhold for it."""

from fractions import Fraction
from hashlib import sha256
from itertools import product
from math import comb

from reference.agent.challenges import challenge_of, draw_chunks
from reference.consensus.order import round_order
from reference.consensus.randomness import mix_reveal
from reference.numbers import Hash
from simulation.results import Result, decimals, rounded
from simulation.steering import AGENTS, secret, tail_of
from simulation.withholding import has_last

CHUNKS = 10_000
"""Chunks of the replica."""

SAMPLES = (1, 4, 8)
"""Chunks that an audit asks for."""

USUAL = 4
"""As many as in all that does not say otherwise."""

COALITIONS = (0, 9, 33)
"""Agents that withhold for the provider; 33 can stall finality as well."""

SHARES = (1, 2, 5, 10, 20, 30, 40, 50)
"""What the provider has dropped, in percent."""

LASTING = (1, 5, 10, 20)
"""The shares for which many audits are followed."""

AUDITS = 100
"""How many audits are followed."""

PATIENCE = 3
"""The miss with which the provider has failed."""

LONGEST_TAIL = 8
"""Coalitions with more last slots than this are taken to pass: an upper bound, and they are rare."""

TRIALS = 1_000
"""Audits that are simulated of each share."""


def audit_results() -> dict[str, Result]:
    """Both results on audits."""
    return {"audits": _audits(), "lasting": _lasting()}


def passes(dropped: int, samples: int) -> Fraction:
    """The exact chance that one challenge asks for no dropped chunk."""
    return Fraction(comb(CHUNKS - dropped, samples), comb(CHUNKS, samples))


def passes_with(coalition: int, dropped: int, samples: int) -> Fraction:
    """The chance that one of the challenges asks for no dropped chunk among which a coalition chooses: 2^k with the last k slots of the round."""
    once = passes(dropped, samples)
    chosen = Fraction()
    for last in range(LONGEST_TAIL + 1):
        chance = has_last(coalition, last) - has_last(coalition, last + 1)
        chosen += chance * (1 - (1 - once) ** (2**last))
    return chosen + has_last(coalition, LONGEST_TAIL + 1)


def undetected(once: Fraction, audits: int) -> Fraction:
    """The chance that fewer audits than the patience are missed, of so many, each of which is passed with this chance."""
    return sum((comb(audits, missed) * once ** (audits - missed) * (1 - once) ** missed for missed in range(min(PATIENCE, audits + 1))), Fraction())


def rounded_up(chance: Fraction) -> Fraction:
    """A chance with nine decimal places, no less than it was: its powers are short then."""
    return Fraction(-(-chance.numerator * 10**9 // chance.denominator), 10**9)


def simulated(coalition: int, dropped: int, trials: int = TRIALS) -> Fraction:
    """How many of the audits are passed, with real orders of rounds, real reveals and real draws: of what it can bring about a coalition takes what passes."""
    members = frozenset(AGENTS[:coalition])
    passed = 0
    for current in range(trials):
        order = round_order(bytes(32), current, AGENTS)
        last = min(tail_of(order, members), LONGEST_TAIL)
        mix = sha256(f"audit {current}".encode()).digest()
        passed += any(is_passed(mixed(mix, order[len(order) - last :], reveals, current), dropped) for reveals in product((True, False), repeat=last))
    return Fraction(passed, trials)


def mixed(mix: Hash, last: tuple[Hash, ...], reveals: tuple[bool, ...], current: int) -> Hash:
    """The mix after the last slots of a round."""
    for agent, revealed in zip(last, reveals, strict=True):
        mix = mix_reveal(mix, agent, secret(agent, current)) if revealed else mix
    return mix


def is_passed(seed: Hash, dropped: int) -> bool:
    """Whether the challenge of a seed asks for none of the chunks that were dropped, which are the first."""
    drawn = draw_chunks(challenge_of(seed, bytes(32), bytes(32), 0, 1), CHUNKS, USUAL)
    return drawn[0] >= dropped


def _audits() -> Result:
    rows = []
    series: dict[str, list[float]] = {}
    for share in SHARES:
        dropped = CHUNKS * share // 100
        exact = {coalition: passes_with(coalition, dropped, USUAL) for coalition in COALITIONS}
        tried = {coalition: simulated(coalition, dropped) for coalition in COALITIONS}
        for samples in SAMPLES:
            series.setdefault(f"{samples}", []).append(rounded(100 * passes(dropped, samples)))
        for coalition in COALITIONS[1:]:
            series.setdefault(f"{USUAL}, {coalition} agents", []).append(rounded(100 * exact[coalition]))
        cells = [f"{decimals(100 * exact[coalition], 1)} % ({decimals(100 * tried[coalition], 1)} %)" for coalition in COALITIONS]
        rows.append((f"{share} %", f"{decimals(100 * passes(dropped, 1), 1)} %", f"{decimals(100 * passes(dropped, 8), 1)} %", *cells))
    columns = (
        "Dropped",
        "Passes, one chunk asked for",
        "Eight chunks",
        "Four chunks, exactly (simulated)",
        "The same, 9 agents withhold",
        "The same, 33 agents withhold",
    )
    alternative = (
        "The chance to pass one audit over the share of the chunks that was dropped, from 1 to 50 percent. Lines for one, four and eight chunks "
        "asked for, and for four with a coalition of 9 and of 33 agents that withholds. All fall: with four chunks from 96 percent to 6, and with 33 "
        "agents to 10. The table below has the figures."
    )
    return Result(alternative, columns, tuple(rows), series)


def _lasting() -> Result:
    rows = []
    series: dict[str, list[float]] = {}
    for share in LASTING:
        dropped = CHUNKS * share // 100
        for coalition in (0, 33):
            once = rounded_up(passes_with(coalition, dropped, USUAL))
            chances = [undetected(once, audits) for audits in range(AUDITS + 1)]
            name = f"{share} %" + (", 33 agents" if coalition else "")
            series[name] = [rounded(100 * chance) for chance in chances]
            found = [next((number for number, chance in enumerate(chances) if chance < Fraction(1, part)), None) for part in (2, 100)]
            shown = [f"more than {AUDITS}" if number is None else str(number) for number in found]
            rows.append((f"{share} %", str(coalition), *(f"{decimals(100 * chances[number], 2)} %" for number in (10, 30, 100)), *shown))
    columns = (
        "Dropped",
        "Agents that withhold",
        "Undetected after 10 audits",
        "After 30",
        "After 100",
        "Audits until found out by even chance",
        "With 99 %",
    )
    alternative = (
        "The chance that a provider has missed fewer than three audits, over 0 to 100 audits of four chunks each; a line for each of 1, 5, 10 and 20 "
        "percent dropped, and one beside it with a coalition of 33 agents that withholds. Who has dropped 5 percent or more is found out within some "
        "tens of audits; 1 percent outlasts a hundred audits with a chance of a quarter. The table below has the figures."
    )
    return Result(alternative, columns, tuple(rows), series)
