"""Programs of contracts: every construct, with values of types that mostly fit, and now and then something that does not."""

from collections.abc import Callable

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw

INTEGERS = ("0", "1", "2", "3", "7", "-1", "255", "0x7fffffffffffffff", "0x8000000000000000", "4294967296", "1000003")
STRINGS = ("''", "'a'", "'b'", "'abc'", "'10'", "'a\\0b'", "'" + "x" * 33 + "'", "'\\255'")
OTHERS = ("nil", "true", "false")
ARITHMETIC = ("+", "-", "*", "//", "%", "&", "|", "~", "<<", ">>")
COMPARISONS = ("==", "~=", "<", "<=", ">", ">=")
LIBRARY = (
    "assert({0}, {1})",
    "error({0})",
    "host('ask', {0}, {1})",
    "math.max({0}, {1})",
    "math.min({0}, {1})",
    "math.tointeger({0})",
    "muldiv({0}, {1}, {2})",
    "pcall({0}, {1}, {2})",
    "string.byte({0}, {1})",
    "string.char({0})",
    "string.find({0}, {1}, {2})",
    "string.find({0}, {1})",
    "string.rep({0}, {1})",
    "string.sub({0}, {1}, {2})",
    "string.sub({0}, {1})",
    "table.concat({0}, {1})",
    "table.insert({0}, {1})",
    "table.remove({0})",
    "table.sort({0})",
    "table.sort({0}, {1})",
    "table.unpack({0})",
    "tostring({0})",
    "type({0})",
)

MAX_DEPTH = 4
"""How deep a program's statements and expressions lie in each other."""


