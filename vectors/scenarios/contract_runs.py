"""Programs and what they come to: construct by construct, function by function, and at the ends of gas, memory and calls."""

from collections.abc import Iterable, Mapping

from reference.codes import Code
from reference.contracts.limits import MAX_CALLS
from reference.contracts.values import Scalar
from vectors.case import Case
from vectors.scenarios.contract_run import FAILED, GAS, Comes, run_case
from vectors.scenarios.contract_run_expressions import ARITHMETIC, EQUALITY, EXPRESSIONS, JOINING, KEYS, ORDER, STORES, TABLES, UNARY
from vectors.scenarios.contract_run_library import BASIC, CATCHING, MATHEMATICS, MULDIV, SORTING, STRINGS, TABLE_FUNCTIONS
from vectors.scenarios.contract_run_statements import ASSIGNMENTS, BLOCKS, CALLS, LISTS, LOOPS

RUNS: Mapping[str, Mapping[str, tuple[str, Comes]]] = {
    "LVM-13": CALLS,
    "LVM-14": BLOCKS,
    "LVM-15": ASSIGNMENTS,
    "LVM-16": LOOPS,
    "LVM-17": LISTS,
    "LVM-18": EXPRESSIONS,
    "LVM-19": TABLES,
    "LVM-20": ARITHMETIC,
    "LVM-21": STORES,
    "LVM-22": KEYS,
    "LVM-24": EQUALITY,
    "LVM-25": ORDER,
    "LVM-26": JOINING,
    "LVM-27": UNARY,
    "LVM-30": BASIC,
    "LVM-31": STRINGS,
    "LVM-32": TABLE_FUNCTIONS,
    "LVM-33": MATHEMATICS,
    "LVM-34": MULDIV,
    "LVM-35": CATCHING,
    "LVM-36": SORTING,
}
"""By rule: programs, and what they come to."""

BESIDE = {"LVM-16": ("LVM-23",)}
"""Rules that a rule's programs are about as well."""


def contract_run_cases() -> list[Case]:
    """Programs by what they do."""
    cases = [run_case((rule, *BESIDE.get(rule, ())), why, source, comes) for rule, runs in RUNS.items() for why, (source, comes) in runs.items()]
    return [*cases, *_depth_cases(), *_host_cases()]


