"""The directives of the specification: `function`, `record`, `parameters`, `codes`, `trace`, `theorems`, `experiment`, `machine`, `declared` and `commands`.

They show what is in the sources; nothing on a page that they make is written by hand.
"""

import hashlib
import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from extension import disclosure, links, listing, needs, statement_page
from extension.commands import CommandsDirective
from extension.declared import DeclaredDirective
from extension.experiment import ExperimentDirective
from extension.function import FunctionDirective
from extension.machine import MachineDirective
from extension.tables import CodesDirective, ParametersDirective, RecordDirective
from extension.theorem_page import TheoremsDirective
from extension.trace_page import TraceDataRole, TraceDirective
from spec.trace import read_trace, trace_to_json
from spec.trace.exemptions import FILE

ENVIRONMENT_VERSION = 2
"""Raised when labels move between pages: Sphinx then reads everything anew, instead of finding each label twice."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    app.add_directive("function", FunctionDirective)
    app.add_directive("record", RecordDirective)
    app.add_directive("parameters", ParametersDirective)
    app.add_directive("codes", CodesDirective)
    app.add_directive("trace", TraceDirective)
    app.add_directive("theorems", TheoremsDirective)
    app.add_directive("experiment", ExperimentDirective)
    app.add_directive("machine", MachineDirective)
    app.add_directive("declared", DeclaredDirective)
    app.add_directive("commands", CommandsDirective)
    app.add_role("trace-data", TraceDataRole())
    listing.setup(app)
    disclosure.setup(app)
    app.connect("builder-inited", load_trace)
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-read", needs.complete)
    app.connect("doctree-read", links.link_mentions)
    app.connect("doctree-resolved", links.raise_exponents, priority=900)
    app.connect("missing-reference", links.resolve)
    app.connect("html-collect-pages", statement_page.pages)
    app.connect("html-page-context", statement_page.share_navigation, priority=400)  # Before the theme asks for it.
    app.connect("build-finished", write_trace)
    return {"version": "1", "env_version": ENVIRONMENT_VERSION, "parallel_read_safe": True, "parallel_write_safe": True}


def load_trace(app: Sphinx) -> None:
    """Read the trace, once a build."""
    app.env.specification = read_trace(Path(app.srcdir))
    app.env.specification_navigation = {}
    statement_page.note_labels(app)


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Every page, where a source that a page shows has changed: any page may mention a rule."""
    digest = sources_digest(Path(app.srcdir))
    if digest == getattr(env, "specification_digest", None):
        return set()
    env.specification_digest = digest
    return set(env.found_docs)


def sources_digest(root: Path) -> str:
    """A hash of everything that the directives show."""
    found = [*(root / "reference").rglob("*.py"), *(root / "spec" / "theorems").rglob("*.py"), *(root / "spec").rglob("*.md")]
    found += [
        *(root / "vectors" / "data").rglob("*.json"),
        *(root / "docs" / "extension").rglob("*.py"),
        *(root / "docs" / "simulation").rglob("*.py"),
        root / "vectors" / "manifest.json",
        root / "build" / "proofs.json",
        root / FILE,
    ]
    digest = hashlib.sha256()
    for path in sorted(path for path in found if path.exists()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write_trace(app: Sphinx, exception: Exception | None) -> None:
    """Write `trace.json` into the site and beside it."""
    if exception is None:
        text = json.dumps(trace_to_json(app.env.specification), indent=1, ensure_ascii=False) + "\n"
        for folder in (Path(app.outdir), Path(app.outdir).parent):
            (folder / "trace.json").write_text(text, encoding="utf-8")
