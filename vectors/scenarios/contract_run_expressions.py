"""What expressions, tables and operators come to."""

from collections.abc import Mapping

from reference.contracts.values import MAX_KEY_BYTES
from vectors.scenarios.contract_run import FAILED, GREATEST, LEAST, Comes

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
