"""Checking the committed suite: that it is what the code makes, and that others' tools would agree with it.

Three opinions are asked. The generator makes everything again, and the bytes are compared. The JSON Schema judges every
case, and must refuse a corrupted twin of it. The CDDL schema judges every object of the wire: it must accept what a case
says is accepted, refuse what a case says is malformed, and refuse a corrupted twin of what it accepts.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cbor2
from jsonschema_rs import Draft202012Validator

from reference.codes import Code
from spec.cddl import SchemaError, check
from vectors.batch import Batch
from vectors.case import STEPPED, UNEXECUTED, Case, Kind, case_from_json, case_to_json
from vectors.follow import Delivery, read_delivery
from vectors.json_form import from_json
from vectors.json_text import FormError, Json, members, parse
from vectors.make import Files, make_suite
from vectors.schema import make_schema
from vectors.suite import DATA, SuiteError, load
from vectors.work import processes as spread_over

SHOWN = 5
"""How many differing cases of a file are named; the rest are counted."""

ROOTS = {
    "transaction": "transaction",
    "header": "header-envelope",
    "vote": "vote-envelope",
    "receipt": "receipt",
    "package": "package",
    "write_set": "write-set",
    "state_proof": "state-proof",
}
"""The rules of the CDDL schema by the names of decoders. A block is checked where it is applied: alone, its byte strings hold anything."""

DELIVERED_ROOTS = {"block": "block", "vote": "vote-envelope"}
"""The same of what a node that follows the chain is given in bytes."""

DECODED = {
    Code.EXPIRED.name,
    Code.NONCE_NOT_ABOVE.name,
    Code.FEE_TOO_LOW.name,
    Code.FEE_UNAFFORDABLE.name,
    Code.RECEIPTS_ROOT_MISMATCH.name,
    Code.STATE_ROOT_MISMATCH.name,
}
"""With these a block or a batch is rejected after all of it was decoded (BLOCK-5), so that it is well-formed; with others it may hold anything."""

UNSEEN_BY_CDDL = {
    "keys twice the same": "CDDL cannot say that the elements of an array ascend",
    "keys in the other order": "as before",
    "keys the shorter after the longer": "as before",
    "keys in the order of their lengths": "as before",
    "keys the last but one too late": "as before",
    "keys in the order of signed bytes": "as before",
    ": seventeen characters": "CDDL's size of a text is in bytes, and a symbol's limit in characters",
    ": seventeen characters outside ASCII": "as before",
    "symbol: longer by one than is allowed": "as before",
    "name: longer by one than is allowed": "as before",
    "unit: longer by one than is allowed": "as before",
    "a sibling: one byte short": "the checker refuses valid objects under a choice of two lengths, so the schema has a range of lengths",
    "the occupant: one byte short": "as before",
    "an empty side as 32 zero bytes instead of none": "CDDL cannot say that a byte string must not be of a certain content",
}
"""Malformed objects that the CDDL schema, or its checker, takes for right: how the reasons of their cases end, and why it does."""


def check_suite(directory: Path, processes: int | None = None, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
    """Everything that is wrong with the suite in a directory, one line each; nothing where it is right."""
    made = make_suite(spread_over(processes), progress)
    problems = differences(directory, made)
    try:
        suite = load(directory)
    except SuiteError as error:
        return list(dict.fromkeys([*problems, *error.problems]))
    return [*problems, *judge([(file.path, file.cases) for file in suite.files], processes)]


def differences(directory: Path, made: Files) -> list[str]:
    """How the files of a directory differ from those that were made."""
    present = {path.relative_to(directory).as_posix() for path in (directory / DATA).rglob("*") if path.is_file()}
    problems = [f"{path}: the code does not make this file" for path in sorted(present - set(made))]
    for path, data in made.items():
        try:
            found = (directory / path).read_bytes()
        except OSError:
            problems.append(f"{path}: missing")
            continue
        if found != data:
            problems.append(f"{path}: {_difference(path, found, data)}")
    return problems


def judge(files: list[tuple[str, tuple[Case, ...]]], processes: int | None = None) -> list[str]:
    """What the two schemas find wrong with the cases of these files."""
    if processes == 1:
        return [problem for path, cases in files for problem in judge_file(path, cases)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        found = [pool.submit(judge_file, path, cases) for path, cases in files]
        return [problem for future in found for problem in future.result()]


def judge_file(path: str, cases: tuple[Case, ...]) -> list[str]:
    """What the two schemas find wrong with the cases of one file."""
    validator = case_validator()
    return [f"{path}: {case.id}: {problem}" for case in cases for problem in (*schema_problems(validator, case), *wire_problems(case))]


@cache
def case_validator() -> Draft202012Validator:
    """The JSON Schema of one case, made once in a process: that takes as long as a thousand cases."""
    schema = make_schema()
    return Draft202012Validator({"$schema": schema["$schema"], "$ref": "#/$defs/case", "$defs": schema["$defs"]})


def schema_problems(validator: Any, case: Case) -> Iterator[str]:
    """What the JSON Schema says against a case, and which corrupted twin of it it accepts."""
    value = case_to_json(case)
    error = next(iter(validator.iter_errors(value)), None)
    if error is not None:
        yield f"the schema refuses it: {'/'.join(map(str, error.instance_path))}: {error.message[:200]}"
    twins = list(corrupted_twins(value))
    # Each case has one of its twins judged, and its id says which: all of them would take five times as long and show no more.
    name, twin = twins[int(case.id[-4:], 16) % len(twins)]
    if validator.is_valid(twin):
        yield f"the schema accepts a twin with {name}"


def corrupted_twins(value: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """The case with one thing wrong: a member too many, one too few, or the first string of its input with a character that it cannot have."""
    given, expect = members(value["input"]), members(value["expect"])
    yield "an unknown member in its input", {**value, "input": {**given, "unknown": 0}}
    yield "an unknown member in what is expected", {**value, "expect": {**expect, "unknown": 0}}
    last = [name for name in given if name != UNEXECUTED][-1]
    yield f"no {last} in its input", {**value, "input": {name: member for name, member in given.items() if name != last}}
    yield "no preset", {name: member for name, member in value.items() if name != "preset"}
    twin, changed = _spoil(given)
    if changed:
        yield "a string that is no longer hexadecimal or decimal", {**value, "input": twin}


def wire_problems(case: Case) -> Iterator[str]:
    """Where the CDDL schema disagrees with a case about its bytes."""
    for root, data, accepted in wire_objects(case):
        problem = _cddl_problem(root, data)
        if accepted and problem is not None:
            yield f"the CDDL schema refuses its {root}: {problem}"
        elif accepted and _cddl_problem(root, corrupted_object(data)) is None:
            yield f"the CDDL schema accepts its {root} with an element too many"
        elif not accepted and problem is None and unseen_by_cddl(case) is None:
            yield f"the CDDL schema accepts its {root}, which is malformed"


def unseen_by_cddl(case: Case) -> str | None:
    """Why the CDDL schema does not see what is wrong with a malformed object, where that is known."""
    return next((reason for ending, reason in UNSEEN_BY_CDDL.items() if case.why.endswith(ending)), None)


def wire_objects(case: Case) -> Iterator[tuple[str, bytes, bool]]:
    """The encoded objects in a case about whose form it says something: the rule of the schema, the bytes, and whether they are well-formed."""
    given, expect = members(case.input), members(case.expect)
    if case.kind is Kind.DECODE and given["decode"] in ROOTS and expect.get("reject") != Code.TRANSACTION_TOO_LARGE.name:
        yield ROOTS[str(given["decode"])], bytes.fromhex(str(given["bytes"])), expect.get("reject") != Code.MALFORMED.name
    elif case.kind in STEPPED and isinstance(steps := expect.get("steps"), list):
        for applied, step in zip(_applied(given), steps, strict=True):
            if "accepted" in members(step) or members(step)["rejected"] in DECODED:
                yield from ((root, data, True) for root, data in applied)
    elif case.kind is Kind.FOLLOW and isinstance(steps := expect.get("steps"), list):
        for (name, delivered), answer in zip(_delivered(given), steps, strict=True):
            if name in DELIVERED_ROOTS and ("rejected" not in members(answer) or members(answer)["rejected"] in DECODED):
                yield DELIVERED_ROOTS[name], delivered, True
    elif case.kind is Kind.CALL and given["call"] == "encode_record":
        yield next(iter(members(given["record"]))), bytes.fromhex(str(expect["ok"])), True


def _delivered(given: dict[str, Json]) -> list[Delivery]:
    """What each step delivers."""
    steps = given["steps"]
    return [read_delivery(step) for step in steps] if isinstance(steps, list) else []


def _applied(given: dict[str, Json]) -> list[list[tuple[str, bytes]]]:
    """The encoded objects of each step: a block, or a batch's transactions."""
    if "blocks" in given:
        return [[("block", data)] for data in from_json(tuple[bytes, ...], given["blocks"])]
    return [[("transaction", data) for data in batch.transactions] for batch in from_json(tuple[Batch, ...], given["batches"])]


