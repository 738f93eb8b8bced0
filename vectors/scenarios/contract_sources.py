"""Sources that are programs, and ones that are not: each with one thing in it.

`@` stands before the byte at which a source is refused, and is not part of it.
"""

from collections.abc import Iterable

from reference.codes import Code
from reference.contracts.expressions import BINDING
from reference.contracts.library_names import LIBRARY
from reference.contracts.limits import LOOP_HELD, MAX_CAPTURED, MAX_HELD, MAX_LEVELS, MAX_LIST, MAX_SOURCE_BYTES, MAX_TARGETS
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.json_text import members

TOKENS = {
    "nothing at all": "",
    "space of every kind": " \t\r\n\v\f",
    "a comment without a line end": "-- nothing",
    "a comment that a carriage return ends": "-- nothing\rreturn 1",
    "a comment of several lines": "--[[ one\ntwo ]] return 1",
    "a comment in brackets of a level, with others in it": "--[=[ ]] ]==] ]=] return 1",
    "a short comment that begins with a bracket": "--[= no\nreturn 1",
    "a comment between tokens": "return--[[]]1",
    "every operator": "local a = 1 return -a, ~a, not a, #'', a + a, a - a, a * a, a // a, a % a, a & a, a | a, a ~ a, a << a, a >> a",
    "every comparison": "local a = 1 return a == a, a ~= a, a < a, a <= a, a > a, a >= a, a and a, a or a, a .. a",
    "names with every kind of character": "local _a9Z, A, _ = 1 return _a9Z, A, _",
    "names that begin with words": "local ends, nots, _end, If = 1 return ends, nots, _end, If",
    "the least integers": "return 0, 00, 0x0, 0X0",
    "the greatest integer in decimal": "return 9223372036854775807, 0009223372036854775807",
    "the greatest integers in hexadecimal": "return 0xffffffffffffffff, 0x8000000000000000, 0x7FFFFFFFFFFFFFFF, 0x00ABCDEF",
    "every escape": r"""return "\a\b\f\n\r\t\v\\\"\'", '\a\b\f\n\r\t\v\\\"\'' """,
    "escapes in hexadecimal": r"return '\x00\xff\xAbc'",
    "escapes in decimal": r"return '\0\00\000\255\2551\65'",
    "any byte in a string": "return '\x01\x7f\x00\t', \"it's\", 'so \"it\" is'",
    "a comment in a string": "return '--'",
}
"""What is made of tokens that there are."""

