"""Programs and what they come to: construct by construct, function by function, and at the ends of gas, memory and calls."""

from collections.abc import Iterable, Mapping

from reference.codes import Code
from reference.contracts.integers import HALF
from reference.contracts.limits import MAX_CALLS, MAX_CATCHES, MAX_LIST
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.contract_values import write_scalar
from vectors.evaluate import evaluate
from vectors.json_text import Json, members

GAS = 100_000
MEMORY = 1_000_000
"""What a program has that is not about what it uses."""

FAILED = Code.CONTRACT_FAILED
GREATEST = HALF - 1
LEAST = -HALF

Comes = tuple[Scalar, ...] | Code
"""What a program comes to: the values that it returns, or a code."""

CATCH = "local function try(f) local done, why = pcall(f) return done, why end "
"""Beginning of a program that catches."""

CALLS: Mapping[str, tuple[str, Comes]] = {
    "nothing": ("", ()),
    "a return of nothing": ("return", ()),
    "one value of each kind": ("return nil, true, false, 7, 'seven'", (None, True, False, 7, b"seven")),
    "parameters without arguments are nil": ("local function f(a, b) return a, b end return f(1)", (1, None)),
    "arguments without parameters are dropped": ("local function f(a) return a end return f(1, 2)", (1,)),
    "a function that returns nothing": ("local function f() end return (f())", (None,)),
    "a function that returns nothing has no value at the end of a list": ("local function f() end return 1, f()", (1,)),
    "recursion": ("local function f(n) if n < 2 then return 1 end return n * f(n - 1) end return f(20)", (2432902008176640000,)),
    "functions are values": ("local function twice(f, x) return f(f(x)) end return twice(function(x) return x * 3 end, 2)", (18,)),
    "two functions share a variable": (
        "local n = 0 local function add() n = n + 1 end local function get() return n end add() add() return get()",
        (2,),
    ),
    "each turn has its own variables": (
        "local t = {} for i = 1, 3 do local j = i * 2 t[i] = function() j = j + i return j end end return t[1](), t[1](), t[3]()",
        (3, 4, 9),
    ),
    "each call has its own variables": (
        "local function counter() local n = 0 return function() n = n + 1 return n end end local a, b = counter(), counter() a() return a(), b()",
        (2, 1),
    ),
    "a captured variable outlives its block": ("local f do local x = 1 f = function() x = x + 1 return x end end f() return f()", (3,)),
    "a variable through two functions": ("local x = 1 local f = function() return function() x = x + 1 end end f()() return x", (2,)),
    "a later variable of the same name is another": ("local x = 1 local f = function() return x end local x = 2 return f(), x", (1, 2)),
    "a call of nil": ("local f f()", FAILED),
    "a call of an integer": ("local f = 1 f()", FAILED),
    "a call of a table": ("local f = {} f()", FAILED),
    "a method of nil": ("local a a:m()", FAILED),
    "a method of a string": ("local a = 'x' a:m()", FAILED),
    "a method that is not there": ("local a = {} a:m()", FAILED),
    "a method gets its table": ("local a = {x = 5} function a:get(y) return self.x + y end return a:get(2)", (7,)),
    "a table as a result": ("return {}", FAILED),
    "a function as a result": ("return 1, function() end", FAILED),
    "a parameter that is assigned to": ("local function f(a) a = a + 1 return a end local b = 1 return f(b), b", (2, 1)),
    "a function that its variable has not": (
        "local function f(n) if n == 0 then return 7 end return f(n - 1) end local g = f f = nil return pcall(g, 1)",
        (False, b"fault"),
    ),
}

BLOCKS: Mapping[str, tuple[str, Comes]] = {
    "an inner variable hides an outer": ("local a = 1 do local a = 2 end return a", (1,)),
    "a block changes an outer variable": ("local a = 1 do a = 2 end return a", (2,)),
    "a return from within": ("do do return 1 end end return 2", (1,)),
    "nil and false do not hold": ("local n = 0 if nil then n = 1 end if false then n = 2 end return n", (0,)),
    "0 and empty strings and tables hold": ("local n = 0 if 0 then n = n + 1 end if '' then n = n + 1 end if {} then n = n + 1 end return n", (3,)),
    "the first condition that holds": ("if false then return 1 elseif 1 then return 2 elseif 1 then return 3 else return 4 end", (2,)),
    "the last block": ("if false then return 1 elseif nil then return 2 else return 3 end", (3,)),
    "none": ("if false then return 1 end return 2", (2,)),
    "a later condition is not asked": ("local n = 0 local function f() n = n + 1 return true end if f() then elseif f() then end return n", (1,)),
}

ASSIGNMENTS: Mapping[str, tuple[str, Comes]] = {
    "fewer values": ("local a, b, c = 1 return a, b, c", (1, None, None)),
    "more values": ("local a = 1, 2 return a", (1,)),
    "values of a call": ("local function f() return 1, 2, 3 end local a, b, c, d = 0, f() return a, b, c, d", (0, 1, 2, 3)),
    "a call in the middle gives one": ("local function f() return 1, 2 end local a, b, c = f(), 5 return a, b, c", (1, 5, None)),
    "a call in parentheses gives one": ("local function f() return 1, 2 end local a, b = (f()) return a, b", (1, None)),
    "two variables change places": ("local a, b = 1, 2 a, b = b, a return a, b", (2, 1)),
    "the last place of a variable wins": ("local a a, a = 1, 2 return a", (2,)),
    "the last place of a key wins": ("local t = {} t.x, t.x = 1, 2 return t.x", (2,)),
    "places are found before anything is assigned": ("local i, t = 1, {} i, t[i] = 2, 9 return i, t[1], t[2]", (2, 9, None)),
    "a table is found before its variable changes": ("local t = {} local u = t t, t.x = {}, 1 return t.x, u.x", (None, 1)),
    "tables and keys before values": (
        "local s = '' local function f(x) s = s .. x return x end local t = {} t[f('a')], t[f('b')] = f('c'), f('d') return s, t.a, t.b",
        (b"abcd", b"c", b"d"),
    ),
    "a table before its key, and both before the value": (
        "local s, t = '', {} local function f(x, y) s = s .. x return y end f('1', t)[f('2', 'k')] = f('3', 4) return s, t.k",
        (b"123", 4),
    ),
    "a key that a value changes": ("local k = 1 local t = {} local function f() k = 2 return 7 end t[k] = f() return t[1], t[2]", (7, None)),
    "a table that a value changes": ("local t = {} local u = t local function f() t = {} return 7 end t.x = f() return t.x, u.x", (None, 7)),
    "values are evaluated where no place takes them": ("local n = 0 local function f() n = n + 1 end local a a = 1, f() return n", (1,)),
    "what is not a table is a fault only once the values are there": (
        "local n = 0 local t local function f() n = 1 end return pcall(function() t.x = f() end), n",
        (False, 1),
    ),
    "an assignment to a place in nil": ("local t t.x = 1", FAILED),
    "an assignment to a place in a string": ("local t = 'x' t.x = 1", FAILED),
    "an assignment to a place in a function": ("local t = function() end t.x = 1", FAILED),
    "an earlier place has its value when a later one fails": (
        "local a, t = 1 local done = pcall(function() a, t.x = 2, 3 end) return done, a",
        (False, 2),
    ),
    "a later place has none when an earlier one fails": ("local a, t = 1 local done = pcall(function() t.x, a = 2, 3 end) return done, a", (False, 1)),
    "a local function's variable is known in it": ("local f = 1 local function f(n) return n == 0 or f(n - 1) end return f(3)", (True,)),
}