def _depth_cases() -> Iterable[Case]:
    """Calls at their limit: the program is one of them."""
    deep = "local function f(n) if n > 1 then return f(n - 1) end return 'in' end return f({})"
    yield run_case(("LVM-43",), "as many calls as there may be", deep.format(MAX_CALLS - 1), (b"in",))
    yield run_case(("LVM-43",), "one call more", deep.format(MAX_CALLS), Code.CALLS_TOO_DEEP)
    mutual = "local g local function f(n) if n > 0 then return (g(n - 1)) end return 0 end g = function(n) return (f(n)) end return f(400)"
    yield run_case(("LVM-43",), "two functions that call each other", mutual, Code.CALLS_TOO_DEEP)
    method = "local t = {} function t:m() return self:m() end t:m()"
    yield run_case(("LVM-43",), "a method that calls itself", method, Code.CALLS_TOO_DEEP)
    ordered = "local function f() local t = {1, 2} table.sort(t, function() f() return true end) end f()"
    yield run_case(("LVM-43",), "a sort in a sort", ordered, Code.CALLS_TOO_DEEP)
    after = f"local function f(n) if n > 1 then f(n - 1) end end for i = 1, 3 do f({MAX_CALLS - 1}) end return 'out'"
    yield run_case(("LVM-43",), "calls that have ended do not count", after, (b"out",))
    once = f"local function g() end g() local function f(n) if n > 1 then return f(n - 1) end end return f({MAX_CALLS})"
    yield run_case(("LVM-43",), "a call that has ended makes no room for two", once, Code.CALLS_TOO_DEEP)
    yield run_case(("LVM-44",), "a source that is no program", "return +", Code.TOKEN_UNEXPECTED)
    yield run_case(("LVM-44",), "a program without gas and memory", "", Code.GAS_EXHAUSTED, gas=0, memory=0)
    far = f"return string.rep('x', {2**40 + 1})"
    yield run_case(("LVM-42",), "a string that only memory is too little for", far, Code.MEMORY_EXHAUSTED, gas=2**36, memory=2**40)
    yield run_case(("LVM-42",), "no memory is needed", "return 1 + 1", (2,), memory=0)
    yield run_case(("LVM-42",), "gas is asked for before memory", "local t = {}", Code.GAS_EXHAUSTED, gas=1, memory=0)
    yield run_case(("LVM-41",), "an endless loop without a body", "while true do end", Code.GAS_EXHAUSTED, gas=1_000)
    yield run_case(("LVM-41",), "an endless repeat loop", "repeat until false", Code.GAS_EXHAUSTED, gas=1_000)
    yield run_case(("LVM-41",), "an endless count", "for i = 1, 0x7fffffffffffffff do end", Code.GAS_EXHAUSTED, gas=1_000)
    endless = "local t = {1} for k in ipairs(t) do t[k + 1] = 1 end"
    yield run_case(("LVM-42",), "a table that grows for ever", endless, Code.MEMORY_EXHAUSTED, memory=10_000)
    yield run_case(("LVM-42",), "functions without end", "while true do local f = function() end end", Code.MEMORY_EXHAUSTED, memory=10_000)
    yield run_case(("LVM-42",), "strings without end", "local s = '' while true do s = s .. 'x' end", Code.MEMORY_EXHAUSTED, memory=10_000)
    yield run_case(("LVM-42",), "memory does not come back", "for i = 1, 100 do local t = {} end", Code.MEMORY_EXHAUSTED, memory=10_000)


def _host_cases() -> Iterable[Case]:
    def case(why: str, source: str, comes: Comes, *answers: tuple[bool, Scalar, int], **limits: int) -> Case:
        return run_case(("LVM-37",), why, source, comes, answers=answers, **limits)

    yield case("what is done", "return host('balance', 'me')", (True, 5), (True, 5, 10))
    yield case("what is not", "return host('transfer', 'you', 5)", (False, b"poor"), (False, b"poor", 0))
    yield case(
        "a nil, a truth value and a string",
        "local a, b = host('a') local c, d = host('b') local e, f = host('c') return b, d, f",
        (None, False, b"x"),
        (True, None, 0),
        (True, False, 0),
        (True, b"x", 0),
    )
    yield case("arguments of each kind", "host('x', nil, true, 1, 's') host('y') host('z', nil) return 0", (0,), (True, None, 0))
    yield case("a host that answers nothing more", "local a, b = host('x') local c, d = host('x') return a, b, c, d", (True, 1, False, None), (True, 1, 0))
    yield case("an operation that is no string", "host(1)", FAILED)
    yield case("no operation", "host()", FAILED)
    yield case("a table", "host('x', {})", FAILED)
    yield case("a function", "host('x', 1, function() end)", FAILED)
    yield case("what is asked in what is caught remains", "pcall(function() host('x') error(1) end) host('y') return 0", (0,), (True, 1, 0))
    yield case("an answer that costs too much", "host('x') return 1", Code.GAS_EXHAUSTED, (True, 1, GAS))
    yield case("an answer that costs too much is not caught", "pcall(function() host('x') end) return 1", Code.GAS_EXHAUSTED, (True, 1, GAS))
    yield case("an answer that is too long", "host('x') return 1", Code.MEMORY_EXHAUSTED, (True, b"y" * 100, 1), memory=131)
    yield case("an answer that just fits", "local a, b = host('x') return #b", (100,), (True, b"y" * 100, 1), memory=132)
    yield case("nothing remains of a run that fails", "host('x') error(1)", FAILED, (True, 1, 7))
    yield case("the answer's gas is used", "local a, b = host('x') return b", (1,), (True, 1, 777))