WRONG_TOKENS = {
    Code.TOKEN_UNKNOWN: {
        "a byte outside of ASCII": "return @\xff",
        "a dollar sign": "return @$",
        "a backslash": "return @\\n",
        "an exclamation mark": "return 1 @!= 2",
        "a zero byte": "return 1 @\0",
        "a long string": "return @[[x]]",
        "a long string of a level": "return @[==[x]==]",
        "a comment that does not end": "return 1 @--[[ ]",
        "a comment whose level does not end": "@--[==[ ]] ]=]",
        "a question mark": "@?",
        "a backquote": "return @`x`",
    },
    Code.NUMERAL_INVALID: {
        "one more than the greatest integer": "return @9223372036854775808",
        "17 digits in hexadecimal": "return @0x10000000000000000",
        "a fraction": "return @1.5",
        "a fraction without a digit before the point": "return @.5",
        "a point after digits": "return @1.",
        "an exponent": "return @1e5",
        "a letter after digits": "return @1a",
        "a letter after hexadecimal digits": "return @0xg",
        "hexadecimal without digits": "return @0x",
        "an underscore in digits": "return @1_000",
        "a hexadecimal fraction": "return @0x1.8",
        "a binary exponent": "return @0x1p3",
        "two points after digits": "return @1..2",
        "octal of another language": "return @0o7",
    },
    Code.STRING_INVALID: {
        "a string that does not end": "return @'x",
        "a string in double quotes that does not end": "return @\"x'",
        "a string over a line feed": "return @'x\n'",
        "a string over a carriage return": "return @'x\r'",
        "an escaped line feed": "return 'x@\\\n'",
        "an escape that there is not": "return 'x@\\q'",
        "an escape that skips space": "return '@\\z x'",
        "an escape of a code point": "return '@\\u{41}'",
        "an escape of one hexadecimal digit": "return '@\\x4'",
        "an escape of no hexadecimal digit": "return '@\\xg0'",
        "an escape above a byte": "return '@\\256'",
        "an escape far above a byte": "return '@\\999'",
        "a backslash at the end": "return '@\\",
        "a good escape before a wrong one": "return '\\n\\65@\\p'",
    },
    Code.FEATURE_EXCLUDED: {
        "goto": "@goto done",
        "a label": "@::done::",
        "a list of arguments without a number": "return @...",
        "a function of any number of arguments": "local function f(@...) end",
        "division with fractions": "return 1 @/ 2",
        "a power": "return 2 @^ 2",
        "an attribute": "local a @<const> = 1",
        "an attribute of the second name": "local a, b @<close> = 1",
        "a loop over a function": "local f for k in @f do end",
        "a loop over a list": "for k, v@, w in pairs({}) do end",
        "a loop over a string called pairs": "for k in @'pairs'({}) do end",
        "a loop over another function of the library": "for k in @type({}) do end",
        "a loop over nothing known": "for k in @1 do end",
        "a loop over two values": "for k, v in pairs({}@, 1) do end",
        "a loop over more than a table": "for k, v in pairs({})@, 1 do end",
        "a loop over nothing": "for k, v in pairs(@) do end",
        "a loop over something in a table": "for k, v in pairs({})@.x do end",
        "a loop over a table without parentheses": "for k, v in pairs @{} do end",
        "a loop over a variable called pairs": "local pairs = 1 for k in @pairs({}) do end",
        "an entry without a key after one in brackets": "return {[1] = 1, @2}",
        "an entry in brackets after one without a key": "return {1, @[1] = 2}",
    },
}
"""What is not, at the first wrong token."""