LOOPS: Mapping[str, tuple[str, Comes]] = {
    "while": ("local n, s = 0, 0 while n < 5 do n = n + 1 s = s + n end return s", (15,)),
    "while that never begins": ("while nil do return 1 end return 2", (2,)),
    "repeat does it once at least": ("local n = 0 repeat n = n + 1 until true return n", (1,)),
    "repeat until a variable of the body holds": ("local n = 0 repeat n = n + 1 local done = n == 3 until done return n", (3,)),
    "break ends the innermost loop": ("local n = 0 for i = 1, 3 do for j = 1, 3 do if j == 2 then break end n = n + 1 end end return n", (3,)),
    "break ends each kind": (
        "local n = 0 while 1 do n = n + 1 break end repeat n = n + 1 break until false for i = 1, 9 do n = n + 1 break end "
        "for k in pairs({1, 2}) do n = n + 1 break end for k in ipairs({1, 2}) do n = n + 1 break end return n",
        (5,),
    ),
    "break does not ask for the condition": ("local n = 0 repeat if n == 0 then break end until error(1) return n", (0,)),
    "return ends each kind": (
        "local function f(k) while k == 1 do return 'a' end repeat if k == 2 then return 'b' end until true for i = 1, 9 do if k == 3 then return i end end "
        "for i in pairs({7}) do return i end end return f(1), f(2), f(3), f(4)",
        (b"a", b"b", 1, 1),
    ),
    "a step is evaluated where a bound before it is none": (
        "local n, f = 0 f = function() n = n + 1 return 1 end pcall(function() for i = 1, f, f() do end end) return n",
        (1,),
    ),
    "both bounds and the step are evaluated where the first is none": (
        "local n, f = 0 f = function() n = n + 1 return 1 end pcall(function() for i = f, f(), f() do end end) return n",
        (2,),
    ),
    "a bound that a later one changes": ("local n, s = 3, '' local function f() n = 9 return 1 end for i = 1, n, f() do s = s .. i end return s", (b"123",)),
    "up": ("local s = '' for i = 1, 3 do s = s .. i end return s", (b"123",)),
    "down": ("local s = '' for i = 3, 1, -1 do s = s .. i end return s", (b"321",)),
    "by three": ("local s = '' for i = 1, 8, 3 do s = s .. i .. ' ' end return s", (b"1 4 7 ",)),
    "down by three": ("local s = '' for i = 8, 1, -3 do s = s .. i .. ' ' end return s", (b"8 5 2 ",)),
    "not at all": ("for i = 2, 1 do return i end for i = 1, 2, -1 do return i end return 0", (0,)),
    "once": ("local n = 0 for i = 5, 5 do n = n + i end for i = 5, 5, -1 do n = n + i end return n", (10,)),
    "to the greatest integer": ("local n = 0 for i = 0x7ffffffffffffffd, 0x7fffffffffffffff do n = n + 1 end return n", (3,)),
    "to the least": ("local n = 0 for i = 0x8000000000000001, 0x8000000000000000, -1 do n = n + 1 end return n", (2,)),
    "over all integers in great steps": ("local n = 0 for i = 0x8000000000000000, 0x7fffffffffffffff, 0x7fffffffffffffff do n = n + 1 end return n", (3,)),
    "the step is nil": ("local a for i = 1, 2, a do end", FAILED),
    "the step is 0": ("for i = 1, 2, 0 do end", FAILED),
    "the step is 0 where nothing is counted": ("for i = 2, 1, 0 do end", FAILED),
    "a first integer that is a string": ("for i = '1', 2 do end", FAILED),
    "a last integer that is a string": ("for i = 1, '2' do end", FAILED),
    "a step that is a string": ("for i = 1, 2, '1' do end", FAILED),
    "a last integer that is nil": ("local a for i = 1, a do end", FAILED),
    "bounds are asked once, in order": (
        "local s = '' local function f(x, y) s = s .. x return y end for i = f('a', 1), f('b', 3), f('c', 1) do end return s",
        (b"abc",),
    ),
    "an assignment to the variable changes nothing": ("local n = 0 for i = 1, 3 do i = 10 n = n + 1 end return n", (3,)),
    "pairs in order": (
        "local s = '' for k, v in pairs({b = 1, a = 2, [3] = 3, [-1] = 4, [true] = 5, [false] = 6, ab = 7, [''] = 8}) do "
        "s = s .. tostring(k) .. v .. ' ' end return s",
        (b"-14 33 8 a2 ab7 b1 false6 true5 ",),
    ),
    "pairs of integers by value": (
        "local s = '' for k in pairs({[10] = 1, [9] = 1, [-10] = 1, [-9] = 1, [0] = 1}) do s = s .. k .. ' ' end return s",
        (b"-10 -9 0 9 10 ",),
    ),
    "pairs of strings bytewise": (
        "local s = '' for k in pairs({['a\\0b'] = 1, ['a'] = 1, ['\\255'] = 1, ['B'] = 1, ['a\\0'] = 1, ['~'] = 1}) do s = s .. #k .. ' ' end return s",
        (b"1 1 2 3 1 1 ",),
    ),
    "pairs of nothing": ("for k in pairs({}) do return k end return 0", (0,)),
    "pairs of what is no table": ("for k in pairs('x') do end", FAILED),
    "pairs of nil": ("local a for k in pairs(a) do end", FAILED),
    "ipairs of what is no table": ("for k in ipairs(1) do end", FAILED),
    "pairs does not see what is added": ("local t = {1} for k, v in pairs(t) do t[k + 1] = 1 if k > 5 then break end end return #t", (2,)),
    "pairs does not see what is removed": ("local t, n = {1, 2, 3}, 0 for k in pairs(t) do t[3] = nil n = n + 1 end return n", (2,)),
    "pairs sees what is changed": ("local t, s = {1, 2, 3}, '' for k, v in pairs(t) do t[k + 1] = 9 s = s .. v end return s", (b"199",)),
    "what is removed and put back is seen": ("local t, s = {1, 2, 3}, '' for k, v in pairs(t) do t[3] = nil t[3] = 7 s = s .. v end return s", (b"127",)),
    "ipairs ends at a gap": ("local s = '' for k, v in ipairs({1, 2, nil, 4}) do s = s .. k .. v end return s", (b"1122",)),
    "ipairs sees what is added": ("local t, n = {1}, 0 for k, v in ipairs(t) do n = n + 1 if k < 5 then t[k + 1] = 1 end end return n", (5,)),
    "ipairs does not see 0": ("for k in ipairs({[0] = 1}) do return k end return 'none'", (b"none",)),
    "ipairs of a table without 1": ("for k in ipairs({[2] = 1}) do return k end return 'none'", (b"none",)),
}

