"""Transition tables that contracts declare: which are none, and where; `@` stands before the byte at which a source is refused, and is not part of it."""

from collections.abc import Iterable
from pathlib import Path

from reference.codes import Code
from reference.contracts.transition_table import MAX_DECLARED, MAX_MOVES
from reference.wire.event import MAX_NAME_BYTES
from vectors.case import Case
from vectors.scenarios.contract_sources import check_case

GATE = Path(__file__).parents[2].joinpath("examples", "contracts", "gate.lua").read_text()
"""The example, whose table is a good one."""

LONGEST = "n" * MAX_NAME_BYTES

GO = "{from = 's', event = 'e', to = 's'}"


def declaring(states: str = "'s'", events: str = "'e'", resources: str = "r = 0", moves: str = GO) -> str:
    """A program that declares a table of these."""
    return f"local machine = {{states = {{{states}}}, events = {{{events}}}, resources = {{{resources}}}, moves = {{{moves}}}}}"


def moving(rest: str) -> str:
    """One whose only move has more than a state, an event and a state."""
    return declaring(moves=f"{{from = 's', event = 'e', to = 's'{rest}}}")


def numbered(count: int, form: str = "'n{}'") -> str:
    """So many different names."""
    return ", ".join(form.format(number) for number in range(count))


def chained(count: int) -> str:
    """A table of so many states, each reached from the one before."""
    return declaring(numbered(count), moves=", ".join(f"{{from = 'n{place}', event = 'e', to = 'n{(place + 1) % count}'}}" for place in range(count)))


ACCEPTED = {
    "the gate": GATE,
    "the least table": declaring(),
    "commas at all ends": f"local machine = {{states = {{'s',}}, events = {{'e',}}, resources = {{r = 0,}}, moves = {{{GO[:-1]}, changes = {{'r',}},}},}},}}",
    "no resources": declaring(resources=""),
    "names of one byte and of the most": declaring(
        f"'{LONGEST}'", f"'{LONGEST}'", f"{LONGEST} = 1", f"{{from = '{LONGEST}', event = '{LONGEST}', to = '{LONGEST}'}}"
    ),
    "amounts of any size": declaring(resources="a = 0, b = 9223372036854775807, c = 0x7fffffffffffffff"),
    "one name for a state, an event and a resource": declaring(
        "'x'", "'x'", "x = 0", "{from = 'x', event = 'x', to = 'x', when = {'x', '==', 'x'}, changes = {'x'}}"
    ),
    "a condition without changes": moving(", when = {'r', '<', 1}"),
    "changes without a condition": moving(", changes = {'r', 'r'}"),
    "every comparison": declaring(
        moves=", ".join(f"{{from = 's', event = 'e', to = 's', when = {{'r', '{sign}', 1}}}}" for sign in ("<", "<=", "==", "~=", ">=", ">")) + f", {GO}"
    ),
    "as many states as may be": chained(MAX_DECLARED),
    "a circle that begins at its end": declaring(
        "'c', 'a', 'b'", moves="{from = 'b', event = 'e', to = 'c'}, {from = 'a', event = 'e', to = 'b'}, {from = 'c', event = 'e', to = 'a'}"
    ),
    "a state that nothing leads out of": declaring("'s', 't'", moves="{from = 's', event = 'e', to = 't'}"),
    "two ways by conditions": declaring(
        moves="{from = 's', event = 'e', to = 's', when = {'r', '<', 1}}, {from = 's', event = 'e', to = 's', when = {'r', '<', 2}}"
    ),
    "a variable called machine that is not declared first": "local a = 1 local machine = 5",
    "a variable called machine with another": "local machine, other = {}",
    "another variable": "local engine = {}",
    "a machine without a value": "local machine",
    "a program after the table": declaring() + " return #machine.states",
}