GRAMMAR = {
    "statements with and without semicolons": ";;; local a; local b = 1 a = b; ; return a;",
    "a return of nothing": "return",
    "a return of nothing with a semicolon": "return;",
    "local variables without values": "local a, b, c return a, b, c",
    "local variables with fewer values": "local a, b = 1 return a, b",
    "a variable of the same name": "local a = 1 local a = a + 1 return a",
    "a local function that calls itself": "local function f(n) return n and f(n) end return f()",
    "a function without parameters": "local f = function() end return f()",
    "a function with parameters": "local f = function(a, b, c) return c, b, a end return f(1, 2, 3)",
    "two parameters of one name": "local f = function(a, a) return a end return f(1, 2)",
    "a function assigned to a variable": "local f function f() return 1 end return f()",
    "a function assigned to a place": "local a = {b = {}} function a.b.c(x) return x end return a.b.c(1)",
    "a method": "local a = {} function a:m(x) return self == a, x end return a:m(1)",
    "a method of something in a table": "local a = {b = {}} function a.b:m() return self end return a.b:m() == a.b",
    "calls with a string and with a table": "local f = function(x) return x end return f'x', f\"y\", #f{1}, f{}",
    "calls of calls": "local f f = function() return f end return f()()'x'{}()",
    "a method called with a string": "local a = {} function a:m(x) return x end return a:m'x', a:m{}",
    "a method called on a call": "local a = {} function a:m() return a end return a:m():m().m == a.m",
    "indices": "local a = {b = {c = 1}} return a.b.c, a['b'].c, a['b']['c'], ({1})[1]",
    "a call of something in parentheses": "local f = function() return 1, 2 end return (f)(), (f())",
    "an assignment to several places": "local a, t = 1, {} a, t.x, t[1] = 1, 2, 3 return a, t.x, t[1]",
    "an assignment to a place in parentheses' table": "local t = {} (t).x = 1 return t.x",
    "if": "if true then return 1 end",
    "if with another way": "if nil then return 1 else return 2 end",
    "if with several ways": "local a = 2 if a == 1 then return 1 elseif a == 2 then return 2 elseif a == 3 then return 3 else return 4 end",
    "empty blocks": "if true then elseif false then else end while false do end repeat until true do end for i = 1, 1 do end for k in pairs({}) do end",
    "a loop with a step": "local s = 0 for i = 10, 1, -3 do s = s + i end return s",
    "a loop over pairs": "local s = 0 for k, v in pairs({1, 2}) do s = s + k * v end return s",
    "a loop over pairs without values": "local s = 0 for k in pairs({1, 2}) do s = s + k end return s",
    "a loop over ipairs": "local s = 0 for k, v in ipairs({1, 2}) do s = s + k * v end return s",
    "a condition that knows the body's variables": "local n = 0 repeat local done = n > 2 n = n + 1 until done return n",
    "a break in each loop": "while true do break end repeat break until false for i = 1, 2 do break end for k in pairs({1}) do break end",
    "a break in a block in a loop": "while true do do if true then break end end end",
    "statements after a break": "while true do break local a = 1 end",
    "every form of entry": "return {1, 2; 'x', a = 1, b = 2,}",
    "keys in brackets": "return {[1] = 1, ['a'] = 2, [true] = 3; b = 4}",
    "an empty table, and ones with a last separator": "return {}, {1,}, {1;}, {a = 1,}",
    "an entry whose value is a variable": "local a = 1 return {a, b = a, a}",
    "a variable called as the library's": "local string, pcall, pairs = 1, 2, 3 return string, pcall, pairs",
    "calls of the library": "return type(1), string.sub('x', 1), type 'x', type {}",
    "operators that hold more and less tightly": "return 1 + 2 * 3 - 4 // 5 % 6, 1 .. 2 .. 3, 1 << 2 + 3, 1 | 2 ~ 3 & 4, not 1 == 2, -2 * 3, - - 2, not not 1",
    "comparisons and conditions": "return 1 < 2 == true, 1 == 2 or 3 == 4 and 5 == 6",
    "a program of functions": "local a = {} local function f() return function() return a end end a.f = f return a.f()() == a",
}
"""What is grammatical."""