LISTS: Mapping[str, tuple[str, Comes]] = {
    "a call at the end gives all": ("local function f() return 1, 2 end return f(), f()", (1, 1, 2)),
    "a call of the library gives all": ("return pcall(function() return 1, 2 end)", (True, 1, 2)),
    "a method gives all": ("local t = {} function t:m() return 1, 2 end return 0, t:m()", (0, 1, 2)),
    "arguments of a call at the end": (
        "local function f() return 1, 2 end local function g(a, b, c) return c, b, a end return g(f()), g(0, f())",
        (None, 2, 1, 0),
    ),
    "arguments from left to right": ("local s = '' local function f(x) s = s .. x end f(f('a'), f('b')) return s", FAILED),
    "arguments one after another": (
        "local s = '' local function f(x) s = s .. x return x end local function g() end g(f('a'), f('b'), f('c')) return s",
        (b"abc",),
    ),
    "the function before the arguments": (
        "local s = '' local function f(x) s = s .. x return function() end end f('a')(f('b'), f('c')) return s",
        (b"abc",),
    ),
    "a variable before a later argument changes it": (
        "local a = 1 local function f() a = 2 return 3 end local function g(x, y) return x, y end return g(a, f())",
        (1, 3),
    ),
    "as many results as there may be": (f"local t = {{{'1, ' * MAX_LIST}}} return table.unpack(t)", (1,) * MAX_LIST),
    "one result too many": (f"local t = {{{'1, ' * MAX_LIST}}} return 0, table.unpack(t)", FAILED),
    "one argument too many": (f"local t = {{{'1, ' * MAX_LIST}}} local function f() end f(0, table.unpack(t))", FAILED),
    "as many arguments as there may be": (f"local t = {{{'1, ' * MAX_LIST}}} local function f(a) end f(table.unpack(t)) return 0", (0,)),
    "the table of a method counts": (f"local t = {{{'1, ' * MAX_LIST}}} function t:m() end t:m(table.unpack(t))", FAILED),
    "the table of a method counts, without a call": (f"local t = {{}} function t:m() end t:m({', '.join('1' * MAX_LIST)})", FAILED),
    "a method with as many as there may be": (f"local t = {{{'1, ' * (MAX_LIST - 1)}}} function t:m(a) return a end return t:m(table.unpack(t))", (1,)),
    "arguments of the library": (f"local t = {{{'1, ' * MAX_LIST}}} return type(table.unpack(t))", (b"number",)),
    "too many arguments of the library": (f"local t = {{{'1, ' * MAX_LIST}}} return pcall(t, table.unpack(t))", FAILED),
    "a long list of locals": (f"local t = {{{'1, ' * MAX_LIST}}} local a, b = 0, table.unpack(t) return b", (1,)),
    "a list that a recursion lengthens": ("local function f(n) if n == 0 then return end return n, f(n - 1) end return f(50)", tuple(range(50, 0, -1))),
    "a list that a recursion makes too long": ("local function f(n) if n == 0 then return end return n, f(n - 1) end return f(51)", FAILED),
}

TWO_ORDERS: Mapping[str, Comes] = {
    "1 or nil and 2, nil and 1 or 2": (1, 2),
    "2 == 2 and 3, nil and 1 == nil": (3, None),
    "1 == 1 | 2, 1 | 2 == 3": (False, True),
    "1 | 1 ~ 1, 1 ~ 1 | 1": (1, 1),
    "1 ~ 1 & 0, 0 & 1 ~ 1": (1, 1),
    "1 & 1 << 1, 1 << 1 & 1": (0, 0),
    "1 .. 1 << 1": FAILED,
    "1 << 1 .. 0": FAILED,
    "1 .. 2 + 3, 1 + 2 .. 3": (b"15", b"33"),
    "1 + 2 * 3, 2 * 3 + 1": (7, 7),
    "-7 // 2, ~1 * 2, not 1 == 1": (-4, -4, False),
    "-1 + 2, #'abc' - 1": (1, 2),
    "1 >> 1 << 1, 7 // 2 * 2, 7 % 4 * 2": (0, 6, 6),
    "3 > 2 == true, 1 <= 1 ~= false": (True, True),
}
"""Lists of two expressions whose operators come in either order."""

EXPRESSIONS: Mapping[str, tuple[str, Comes]] = {
    "the left operand before the right": ("local s = '' local function f(x) s = s .. x return 1 end local a = f('a') + f('b') * f('c') return s", (b"abc",)),
    "a variable before the right operand changes it": ("local a = 1 local function f() a = 10 return 100 end return a + f(), a", (101, 10)),
    "a variable compared before it changes": ("local a = 1 local function f() a = 10 return 10 end return a == f(), a < f()", (False, False)),
    "a variable indexed before it changes": ("local t = {1} local function f() t = {2} return 1 end return t[f()]", (1,)),
    "a variable in a table before it changes": ("local t = {x = 1} local function f() t.x = 10 return 100 end return t.x + f()", (101,)),
    "a variable joined before it changes": ("local a = 'x' local function f() a = 'y' return 'z' end return a .. f() .. a", (b"xzy",)),
    "and gives the first that does not hold": ("return nil and 1, false and 1, 1 and nil, 1 and false, 1 and 2", (None, False, None, False, 2)),
    "or gives the first that holds": ("return nil or 1, false or nil, 1 or 2, nil or false, false or 'x'", (1, None, 1, False, b"x")),
    "and does not ask for more": ("local n = 0 local function f() n = n + 1 end local a = false and f() return n", (0,)),
    "or does not ask for more": ("local n = 0 local function f() n = n + 1 end local a = 1 or f() return n", (0,)),
    "and and or ask where they must": ("local n = 0 local function f() n = n + 1 end local a, b = 1 and f(), nil or f() return n", (2,)),
    "and and or of a call give one value": ("local function f() return 1, 2 end return (true and f()), nil or f()", (1, 1)),
    "an index of nil": ("local a return a.x", FAILED),
    "an index of an integer": ("local a = 1 return a.x", FAILED),
    "an index of a string": ("local a = 'x' return a.len", FAILED),
    "an index of a function": ("local a = function() end return a.x", FAILED),
    "an index of a library call": ("return type(1).x", FAILED),
    "what is not in a table": ("local t = {} return t.x, t[1], t[true]", (None, None, None)),
    "a key that cannot be one": ("local t, n = {1} return t[n], t[t], t[function() end]", (None, None, None)),
    "keys of different types": ("local t = {[1] = 'a', ['1'] = 'b', [true] = 'c'} return t[1], t['1'], t[true]", (b"a", b"b", b"c")),
    "true is not 1, false not 0": ("local t = {[1] = 'a', [0] = 'b'} return t[true], t[false], true == 1", (None, None, False)),
    "operators in order": (
        "return 1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 2 * 7 // 3 % 4, -3 % 5, - 2 * 3, 1 .. 2 .. 3, 1 << 2 + 1, 6 & 3 | 8, 5 ~ 1 & 3, 1 + 1 == 2",
        (7, 9, 3, 0, 2, -6, b"123", 8, 10, 4, True),
    ),
    **{f"in two orders: {first}": (f"return {first}", comes) for first, comes in TWO_ORDERS.items()},
    "escapes": (
        r"""return "\a\b\f\n\r\t\v\\\"\'", '\x00\x7F\xfe', '\0\10\200\2551', 'it\'s'""",
        (b"\a\b\f\n\r\t\v\\\"'", b"\0\x7f\xfe", b"\0\n\xc8\xff1", b"it's"),
    ),
    "integers of each notation": ("return 007, 0x1F, 0Xff, 0xffffffffffffffff, 0x8000000000000000", (7, 31, 255, -1, LEAST)),
    "not before a comparison": ("return not 1 == 2, not (1 == 2)", (False, True)),
    "and before or": ("return 1 or 2 and 3, nil and 1 or 2", (1, 2)),
    "comparisons from left to right": ("return 1 < 2 == true, 2 == 2 ~= false", (True, True)),
    "shifts between joining and bits": ("return 1 .. 0 << 1", FAILED),
}

