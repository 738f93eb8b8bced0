"""What Z3 is told about the floored quotients of a common positive divisor: true of all integers, and out of its reach.

Z3 has no complete method for products and quotients of unknowns. Shares (`pool * weight // total`) rest on few facts about
them, each an instance of a general one that is named here; the tests try all of them on all small numbers.
"""

import z3  # type: ignore[import-untyped]

from spec.prover.execution import Execution
from spec.prover.terms import Term


def tell(path: Execution, dividend: Term, divisor: Term, quotient: Term) -> None:
    """Tell Z3 what holds of a quotient by a divisor that is positive on the path, and of it and each before."""
    if any(known.eq(quotient) for _, _, known in path.quotients):
        return
    for fact in of_quotient(dividend, divisor, quotient):
        path.assume(fact)
    for earlier in path.quotients:
        for fact in of_two_quotients(earlier, (dividend, divisor, quotient)):
            path.assume(fact)
    path.quotients.append((dividend, divisor, quotient))


def of_quotient(dividend: Term, divisor: Term, quotient: Term) -> list[Term]:
    """What holds of one quotient, the divisor being positive: that it is rounded down; and how that of a product relates to its factors."""
    facts = [divisor * quotient <= dividend, dividend < divisor * quotient + divisor]
    for factor, other in factorings(dividend):
        facts += [
            z3.Implies(other == divisor, quotient == factor),
            z3.Implies(other == 0, quotient == 0),
            z3.Implies(z3.And(factor >= 0, other >= 0, other <= divisor), z3.And(quotient >= 0, quotient <= factor)),
        ]
    return facts


def of_two_quotients(one: tuple[Term, Term, Term], two: tuple[Term, Term, Term]) -> list[Term]:
    """What holds of two, each a dividend, a positive divisor and their quotient: of one divisor, the greater dividend has no lesser quotient."""
    (left, divisor, first), (right, other, second) = one, two
    same = divisor == other
    facts = [z3.Implies(z3.And(same, left <= right), first <= second), z3.Implies(z3.And(same, right <= left), second <= first)]
    for factor, rest in factorings(left):
        for common, remainder in factorings(right):
            if factor.eq(common):
                ordered = z3.And(factor >= 0, rest <= remainder)
                reverse = z3.And(factor >= 0, remainder <= rest)
                facts += [
                    z3.Implies(rest == remainder, left == right),
                    z3.Implies(ordered, left <= right),
                    z3.Implies(reverse, right <= left),
                    z3.Implies(z3.And(same, ordered), first <= second),
                    z3.Implies(z3.And(same, reverse), second <= first),
                ]
    return facts


def factorings(product: Term) -> list[tuple[Term, Term]]:
    """The ways in which a term is written as a product of two: each order of its factors."""
    if product.decl().kind() != z3.Z3_OP_MUL or product.num_args() != 2:
        return []
    one, other = product.arg(0), product.arg(1)
    return [(one, other), (other, one)]