WRONG_GRAMMAR = {
    "a statement that is an expression": "@1 + 1",
    "a variable alone": "local a a @return",
    "an index alone": "local a a.b @",
    "a call in parentheses alone": "local f (f()) @",
    "no value after an equals sign": "local a = @",
    "no value in an assignment": "local a a = @return 1",
    "an assignment to a call": "local f f() @= 1",
    "an assignment to parentheses": "local a (a) @= 1",
    "a second place that is a call": "local a, f a, f() @= 1",
    "a first place that is a call": "local a, f f()@, a = 1",
    "an assignment without an equals sign": "local a, b a, b @return 1",
    "a name that is a word": "local @end",
    "a local without a name": "local @= 1",
    "a local function without a name": "local function @() end",
    "a local function of a place": "local a local function a@.b() end",
    "a function without a name": "function @() end",
    "a function with a number for a name": "function @1() end",
    "a function's name that goes on after a method": "local a function a:b@.c() end",
    "a function's name that ends with a point": "local a function a.@() end",
    "a function without parentheses": "local f = function @end",
    "a parameter that is no name": "local f = function(@1) end",
    "a parameter after a comma that is none": "local f = function(a, @) end",
    "parameters that do not end": "local f = function(a @b) end",
    "a function that does not end": "local f = function() @",
    "if without then": "if true @return end",
    "if without a condition": "if @then end",
    "if without an end": "if true then @",
    "else twice": "if true then else @else end",
    "elseif after else": "if true then else @elseif true then end",
    "while without do": "while true @end",
    "while without an end": "while true do @",
    "repeat without until": "repeat @end",
    "until without a condition": "repeat until @",
    "for without a name": "for @1 = 1, 2 do end",
    "for without in": "for k @do end",
    "for with two names without in": "for k, v @= 1, 2 do end",
    "for with one bound": "for i = 1 @do end",
    "for with four bounds": "for i = 1, 2, 3@, 4 do end",
    "for with integers and no do": "for i = 1, 2 @end",
    "for without an end": "for i = 1, 2 do @",
    "for over a table without an end": "for k in pairs({}) do @",
    "for with a second name that is none": "for k, @1 in pairs({}) do end",
    "do without an end": "do @",
    "an end too many": "do end @end",
    "until without repeat": "@until true",
    "else without if": "@else",
    "a statement after return": "return 1 @local a",
    "a statement after return's semicolon": "return 1; @;",
    "a comma at the end of a list": "return 1, @",
    "a parenthesis that does not close": "return (1@",
    "a parenthesis around a list": "return (1@, 2)",
    "empty parentheses": "return (@)",
    "an argument that is missing": "local f f(1, @)",
    "arguments that do not end": "local f f(1 @return",
    "an index that does not close": "local a return a[1@",
    "an index without a key": "local a return a[@]",
    "a point without a name": "local a return a.@(1)",
    "a point before a word": "local a return a.@end",
    "a method that is not called": "local a return a:b @",
    "a method without a name": "local a return a:@(1)",
    "a table that does not close": "return {1@",
    "entries without a separator": "return {1 @2}",
    "two separators": "return {1,@, 2}",
    "a separator alone": "return {@,}",
    "a key without an equals sign": "return {[1] @1}",
    "a key without a value": "return {[1] = @}",
    "a statement after a return that others come before": "local a = 1 return a @local b = 2",
    "a named key without a value": "return {a = @}",
    "an integer where a name would be": "return {1 @= 2}",
    "a string where a name would be": "return {'a' @= 2}",
    "a key that does not close": "return {[1 @= 1}",
    "an operator without a right side": "return 1 + @",
    "an operator without a left side": "return @* 1",
    "two operators": "return 1 + @* 2",
    "a unary operator without an operand": "return not @",
    "an unequal sign of another language": "return 1 ~ @= 2",
    "a call of an integer": "return 1 @(2)",
    "an index of a string": "return 'x' @.y",
    "a call of a function that has no name": "function @() end()",
    "a library's name without a member": "return string.@",
    "a library's name that is assigned to": "type('x') @= 1",
    "a break and a value": "while true do break @1 end",
    "arguments after a table": "return {} @(1)",
}
"""What is not."""

NAMES = {
    Code.NAME_UNKNOWN: {
        "a name that nobody declared": "return @a",
        "an assignment to one": "@a = 1",
        "a function assigned to one": "function @f() end",
        "a variable in its own value": "local a = @a",
        "a function in its own value": "local f = function() return @f end",
        "a variable after its block": "do local a end return @a",
        "a variable of another branch": "if true then local a else return @a end",
        "a loop's variable after it": "for i = 1, 2 do end return @i",
        "a loop's variable in its bounds": "for i = 1, @i do end",
        "a table's loop variable in its table": "for k in pairs(@k) do end",
        "a variable of a while loop in its condition": "while @a do local a end",
        "a parameter after its function": "local function f(a) end return @a",
        "self outside of a method": "local a function a.b() return @self end",
        "an environment": "return @_ENV",
        "all globals": "return @_G",
        "print": "@print(1)",
        "a table of Lua that is not in the library": "return @os.time()",
        "coroutines": "return @coroutine.create(1)",
        "load": "return @load('x')",
        "next": "return @next({})",
        "metatables": "return @setmetatable({}, {})",
        "a function without its table": "return @sub('x', 1)",
        "a variable of a repeat loop after it": "repeat local a until a return @a",
    },
    Code.LIBRARY_MISUSED: {
        "a function of the library as a value": "local t = @type",
        "one in a table as a value": "local s = @string.sub",
        "a table of the library": "return @string",
        "a table of the library that is called": "return @string('x')",
        "a key of it in brackets": "return @string['sub']('x', 1)",
        "a method of it": "return @string:sub(1)",
        "a function that it has not": "return @string.format('x')",
        "a function of another table": "return @table.sub('x')",
        "a member of a function": "return @type.x(1)",
        "pairs outside of a loop": "return @pairs({})",
        "ipairs outside of a loop": "local f = @ipairs",
        "an assignment to a function": "@type = 1",
        "an assignment to a member": "@string.sub = 1",
        "a function put into the library": "function @string.sub() end",
        "one argument too many": "return @type(1, 2)",
        "two arguments too many": "return @muldiv(1, 2, 3, 4, 5)",
        "an operator after it": "return @type + 1",
    },
    Code.BREAK_OUTSIDE_LOOP: {
        "a break outside": "@break",
        "a break in a block": "do if true then @break end end",
        "a break after a loop": "while true do end @break",
        "a break after a repeat loop": "repeat until true @break",
        "a break in a function in a loop": "while true do local f = function() @break end end",
        "a break in a function in a loop's condition": "while function() @break end do end",
        "a break in a function in until": "repeat until function() @break end",
    },
}
"""What means nothing, or not that."""


