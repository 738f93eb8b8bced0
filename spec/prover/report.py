"""The verdict on everything that is to be proved, a row each: by Z3 for all arguments, and by Hypothesis for drawn ones."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from time import perf_counter
from typing import Any

from reference.rules import mark_of
from spec.models.lemma import Lemma, decide, without
from spec.prover.attack import attack_near
from spec.prover.checking import PASSING, Checked, Verdict, check, holds
from spec.prover.collection import folds, kernels, lemmas, theorems
from spec.prover.obligations import breach_of, check_kernel
from spec.prover.premises import premises
from spec.prover.runnable import kernel_call, theorem_call
from spec.prover.sampling import SECOND_EXAMPLES, WITNESSED_EXAMPLES, Sampled, sample
from spec.prover.statement import Says, Statement, statement_of


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be proved: the place of its function, which survives the way to another process."""

    rule: str
    module: str
    name: str
    generated: bool
    """Whether it is what every kernel owes, rather than a theorem that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Row:
    """The verdict on one task. `smartshare prove --json` writes a list of these."""

    rule: str
    statement: str
    sentence: str
    says: str | None
    """Which of the three theorems that a rule owes it is; None where it is none of them."""
    verdict: str
    paths: int
    rejecting: int
    witnessed: int
    """Paths that concrete arguments from Z3 took once more, with the same ending."""
    seconds: float
    bits: int | None
    """The bits of the widest intermediate value of the rules involved; None where it is not known."""
    widest: str
    """The operation that computes it."""
    fits: int | None
    """The least of 64 and 128 bits, unsigned, that every intermediate value fits; None where neither holds or nothing is known."""
    negative: str | None
    """An operation of the rules involved that may be negative."""
    examples: int
    """Arguments that it was tried on: drawn by Hypothesis, or near those that Z3 found."""
    telling: int
    """How many of them the statement says something about."""
    detail: str
    assumes: list[str]
    """Its condition, and what stands in for procedures; what every proof assumes is in the chapter on proofs."""
    bounded: str | None
    """What the check is bounded to, where it does not cover all arguments."""
    counterexample: dict[str, str] | None
    call: str | None
    """The counterexample as Python that can be run."""
    cached: bool = False
    """Whether it was proved before, and nothing that it depends on has changed since."""

    @property
    def passes(self) -> bool:
        """Whether a specification may be released with this row."""
        return Verdict(self.verdict) in PASSING

    def as_json(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return asdict(self)


def tasks(rule: str | None = None) -> list[Task]:
    """Everything to be proved, or what is about one rule: the theorems, then what the kernels owe, then what is said of models."""
    found = [Task(_stated(function).rule, function.__module__, function.__name__, False) for function in theorems()]
    found += [Task(mark.rule, function.__module__, function.__name__, True) for function in kernels() if (mark := mark_of(function)) is not None]
    found += [Task(lemma.rule, module, name, False) for module, name, lemma in lemmas()]
    return [task for task in found if rule is None or task.rule == rule]


def is_lemma(task: Task) -> bool:
    """Whether a task is about a model, and not about the code."""
    return isinstance(getattr(import_module(task.module), task.name), Lemma)


def proved(task: Task) -> Row:
    """Carry out one task."""
    function = getattr(import_module(task.module), task.name)
    if isinstance(function, Lemma):
        return _lemma_row(function)
    return _kernel_row(task, function) if task.generated else _theorem_row(task, function)


def _theorem_row(task: Task, function: Callable[..., Any]) -> Row:
    statement = _stated(function)
    checked = check(function) if statement.tested is None else None
    sampled = _tried(function, checked)
    if checked is None:
        tested = Verdict.TESTED if sampled.telling else Verdict.VACUOUS
        checked = Checked(tested, 0, 0, 0, 0.0, None, statement.tested or "", None)
    return _row(task, f"{task.name}", statement.sentence, statement.says, checked, sampled)


def _tried(function: Callable[..., Any], checked: Checked | None) -> Sampled:
    """What comes of trying a statement. Where it is proved and Z3 gave arguments for each path, most are tried near these, which its conditions let pass."""

    def judge(arguments: dict[str, Any]) -> bool | None:
        return holds(function, arguments)

    if checked is None:
        return sample(function, judge)
    if checked.verdict is not Verdict.PROVED or len(checked.witnesses) + checked.rejecting != checked.paths:
        return sample(function, judge, checked.witnesses, SECOND_EXAMPLES)
    sampled = sample(function, judge, checked.witnesses, WITNESSED_EXAMPLES)
    near = attack_near(function, judge, checked.witnesses)
    return Sampled(sampled.drawn + near.drawn, sampled.telling + near.telling, sampled.counterexample or near.counterexample)


def _kernel_row(task: Task, kernel: Callable[..., Any]) -> Row:
    sampled = sample(kernel, lambda arguments: breach_of(kernel, arguments) is None, examples=SECOND_EXAMPLES)
    sentence = "It returns a value of its type or rejects; no intermediate value is negative or has more than 128 bits."
    return _row(task, f"widths and ranges of {task.name}", sentence, None, check_kernel(kernel, folding=folds()), sampled)


def _lemma_row(lemma: Lemma) -> Row:
    """The verdict on a lemma. One that does without a rule which it is said to need is as good as none: the model would say too much."""
    began = perf_counter()
    verdict, detail = Verdict(decide(lemma)), "of the model, for any number of agents, chains and epochs"
    if verdict is Verdict.PROVED and (idle := [rule for rule in lemma.needs if decide(lemma, without(rule)) != Verdict.REFUTED.value]):
        verdict, detail = Verdict.UNKNOWN, f"it is not refuted without {', '.join(idle)}"
    return Row(
        rule=lemma.rule,
        statement=lemma.name,
        sentence=lemma.sentence,
        says=None,
        verdict=verdict.value,
        paths=0,
        rejecting=0,
        witnessed=0,
        seconds=round(perf_counter() - began, 3),
        bits=None,
        widest="",
        fits=None,
        negative=None,
        examples=0,
        telling=0,
        detail=detail,
        assumes=["Hypotheses of the induction, and that no set has more than a third of slashable agents."],
        bounded=None,
        counterexample=None,
        call=None,
    )


def _row(task: Task, name: str, sentence: str, says: Says | None, checked: Checked, sampled: Sampled) -> Row:
    verdict, detail, counterexample = checked.verdict, checked.detail, checked.counterexample
    if sampled.counterexample is not None and verdict is not Verdict.REFUTED:
        agrees = verdict not in (Verdict.PROVED, Verdict.BOUNDED)
        verdict = Verdict.REFUTED if agrees else Verdict.CONTRADICTION
        detail, counterexample = "falsified by Hypothesis", sampled.counterexample
    width = checked.width
    function = getattr(import_module(task.module), task.name)
    statement = statement_of(function)
    written = kernel_call if task.generated else theorem_call
    return Row(
        rule=task.rule,
        statement=name,
        sentence=sentence,
        says=says.value if says is not None else None,
        verdict=verdict.value,
        paths=checked.paths,
        rejecting=checked.rejecting,
        witnessed=checked.witnessed,
        seconds=round(checked.seconds, 3),
        bits=width.bits if width is not None else None,
        widest=width.text if width is not None else "",
        fits=width.fits if width is not None else None,
        negative=width.negative if width is not None else None,
        examples=sampled.drawn,
        telling=sampled.telling,
        detail=detail,
        assumes=premises(statement) if statement is not None else [],
        bounded=statement.bounded if statement is not None else None,
        counterexample={key: repr(value) for key, value in counterexample.items()} if counterexample is not None else None,
        call=written(function, counterexample) if counterexample is not None else None,
    )


def _stated(function: Callable[..., Any]) -> Statement:
    statement = statement_of(function)
    if statement is None:
        raise TypeError(f"{function.__module__}.{function.__name__} is no theorem")
    return statement
