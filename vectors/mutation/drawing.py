"""New inputs from mutants: where no mined input tells a kernel from its mutant, the prover is asked for the least that does.

What it finds enters the corpus beside the inputs of paths and edges, and is drawn again with them.
"""

from collections.abc import Mapping
from typing import Any

from spec.prover.checking import Verdict
from spec.prover.equivalence import alike_on, check_equivalent
from vectors.evaluate import call_input, read_arguments
from vectors.json_form import to_json
from vectors.json_text import Json, members
from vectors.mined import Example, kernels
from vectors.mutation.generate import mutants_of
from vectors.mutation.mutant import Mutant, faulty
from vectors.mutation.trial import EndlessError, limited
from vectors.work import Workers, here, in_order

Entry = dict[str, Json]
"""An entry of the corpus of mined inputs (`vectors.mined`)."""


def draw_for_mutants(mined: list[Entry], workers: Workers = here) -> list[Entry]:
    """The entries that are to be added to those mined from paths and edges, so that each mutant of a kernel that is another function is told from it."""
    jobs = [(name, [entry for entry in mined if entry["call"] == name]) for name in kernels()]
    return [entry for entries in in_order(workers, _draw_for, jobs) for entry in entries]


def draw_for_kernel(name: str, mined: list[Entry]) -> list[Entry]:
    """The entries to be added to those of one kernel, of which there is at least one."""
    function = kernels()[name].function
    inputs = [read_arguments(members(entry["input"]))[1] for entry in mined]
    found = []
    for mutant in mutants_of(function):
        if any(_tells(mutant, function, arguments) for arguments in inputs):
            continue
        checked = check_equivalent(function, faulty(mutant))
        if checked.verdict is Verdict.REFUTED and checked.counterexample is not None:
            inputs.append(checked.counterexample)
            found.append(entry_of(mutant, checked.counterexample, mined[0]))
    return found


def _draw_for(named: tuple[str, list[Entry]]) -> list[Entry]:
    """The same as one job."""
    return draw_for_kernel(*named)


def entry_of(mutant: Mutant, arguments: Mapping[str, Any], like: Entry) -> Entry:
    """The entry that makes a case of what tells a kernel from its mutant. Of the kernel's paths it says what an entry of the same kernel says."""
    why = f'{mutant.function}: differs if "{mutant.before}" became "{_difference(mutant)}"'
    paths, edges = like["paths"], like["edges"]
    assert isinstance(paths, int)
    assert isinstance(edges, int)
    example = to_json(Example, Example(why, 1, paths, edges, mutant.function))
    assert isinstance(example, dict)
    return {**example, "input": call_input(mutant.function, arguments)}


def _tells(mutant: Mutant, function: Any, arguments: Mapping[str, Any]) -> bool:
    """Whether a kernel and its mutant end differently. A mutant that does not end does."""
    try:
        with limited():
            return not alike_on(function, faulty(mutant), arguments)
    except EndlessError:
        return True


def _difference(mutant: Mutant) -> str:
    """What is new in a mutant: the operator alone where nothing else changed."""
    before, after = mutant.before.split(), mutant.after.split()
    changed = [new for old, new in zip(before, after, strict=False) if old != new]
    return changed[0] if len(before) == len(after) and len(changed) == 1 and mutant.operator == "comparison" else mutant.after
