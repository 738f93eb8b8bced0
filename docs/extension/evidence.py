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

WORDS = {64: "`uint64_t`", 128: "128 bits (`unsigned __int128`), and not `uint64_t`"}
"""The widths that a C programmer chooses among."""


def fact_list(facts: list[Fact]) -> nodes.definition_list:
    """The facts, one below the other."""
    items = [nodes.definition_list_item("", nodes.term("", title), nodes.definition("", *_blocks(content))) for title, content in facts]
    return nodes.definition_list("", *items, classes=["evidence"])


def chapter_reference(label: str, text: str, docname: str) -> nodes.Node:
    """A link to a place that a page names for it; plain text on a site without that page."""
    return cross_reference(label, nodes.inline("", text), docname, needed=False)


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


def width_facts(trace: Trace, entry: RuleTrace, docname: str) -> list[Fact]:
    """How wide a kernel's intermediate values become, as the prover found it, for whoever chooses a type in C."""
    items = []
    for kernel in (function for function in entry.functions if function.layer == Layer.KERNEL.value):
        proof = trace.width_proof(kernel)
        content = [verdict(proof), nodes.Text(" ")]
        content += inline("every intermediate value is to fit 128 bits, and none to be negative") if proof is None else width_nodes(proof, docname)
        items.append(nodes.list_item("", nodes.paragraph("", "", *content)))
    return [("Widths", [nodes.bullet_list("", *items)])] if items else []


def width_nodes(proof: Proof, docname: str) -> list[nodes.Node]:
    """The width in words, and where it is told what is not observed."""
    limits = [nodes.Text(" ("), chapter_reference("assumptions", "what is not observed", docname), nodes.Text(")")] if proof.bits is not None else []
    return [*monospaced(width_text(proof)), *limits]


def width_text(proof: Proof) -> str:
    """``every intermediate value fits `uint64_t` (widest: 63 bits, `balance + amount`); none is negative``."""
    if proof.bits is None or proof.verdict not in CONFIRMED:
        return "how wide the intermediate values are is not known"
    if proof.bits == 0 and not proof.widest:
        return "it computes no intermediate value from its arguments"
    if proof.fits is None:
        return f"some intermediate value is negative, or wider than 128 bits (widest: `{proof.widest}`)"
    return f"every intermediate value fits {WORDS[proof.fits]} (widest: {proof.bits} bits, `{proof.widest}`); none is negative"


def monospaced(text: str) -> list[nodes.Node]:
    """Text with its monospace words, which stand between backticks."""
    return [literal(part) if number % 2 else nodes.Text(part) for number, part in enumerate(text.split("`")) if part]


def path_text(proof: Proof) -> str:
    """`6 paths, 3 of them rejections`."""
    paths = f"{proof.paths} path{'' if proof.paths == 1 else 's'}"
    return f"{paths}, {proof.rejecting} of them {'a rejection' if proof.rejecting == 1 else 'rejections'}" if proof.rejecting else paths


def vector_facts(trace: Trace, entry: RuleTrace, docname: str) -> list[Fact]:
    """How many vectors name the rule, by profile, each with the files that hold them, and what of the kernel they take; that there is none is said."""
    if not entry.vectors:
        return [("Vectors", inline("none"))]
    lines = [_count(count, docname) for count in entry.vectors] + [inline(text) for text in coverage_texts(trace, entry)]
    return [("Vectors", [nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", *line)) for line in lines))])]


def coverage_texts(trace: Trace, entry: RuleTrace) -> list[str]:
    """`5 of 5 paths, 8 of 8 edges of move`, for each kernel of the rule."""
    counted = [(function.name, trace.coverage[function.name]) for function in entry.functions if function.name in trace.coverage]
    edges = {name: f", {each.met} of {each.edges} edges" if each.edges else "" for name, each in counted}
    return [f"{each.taken} of {each.paths} path{'' if each.paths == 1 else 's'}{edges[name]} of {name}" for name, each in counted]


def count_text(count: VectorCount) -> str:
    """`12 (8 accept, 4 reject)`."""
    parts = [f"{number} {what}" for number, what in ((count.positive, "accept"), (count.negative, "reject")) if number]
    return f"{count.cases} ({', '.join(parts)})" if parts else str(count.cases)


def _count(count: VectorCount, docname: str) -> list[nodes.Node]:
    files = [_file(file, docname) for file in count.files]
    return [*inline(f"{count.profile}: {count_text(count)}, in "), *joined(files)]


def examples_text(proof: Proof) -> str:
    """`100 tried, of which the statement speaks of 64`."""
    return f"{proof.examples} tried, of which the statement speaks of {proof.telling}" if proof.examples else "none was tried"


def _blocks(content: list[nodes.Node]) -> list[nodes.Node]:
    return content if any(isinstance(node, nodes.Body) for node in content) else [nodes.paragraph("", "", *content)]


def _file(file: str, docname: str) -> nodes.Node:
    name = literal(file.removeprefix("vectors/data/"))
    return addnodes.download_reference("", "", name, refdoc=docname, refdomain="", reftype="download", reftarget=f"/{file}", refexplicit=False, refwarn=False)


def figures(proof: Proof) -> str:
    """What a proof covered and cost."""
    parts = [path_text(proof)] if proof.paths else []
    parts += [f"{proof.seconds:.2f} s"] if proof.paths else []
    parts += [f"widest {proof.bits} bits ({proof.widest})"] if proof.bits else []
    parts += [f"{proof.examples} examples tried"] if proof.examples else []
    return "; ".join(parts)
