"""Finding the theorems and the kernels: by walking the packages and reading the marks."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import Any

from reference.rules import Layer, mark_of
from spec.models.lemma import Lemma
from spec.prover.statement import Fold, StandIn, statement_of

Function = Callable[..., Any]


def theorems(package: str = "spec.theorems") -> list[Function]:
    """Every theorem of a package, in the order of the modules' names and of the source."""
    return [function for function in _functions(package) if statement_of(function) is not None]


def folds(package: str = "spec.theorems") -> tuple[Fold, ...]:
    """Every fold that a theorem of a package declares."""
    return tuple(fold for function in theorems(package) if (statement := statement_of(function)) is not None for fold in statement.folding)


def stand_ins(functions: Iterable[Function]) -> tuple[StandIn, ...]:
    """Every procedure that some of these theorems lets stand in; functions that are no theorems have none."""
    return tuple(dict.fromkeys(each for function in functions if (statement := statement_of(function)) is not None for each in statement.standing_in))


def kernels(package: str = "reference") -> list[Function]:
    """Every kernel of a package, in the order of the modules' names and of the source."""
    return [function for function in _functions(package) if (mark := mark_of(function)) is not None and mark.layer is Layer.KERNEL]


def lemmas(package: str = "spec.models") -> list[tuple[str, str, Lemma]]:
    """Every lemma about a model, with the module and the name under which it is found."""
    names = sorted(module.name for module in walk_packages(_imported(package).__path__, f"{package}."))
    return [(name, place, value) for name in names for place, value in vars(_imported(name)).items() if isinstance(value, Lemma)]


def _functions(package: str) -> Iterator[Function]:
    root = _imported(package)
    names = [package, *sorted(module.name for module in walk_packages(root.__path__, f"{package}."))]
    for name in names:
        members = [value for value in vars(_imported(name)).values() if isinstance(value, FunctionType) and value.__module__ == name]
        yield from sorted(members, key=lambda function: function.__code__.co_firstlineno)


def _imported(name: str) -> ModuleType:
    """A module. One that ends the program when it is imported has failed, whatever its status."""
    try:
        return import_module(name)
    except SystemExit as error:
        raise ImportError(f"{name} ends the program when it is imported") from error
