"""Lemmas about a model: how they are stated, and how Z3 decides them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import z3  # type: ignore[import-untyped]

from spec.models.checkpoints import RULES, Rules, Term, Vocabulary, laws, vocabulary

EFFORT = 200_000_000
"""What Z3 may spend on one question, in its own units, which no machine's speed changes. The lemmas need a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about some checkpoints."""

    given: list[Term]
    """What is known of them, induction hypotheses included."""
    conclusion: Term
    """What has to follow, or more than a third of one set is slashable."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """A claim about a model under its rules."""

    rule: str
    """The rule of the protocol that it is about."""
    name: str
    sentence: str
    claim: Callable[[Vocabulary, Rules], Claim]
    needs: tuple[str, ...]
    """The fields of `Rules` without each of which it is false."""


def decide(lemma: Lemma, rules: Rules = RULES) -> str:
    """What Z3 finds out of a lemma, in the words of the prover's verdicts: proved, refuted, vacuous or unknown.

    It is proved if what is given has a model, and none of these models contradicts the conclusion.
    """
    contradicted = _answer(lemma, rules, contradicted=True)
    if contradicted == z3.sat:
        return "refuted"
    possible = _answer(lemma, rules, contradicted=False)
    if possible == z3.unsat:
        return "vacuous"
    return "proved" if (possible, contradicted) == (z3.sat, z3.unsat) else "unknown"


def without(rule: str) -> Rules:
    """The rules without one of them."""
    return replace(RULES, **{rule: False})


def _answer(lemma: Lemma, rules: Rules, contradicted: bool) -> Any:
    context = z3.Context()
    w = vocabulary(context)
    claim = lemma.claim(w, rules)
    solver = z3.Solver(ctx=context)
    solver.set("rlimit", EFFORT)
    solver.add(*laws(w, rules), *claim.given)
    if contradicted:
        solver.add(z3.Not(claim.conclusion))
    return solver.check()
