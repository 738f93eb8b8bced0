"""Programs as Lua that counts: the same statements and expressions, with what they cost and the order in which they happen written out."""

from collections.abc import Iterator, Sequence

from reference.contracts.limits import MAX_CALLS, MAX_LIST
from reference.contracts.meter import BULK_BYTES
from reference.contracts.prices import NOTHING, Price, body_entry, is_open, segments, turn_entry
from reference.contracts.syntax import (
    Assign,
    Binary,
    Block,
    Break,
    Call,
    Constructor,
    Count,
    Do,
    Each,
    Expression,
    First,
    Function,
    If,
    Index,
    Invoke,
    Item,
    LibraryCall,
    Literal,
    Local,
    LocalFunction,
    MethodCall,
    Read,
    Repeat,
    Return,
    Statement,
    Unary,
    Variable,
    While,
)
from reference.contracts.values import MAX_KEY_BYTES

MASK = 2**64 - 1

COMPARED = {"<": "LT", ">": "GT", "<=": "LE", ">=": "GE"}
"""The functions that compare what may be strings."""

OFFERED = "G,M,D,X,GAS,MEMORY,DEPTH,V,L,L1,R,LEN,CAT,EQ,LT,GT,LE,GE,INT,TAB,KEY,KEYS,ST,B,Y"
"""The names of the prelude that a program's text uses."""


def instrument(program: Function) -> bytes:
    """The Lua text of a program: a chunk that gives a function, whose outer variables are to be the prelude's."""
    return f"local {OFFERED} local _ENV=nil return {Instrumenter(_changing(program)).function(program)}".encode("ascii")


def _changing(program: Function) -> frozenset[Variable]:
    """The variables that a call may change while an expression is evaluated: those that are captured and assigned to."""
    captured: set[Variable] = set()
    assigned: set[Variable] = set()
    for part in _parts(program):
        if isinstance(part, Function):
            captured.update(part.captured)
        elif isinstance(part, Assign):
            assigned.update(target.variable for target in part.targets if isinstance(target, Read))
    return frozenset(captured & assigned)


def _parts(value: object) -> Iterator[object]:
    """A part of a program, and everything in it."""
    yield value
    inner = value if isinstance(value, tuple) else [getattr(value, name) for name in getattr(type(value), "__slots__", ())]
    for each in inner:
        yield from _parts(each)