TABLES: Mapping[str, tuple[str, Comes]] = {
    "entries of every form": ("local t = {10, 20, x = 1, y = 2, 30} return t[1], t[2], t[3], t.x, t.y", (10, 20, 30, 1, 2)),
    "keys in brackets": ("local t = {[1 + 1] = 'a', ['x' .. 'y'] = 'b', [true] = 'c'} return t[2], t.xy, t[true]", (b"a", b"b", b"c")),
    "the last of two equal keys": ("local t = {a = 1, a = 2, [1] = 3} return t.a", (2,)),
    "the last of two equal keys in brackets": ("local t = {[1] = 1, [1] = 2} return t[1]", (2,)),
    "a nil after an equal key": ("local t = {a = 1, a = nil} return t.a", (None,)),
    "a call at the end": ("local function f() return 1, 2, 3 end local t = {0, f()} return #t, t[4]", (4, 3)),
    "a call in the middle": ("local function f() return 1, 2, 3 end local t = {f(), 5} return #t, t[2]", (2, 5)),
    "a call in parentheses at the end": ("local function f() return 1, 2, 3 end return #{(f())}", (1,)),
    "a call under a name at the end": ("local function f() return 1, 2, 3 end local t = {0, x = f()} return #t, t.x", (1, 1)),
    "entries before a named call": ("local function f() return 1, 2 end local t = {f(), x = 3} return #t", (1,)),
    "entries are evaluated in order": (
        "local s = '' local function f(x) s = s .. x return x end local t = {[f('a')] = f('b'), [f('c')] = f('d'), e = f('e')} return s, t.a, t.c",
        (b"abcde", b"b", b"d"),
    ),
    "a nil key": ("local k return {[k] = 1}", FAILED),
    "a key that is a table": ("local t = {[{}] = 1}", FAILED),
    "a key that is a function": ("local t = {[function() end] = 1}", FAILED),
    "a wrong key before its value": ("local n = 0 local k local done = pcall(function() local t = {[k] = error(1)} end) return done", (False,)),
    "more entries than a list may have": (f"local t = {{{'7, ' * 120}}} return #t, t[120], t[51]", (120, 7, 7)),
    "a table with holes": ("return #{1, nil, 3}, #{nil, 2}, #{nil}, #{1, 2, nil}", (1, 0, 0, 2)),
    "each constructor makes another table": ("local function f() return {} end return f() == f()", (False,)),
}

ARITHMETIC: Mapping[str, tuple[str, Comes]] = {
    "sums that wrap": (
        "local g, l = 0x7fffffffffffffff, 0x8000000000000000 return g + 1, l - 1, g + g, l + l, g - l, -l, 0 - l",
        (LEAST, GREATEST, -2, 0, -1, LEAST, LEAST),
    ),
    "products that wrap": (
        "local g, l = 0x7fffffffffffffff, 0x8000000000000000 return g * 2, l * -1, g * g, l * l, 4294967296 * 4294967296, 3037000500 * 3037000500",
        (-2, LEAST, 1, 0, 0, -9223372036709301616),
    ),
    "division rounds down": ("return 7 // 2, -7 // 2, 7 // -2, -7 // -2, 6 // 3, -6 // 3, 0 // -5, 1 // 9, -1 // 9", (3, -4, -4, 3, 2, -2, 0, 0, -1)),
    "a remainder has the divisor's sign": ("return 7 % 3, -7 % 3, 7 % -3, -7 % -3, 6 % 3, -6 % 3, 0 % -5, 1 % 9, -1 % 9", (1, 2, -2, -1, 0, 0, 0, 1, 8)),
    "the least integer divided by -1": ("local l = 0x8000000000000000 return l // -1, l % -1, l // 1, l % 1", (LEAST, 0, LEAST, 0)),
    "division of the ends": ("local g, l = 0x7fffffffffffffff, 0x8000000000000000 return g // l, l // g, g % l, l % g", (-1, -2, -1, GREATEST - 1)),
    "division by 0": ("return 1 // 0", FAILED),
    "a remainder by 0": ("return 1 % 0", FAILED),
    "0 divided by 0": ("return 0 // 0", FAILED),
    "bits": ("return 12 & 10, 12 | 10, 12 ~ 10, ~0, ~5, -1 & 255, -1 | 5, -1 ~ 5", (8, 14, 6, -1, -6, 255, -1, -6)),
    "shifts": (
        "return 1 << 0, 1 << 62, 1 << 63, 1 << 64, 1 << 65, 5 << 1, -1 << 1, 256 >> 4, -1 >> 1, -1 >> 63, -1 >> 64, 1 >> 1",
        (1, 2**62, LEAST, 0, 0, 10, -2, 16, GREATEST, 1, 0, 0),
    ),
    "shifts by 63": ("return -1 << 63, -1 << -63, 3 >> 63, -1 >> 62, 5 << 0, 5 >> 0", (LEAST, 1, 0, 3, 5, 5)),
    "shifts by less than 0": ("return 1 << -1, 8 << -3, 1 >> -1, 1 >> -63, 1 >> -64, -1 << -63, -1 << -64", (0, 1, 2, LEAST, 0, 1, 0)),
    "shifts by the ends": (
        "local g, l = 0x7fffffffffffffff, 0x8000000000000000 return 1 << g, 1 << l, 1 >> g, 1 >> l, -1 >> l, -1 << l",
        (0, 0, 0, 0, 0, 0),
    ),
    "minus": ("return -5, - -5, -0, -(-9223372036854775807)", (-5, 5, 0, GREATEST)),
    **{f"{operator} of a string and an integer": (f"return '1' {operator} 1", FAILED) for operator in ("+", "-", "*", "//", "%", "&", "|", "~", "<<", ">>")},
    **{f"{operator} of an integer and a string": (f"return 1 {operator} '1'", FAILED) for operator in ("+", "-", "*", "//", "%", "&", "|", "~", "<<", ">>")},
    **{f"{operator} of a truth value": (f"return true {operator} 1", FAILED) for operator in ("+", "*", "&", "<<")},
    **{f"{operator} with nil": (f"return 1 {operator} nil", FAILED) for operator in ("+", "//", "|", ">>")},
    "a table in a sum": ("return {} + 1", FAILED),
}