INVALID = {
    "no table": "local machine = @5",
    "an empty table": "local machine = {@}",
    "members in another order": "local machine = {@events = {'e'}}",
    "a name in brackets": "local machine = {@['states'] = {'s'}}",
    "states that are no list": "local machine = {states = @'s'}",
    "a state that is no string": declaring("@5"),
    "a state without a name": declaring("@''"),
    "a state with a long name": declaring(f"@'{LONGEST}n'"),
    "semicolons between": declaring("'s'@; 't'"),
    "one state too many": declaring(f"{numbered(MAX_DECLARED)}, @'t'"),
    "one event too many": declaring(events=f"{numbered(MAX_DECLARED)}, @'t'"),
    "one resource too many": declaring(resources=f"{numbered(MAX_DECLARED, 'n{} = 0')}, @t = 0"),
    "one move too many": declaring(moves=f"{', '.join([GO] * MAX_MOVES)}, @{GO}"),
    "a resource without an amount": declaring(resources="@'r'"),
    "a resource that is a string": declaring(resources="r = @'0'"),
    "a negative resource": declaring(resources="r = @-1"),
    "a resource that is negative in hexadecimal": declaring(resources="r = @0x8000000000000000"),
    "a resource with a long name": declaring(resources=f"@{LONGEST}n = 0"),
    "a move that is no table": declaring(moves="@'s'"),
    "a move without an event": declaring(moves="{from = 's', @to = 's'}"),
    "a move to nowhere": declaring(moves="{from = 's', event = 'e'@}"),
    "another member of a move": moving(", @cost = 1"),
    "changes before a condition": moving(", changes = {'r'}, @when = {'r', '<', 1}"),
    "changes that are no list": moving(", changes = @'r'"),
    "one change too many": moving(", changes = {" + "'r', " * MAX_DECLARED + "@'r'}"),
    "a condition with another comparison": moving(", when = {'r', @'!=', 1}"),
    "a condition whose comparison is no string": moving(", when = {'r', @1, 1}"),
    "a condition of two": moving(", when = {'r', '<'@}"),
    "a condition of four": moving(", when = {'r', '<', 1@, 2}"),
    "a condition with a negative amount": moving(", when = {'r', '<', @-1}"),
    "a condition with a computed amount": moving(", when = {'r', '<', 1 @+ 1}"),
    "more members": "local machine = {states = {'s'}, events = {'e'}, resources = {}, moves = {{from = 's', event = 'e', to = 's'}}, @more = 1}",
    "a table whose field is taken": "local machine = @({})",
    "no states": "@local machine = {states = {}, events = {}, resources = {}, moves = {}}",
    "no states, and more members": "local machine = {states = {}, events = {}, resources = {}, moves = {}, @more = 1}",
}
"""What has not the form of a declaration."""

WRONG = {
    ("EVENT-2", Code.DECLARED_TWICE): {
        "a state twice": declaring("'s', 't', @'s'"),
        "an event twice": declaring(events="'e', @'e'"),
        "a resource twice": declaring(resources="r = 0, @r = 1"),
    },
    ("EVENT-2", Code.DECLARED_UNKNOWN): {
        "a move from an unknown state": declaring(moves="{from = @'e', event = 'e', to = 's'}"),
        "a move by an unknown event": declaring(moves="{from = 's', event = @'s', to = 's'}"),
        "a move to an unknown state": declaring(moves="{from = 's', event = 'e', to = @'r'}"),
        "a condition of an unknown resource": moving(", when = {@'s', '<', 1}"),
        "a condition on an unknown resource": moving(", when = {'r', '<', @'s'}"),
        "an unknown change": moving(", changes = {'r', @'e'}"),
    },
    ("EVENT-3", Code.EVENT_UNUSED): {
        "an event that makes no move": declaring(events="'e', @'f'"),
        "the first event makes none": declaring(events="@'f', 'e'"),
        "no moves at all": declaring(moves="").replace("{'e'}", "{@'e'}"),
    },
    ("EVENT-4", Code.STATE_UNREACHABLE): {
        "a state that nothing leads to": declaring("'s', @'t'"),
        "a state that only leads out": declaring("'s', @'t'", moves=f"{GO}, {{from = 't', event = 'e', to = 's'}}"),
        "two states that lead to each other alone": declaring(
            "'s', @'t', 'u'", moves=f"{GO}, {{from = 't', event = 'e', to = 'u'}}, {{from = 'u', event = 'e', to = 't'}}"
        ),
    },
    ("EVENT-5", Code.MOVE_NEVER_MADE): {
        "two moves without a condition": declaring("'s', 't'", moves=f"{GO}, @{{from = 's', event = 'e', to = 't'}}"),
        "a condition after a move without one": declaring(moves=f"{GO}, @{{from = 's', event = 'e', to = 's', when = {{'r', '<', 1}}}}"),
        "the same condition twice": declaring(
            moves="{from = 's', event = 'e', to = 's', when = {'r', '<', 1}}, @{from = 's', event = 'e', to = 's', when = {'r', '<', 1}, changes = {'r'}}"
        ),
    },
}


def contract_declaration_cases() -> list[Case]:
    """Sources with a declaration, or something like one."""
    return list(_cases())


def _cases() -> Iterable[Case]:
    every = ("EVENT-1", "EVENT-2", "EVENT-3", "EVENT-4", "EVENT-5")
    for why, text in ACCEPTED.items():
        yield check_case(every, why, text, None)
    for why, text in INVALID.items():
        yield check_case(("EVENT-1",), why, text, Code.DECLARATION_INVALID)
    for (rule, code), texts in WRONG.items():
        for why, text in texts.items():
            yield check_case((rule,), why, text, code)