class ProgramWriter:
    """Writes a program, choice by choice."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.names: list[str] = []
        """The variables that are known."""
        self.loops = 0
        self.made = 0

    def pick(self, choices: tuple[str, ...] | list[str]) -> str:
        """One of these."""
        return choices[self.number(len(choices) - 1)]

    def number(self, most: int) -> int:
        """A number from 0 on."""
        return int(self.draw(st.integers(0, most)))

    def block(self, depth: int, names: tuple[str, ...] = (), most: int = 3) -> str:
        """A block in which these names are known as well."""
        known = len(self.names)
        self.names += names
        statements = [self.statement(depth) for _ in range(self.number(most))]
        if self.number(5) == 5:
            statements.append(f"return {self.list(depth)}")
        elif self.loops and self.number(3) == 3:
            statements.append("break")
        del self.names[known:]
        return " ".join(statements)

    def loop(self, depth: int, names: tuple[str, ...] = ()) -> str:
        """The body of a loop."""
        self.loops += 1
        body = self.block(depth, names)
        self.loops -= 1
        return body

    def function(self, depth: int, names: tuple[str, ...] = ()) -> str:
        """A function from its parameters on."""
        loops, self.loops = self.loops, 0
        parameters = tuple(self.fresh() for _ in range(self.number(2)))
        body = self.block(depth, (*names, *parameters))
        self.loops = loops
        return f"({', '.join(parameters)}) {body} end"

    def fresh(self) -> str:
        """A name, new or known."""
        if self.names and self.number(7) == 7:
            return self.pick(self.names)
        self.made += 1
        return f"n{self.made}"

    def statement(self, depth: int) -> str:
        """A statement."""
        if depth == 0:
            return self.simple_statement(0)
        forms: list[Callable[[int], str]] = [self.simple_statement] * 6
        forms += [self.branch, self.while_loop, self.repeat_loop, self.count, self.each, self.each, self.local_function, self.named_function]
        return forms[self.number(len(forms) - 1)](depth - 1)

    def simple_statement(self, depth: int) -> str:
        """A statement without blocks, but for those of functions in it."""
        match self.number(5):
            case 0 | 1:
                names = [self.fresh() for _ in range(1 + self.number(1))]
                written = f"local {', '.join(names)} = {self.list(depth)}"
                self.names += names
                return written
            case 2 if self.names:
                return f"{', '.join(self.place(depth) for _ in range(1 + self.number(2)))} = {self.list(depth)}"
            case 3 if self.names:
                name = self.pick(self.names)
                return f"{name}[#{name} + {self.pick(('1', '1', '2', '3'))}] = {self.expression(depth)}"
            case _:
                return f"{self.call(depth)};"

    def place(self, depth: int) -> str:
        """What is assigned to."""
        name = self.pick(self.names)
        match self.number(3):
            case 0:
                return f"{name}.{self.pick(('a', 'b'))}"
            case 1:
                return f"{name}[{self.expression(depth)}]"
            case _:
                return name

    def branch(self, depth: int) -> str:
        """An `if`, or a block."""
        if self.number(3) == 3:
            return f"do {self.block(depth)} end"
        more = f"elseif {self.expression(depth)} then {self.block(depth)}" if self.number(2) == 2 else ""
        return f"if {self.expression(depth)} then {self.block(depth)} {more} else {self.block(depth)} end"

    def while_loop(self, depth: int) -> str:
        """A `while`."""
        return f"while {self.expression(depth)} do {self.loop(depth)} end"

    def repeat_loop(self, depth: int) -> str:
        """A `repeat`."""
        return f"repeat {self.loop(depth)} until {self.expression(depth)}"

    def count(self, depth: int) -> str:
        """A loop over integers."""
        step = f", {self.pick(('1', '2', '-1', self.expression(depth)))}" if self.number(2) == 2 else ""
        bounds = f"{self.pick(('1', '3', self.expression(depth)))}, {self.pick(('1', '4', self.expression(depth)))}"
        name = self.fresh()
        return f"for {name} = {bounds}{step} do {self.loop(depth, (name,))} end"

    def each(self, depth: int) -> str:
        """A loop over a table."""
        names = tuple(self.fresh() for _ in range(1 + self.number(1)))
        table = self.pick(self.names) if self.names and self.number(1) else self.table(depth)
        return f"for {', '.join(names)} in {self.pick(('pairs', 'ipairs'))}({table}) do {self.loop(depth, names)} end"

    def local_function(self, depth: int) -> str:
        """A `local function`."""
        name = self.fresh()
        self.names.append(name)
        return f"local function {name}{self.function(depth, (name,))}"

    def named_function(self, depth: int) -> str:
        """A function for a place, or a method."""
        if not self.names:
            return ";"
        name = self.pick(self.names)
        match self.number(2):
            case 0:
                return f"function {name}{self.function(depth)}"
            case 1:
                return f"function {name}.a{self.function(depth)}"
            case _:
                return f"function {name}:b{self.function(depth, ('self',))}"

    def list(self, depth: int) -> str:
        """One to three expressions."""
        return ", ".join(self.expression(depth) for _ in range(1 + self.number(2)))

    def expression(self, depth: int) -> str:
        """An expression."""
        if depth == 0 or self.number(2) == 0:
            return self.leaf()
        depth -= 1
        match self.number(11):
            case 0 | 1:
                return f"({self.expression(depth)} {self.pick(ARITHMETIC)} {self.expression(depth)})"
            case 2:
                return f"({self.expression(depth)} {self.pick(COMPARISONS)} {self.expression(depth)})"
            case 3:
                return f"({self.expression(depth)} {self.pick(('and', 'or', '..', '..'))} {self.expression(depth)})"
            case 4:
                return f"({self.pick(('not ', '- ', '~ ', '#'))}{self.expression(depth)})"
            case 5 | 6:
                return self.call(depth)
            case 7:
                return f"({self.call(depth)})"
            case 8:
                return self.table(depth)
            case 9:
                return f"function{self.function(depth)}"
            case 10 if self.names:
                return f"{self.pick(self.names)}[{self.expression(depth)}]"
            case _:
                return f"{self.leaf()} {self.pick((*ARITHMETIC, '..', 'and', 'or'))} {self.expression(depth)}"

    def leaf(self) -> str:
        """An expression without another one."""
        match self.number(7):
            case 0 | 1 | 2 | 3 if self.names:
                return self.pick(self.names)
            case 4 if self.names:
                return f"{self.pick(self.names)}.{self.pick(('a', 'b'))}"
            case 5:
                return self.pick(STRINGS)
            case 6:
                return self.pick(OTHERS)
            case _:
                return self.pick(INTEGERS)

    def call(self, depth: int) -> str:
        """A call."""
        match self.number(5):
            case 0 if self.names:
                return f"{self.pick(self.names)}({self.list(depth)})"
            case 1 if self.names:
                return f"{self.pick(self.names)}:b({self.list(depth)})"
            case 2:
                return f"pcall(function{self.function(depth)}, {self.list(depth)})"
            case 3:
                return f"(function{self.function(depth)})({self.list(depth)})"
            case _:
                return self.pick(LIBRARY).format(*(self.expression(depth) for _ in range(3)))

    def table(self, depth: int) -> str:
        """A table."""
        match self.number(3):
            case 0:
                return "{" + ", ".join(self.expression(depth) for _ in range(self.number(4))) + "}"
            case 1:
                return f"{{[{self.expression(depth)}] = {self.expression(depth)}, [{self.leaf()}] = {self.leaf()}}}"
            case 2:
                return f"{{a = {self.expression(depth)}, b = {self.leaf()}}}"
            case _:
                return f"{{{self.leaf()}, a = {self.leaf()}, {self.expression(depth)}}}"


@st.composite
def programs(draw: Draw) -> bytes:
    """A source, which is a program unless it is too deep or holds too much."""
    writer = ProgramWriter(draw)
    return writer.block(MAX_DEPTH, most=8).encode("latin-1")