UNARY: Mapping[str, tuple[str, Comes]] = {
    "minus of a string": ("return -'1'", FAILED),
    "minus of nil": ("return -nil", FAILED),
    "the complement of a string": ("return ~'1'", FAILED),
    "the complement of a truth value": ("return ~true", FAILED),
    "the length of a string in bytes": ("return #'', #'abc', #'\\0\\0', #'\xc3\xa4'", (0, 3, 2, 2)),
    "the length of an integer": ("return #1", FAILED),
    "the length of nil": ("return #nil", FAILED),
    "the length of a function": ("return #function() end", FAILED),
    "not": ("return not nil, not false, not true, not 0, not '', not {}", (True, True, False, False, False, False)),
}

STORES: Mapping[str, tuple[str, Comes]] = {
    "the border grows by one": ("local t = {} t[1] = 1 t[2] = 2 return #t", (2,)),
    "the border does not jump over a gap": ("local t = {} t[1] = 1 t[3] = 3 return #t", (1,)),
    "the border takes in what comes after a gap": ("local t = {} t[1] = 1 t[3] = 3 t[4] = 4 t[6] = 6 t[2] = 2 return #t", (4,)),
    "the border falls to before a hole": ("local t = {1, 2, 3, 4, 5} t[3] = nil return #t", (2,)),
    "the border falls by one": ("local t = {1, 2, 3} t[3] = nil return #t", (2,)),
    "the border falls to 0": ("local t = {1, 2, 3} t[1] = nil return #t, t[2]", (0, 2)),
    "the border comes back": ("local t = {1, 2, 3} t[1] = nil t[1] = 7 return #t", (3,)),
    "what is beyond the border does not move it": ("local t = {1, 2} t[5] = 5 t[5] = nil t[0] = 1 t[-1] = 1 return #t", (2,)),
    "0 is not counted": ("local t = {} t[0] = 1 return #t", (0,)),
    "nil where nothing is": ("local t = {1} t.x = nil t[2] = nil t[0] = nil return #t, t.x", (1, None)),
    "a change of what is there": ("local t = {1, 2} t[1] = 5 t.x = 1 t.x = 2 return #t, t[1], t.x", (2, 5, 2)),
    "false is something": ("local t = {false, false} t[1] = false return #t, t[1]", (2, False)),
    "many entries": ("local t = {} for i = 1, 300 do t[i] = i end for i = 300, 151, -1 do t[i] = nil end return #t", (150,)),
    "entries from the end to the beginning": ("local t = {} for i = 20, 1, -1 do t[i] = i end return #t", (20,)),
    "tables are shared": ("local t = {} local u = t u.x = 1 return t.x, t == u, t == {}", (1, True, False)),
}

KEYS: Mapping[str, tuple[str, Comes]] = {
    "nil": ("local t, k = {} t[k] = 1", FAILED),
    "a table": ("local t = {} t[t] = 1", FAILED),
    "a function": ("local t = {} t[function() end] = 1", FAILED),
    "a nil key for nil": ("local t, k = {} t[k] = nil", FAILED),
    "truth values": ("local t = {} t[true] = 1 t[false] = 2 return t[true], t[false]", (1, 2)),
    "the longest string": (f"local t, k = {{}}, string.rep('x', {MAX_KEY_BYTES}) t[k] = 1 return t[k]", (1,)),
    "a longer string": (f"local t, k = {{}}, string.rep('x', {MAX_KEY_BYTES + 1}) t[k] = 1", FAILED),
    "a longer string that is read": (f"local t, k = {{}}, string.rep('x', {MAX_KEY_BYTES + 1}) return t[k]", (None,)),
    "a longer string in a constructor": (f"local t = {{['{'x' * (MAX_KEY_BYTES + 1)}'] = 1}}", FAILED),
    "a longer name": (f"local t = {{}} t.{'x' * (MAX_KEY_BYTES + 1)} = 1", FAILED),
    "a longer name in a constructor": (f"local t = {{{'x' * (MAX_KEY_BYTES + 1)} = 1}}", FAILED),
    "the longest name": (f"local t = {{{'x' * MAX_KEY_BYTES} = 1}} return t.{'x' * MAX_KEY_BYTES}", (1,)),
    "the ends of integers": (
        "local t = {} t[0x7fffffffffffffff] = 1 t[0x8000000000000000] = 2 return t[0x7fffffffffffffff], t[0x8000000000000000], #t",
        (1, 2, 0),
    ),
}

EQUALITY: Mapping[str, tuple[str, Comes]] = {
    "values of one type": (
        "return 1 == 1, 1 == 2, 'a' == 'a', 'a' == 'b', true == true, true == false, nil == nil",
        (True, False, True, False, True, False, True),
    ),
    "values of different types": ("return 1 == '1', 0 == false, nil == false, '' == nil, 1 == true, 0 == nil, '0' == 0", (False,) * 7),
    "unequal": ("return 1 ~= 1, 1 ~= 2, '1' ~= 1, nil ~= false", (False, True, True, True)),
    "tables and functions are equal to themselves": (
        "local t, u, f = {}, {}, function() end local g = function() end return t == t, t == u, f == f, f == g, t ~= u, t == 1",
        (True, False, True, False, True, False),
    ),
    "two functions of one text": ("local function f() return function() end end return f() == f()", (False,)),
    "long strings": ("local a, b = string.rep('x', 100), string.rep('x', 99) return a == b .. 'x', a == b, a == b .. 'y', a ~= b", (True, False, False, True)),
    "strings with a zero byte": ("return 'a\\0b' == 'a\\0b', 'a\\0b' == 'a\\0c', 'a\\0' == 'a'", (True, False, False)),
}

ORDER: Mapping[str, tuple[str, Comes]] = {
    "integers": (
        "return 1 < 2, 2 < 1, 1 < 1, 1 <= 1, 2 <= 1, 2 > 1, 1 > 1, 1 >= 1, 1 >= 2, -1 < 0",
        (True, False, False, True, False, True, False, True, False, True),
    ),
    "variables": (
        "local a, b = 1, 2 return a < b, b < a, a < a, a <= a, b <= a, b > a, a > a, a >= a, a >= b",
        (True, False, False, True, False, True, False, True, False),
    ),
    "the ends": ("local g, l = 0x7fffffffffffffff, 0x8000000000000000 return l < g, g < l, l < 0, g > 0", (True, False, True, True)),
    "strings bytewise": (
        "return 'a' < 'b', 'a' < 'B', 'a' < 'aa', '' < 'a', 'a' < 'a', '\\255' > 'z', 'Z' < 'a', '10' < '9'",
        (True, False, True, True, False, True, True, True),
    ),
    "strings with zero bytes": ("return 'a\\0b' < 'a\\0c', 'a' < 'a\\0', 'a\\0' < 'a', 'a\\0z' < 'ab'", (True, True, False, True)),
    "strings or the same": ("return 'a' <= 'a', 'a' >= 'a', 'b' <= 'a', 'b' >= 'a'", (True, True, False, True)),
    "an integer and a string": ("return 1 < '2'", FAILED),
    "a string and an integer": ("return '1' < 2", FAILED),
    "a variable string and an integer": ("local a, b = '1', 2 return a <= b", FAILED),
    "an integer and a variable string": ("local a, b = 1, '2' return a > b", FAILED),
    "nil": ("return nil < 1", FAILED),
    "truth values": ("return false < true", FAILED),
    "tables": ("local t = {} return t <= t", FAILED),
    "operands in order": ("local s = '' local function f(x) s = s .. x return 1 end local a, b = f('a') > f('b'), f('c') >= f('d') return s", (b"abcd",)),
}

