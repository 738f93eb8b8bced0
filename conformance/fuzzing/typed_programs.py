"""Programs whose values fit what is done with them, and that tell the host of each: a wrong operation shows, instead of an error before it.

Others come to a limit: so many levels, values, calls or bytes as there may be, or one more or less.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.contracts.limits import LOOP_HELD, MAX_CALLS, MAX_CAPTURED, MAX_CATCHES, MAX_HELD, MAX_LEVELS, MAX_LIST, MAX_SOURCE_BYTES, MAX_TARGETS
from reference.contracts.values import MAX_KEY_BYTES

NUMBERS = ("0", "1", "2", "3", "-1", "10", "255", "1000003", "4294967296", "0x7fffffffffffffff", "(-0x7fffffffffffffff - 1)", "0xffffffffffffffff")
TEXTS = ("''", "'a'", "'b'", "'ab'", "'abc'", "'10'", "'a\\0b'", "'\\255'", "'" + "x" * 33 + "'", "'" + "x" * 33 + "y'")
INTEGER_FORMS = (
    *("({i} + {i})", "({i} - {i})", "({i} * {i})", "({i} // {i})", "({i} % {i})", "({i} & {i})", "({i} | {i})", "({i} ~ {i})", "({i} << {s})", "({i} >> {s})"),
    *("(-{i})", "(~{i})", "#{t}", "#{l}", "math.max({i}, {i})", "math.min({i}, {i})", "muldiv({i}, {i}, {i})", "string.byte({t}, {s})", "({l})[{s}]"),
    *("math.tointeger('12')", "(string.find({t}, {t}))", "({b} and {i} or {i})"),
)
TEXT_FORMS = (
    *("({t} .. {t})", "({t} .. {i})", "string.sub({t}, {s}, {s})", "string.sub({t}, {s})", "string.rep({t}, {s})", "string.char({c})", "tostring({i})"),
    *("tostring({b})", "table.concat({l}, {t})", "type({a})"),
)
TRUTH_FORMS = (
    *("({i} < {i})", "({i} <= {i})", "({i} == {i})", "({i} ~= {i})", "({t} < {t})", "({t} <= {t})", "({t} == {t})", "({a} == {a})", "(not {a})"),
    *("({b} and {b})", "({b} or {b})", "({i} > {i})", "({t} >= {t})"),
)
STATEMENTS = (
    "tell({a})",
    "tell({a}, {a})",
    "tell(pcall(function() return {a} end))",
    "tell(pcall(function() assert({b}, {t}) return 1 end)) tell(pcall(function() assert(nil, {t}) return 2 end))",
    "tell(pcall(function() return assert({a}) end)) tell(pcall(function() return #{a} end)) tell(pcall(function() return {a} + 1 end))",
    "tell({t} == {t}, {t} < {t}) local s = string.rep('x', {long}) tell(s == string.rep('x', {long}), s < string.rep('x', {long})) tell(s <= s .. 'y')",
    "tell(pcall(function() error({a}) end))",
    "local t = {{{i}, {t}}} t.b = {i} t[{t}] = {i} t[true] = {t} t[false] = 1 t[7] = {i} t[{i}] = {t} for k, v in pairs(t) do tell(k, v) end",
    "for k, v in ipairs({{{i}, nil, {i}}}) do tell(k, v) end",
    "local t = {{{i}, {i}, {i}}} t[#t + 1] = {i} t[#t + 1] = {i} t.b = {i} tell(#t, t[4], t.b) t[#t] = nil tell(#t)",
    "local t = {{}} for n = 1, {list} do t[n] = n end tell(pcall(function() return table.unpack(t) end))",
    "local t = {{{i}, {i}, {i}}} table.insert(t, {i}) tell(table.remove(t), #t) tell(table.remove(t), #t, t[2]) tell(table.remove({{}}))",
    "local t = {{{i}, {i}, {i}, {i}}} table.sort(t) tell(t[1], t[2]) tell(t[3], t[4]) table.sort(t, function(a, b) return a > b end) tell(t[1], t[4])",
    "local t = {{{{{s}, 1}}, {{{s}, 2}}, {{{s}, 3}}, {{{s}, 4}}, {{{s}, 5}}}} table.sort(t, function(a, b) return a[1] < b[1] end) "
    "for i = 1, 5 do tell(t[i][1], t[i][2]) end",
    "tell(table.unpack({{{i}, {t}}}))",
    "local function f() return {i}, {t} end tell(f()) tell(f(), f()) tell((f())) tell(#{{f(), f()}}, #{{f(), (f())}})",
    "local function f() return {i}, {t} end local x, y, z = f(), f() tell(x, y) tell(z)",
    "local t = {{a = {i}}} local function f() return 'a', 'b' end tell((t[f()]), (t['a']))",
    "local function f() local n = 0 return function() n = n + 1 return n end end local c, d = f(), f() tell(c(), c()) tell(d(), c())",
    "local f = {{}} for i = 1, 3 do f[i] = function() i = i + 1 return i end end tell(f[1](), f[1]()) tell(f[2](), f[3]())",
    "local function f(n) local m = n if n > 0 then f(n - 1) end tell(m) end f({s})",
    "local x, y = {i}, {i} x, y = y, x tell(x, y)",
    "local i, t = 1, {{5, 6, 7}} i, t[i] = i + 1, 20 tell(i, t[1]) tell(t[2])",
    "local t = {{}} local function p(n) tell(n) return t end p(1)[{s}], p(2)[{s}] = {i}, {i} tell(t[0], t[1]) tell(t[2])",
    "local t = {{}} t.a, t.a = {i}, {t} tell(t.a) t[1], t[1], t[1] = 1, 2 tell(t[1])",
    "for i = 1, 5 do if i == {s} then break end tell(i) end tell('after')",
    "for i = 1, 2 do for j = 1, 3 do if j == {s} then break end tell(i, j) end tell('outer') end return {i}",
    "local n = 0 while true do n = n + 1 if n > {s} then break end end tell(n) repeat n = n - 1 local m = n until m < {s} tell(n)",
    "local function f() for i = 1, 3 do if i == {s} then return i end end return 'none' end tell(f())",
    "for i = {i}, {i}, {n} do tell(i) break end for i = 3, 1, -1 do tell(i) end for i = 0x7ffffffffffffffe, 0x7fffffffffffffff do tell(i) end",
    "tell(pcall(function() local t = {{[nil] = {i}}} return #t end)) tell(pcall(function() local t = {{}} t[nil] = 1 end))",
    "local t = {{}} tell(pcall(function() t[string.rep('x', {key})] = 1 return 1 end))",
    "local function f(n) if n == 0 then return 0 end return (f(n - 1)) end tell(pcall(f, {calls})) tell(pcall(f, {calls}))",
    "local function f(n) if n == 0 then return 0 end return f(n - 1) end tell(pcall(f, 3))",
    "local function f(n) if n == 0 then return 0 end local a, b = pcall(f, n - 1) return b end tell(pcall(f, {catches}))",
    "for n = 1, 30 do pcall(function() error(n) end) end local function f(n) if n == 0 then return 0 end return (f(n - 1)) end tell(pcall(f, 190))",
    "local t = {{a = {i}}} function t:m(x) return self.a, x end tell(t:m({a}))",
    "local t = {{{i}, {i}}} local u = t u[1] = {i} tell(t[1], t == u) tell({{}} == {{}})",
    "if {b} then tell({a}) elseif {b} then tell({a}) else tell({a}) end",
)


class TypedWriter:
    """Writes a program of statements that tell the host what they come to."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.forms: dict[str, Callable[[int], str]] = {
            "i": lambda depth: self.form(NUMBERS, INTEGER_FORMS, depth),
            "t": lambda depth: self.form(TEXTS, TEXT_FORMS, depth),
            "b": lambda depth: self.form(("true", "false"), TRUTH_FORMS, depth),
            "a": self.anything,
            "l": lambda depth: "{" + ", ".join(self.forms["i"](depth) for _ in range(self.number(1, 4))) + "}",
        }
        self.counts: dict[str, Callable[[], object]] = {
            "s": lambda: self.number(0, 5),
            "n": lambda: self.one_of(("1", "2", "-1", "0x7fffffffffffffff")),
            "c": lambda: self.one_of((0, 65, 98, 255, 255, 255, 256)),
            "key": lambda: MAX_KEY_BYTES + self.number(-1, 1),
            "list": lambda: self.one_of((MAX_LIST - 1, MAX_LIST, MAX_LIST + 1, MAX_LIST + 9)),
            "long": lambda: self.one_of((31, 32, 33, 64, 100)),
            "calls": lambda: MAX_CALLS + self.number(-4, 1),
            "catches": lambda: MAX_CATCHES + self.number(-2, 1),
        }

    def number(self, low: int, high: int) -> int:
        """A number of a range."""
        return int(self.draw(st.integers(low, high)))

    def one_of(self, options: tuple[object, ...]) -> object:
        """One of these."""
        return options[self.number(0, len(options) - 1)]

    def form(self, leaves: tuple[str, ...], forms: tuple[str, ...], depth: int) -> str:
        """A value without others, or a form with others in it."""
        return str(self.one_of(leaves)) if depth == 0 or self.number(0, 2) == 0 else self.filled(str(self.one_of(forms)), depth - 1)

    def anything(self, depth: int) -> str:
        """A value of any type that the host can be told of."""
        return self.forms[str(self.one_of(("i", "i", "t", "t", "b")))](depth) if self.number(0, 9) else "nil"

    def filled(self, form: str, depth: int) -> str:
        """A form with what it asks for, each of its own."""
        written, rest = "", form
        while "{" in rest or "}" in rest:
            place = min(rest.find(sign) for sign in "{}" if sign in rest)
            written, rest = written + rest[:place], rest[place:]
            if rest[:2] in ("{{", "}}"):
                written, rest = written + rest[0], rest[2:]
                continue
            name, _, rest = rest[1:].partition("}")
            written += str(self.counts[name]()) if name in self.counts else self.forms[name](depth)
        return written + rest

    def program(self) -> str:
        """Some statements, each in a block of its own."""
        blocks = [f"do {self.filled(str(self.one_of(STATEMENTS)), 2)} end" for _ in range(self.number(2, 9))]
        return " ".join(["local function tell(a, b) host('tell', a, b) end", *blocks])