class Instrumenter:
    """Writes one program."""

    def __init__(self, changing: frozenset[Variable]) -> None:
        self.changing = changing

    def function(self, function: Function) -> str:
        """A function, which counts the calls under way."""
        parameters = ",".join(map(_name, function.parameters))
        body = self.block(function.body, body_entry(function))
        end = "" if function.body and isinstance(function.body[-1], Return) else " D=D-1"
        return f"(function({parameters}) do local d_=D+1 D=d_ if d_>{MAX_CALLS} then X(DEPTH) end end {body}{end} end)"

    def block(self, block: Block, entry: Price = NOTHING) -> str:
        """A block, each segment after what pays for it."""
        return " ".join(f"{_paid(segment.price)}{' '.join(map(self.statement, segment.statements))}" for segment in segments(block, entry))

    def statement(self, statement: Statement) -> str:
        """A statement."""
        match statement:
            case Local(variables=variables, values=values):
                return f"local {','.join(map(_name, variables))}{'=' + self.list(values) if values else ''};"
            case LocalFunction(variable=variable, function=function):
                return f"local {_name(variable)};{_name(variable)}={self.function(function)};"
            case Assign():
                return self.assign(statement)
            case Invoke(call=call):
                return f"{self.one(call)};" if not isinstance(call, LibraryCall) else f"V({self.one(call)});"
            case Do(body=body):
                return f"do {self.block(body)} end"
            case While(condition=condition, body=body):
                return f"while {self.one(condition)} do {self.block(body, turn_entry(statement))} end"
            case Repeat(condition=condition, body=body):
                return f"repeat {self.block(body, turn_entry(statement))} until {self.one(condition)}"
            case If(clauses=clauses, otherwise=otherwise):
                ways = " else".join(f"if {self.one(clause.condition)} then {self.block(clause.body)}" for clause in clauses)
                return f"{ways} else {self.block(otherwise)} end"
            case Count(variable=variable, start=start, stop=stop, step=step, body=body):
                return self.count(variable, (start, stop, step), self.block(body, turn_entry(statement)))
            case Each():
                return self.each(statement)
            case Return(values=values):
                return self.returned(values)
            case Break():
                return "break;"

    def assign(self, statement: Assign) -> str:
        """An assignment: tables and keys, values, and then each place, one after another."""
        targets, values = statement.targets, statement.values
        if len(targets) == 1 and isinstance(targets[0], Read):
            return f"{_name(targets[0].variable)}={self.list(values)};"
        found = [(f"t{place}_,k{place}_", target) for place, target in enumerate(targets) if isinstance(target, Index)]
        names = ",".join(name for name, _ in found)
        places = f"local {names}={','.join(f'{self.one(target.table)},{self.one(target.key)}' for _, target in found)};" if found else ""
        taken = ",".join(f"v{place}_" for place in range(len(targets)))
        stores = " ".join(map(_stored, range(len(targets)), targets))
        return f"do {places}local {taken}={self.list(values)};{stores} end"

    def count(self, variable: Variable, bounds: Sequence[Expression], body: str) -> str:
        """A loop over integers: all bounds are there before any of them is found to be none."""
        if all(isinstance(bound, Literal | Read) for bound in bounds[1:]):
            return f"for {_name(variable)}={','.join(map(self.integer, bounds))} do {body} end"
        values = ",".join((*map(self.one, bounds[:-1]), self.first(bounds[-1])))
        return f"do local a_,b_,c_={values} for {_name(variable)}=INT(a_),INT(b_),INT(c_) do {body} end end"

    def each(self, loop: Each) -> str:
        """A loop over a table."""
        key, value, body = _name(loop.key), _name(loop.value), self.block(loop.body, turn_entry(loop))
        table = self.one(loop.table)
        if loop.gapless:
            turn = f"i_=i_+1 local {value}=t_[i_] if {value}==nil then break end local {key}=i_ {body}"
            return f"do local t_,i_=TAB({table}),0 while true do {turn} end end"
        turn = f"local {key}=k_[i_] local {value}=t_[{key}] if {value}~=nil then {body} end"
        return f"do local t_={table} local k_,n_=KEYS(t_) for i_=1,n_ do {turn} end end"

    def returned(self, values: Sequence[Expression]) -> str:
        """The end of a function, which is a call less."""
        if values and is_open(values[-1]):
            return f"do return R({self.list(values)}) end"
        names = ",".join(f"r{place}_" for place in range(len(values)))
        return f"do local {names}={self.list(values)} D=D-1 return {names} end" if values else "do D=D-1 return end"

    def list(self, expressions: Sequence[Expression]) -> str:
        """Expressions, the last with all its values where it is a call."""
        return ",".join(map(self.one, expressions))

    def arguments(self, arguments: Sequence[Expression], own: int = 0) -> str:
        """The arguments of a call that hands over `own` more: those that could be too many are counted."""
        written = self.list(arguments)
        many = len(arguments) + own > MAX_LIST or (bool(arguments) and is_open(arguments[-1]) and len(arguments) + own > 1)
        return f"{'L1' if own else 'L'}({written})" if many else written

    def integer(self, expression: Expression) -> str:
        """An expression that must be an integer."""
        written = self.one(expression)
        return written if isinstance(expression, Literal) and type(expression.value) is int else f"INT({written})"

    def now(self, expression: Expression) -> str:
        """An expression whose value must not change while what comes after it is evaluated: Lua would look a variable up only at the end."""
        inner = expression
        while isinstance(inner, First):
            inner = inner.value
        written = self.one(expression)
        return f"V({written})" if isinstance(inner, Read) and inner.variable in self.changing else written

    def one(self, expression: Expression) -> str:
        """An expression; a call with all its results."""
        match expression:
            case Literal(value=value):
                return _literal(value)
            case Read(variable=variable):
                return _name(variable)
            case Index(table=table, key=key):
                return f"{self.prefix(table)}[{self.one(key)}]"
            case Call(function=function, arguments=arguments):
                return f"{self.prefix(function, keep=False)}({self.arguments(arguments)})"
            case MethodCall(table=table, name=name, arguments=arguments):
                return f"{self.prefix(table, keep=False)}:{name.decode()}({self.arguments(arguments, 1)})"
            case LibraryCall(name=name, arguments=arguments):
                return f'Y["{name}"]({self.arguments(arguments)})'
            case Function():
                return self.function(expression)
            case Constructor(items=items):
                return self.table(items)
            case Unary(operator="#", operand=operand):
                return f"LEN({self.first(operand)})"
            case Unary(operator=operator, operand=operand):
                return f"({operator} {self.one(operand)})"
            case First(value=value):
                return f"({self.one(value)})"
            case Binary(operator=operator, left=left, right=right):
                return self.binary(operator, left, right)

    def first(self, expression: Expression) -> str:
        """An expression with one value, as the last argument of a function of ours."""
        written = self.one(expression)
        return f"({written})" if is_open(expression) else written

    def prefix(self, expression: Expression, keep: bool = True) -> str:
        """An expression that an index or arguments come after. With `keep` its value is that before they are evaluated."""
        written = self.now(expression) if keep else self.one(expression)
        return written if isinstance(expression, Read | Index | Call | MethodCall | LibraryCall) else f"({written})"

    def binary(self, operator: str, left: Expression, right: Expression) -> str:
        """A binary operator: of operands that may be strings, by a function of ours that pays for their length."""
        if operator == "..":
            return f"CAT({self.one(left)},{self.first(right)})"
        if operator in ("==", "~=") and not (_is_cheap(left) or _is_cheap(right)):
            return f"{'(not ' if operator == '~=' else '('}EQ({self.one(left)},{self.first(right)}))"
        if operator in COMPARED and not (_is_integer(left) or _is_integer(right)):
            return f"{COMPARED[operator]}({self.one(left)},{self.first(right)})"
        written = self.one(left) if operator in ("and", "or") else self.now(left)
        return f"({written} {operator} {self.one(right)})"

    def table(self, items: Sequence[Item]) -> str:
        """A constructor; its border is found where it has other keys than names."""
        written = "{" + ",".join(map(self.item, items)) + "}"
        return f"B({written})" if any(item.key is None or not _is_name(item.key) for item in items) else written

    def item(self, item: Item) -> str:
        """An entry. A key is checked before its value is evaluated."""
        if item.key is None:
            return self.one(item.value)
        key = self.first(item.key)
        return f"[{key if _is_name(item.key) else f'KEY({key})'}]={self.first(item.value)}"