JOINING: Mapping[str, tuple[str, Comes]] = {
    "strings": ("return 'a' .. 'b', '' .. '', 'a' .. '' .. 'b'", (b"ab", b"", b"ab")),
    "integers": ("return 1 .. 2, -1 .. 'x', 'x' .. 0x8000000000000000", (b"12", b"-1x", b"x-9223372036854775808")),
    "from the right": ("local s = '' local function f(x) s = s .. x return x end local a = f('a') .. f('b') .. f('c') return s, a", (b"abc", b"abc")),
    "a wrong right side": ("return 'a' .. nil", FAILED),
    "a wrong left side": ("return true .. 'a'", FAILED),
    "a table": ("return {} .. 'a'", FAILED),
    "bytes as they are": ("return '\\0' .. '\\255'", (b"\0\xff",)),
}

BASIC: Mapping[str, tuple[str, Comes]] = {
    "the names of types": (
        "return type(nil), type(true), type(false), type(1), type('x'), type({}), type(function() end), type()",
        (b"nil", b"boolean", b"boolean", b"number", b"string", b"table", b"function", b"nil"),
    ),
    "text": (
        "return tostring(nil), tostring(true), tostring(false), tostring(-12), tostring('x'), tostring(0x8000000000000000)",
        (b"nil", b"true", b"false", b"-12", b"x", b"-9223372036854775808"),
    ),
    "text of a table": ("return tostring({})", FAILED),
    "text of a function": ("return tostring(function() end)", FAILED),
    "what is asserted": ("return assert(1), assert('x', 2), assert({}) ~= nil", (1, b"x", True)),
    "what is asserted gives one value": ("return assert(1, 2)", (1,)),
    "what does not hold": ("assert(false)", FAILED),
    "what does not hold, with a reason": ("return pcall(function() assert(nil, 'why') end)", (False, b"why")),
    "what does not hold, without one": ("return pcall(function() assert(false) end)", (False, None)),
    "an error": ("error('x')", FAILED),
    "an error of nothing": ("return pcall(function() error() end)", (False, None)),
    "an error of a table": ("local done, why = pcall(function() error({x = 1}) end) return done, why.x", (False, 1)),
}

STRINGS: Mapping[str, tuple[str, Comes]] = {
    "a byte": ("return string.byte('abc', 1), string.byte('abc', 3), string.byte('\\255', 1), string.byte('\\0', 1)", (97, 99, 255, 0)),
    "no byte": ("return string.byte('abc', 0), string.byte('abc', 4), string.byte('abc', -1), string.byte('', 1)", (None, None, None, None)),
    "a byte without a place": ("return string.byte('abc')", FAILED),
    "a byte of an integer": ("return string.byte(12, 1)", FAILED),
    "a byte at a string": ("return string.byte('abc', '1')", FAILED),
    "a string of a byte": ("return string.char(0), string.char(65), string.char(255)", (b"\0", b"A", b"\xff")),
    "a string of too little": ("return string.char(-1)", FAILED),
    "a string of too much": ("return string.char(256)", FAILED),
    "a string of a string": ("return string.char('A')", FAILED),
    "parts": (
        "local s = 'abcdef' return string.sub(s, 2, 4), string.sub(s, 2), string.sub(s, 1, 1), string.sub(s, 6), string.sub(s, 7), string.sub(s, 3, 2)",
        (b"bcd", b"bcdef", b"a", b"f", b"", b""),
    ),
    "parts from the end": (
        "local s = 'abcdef' return string.sub(s, -2), string.sub(s, -4, -3), string.sub(s, 2, -2), string.sub(s, -100, 2), "
        "string.sub(s, -6, 1), string.sub(s, -7, 1), string.sub(s, 1, -7)",
        (b"ef", b"cd", b"bcde", b"ab", b"a", b"a", b""),
    ),
    "parts beyond the ends": (
        "local s = 'abc' return string.sub(s, 0), string.sub(s, 0, 0), string.sub(s, 1, 100), string.sub(s, 100, 200), "
        "string.sub(s, 4, 4), string.sub(s, 3, 3), string.sub(s, 2, 0)",
        (b"abc", b"", b"abc", b"", b"", b"c", b""),
    ),
    "parts at the ends of integers": (
        "local g, l = 0x7fffffffffffffff, 0x8000000000000000 local s = 'abc' return string.sub(s, l, g), string.sub(s, g, l), "
        "string.sub(s, l, l), string.sub(s, g, g), string.sub(s, l, -1)",
        (b"abc", b"", b"", b"", b"abc"),
    ),
    "the last byte": ("return string.sub('abc', -1)", (b"c",)),
    "a part without a place": ("return string.sub('abc')", FAILED),
    "a part of nil": ("return string.sub(nil, 1)", FAILED),
    "a part up to a string": ("return string.sub('abc', 1, '2')", FAILED),
    "again and again": (
        "return string.rep('ab', 3), string.rep('ab', 1), string.rep('ab', 0), string.rep('ab', -1), string.rep('', 5)",
        (b"ababab", b"ab", b"", b"", b""),
    ),
    "nothing very often": ("return string.rep('', 0x7fffffffffffffff), string.rep('x', 0x8000000000000000)", (b"", b"")),
    "again without a number": ("return string.rep('ab')", FAILED),
    "an integer again": ("return string.rep(1, 2)", FAILED),
    "far too often": ("return string.rep('ab', 0x7fffffffffffffff)", Code.GAS_EXHAUSTED),
    "too often": ("return string.rep('x', 1000000)", Code.MEMORY_EXHAUSTED),
    "what is found": (
        "local s = 'abcabc' return string.find(s, 'bc'), (string.find(s, 'bc', 3)), (string.find(s, 'c', 6)), string.find(s, 'abcabc')",
        (2, 5, 6, 1, 6),
    ),
    "where it begins and ends": ("return string.find('abcabc', 'bc', 3)", (5, 6)),
    "nothing is found everywhere": (
        "return (string.find('abc', '')), (string.find('abc', '', 3)), (string.find('abc', '', 4)), string.find('', '')",
        (1, 3, 4, 1, 0),
    ),
    "what is not found": (
        "return (string.find('abc', 'd')), (string.find('abc', 'a', 2)), (string.find('abc', '', 5)), string.find('ab', 'abc')",
        (None, None, None, None),
    ),
    "no patterns": ("return (string.find('a.c', '.')), (string.find('abc', 'a.c')), (string.find('a%d', '%d'))", (2, None, 2)),
    "from before the beginning": ("return string.find('abc', 'a', 0)", FAILED),
    "from the end": ("return string.find('abc', 'c', -1)", FAILED),
    "an integer that is sought": ("return string.find('123', 2)", FAILED),
    "in an integer": ("return string.find(123, '2')", FAILED),
    "from far beyond the end": ("return string.find('abc', 'a', 0x7fffffffffffffff)", (None,)),
}