def contract_source_cases() -> list[Case]:
    """Sources of every kind."""
    return [
        *(check_case(("LVM-2",), why, text, None) for why, text in TOKENS.items()),
        *(check_case((code.rule,), why, text, code) for code, texts in WRONG_TOKENS.items() for why, text in texts.items()),
        *(check_case(("LVM-5",), why, text, None) for why, text in GRAMMAR.items()),
        *(check_case(("LVM-5",), why, text, Code.TOKEN_UNEXPECTED) for why, text in WRONG_GRAMMAR.items()),
        *(check_case((code.rule,), why, text, code) for code, texts in NAMES.items() for why, text in texts.items()),
        *_places(),
        *_levels(),
        *_limits(),
    ]


def check_case(rules: tuple[str, ...], why: str, text: str, code: Code | None) -> Case:
    """The case that checks a source. Raises AssertionError where the reference refuses it elsewhere, or for another reason, or not at all."""
    written = text.encode("latin-1")
    source = written if code is None else written.replace(b"@", b"", 1)
    case = intended_case((*rules, "LVM-1"), Kind.CHECK, "minimal", why, {"source": source.hex()}, code)
    if code is not None:
        before = written[: written.index(b"@")].split(b"\n")
        answer = members(case.expect)
        assert (answer["line"], answer["column"]) == (len(before), len(before[-1]) + 1), f"{why}: {answer}"
    return case


