"""What the functions of the library come to."""

from collections.abc import Mapping

from reference.codes import Code
from reference.contracts.limits import MAX_CALLS, MAX_CATCHES, MAX_LIST
from vectors.scenarios.contract_run import CATCH, FAILED, GREATEST, LEAST, Comes

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