@st.composite
def typed_programs(draw: Draw) -> bytes:
    """A program in which values fit."""
    return TypedWriter(draw).program().encode("latin-1")


@st.composite
def limited_programs(draw: Draw) -> bytes:
    """A source that comes to a limit of what a program may have, goes beyond it by one, or stays below."""
    beside = draw(st.integers(-2, 2))
    levels, held, targets, captured, most = (limit + beside for limit in (MAX_LEVELS, MAX_HELD, MAX_TARGETS, MAX_CAPTURED, MAX_LIST))
    names = [f"n{number}" for number in range(MAX_HELD + 9)]
    many = ", ".join("1" for _ in range(most))
    loops = LOOP_HELD * draw(st.integers(0, 3))
    forms = (
        "return " + "(" * levels + "1" + ")" * levels,
        "do " * levels + "end " * levels,
        "return " + "- " * levels + "1",
        "return " + "{" * levels + "}" * levels,
        "local function f() return 1 end " + "if f() then " * levels + "end " * levels,
        f"local {', '.join(names[:held])}",
        " ".join(f"local {name} = 1" for name in names[:held]),
        " ".join(f"local {name} = 1" for name in names[: max(held - loops, 0)]) + " for i = 1, 2 do " * (loops // LOOP_HELD) + "end " * (loops // LOOP_HELD),
        f"local function f({', '.join(names[:held])}) end",
        f"local a {', '.join('a' for _ in range(targets))} = 1",
        " ".join(f"local {name} = 1" for name in names[:captured]) + f" local function f() {' '.join(f'{name} = 2' for name in names[:captured])} end",
        f"return {{{many}}}",
        f"return {many}",
        f"local function f() end f({many})",
        f"host({many})",
        f"return tostring({', '.join('1' for _ in range(max(beside, 0)))})",
        f"return math.max(1, {', '.join('1' for _ in range(abs(beside)))})" if beside else "return muldiv(1, 2)",
        "return muldiv(1, 2, 3, 4)",
        "return " + str(2**63 + beside),
        "return " + hex(2**64 + beside),
        "return " + hex(2**68 + beside),
        "break",
        "while true do local function f() break end end",
        "do break end while true do break end",
        *(f"local a = 1 {token} 2" for token in ("^", "/", "...", "goto", "::", "^ 2 ^")),
        "local a = 1" + " " * (MAX_SOURCE_BYTES - 11 + beside),
        "local a = 1 --" + "x" * (MAX_SOURCE_BYTES - 14 + beside),
    )
    return str(draw(st.sampled_from(forms))).encode()
