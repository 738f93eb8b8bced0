"""The trace as data, for whoever wants to compute with it."""

from dataclasses import asdict
from typing import Any

from reference.codes import Code
from spec.trace.functions import MarkedFunction
from spec.trace.gaps import gaps
from spec.trace.theorems import Proof, Theorem
from spec.trace.trace import RuleTrace, Trace


def trace_to_json(trace: Trace) -> dict[str, Any]:
    """The trace as data: points, rules, codes and gaps."""
    return {
        "points": [
            {"id": point.id, "title": point.title, "rules": [entry.rule.id for entry in trace.rules if point.id in entry.rule.implements]}
            for point in trace.chapters.points
        ],
        "rules": [_rule_to_json(trace, entry) for entry in trace.rules],
        "codes": [{"number": code.number, "name": code.name, "rule": code.rule} for code in Code],
        "gaps": [{"kind": gap.kind.value, "subject": gap.subject, "sentence": gap.sentence} for gap in gaps(trace)],
    }


def _rule_to_json(trace: Trace, entry: RuleTrace) -> dict[str, Any]:
    return {
        **asdict(entry.rule),
        "codes": list(entry.codes),
        "functions": [_function_to_json(trace, function) for function in entry.functions],
        "theorems": [_theorem_to_json(theorem, trace.proof(theorem)) for theorem in entry.theorems],
        "exemptions": [{"sort": exemption.sort, "reason": exemption.reason} for exemption in entry.exemptions],
        "vectors": [asdict(count) for count in entry.vectors],
    }


def _function_to_json(trace: Trace, function: MarkedFunction) -> dict[str, Any]:
    proof, coverage = trace.width_proof(function), trace.coverage.get(function.name)
    widths = {"bits": None if proof is None else proof.bits, "fits": None if proof is None else proof.fits}
    return {**asdict(function), **widths, "coverage": None if coverage is None else asdict(coverage)}


def _theorem_to_json(theorem: Theorem, proof: Proof | None) -> dict[str, Any]:
    place = {"name": theorem.name, "sentence": theorem.sentence, "says": theorem.says, "file": theorem.file, "line": theorem.line}
    page = f"{theorem.page}.html"
    return {**place, "page": page, "verdict": None if proof is None else proof.verdict}
