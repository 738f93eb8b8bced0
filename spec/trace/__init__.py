"""The trace: from a point of the white paper to the verdict on a rule, read from the sources and never written by hand.

A chapter declares a point (`wp`) and the rules that make it precise (`rule`); a mark ties a function to its rule, a
theorem and a test vector name theirs. Where a link is missing the trace has a gap, and counts it.
"""

from spec.trace.cases import CaseSummary, VectorCount, read_cases
from spec.trace.chapters import Chapters, Point, Rule, read_chapters
from spec.trace.coverage import Coverage, read_coverage
from spec.trace.exemptions import Exemption, read_exemptions
from spec.trace.functions import MarkedFunction, function_of, marked_functions
from spec.trace.gaps import ERRORS, Gap, GapKind, gaps
from spec.trace.report import trace_to_json
from spec.trace.theorems import Proof, Theorem, read_proofs, theorems
from spec.trace.trace import RuleTrace, Trace, read_trace

__all__ = [
    "ERRORS",
    "CaseSummary",
    "Chapters",
    "Coverage",
    "Exemption",
    "Gap",
    "GapKind",
    "MarkedFunction",
    "Point",
    "Proof",
    "Rule",
    "RuleTrace",
    "Theorem",
    "Trace",
    "VectorCount",
    "function_of",
    "gaps",
    "marked_functions",
    "read_cases",
    "read_chapters",
    "read_coverage",
    "read_exemptions",
    "read_proofs",
    "read_trace",
    "theorems",
    "trace_to_json",
]