TABLE_FUNCTIONS: Mapping[str, tuple[str, Comes]] = {
    "joined": (
        "return table.concat({}), table.concat({'a'}), table.concat({'a', 1, 'b'}), table.concat({1, 2, 3}, ', '), "
        "table.concat({}, 'x'), table.concat({'a'}, 'x')",
        (b"", b"a", b"a1b", b"1, 2, 3", b"", b"a"),
    ),
    "joined up to the border": ("return table.concat({1, 2, nil, 4}, '-')", (b"1-2",)),
    "a table joined": ("return table.concat({'a', {}})", FAILED),
    "a truth value joined": ("return table.concat({true})", FAILED),
    "joined by an integer": ("return table.concat({1, 2}, 3)", FAILED),
    "nil joined": ("return table.concat()", FAILED),
    "a string joined": ("return table.concat('abc')", FAILED),
    "put at the end": ("local t = {1} table.insert(t, 'x') table.insert(t, 'y') return #t, t[2], t[3]", (3, b"x", b"y")),
    "put before what is beyond the border": ("local t = {1} t[3] = 3 table.insert(t, 2) return #t", (3,)),
    "nil at the end": ("local t = {1} table.insert(t, nil) return #t", (1,)),
    "put into nil": ("table.insert(nil, 1)", FAILED),
    "putting gives nothing": ("local function f() return table.insert({}, 1) end return 1, f()", (1,)),
    "taken from the end": ("local t = {1, 2} return table.remove(t), #t, table.remove(t), #t, table.remove(t), #t", (2, 1, 1, 0, None, 0)),
    "taken from an empty table with a 0": ("local t = {[0] = 5} return table.remove(t), t[0]", (None, 5)),
    "taken from a string": ("return table.remove('abc')", FAILED),
    "all entries": ("return table.unpack({1, nil, 3}), table.unpack({}), table.unpack({'a', 'b'})", (1, None, b"a", b"b")),
    "too many entries": (f"local t = {{{'1, ' * (MAX_LIST + 1)}}} return table.unpack(t)", FAILED),
    "all entries of nil": ("return table.unpack()", FAILED),
}

MATHEMATICS: Mapping[str, tuple[str, Comes]] = {
    "the greater": ("return math.max(1, 2), math.max(2, 1), math.max(-1, -2), math.max(3, 3)", (2, 2, -1, 3)),
    "the lesser": ("return math.min(1, 2), math.min(2, 1), math.min(-1, -2), math.min(3, 3)", (1, 1, -2, 3)),
    "the greater of one": ("return math.max(1)", FAILED),
    "the greater of a string": ("return math.max('1', 2)", FAILED),
    "the lesser of one": ("return math.min(1)", FAILED),
    "the lesser of a string": ("return math.min('1', 2)", FAILED),
    "integers of strings": (
        "local f = function(s) return math.tointeger(s) end return f('0'), f('12'), f('-12'), f('007'), f('-0'), "
        "f('9223372036854775807'), f('-9223372036854775808')",
        (0, 12, -12, 7, 0, GREATEST, LEAST),
    ),
    "no integers": (
        "local f = function(s) return math.tointeger(s) end return f(''), f('-'), f('1.5'), f(' 1'), f('1 '), f('0x1'), "
        "f('1e1'), f('+1'), f('--1'), f('a'), f('1a')",
        (None,) * 11,
    ),
    "strings beyond the ends": (
        "local f = function(s) return math.tointeger(s) end return f('9223372036854775808'), f('-9223372036854775809'), "
        "f('99999999999999999999'), f('00000000000000000001')",
        (None,) * 4,
    ),
    "an integer of an integer": ("return math.tointeger(1)", FAILED),
    "an integer of a string with a line feed": ("return math.tointeger('1\\n'), math.tointeger('\\n1'), math.tointeger('1\\0')", (None, None, None)),
}

