"""What a theorem rests on besides what every proof here rests on, in sentences."""

import inspect

from spec.prover.declarations import plain_arguments
from spec.prover.statement import StandIn, Statement


def premises(statement: Statement) -> list[str]:
    """The theorem's condition, and what stands in for procedures."""
    condition = statement.assuming
    stated = [] if condition is None else [f"{condition.__name__}: {' '.join((inspect.getdoc(condition) or 'a condition on the arguments').split())}"]
    return stated + [_stand_in(each) for each in statement.standing_in]


def _stand_in(stand_in: StandIn) -> str:
    name = stand_in.procedure.__name__
    codes = ", ".join(code.name for code in stand_in.rejects)
    known = "equal arguments give equal results" if plain_arguments(stand_in.procedure) else "each of its results may be any"
    return f"{name} is any function: {known}{f', and it may reject with {codes}' if codes else ''}."
