"""`junit.xml`: a run in the form that build servers read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from conformance.results import Result, Run
from conformance.verdicts import Verdict
from vectors.case import profile_of

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ELEMENT = {
    Verdict.FAIL: "failure",
    Verdict.UNSUPPORTED: "failure",
    Verdict.TIMEOUT: "error",
    Verdict.CRASH: "error",
    Verdict.PROTOCOL_ERROR: "error",
    Verdict.FLAKY: "failure",
    Verdict.UNEXPECTED_PASS: "failure",
    # As pytest reports a failure that is foreseen.
    Verdict.EXPECTED_FAIL: "skipped",
    # Not `skipped`: build servers show that as green, and an interrupted run is none.
    Verdict.NOT_RUN: "error",
    Verdict.LEFT_OUT: "skipped",
    Verdict.NOT_CLAIMED: "skipped",
}


def junit_parts(run: Run) -> Iterator[str]:
    """The run as JUnit XML, a case at a time: a suite for each profile, a test for each case, its first rule as the class."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in _lines(run):
        yield line + "\n"


def _lines(run: Run) -> Iterator[str]:
    """The elements in their order; all of them as a tree would take several times the memory of the text."""
    yield _opening(Element("testsuites", _attributes("smartshare conform", run.results, run.seconds)))
    for profile in dict.fromkeys(profile_of(result.case).value for result in run.results):
        results = [result for result in run.results if profile_of(result.case).value == profile]
        yield "  " + _opening(Element("testsuite", _attributes(profile, results, sum(result.seconds for result in results))))
        for result in results:
            case = _case(result)
            indent(case, level=2)
            yield "    " + tostring(case, encoding="unicode")
        yield "  </testsuite>"
    yield "</testsuites>"


def _opening(element: Element) -> str:
    """The tag that begins an element."""
    return tostring(element, encoding="unicode").removesuffix(" />") + ">"


def _case(result: Result) -> Element:
    classname = f"smartshare.{profile_of(result.case).value}.{result.case.rules[0]}"
    case = Element("testcase", name=_clean(result.case.id), classname=_clean(classname), time=f"{result.seconds:.6f}")
    name = _ELEMENT.get(result.verdict)
    if name is None:
        return case
    message = SubElement(case, name, message=_clean(f"{result.verdict.value}: {result.reason}" + (f"; foreseen: {result.foreseen}" if result.foreseen else "")))
    if name != "skipped":
        message.set("type", result.verdict.value)
        message.text = _clean("\n".join([f"rules: {', '.join(result.case.rules)}", f"why: {result.case.why}", *map(str, result.differences)]))
    if result.stderr:
        SubElement(case, "system-err").text = _clean(result.stderr)
    return case


def _attributes(name: str, results: Iterable[Result], seconds: float) -> dict[str, str]:
    elements = Counter(_ELEMENT.get(result.verdict, "passed") for result in results)
    return {
        "name": _clean(name),
        "tests": str(elements.total()),
        "failures": str(elements["failure"]),
        "errors": str(elements["error"]),
        "skipped": str(elements["skipped"]),
        "time": f"{seconds:.6f}",
    }


def _clean(text: str) -> str:
    """A text that XML can hold: a character that it forbids, even escaped, is written as its code."""
    return _NOT_XML.sub(lambda match: f"\\x{ord(match.group()):02x}", text)