MULDIV: Mapping[str, tuple[str, Comes]] = {
    "rounded down": ("return muldiv(7, 3, 2), muldiv(1, 1, 2), muldiv(0, 5, 7), muldiv(6, 4, 3), muldiv(5, 1, 1)", (10, 0, 0, 8, 5)),
    "the whole product between": (
        "local g = 0x7fffffffffffffff return muldiv(g, g, g), muldiv(g, 2, 2), muldiv(g, 1000000, 1000001), muldiv(4294967296, "
        "4294967296, 4294967297), muldiv(g, g - 1, g)",
        (GREATEST, GREATEST, GREATEST * 1_000_000 // 1_000_001, 2**64 // (2**32 + 1), GREATEST - 1),
    ),
    "nothing, with and of": ("return muldiv(5, 0, 3), muldiv(0, 0, 1), muldiv(5, 1, 3), muldiv(1, 5, 3)", (0, 0, 1, 1)),
    "shares": (
        "return muldiv(1000000000000000000, 333333, 1000000), muldiv(123456789012345678, 987654321098765432, 1000000000000000000)",
        (333333000000000000, 121932631137021794),
    ),
    "the least result that does not fit": ("return muldiv(0x4000000000000000, 2, 1)", FAILED),
    "the greatest that does": ("return muldiv(0x7fffffffffffffff, 1, 1), muldiv(0x4000000000000000, 2, 2)", (GREATEST, 2**62)),
    "a far greater result": ("return muldiv(0x7fffffffffffffff, 0x7fffffffffffffff, 1)", FAILED),
    "by 0": ("return muldiv(1, 1, 0)", FAILED),
    "by less than 0": ("return muldiv(1, 1, -1)", FAILED),
    "of less than 0": ("return muldiv(-1, 1, 1)", FAILED),
    "with less than 0": ("return muldiv(1, -1, 1)", FAILED),
    "of a string": ("return muldiv('1', 1, 1)", FAILED),
    "with a string": ("return muldiv(1, '1', 1)", FAILED),
    "by a string": ("return muldiv(1, 1, '1')", FAILED),
    "by nothing": ("return muldiv(1, 1)", FAILED),
}

CATCHING: Mapping[str, tuple[str, Comes]] = {
    "nothing is caught": ("return pcall(function() return 1, nil, 'x' end)", (True, 1, None, b"x")),
    "arguments are handed on": ("return pcall(function(a, b, c) return c, b, a end, 1, 2)", (True, None, 2, 1)),
    "a fault is caught as such": (CATCH + "return try(function() local a = nil + 1 end)", (False, b"fault")),
    "a value is caught as it is": (CATCH + "return try(function() error(42) end)", (False, 42)),
    "what cannot be called": ("return pcall(1)", (False, b"fault")),
    "nothing that is called": ("return pcall()", (False, b"fault")),
    "an error from deep within": (
        "local function f(n) if n == 0 then error('deep') end f(n - 1) end local a, b = pcall(f, 50) local c, d = pcall(f, 50) return a, b, c, d",
        (False, b"deep", False, b"deep"),
    ),
    "what is caught is raised again": ("return pcall(function() local done, why = pcall(function() error(1) end) error(why + 1) end)", (False, 2)),
    "a fault that is raised again is a value": (
        "return pcall(function() local done, why = pcall(function() error('fault') end) return why end)",
        (True, b"fault"),
    ),
    "the program goes on": ("local n = 0 for i = 1, 5 do pcall(function() n = n + 1 error(1) end) end return n", (5,)),
    "what was done remains": ("local t = {} pcall(function() t.x = 1 error(1) end) return t.x", (1,)),
    "gas is not caught": ("return pcall(function() while true do end end)", Code.GAS_EXHAUSTED),
    "gas is not caught by the outer either": ("while true do pcall(function() pcall(function() while true do end end) end) end", Code.GAS_EXHAUSTED),
    "memory is not caught": ("return pcall(function() local s = 'x' while true do s = s .. s end end)", Code.MEMORY_EXHAUSTED),
    "too many calls are not caught": ("local function f() return f() end return pcall(f)", Code.CALLS_TOO_DEEP),
    "as many as there may be": (
        f"local function f(n) if n == 0 then return 'in' end local a, b = pcall(f, n - 1) return b end return f({MAX_CATCHES})",
        (b"in",),
    ),
    "one too many, of what is no function": (
        f"local function f(n) if n == 0 then return pcall(1) end local a, b = pcall(f, n - 1) return b end return f({MAX_CATCHES})",
        Code.CALLS_TOO_DEEP,
    ),
    "one too many": (
        f"local function f(n) if n == 0 then return 'in' end local a, b = pcall(f, n - 1) return b end return f({MAX_CATCHES + 1})",
        Code.CALLS_TOO_DEEP,
    ),
    "one too many after one that has ended": (
        f"pcall(function() end) local function f(n) if n == 0 then return 'in' end local a, b = pcall(f, n - 1) return b end return f({MAX_CATCHES + 1})",
        Code.CALLS_TOO_DEEP,
    ),
    "one after another": (f"local n = 0 for i = 1, {MAX_CATCHES + 5} do pcall(function() n = n + 1 end) end return n", (MAX_CATCHES + 5,)),
    "one after another that fail": (f"local n = 0 for i = 1, {MAX_CATCHES + 5} do pcall(function() n = n + 1 error(1) end) end return n", (MAX_CATCHES + 5,)),
    "results that are too many with true": (f"local t = {{{'1, ' * MAX_LIST}}} return pcall(function() return table.unpack(t) end)", FAILED),
    "results that are just few enough": (
        f"local t = {{{'1, ' * (MAX_LIST - 1)}}} local a, b = pcall(function() return table.unpack(t) end) return a, b",
        (True, 1),
    ),
    "calls are counted from there": (
        f"local function f(n) if n == 0 then error(1) end f(n - 1) end for i = 1, 3 do pcall(f, {MAX_CALLS - 10}) end return 'out'",
        (b"out",),
    ),
}

SORTING: Mapping[str, tuple[str, Comes]] = {
    "integers": ("local t = {5, 3, 9, 1, 3, -7} table.sort(t) return table.concat(t, ' ')", (b"-7 1 3 3 5 9",)),
    "strings": ("local t = {'b', 'a', 'B', '', 'ab'} table.sort(t) return table.concat(t, ' ')", (b" B a ab b",)),
    "nothing, and one": ("local t, u = {}, {{}} table.sort(t) table.sort(u) return #t, #u", (0, 1)),
    "by a function": ("local t = {1, 2, 3, 4, 5} table.sort(t, function(a, b) return a > b end) return table.concat(t)", (b"54321",)),
    "equals keep their order": (
        "local t = {{1, 'a'}, {0, 'b'}, {1, 'c'}, {0, 'd'}, {1, 'e'}} table.sort(t, function(a, b) return a[1] < b[1] end) "
        "local s = '' for i, v in ipairs(t) do s = s .. v[2] end return s",
        (b"bdace",),
    ),
    "what is asked, in order": (
        "local t, s = {3, 1, 2, 5, 4}, '' table.sort(t, function(a, b) s = s .. a .. b .. ' ' return a < b end) return s, table.concat(t)",
        (b"13 52 21 23 53 41 42 43 45 ", b"12345"),
    ),
    "a function that always holds": ("local t = {1, 2, 3} table.sort(t, function() return true end) return table.concat(t)", (b"321",)),
    "a function that never holds": ("local t = {3, 1, 2} table.sort(t, function() end) return table.concat(t)", (b"312",)),
    "integers and strings": ("table.sort({1, 'a'})", FAILED),
    "tables": ("table.sort({{}, {}})", FAILED),
    "one table": ("table.sort({{}}) return 1", (1,)),
    "by what is no function": ("table.sort({1, 2}, 1)", FAILED),
    "one by what is no function": ("table.sort({1}, 1) return 1", (1,)),
    "what is no table": ("table.sort('abc')", FAILED),
    "an error on the way leaves the table": (
        "local t = {3, 2, 1} local done, why = pcall(function() table.sort(t, function() error('x') end) end) return done, why, table.concat(t)",
        (False, b"x", b"321"),
    ),
    "the table may change meanwhile": ("local t = {3, 2, 1} table.sort(t, function(a, b) t[1] = nil return a < b end) return table.concat(t)", (b"123",)),
    "up to the border": ("local t = {3, 2, 1, nil, 0} table.sort(t) return t[1], t[2], t[3], t[5]", (1, 2, 3, 0)),
    "sorting gives nothing": ("local function f() return table.sort({1}) end return 1, f()", (1,)),
    "many": (
        "local t = {} for i = 1, 100 do t[i] = i * 37 % 101 end table.sort(t) for i = 1, 100 do if t[i] ~= i then return i end end return 'sorted'",
        (b"sorted",),
    ),
    "by a function that catches": (
        "local t = {2, 1} table.sort(t, function(a, b) local done = pcall(function() error(1) end) return a < b end) return t[1], t[2]",
        (1, 2),
    ),
}

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


def contract_price_cases() -> list[Case]:
    """Programs by what they cost."""
    return [case for why, source in PRICED.items() for case in _priced(why, source)]


def run_case(
    rules: tuple[str, ...], why: str, source: str, comes: Comes, *, gas: int = GAS, memory: int = MEMORY, answers: Iterable[tuple[bool, Scalar, int]] = ()
) -> Case:
    """The case that runs a program. Raises AssertionError where the reference comes to something else than is meant."""
    told: list[Json] = [{"succeeded": succeeded, "value": write_scalar(value), "gas": price} for succeeded, value, price in answers]
    given: Json = {"source": source.encode("latin-1").hex(), "gas": gas, "memory": memory, "answers": told}
    named = (*rules, "LVM-44") if not isinstance(comes, Code) else (*rules, comes.rule)
    case = intended_case(named, Kind.EXECUTE, "minimal", why, given, comes if isinstance(comes, Code) else None)
    if not isinstance(comes, Code):
        returned = members(members(case.expect)["ok"])["values"]
        assert returned == list(map(write_scalar, comes)), f"{why}: {returned}"
    return case


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