def corrupted_object(data: bytes) -> bytes:
    """The object with an element more in its array: deterministic still, and of no rule."""
    value = cbor2.loads(data)
    if isinstance(value, cbor2.CBORTag):
        return cbor2.dumps(cbor2.CBORTag(value.tag, [*value.value, 0]))
    return cbor2.dumps([*value, 0])


def _cddl_problem(root: str, data: bytes) -> str | None:
    try:
        check(root, data)
    except SchemaError as error:
        return error.problem
    return None


def _spoil(value: Json) -> tuple[Json, bool]:
    """The value with its first hexadecimal or decimal string made wrong, and whether there was one. Names and symbols may hold anything."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name in ("call", "decode", "symbol", "name"):
                continue
            twin, changed = _spoil(member)
            if changed:
                return {**value, name: twin}, True
    elif isinstance(value, list):
        for place, member in enumerate(value):
            twin, changed = _spoil(member)
            if changed:
                return [*value[:place], twin, *value[place + 1 :]], True
    elif isinstance(value, str) and value and all(character in "0123456789abcdef" for character in value):
        return value + "G", True
    return value, False


def _difference(path: str, found: bytes, made: bytes) -> str:
    """How a file differs from what the code makes, case by case where it holds cases."""
    try:
        old, new = _cases(found), _cases(made)
    except (FormError, ValueError):
        return "differs from what the code makes" if path.startswith(f"{DATA}/") else "is stale: it is not what the code makes"
    gone, added = [case for key, case in old.items() if key not in new], [case for key, case in new.items() if key not in old]
    if not gone and not added:
        return "has the cases that the code makes, but not their bytes, their order, or their reasons"
    named = [f"- {case.id} ({case.why})" for case in gone[:SHOWN]] + [f"+ {case.id} ({case.why})" for case in added[:SHOWN]]
    return f"{len(gone)} cases are no longer made, {len(added)} are new: {'; '.join(named)}"


def _cases(data: bytes) -> dict[str, Case]:
    listed = parse(data)
    if not isinstance(listed, list):
        raise FormError("a file of cases is an array")
    return {case.id: case for case in map(case_from_json, listed)}
