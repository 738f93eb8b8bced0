"""What calls, blocks, assignments, loops and lists come to."""

from collections.abc import Mapping

from reference.contracts.limits import MAX_LIST
from vectors.scenarios.contract_run import FAILED, Comes

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
