"""Programs whose cost is met exactly, and missed by one."""

from collections.abc import Iterable

from reference.codes import Code
from reference.contracts.limits import MAX_LIST
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import evaluate
from vectors.json_text import Json, members
from vectors.scenarios.contract_run import GAS, MEMORY

PRICED = {
    "nothing": "",
    "statements in one segment": "local a, b = 1, 2 a = b return a",
    "a function": "local function f(a, b, c) return a end return f(1)",
    "a function with captured variables": "local a, b = 1, 2 local function f() return function() return a + b end end return f()()",
    "a function that is not called": "local a = 1 local function f() while true do a = a + 1 end end",
    "an empty function": "local function f() end f()",
    "an empty function with parameters": "local function f(a, b) end f()",
    "a method": "local t = {} function t:m(a) return a end return t:m(1)",
    "a loop": "for i = 1, 3 do local a = i * 2 end",
    "an empty loop": "for i = 1, 3 do end",
    "a loop that does not turn": "for i = 1, 0 do local a = i end",
    "a while loop": "local n = 0 while n < 3 do n = n + 1 end",
    "a repeat loop": "local n = 0 repeat n = n + 1 until n + 0 >= 3",
    "a loop that breaks": "while 1 + 1 == 2 do break end local a = 1",
    "a loop over a table": "for k, v in pairs({1, 2, a = 3}) do local a = v end",
    "a loop over an empty table": "for k in pairs({}) do local a = k end",
    "a loop over a table from 1": "for k, v in ipairs({1, 2, nil, 4}) do local a = v end",
    "an if": "if 1 + 1 == 3 then local a = 1 elseif 1 == 1 then local b = 2 else local c = 3 end local d = 4",
    "a block": "do local a = 1 end do end local b = 2",
    "segments between blocks": "local a = 1 do local b = 2 end local c = 3 while false do end local d = 4",
    "what and and or leave out": "return nil and 1 + 1 + 1 + 1 or 2",
    "a table": "local t = {1, 2, x = 3}",
    "a table of keys": "local t = {[1] = 1, [true] = 2, y = 3}",
    "a table with a call at the end": "local function f() end local t = {1, f()}",
    "a table with a call of the library at the end": "local t = {type(1)}",
    "a table with a call in parentheses at the end": "local function f() end local t = {(f())}",
    "a table with a named call at the end": "local t = {x = type(1)}",
    "places": "local t, a = {} t.x, a, t.y = 1, 2, 3 t.x = nil",
    "new entries, changed ones, and nil": "local t = {} t.x = 1 t.x = 2 t.y = nil t.x = nil t.x = 3",
    "a border that grows over others": "local t = {} t[2] = 1 t[3] = 1 t[4] = 1 t[6] = 1 t[1] = 1 return #t",
    "joining": "local a = 'abcdefghijklmnopqrstuvwxyz' return a .. a .. 1 .. a",
    "comparing short strings": "local a, b = 'abc', 'abd' return a == b, a < b, a <= b, a ~= b, a > b, a >= b",
    "comparing long strings": "local a, b = string.rep('x', 64), string.rep('x', 95) return a == b, a < b, a <= b, a ~= b, a > b, a >= b",
    "comparing a long string with a literal": f"local a = string.rep('x', 64) return a == '{'x' * 31}', a == '{'x' * 32}', a < '{'x' * 32}', a == 1, a == nil",
    "comparing other values": "local a, b = 1, true return a == b, a == a, a < a",
    "text of values": "return tostring(1), tostring('x'), tostring(nil), tostring(true)",
    "types": "return type(1), type({})",
    "asserted": "return assert(1)",
    "a byte": "return string.byte('x', 1), string.char(65)",
    "a part": "return string.sub(string.rep('x', 200), 3, 100)",
    "repeated": "return #string.rep('x', 31), #string.rep('x', 32), #string.rep('x', 33), #string.rep('', 9)",
    "found": "return string.find(string.rep('x', 100), 'xxxxy')",
    "joined with a separator": "return #table.concat({1, 22, 'abc', string.rep('y', 40)}, ', ')",
    "inserted and removed": "local t = {} table.insert(t, 1) table.insert(t, 2) table.remove(t) table.insert(t, 3)",
    "unpacked": "return table.unpack({1, 2, 3})",
    "unpacked, as many as there may be": f"local t = {{}} for i = 1, {MAX_LIST} do t[i] = i end return table.unpack(t)",
    "too many to be unpacked, which nobody walks over": f"local t = {{}} for i = 1, {MAX_LIST + 1} do t[i] = i end table.unpack(t)",
    "too many to be unpacked, caught": f"local t = {{}} for i = 1, {4 * MAX_LIST} do t[i] = i end return pcall(function() return table.unpack(t) end)",
    "sorted": "local t = {5, 3, 1, 4, 2} table.sort(t)",
    "sorted strings": "local t = {string.rep('b', 40), string.rep('a', 64), 'c'} table.sort(t)",
    "sorted by a function": "local t = {5, 3, 1, 4, 2} table.sort(t, function(a, b) return a > b end)",
    "sorted while it shrinks": "local t = {3, 2, 1} table.sort(t, function(a, b) t[3] = nil return a < b end)",
    "not sorted": "table.sort({}) table.sort({1})",
    "the greater and the lesser": "return math.max(1, 2), math.min(1, 2), math.tointeger('12')",
    "a wide product": "return muldiv(7, 3, 2)",
    "a wide product that fails": "return pcall(function() return muldiv(7, 3, 0) end)",
    "caught": "return pcall(function() error('x') end)",
    "caught in a loop": "for i = 1, 3 do pcall(function() local a = nil + 1 end) end",
    "the host": "return host('do', 'it', 1)",
    "the host with long strings": "return host('do', string.rep('x', 64), string.rep('y', 31))",
    "recursion": "local function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end return f(6)",
    "an error that is not caught": "local a = 1 local b = a + nil local c = 2",
}
"""Programs whose cost is met exactly, and missed by one."""


def contract_price_cases() -> list[Case]:
    """Programs by what they cost."""
    return [case for why, source in PRICED.items() for case in _priced(why, source)]


def _priced(why: str, source: str) -> Iterable[Case]:
    """A program with just enough, and with a unit less of gas and of memory."""
    given: dict[str, Json] = {"source": source.encode("latin-1").hex(), "gas": GAS, "memory": MEMORY, "answers": []}
    spent = _used(given)
    gas, memory = (int(str(spent[name])) for name in ("gas", "memory"))
    just = {**given, "gas": gas, "memory": memory}
    code = Code.CONTRACT_FAILED if "reject" in _answer(given) else None
    rules = ("LVM-40", "LVM-41", "LVM-42")
    yield intended_case(rules, Kind.EXECUTE, "minimal", f"{why}: just enough of both", just, code)
    yield intended_case(rules, Kind.EXECUTE, "minimal", f"{why}: a unit of gas too little", {**just, "gas": gas - 1}, Code.GAS_EXHAUSTED)
    if memory:
        yield intended_case(rules, Kind.EXECUTE, "minimal", f"{why}: a unit of memory too little", {**just, "memory": memory - 1}, Code.MEMORY_EXHAUSTED)


def _answer(given: dict[str, Json]) -> dict[str, Json]:
    return evaluate(Kind.EXECUTE.value, "minimal", given)


def _used(given: dict[str, Json]) -> dict[str, Json]:
    answer = _answer(given)
    return answer if "reject" in answer else members(answer["ok"])