def _places() -> Iterable[Case]:
    yield check_case(("LVM-5",), "the second line", "local a = 1\n  @= 2", Code.TOKEN_UNEXPECTED)
    yield check_case(("LVM-5",), "a carriage return begins no line", "local a a\r\n\r @+ 2", Code.TOKEN_UNEXPECTED)
    yield check_case(("LVM-5",), "columns are bytes", "local a = '\xc3\xa4' @= 1", Code.TOKEN_UNEXPECTED)
    yield check_case(("LVM-5",), "a tab is one column", "\t\t@= 1", Code.TOKEN_UNEXPECTED)
    yield check_case(("LVM-5",), "the end after a comment", "do --[[\n]] @", Code.TOKEN_UNEXPECTED)
    yield check_case(("LVM-2",), "a wrong token comes before a wrong grammar", "local = @$", Code.TOKEN_UNKNOWN)
    yield check_case(("LVM-6",), "an excluded token comes before an unknown name", "return a @/ b", Code.FEATURE_EXCLUDED)
    yield check_case(("LVM-8",), "an unknown name comes before a wrong grammar after it", "return @a b", Code.NAME_UNKNOWN)
    yield check_case(("LVM-1",), "the longest source", "-" * MAX_SOURCE_BYTES, None)
    yield check_case(("LVM-1",), "one byte more", "-" * MAX_SOURCE_BYTES + "@-", Code.SOURCE_TOO_LARGE)
    yield check_case(("LVM-1",), "one byte more, on many lines, with a wrong token before", "$\n" * (MAX_SOURCE_BYTES // 2) + "@\n", Code.SOURCE_TOO_LARGE)


def _levels() -> Iterable[Case]:
    """A statement, an expression and what is repeated: as deep as may be, and one deeper."""
    deep = {
        "parentheses": ("return " + "(" * (MAX_LEVELS - 2), "1", ")" * (MAX_LEVELS - 2)),
        "unary operators": ("return " + "- " * (MAX_LEVELS - 2), "1", ""),
        "binary operators": ("local a return a" + "+a" * (MAX_LEVELS - 3), "", ""),
        **{f"a chain of {operator}": (f"local a return a{f' {operator} a' * (MAX_LEVELS - 3)}", "", "") for operator in BINDING if operator not in ("..", "+")},
        "operators that hold more tightly": ("local a return a" + "+a*a" * (MAX_LEVELS - 5), "", ""),
        "operators that hold less tightly": ("local a return a" + "*a+a" * (MAX_LEVELS // 2 - 2), "", ""),
        "concatenation": ("local a return a" + "..a" * (MAX_LEVELS // 2 - 1), "", ""),
        "indices": ("local a return a" + ".b" * (MAX_LEVELS - 2), "", ""),
        "calls": ("local a return a" + "()" * (MAX_LEVELS - 2), "", ""),
        "methods": ("local a return a" + ":b()" * (MAX_LEVELS - 2), "", ""),
        "brackets": ("local a return a" + "[1][2]" * (MAX_LEVELS // 2 - 2), "[1]", ""),
        "blocks": ("do " * MAX_LEVELS, "", "end " * MAX_LEVELS),
        "loops": ("while true do " * (MAX_LEVELS - 1), "", "end " * (MAX_LEVELS - 1)),
        "functions": ("return " + "function() return " * (MAX_LEVELS // 2 - 1), "1", " end" * (MAX_LEVELS // 2 - 1)),
        "tables": ("return " + "{" * (MAX_LEVELS - 2), "1", "}" * (MAX_LEVELS - 2)),
        "a function's name": ("local a function a" + ".b" * (MAX_LEVELS - 1), "", "() end"),
        "an assignment's places": ("local a a" + ".b" * (MAX_LEVELS - 1), "", "=1"),
        "clauses that follow each other": ("if 1 then " + "elseif 1 then " * MAX_LEVELS, "", "end"),
        "statements that follow each other": ("local a = 1 " * (MAX_LEVELS + 2), "", ""),
        "expressions that follow each other": ("return 1" + ", -1" * (MAX_LEVELS + 2), "", ""),
        "suffixes that end": ("local a return " + "a.b.c + " * 10, "a", ""),
    }
    for why, parts in deep.items():
        yield check_case(("LVM-7",), f"as deep as may be: {why}", "".join(parts), None)
    deeper = {
        "parentheses": "return " + "(" * (MAX_LEVELS - 1) + "@1" + ")" * (MAX_LEVELS - 1),
        "unary operators": "return " + "- " * (MAX_LEVELS - 1) + "@1",
        "binary operators": "local a return a" + "+a" * (MAX_LEVELS - 3) + "+@a",
        "one binary operator more": "local a return a" + "+a" * (MAX_LEVELS - 3) + "+@a+a",
        "operators that hold more tightly": "local a return a" + "+a*a" * (MAX_LEVELS - 5) + "+a*@a",
        "concatenation": "local a return a" + "..a" * (MAX_LEVELS // 2 - 1) + "@..a",
        "indices": "local a return a" + ".b" * (MAX_LEVELS - 2) + "@.b",
        "calls": "local a return a" + "()" * (MAX_LEVELS - 2) + "@()",
        "methods": "local a return a" + ":b()" * (MAX_LEVELS - 2) + "@:b()",
        "blocks": "do " * MAX_LEVELS + "@do end " + "end " * MAX_LEVELS,
        "functions": "return " + "function() return " * (MAX_LEVELS // 2 - 1) + "function() @return 1 end" + " end" * (MAX_LEVELS // 2 - 1),
        "tables": "return " + "{" * (MAX_LEVELS - 1) + "@1" + "}" * (MAX_LEVELS - 1),
        "a function's name": "local a function a" + ".b" * (MAX_LEVELS - 1) + "@.b() end",
        "an assignment's places": "local a a" + ".b" * (MAX_LEVELS - 1) + "@.b=1",
        "far more than may be": "return " + "(" * (MAX_LEVELS - 1) + "@" + "(" * 2_000,
    }
    for why, text in deeper.items():
        yield check_case(("LVM-7",), f"one deeper: {why}", text, Code.LEVELS_EXCEEDED)


def _limits() -> Iterable[Case]:
    def names(count: int, first: int = 0) -> str:
        return ", ".join(f"a{number}" for number in range(first, first + count))

    def ones(count: int) -> str:
        return ", ".join("1" * count)

    held = Code.VALUES_EXCEEDED
    half = MAX_HELD // 2
    most = f"local {names(MAX_HELD)}"
    loop = "for i = 1, 2 do {} end"
    items = "1, " * MAX_LIST
    accepted = {
        "as many variables as may be": most,
        "as many variables one by one": "local a " * MAX_HELD,
        "as many again in another function": f"local {names(MAX_HELD - 1)} local f = function() {most} end",
        "as many in blocks one after another": f"do {most} end do {most} end if true then {most} else {most} end while true do {most} end",
        "as many in a repeat loop, and after it": f"repeat {most} until true {most}",
        "as many parameters as may be": f"local f = function({names(MAX_HELD)}) end",
        "self and as many parameters": f"local t function t:m({names(MAX_HELD - 1)}) end",
        "a list as long as may be": f"return {ones(MAX_LIST)}",
        "as many arguments as may be": f"local f f({ones(MAX_LIST)})",
        "a list in a list": f"local f return {ones(MAX_LIST - 1)}, f({ones(MAX_LIST)})",
        "lists one after another": f"local f f({ones(MAX_LIST)}) f({ones(MAX_LIST)}) f({ones(MAX_LIST)})",
        "variables and a list": f"local {names(half)} return {ones(half)}",
        "a list that is read before its variables": f"local {names(half)} = {ones(half)} local {names(half)}",
        "a long table": f"return {{{'1, ' * 200}}}",
        "variables and a long table": f"local {names(half)} return {{{items * 3}}}",
        "names in a long table hold nothing": f"local {names(MAX_HELD - 1)} return {{a = 1, b = 2, [3] = 4}}",
        "tables in a list one after another": f"return {{{items}}}, {{{items}}}, {{{items}}}",
        "variables and a loop": f"local {names(MAX_HELD - LOOP_HELD)} {loop.format('')} local {names(LOOP_HELD)}",
        "variables in a loop": loop.format(f"local {names(MAX_HELD - LOOP_HELD)}"),
        "variables in a loop over a table": f"for k, v in pairs({{}}) do local {names(MAX_HELD - LOOP_HELD)} end {most}",
        "as many places as may be": f"local a {', '.join(['a'] * MAX_TARGETS)} = 1",
        "a local function, the last that there is room for": f"local {names(MAX_HELD - 1)} local function f() end",
    }
    for why, text in accepted.items():
        yield check_case(("LVM-10",), why, text, None)
    refused = {
        "one variable more": f"local {names(MAX_HELD)}, b@",
        "one variable more, one by one": "local a " * MAX_HELD + "local b @",
        "one parameter more": f"local f = function({names(MAX_HELD)}, b) @end",
        "self and one parameter more": f"local t function t:m({names(MAX_HELD)}) @end",
        "a longer list": f"return {ones(MAX_LIST)}, @1",
        "one argument more": f"local f f({ones(MAX_LIST)}, @1)",
        "one value more in a local statement": f"local a = {ones(MAX_LIST)}, @1",
        "variables and a longer list": f"local {names(half + 1)} return {ones(half)}@",
        "two lists in a list": f"local f return {ones(MAX_LIST - 1)}, f({ones(MAX_LIST - 1)}, f(1, 1@, 1))",
        "variables and a long table": f"local {names(half + 1)} return {{{items[:-2]}@, 1}}",
        "a table in a table in a table": f"return {{{items}{{{items}{{1@}}}}}}",
        "a loop": f"local {names(MAX_HELD - LOOP_HELD + 1)} for i = 1, 2 do @end",
        "a loop over a table": f"local {names(MAX_HELD - LOOP_HELD + 1)} for k in pairs({{}}) do @end",
        "a variable in a loop": f"for i = 1, 2 do local {names(MAX_HELD - LOOP_HELD)}, b @end",
        "a loop in loops": "for i = 1, 2 do " * (MAX_HELD // LOOP_HELD) + "for i = 1, 2 do @end" + " end" * (MAX_HELD // LOOP_HELD),
        "one place more": f"local a {', '.join(['a'] * MAX_TARGETS)}, @a = 1",
        "a local function more": f"local {names(MAX_HELD)} local function f@() end",
        "a variable in a repeat loop's condition": f"repeat {most} until {{1@}}",
    }
    for why, text in refused.items():
        yield check_case(("LVM-10",), why, text, held)
    declared = f"local {names(MAX_CAPTURED + 1)} "
    many = " ".join(f"a{number} = 1" for number in range(MAX_CAPTURED))
    yield check_case(("LVM-11",), "as many captured variables as may be", f"{declared}local f = function() {many} {many} end", None)
    yield check_case(("LVM-11",), "as many in another function too", f"{declared}local f = function() {many} end local g = function() {many} end", None)
    yield check_case(("LVM-11",), "a function's own are not captured", f"{declared}local f = function(b) local c = b {many} return b, c end", None)
    one_more = f"@a{MAX_CAPTURED} = 1"
    yield check_case(("LVM-11",), "one more", f"{declared}local f = function() {many} {one_more} end", Code.CAPTURES_EXCEEDED)
    inner = f"{declared}local f = function() {many} return function() {one_more} end end"
    yield check_case(("LVM-11",), "one more, in a function in it", inner, Code.CAPTURES_EXCEEDED)
    yield check_case(("LVM-12",), "breaks in loops in functions in loops", "while true do local f = function() while true do break end end break end", None)
    yield check_case(("LVM-3",), "integers of each length", "return " + ", ".join("9" * count for count in range(1, 19)), None)
    yield check_case(("LVM-4",), "a string of all bytes", 'return "' + "".join(f"\\{byte}" for byte in range(256)) + '"', None)
    yield check_case(("LVM-6",), "the loops that there are", "for i = 1, 2 do end for k in pairs({}) do end for k, v in ipairs({}) do end", None)
    yield check_case(("LVM-8",), "variables in their blocks", "local a do local b = a do local c = b a = c end end return a", None)
    called = "return assert(1, 2), host('x', 1, 2, 3, 4), muldiv(1, 2, 3), pcall(function() end, 1, 2, 3, 4), table.sort({}, 1), string.find('', '', 1)"
    yield check_case(("LVM-9",), "functions with as many arguments as they take", called, None)
    few = {name: taken for name, taken in LIBRARY.items() if taken < MAX_LIST}
    full = ", ".join(f"{name}({', '.join(['1'] * taken)})" for name, taken in few.items())
    yield check_case(("LVM-9",), "every function with as many arguments as it takes", f"return {full}", None)
    for name, taken in few.items():
        yield check_case(("LVM-9",), f"{name} with one argument more", f"local a = @{name}({', '.join(['1'] * (taken + 1))})", Code.LIBRARY_MISUSED)
