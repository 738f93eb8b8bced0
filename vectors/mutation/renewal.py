"""Trying a mutant of what is computed at import: in a process of its own, in which the reference is imported again with the change."""

import importlib
import importlib.abc
import importlib.machinery
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from types import CodeType, ModuleType
from typing import Any

from vectors.case import Case
from vectors.json_text import Json
from vectors.mutation.execution import Lines, recorded_lines
from vectors.mutation.mutant import Mutant, original
from vectors.mutation.trial import first_that_notices

IMPORT_SECONDS = 20
"""How long the import may take, of a fraction of a second, before it is taken for endless."""

UNLOADABLE = "(the reference cannot be imported)"
"""What notices a mutant where not even the modules come into being."""

MANIFEST = "(the manifest)"
"""What notices a mutant where presets or codes are not those that the manifest publishes."""


def noticed_anew(mutant: Mutant, cases: Iterable[Case], manifest: dict[str, Json]) -> str | None:
    """What notices a mutant in a reference that is imported with it: the id of a case, the manifest, or the import. None where nothing does."""
    code = _module_code(mutant)

    def attempt() -> str | None:
        _forget_modules()
        sys.meta_path.insert(0, _Changed(mutant.module, code))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # Nobody handles it: the process ends, and with it the attempt.
        signal.alarm(IMPORT_SECONDS)
        try:
            evaluate = importlib.import_module("vectors.evaluate").evaluate
        except Exception:
            return UNLOADABLE
        signal.alarm(0)
        return _manifest_differs(manifest) or first_that_notices(cases, evaluate)

    answer = _in_child(attempt)
    assert answer is None or isinstance(answer, str)
    return answer


def lines_of_import() -> Lines:
    """The lines of the reference that are executed while it is imported. What a function computed then, an exchange of its code does not change."""

    def attempt() -> Lines:
        with recorded_lines() as lines:
            _forget_modules()
            importlib.import_module("vectors.evaluate")
        return lines()

    answer = _in_child(attempt)
    assert isinstance(answer, frozenset)
    return answer


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module other code than its file holds."""

    def __init__(self, module: str, code: CodeType) -> None:
        self.module = module
        self.code = code

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """The changed module is ours, every other one somebody else's."""
        if fullname != self.module:
            return None
        found = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert found is not None
        return importlib.machinery.ModuleSpec(fullname, self, origin=found.origin)

    def exec_module(self, module: ModuleType) -> None:
        """Execute the changed code."""
        assert module.__spec__ is not None
        module.__file__ = module.__spec__.origin
        exec(self.code, vars(module))


def _module_code(mutant: Mutant) -> CodeType:
    """The code of the whole module with the mutant in it."""
    if mutant.of_module:
        return mutant.code
    module = sys.modules[mutant.module]
    with open(str(module.__file__), encoding="utf-8") as file:
        whole = compile(file.read(), str(module.__file__), "exec", dont_inherit=True)
    return _exchanged(whole, original(mutant).__code__, mutant.code)


def _exchanged(code: CodeType, right: CodeType, wrong: CodeType) -> CodeType:
    constants = []
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            same = constant.co_qualname == right.co_qualname and constant.co_firstlineno == right.co_firstlineno
            constants.append(wrong if same else _exchanged(constant, right, wrong))
        else:
            constants.append(constant)
    return code.replace(co_consts=tuple(constants))


def _forget_modules() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in ("reference", "vectors"):
            del sys.modules[name]


def _manifest_differs(manifest: dict[str, Json]) -> str | None:
    """Whether the presets and the codes of the reference in this process are others than the manifest says."""
    parameters = importlib.import_module("reference.parameters")
    to_json = importlib.import_module("vectors.json_form").to_json
    codes = importlib.import_module("reference.codes").Code
    listed = manifest["codes"]
    assert isinstance(listed, dict)
    published = {name: (entry["number"], entry["rule"]) for name, entry in listed.items() if isinstance(entry, dict)}
    try:
        presets = {name: to_json(parameters.Parameters, preset) for name, preset in parameters.PRESETS.items()}
        same = presets == manifest["presets"] and {code.name: (code.number, code.rule) for code in codes} == published
        same = same and manifest["protocol_version"] == parameters.PROTOCOL_VERSION
    except Exception:
        return MANIFEST
    return None if same else MANIFEST


def _in_child(attempt: Callable[[], object]) -> object:
    """What a function returns in a copy of this process, which ends with it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as stream:
                pickle.dump(attempt(), stream)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    return pickle.loads(data) if data else UNLOADABLE
