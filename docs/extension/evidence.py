"""What stands below a function: the theorems about it with their verdicts, its widths, and its vectors."""

from docutils import nodes
from sphinx import addnodes

from extension.building import inline, joined, literal, span
from extension.links import cross_reference, theorem_label
from reference.rules import Layer
from spec.trace import Proof, RuleTrace, Trace, VectorCount
from spec.trace.theorems import CONFIRMED, UNCHECKED

Fact = tuple[str, list[nodes.Node]]
"""A title, and what stands beside it."""


def theorem_facts(trace: Trace, entry: RuleTrace, docname: str) -> list[Fact]:
    """The theorems about a rule, with the prover's verdict on each; that a kernel has none is said."""
    if not entry.theorems:
        return [("Theorems", inline("none"))] if any(function.layer == Layer.KERNEL.value for function in entry.functions) else []
    items = []
    for theorem in entry.theorems:
        reference = cross_reference(theorem_label(theorem.rule, theorem.name), nodes.inline("", theorem.sentence), docname)
        items.append(nodes.list_item("", nodes.paragraph("", "", verdict(trace.proof(theorem)), nodes.Text(" "), reference)))
    return [("Theorems", [nodes.bullet_list("", *items)])]


def verdict(proof: Proof | None) -> nodes.inline:
    """The verdict on a theorem, which is `proved` only where the prover's report of this build says so."""
    text = UNCHECKED if proof is None else proof.verdict
    kind = "unchecked" if proof is None else text if text in CONFIRMED else "failed"
    return span(text, "verdict", f"verdict-{kind}")


def width_facts(trace: Trace, entry: RuleTrace) -> list[Fact]:
    """How wide a kernel's intermediate values become, as the prover found it."""
    items = []
    for kernel in (function for function in entry.functions if function.layer == Layer.KERNEL.value):
        proof = trace.width_proof(kernel)
        text = width_text(proof) if proof is not None else "non-negative, at most 128 bits"
        items.append(nodes.list_item("", nodes.paragraph("", "", verdict(proof), nodes.Text(f" {text}"))))
    return [("Widths", [nodes.bullet_list("", *items)])] if items else []


def width_text(proof: Proof) -> str:
    """`64 bits at most, in balance + amount; 2 paths, 1 of them a rejection`."""
    if proof.bits is None:
        return "the width is not known"
    width = f"at most {proof.bits} bits" + (f", in {proof.widest}" if proof.widest else "") if proof.bits else "computes nothing"
    return f"{width}; {path_text(proof)}"


def path_text(proof: Proof) -> str:
    """`6 paths, 3 of them rejections`."""
    paths = f"{proof.paths} path{'' if proof.paths == 1 else 's'}"
    return f"{paths}, {proof.rejecting} of them {'a rejection' if proof.rejecting == 1 else 'rejections'}" if proof.rejecting else paths


def vector_facts(entry: RuleTrace, docname: str) -> list[Fact]:
    """How many vectors name the rule, by profile, each with the files that hold them; that there is none is said."""
    if not entry.vectors:
        return [("Vectors", inline("none"))]
    return [("Vectors", [nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", *_count(count, docname))) for count in entry.vectors))])]


def count_text(count: VectorCount) -> str:
    """`12 (8 accept, 4 reject)`."""
    parts = [f"{number} {what}" for number, what in ((count.positive, "accept"), (count.negative, "reject")) if number]
    return f"{count.cases} ({', '.join(parts)})" if parts else str(count.cases)


def _count(count: VectorCount, docname: str) -> list[nodes.Node]:
    files = [_file(file, docname) for file in count.files]
    return [*inline(f"{count.profile}: {count_text(count)}, in "), *joined(files)]


def _file(file: str, docname: str) -> nodes.Node:
    name = literal(file.removeprefix("vectors/data/"))
    return addnodes.download_reference("", "", name, refdoc=docname, refdomain="", reftype="download", reftarget=f"/{file}", refexplicit=False, refwarn=False)


def figures(proof: Proof) -> str:
    """What a proof covered and cost."""
    parts = [path_text(proof)] if proof.paths else []
    parts += [f"{proof.seconds:.2f} s"] if proof.paths else []
    parts += [f"widest {proof.bits} bits ({proof.widest})"] if proof.bits else []
    parts += [f"{proof.examples} random examples"] if proof.examples else []
    return "; ".join(parts)