def _paid(price: Price) -> str:
    """What pays for a segment."""
    gas = f"do local g_=G-{price.gas} G=g_ if g_<0 then X(GAS) end end " if price.gas else ""
    return gas + (f"do local m_=M-{price.memory} M=m_ if m_<0 then X(MEMORY) end end " if price.memory else "")


def _stored(place: int, target: Read | Index) -> str:
    """An assignment of the value with a number to the place with it: one that changes an entry is done at once."""
    if isinstance(target, Read):
        return f"{_name(target.variable)}=v{place}_;"
    table, key, value = (f"{letter}{place}_" for letter in "tkv")
    return f"if {table}[{key}]==nil or {value}==nil then ST({table},{key},{value}) else {table}[{key}]={value} end"


def _name(variable: Variable) -> str:
    return f"v{variable}"


def _literal(value: bool | int | bytes | None) -> str:
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"0x{value & MASK:x}"
    return '"' + "".join(f"\\{byte:03d}" for byte in value) + '"'


def _is_integer(expression: Expression) -> bool:
    return isinstance(expression, Literal) and type(expression.value) is int


def _is_cheap(expression: Expression) -> bool:
    """Whether comparing anything with it for equality is free."""
    return isinstance(expression, Literal) and (type(expression.value) is not bytes or len(expression.value) < BULK_BYTES)


def _is_name(key: Expression) -> bool:
    """Whether a key is a string that is short enough."""
    return isinstance(key, Literal) and type(key.value) is bytes and len(key.value) <= MAX_KEY_BYTES
