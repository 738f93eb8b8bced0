"""Reading statements, and with them whole programs."""

from reference.codes import Code
from reference.contracts.expressions import Expressions
from reference.contracts.library_names import LOOPS
from reference.contracts.limits import LOOP_HELD, MAX_TARGETS
from reference.contracts.reader import Reader
from reference.contracts.scopes import FunctionScope
from reference.contracts.static_rules import check_break, check_held
from reference.contracts.syntax import (
    Assign,
    Block,
    Break,
    Call,
    Clause,
    Count,
    Do,
    Each,
    Expression,
    Function,
    If,
    Index,
    Invoke,
    LibraryCall,
    Literal,
    Local,
    LocalFunction,
    MethodCall,
    Read,
    Repeat,
    Return,
    Statement,
    Variable,
    While,
)
from reference.contracts.tokens import END, NAME
from reference.rules import procedure

BLOCK_ENDS = frozenset((END, "end", "else", "elseif", "until"))
"""What a block ends before."""

Named = list[tuple[bytes, Variable]]
"""Names and the variables that they mean."""


@procedure("LVM-5")
def read_program(source: bytes) -> Function:
    """The program of a source: a function without parameters. Rejects, with a place, as its tokens do, and then at the first token that does not fit."""
    reader = Reader(source)
    body = _block(reader, [])
    reader.expect(END)
    return Function((), (), body)


def _block(reader: Reader, named: Named) -> Block:
    """A block in which these names mean these variables from its beginning on."""
    held = reader.scopes.here.held
    reader.scopes.here.blocks.append({})
    body = _statements(reader, named)
    reader.scopes.here.blocks.pop()
    reader.scopes.here.held = held
    return body


def _statements(reader: Reader, named: Named) -> Block:
    """The statements of the block that is open. A `return` is the last of its block."""
    reader.scopes.name(named)
    statements: list[Statement] = []
    while reader.kind not in BLOCK_ENDS:
        if reader.takes(";"):
            continue
        levels = reader.levels
        reader.open_level()
        statements.append(_statement(reader))
        reader.levels = levels
        if isinstance(statements[-1], Return):
            break
    return tuple(statements)


def _statement(reader: Reader) -> Statement:
    """A statement, which has opened a level."""
    match reader.kind:
        case "local":
            return _local(reader)
        case "function":
            return _named_function(reader)
        case "if":
            return _if(reader)
        case "while":
            return _while(reader)
        case "repeat":
            return _repeat(reader)
        case "for":
            return _for(reader)
        case "do":
            reader.take()
            body = _block(reader, [])
            reader.expect("end")
            return Do(body)
        case "return":
            return _return(reader)
        case "break":
            check_break(reader.scopes.here.loops, reader.token.at)
            reader.take()
            return Break()
        case _:
            return _assignment_or_call(reader)


def _local(reader: Reader) -> Local | LocalFunction:
    """`local`: the variables of a list are known after its values; that of a function in it too. Rejects with `FEATURE_EXCLUDED` for an attribute."""
    reader.take()
    if reader.takes("function"):
        name, variable = reader.name(), reader.scopes.new()
        reader.scopes.hold(1, reader.token.at)
        reader.scopes.name([(name, variable)])
        return LocalFunction(variable, _function(reader, ()))
    names = [reader.name()]
    while reader.takes(","):
        names.append(reader.name())
    if reader.kind == "<":
        raise reader.refuse(Code.FEATURE_EXCLUDED)
    values = _expressions(reader).expressions() if reader.takes("=") else ()
    named = [(name, reader.scopes.new()) for name in names]
    reader.scopes.hold(len(names), reader.token.at)
    reader.scopes.name(named)
    return Local(tuple(variable for _, variable in named), values)


def _named_function(reader: Reader) -> Assign:
    """`function a.b:c() end`, which assigns a function to a place. After a colon its first parameter is `self`."""
    reader.take()
    target = _known(reader)
    self_name: tuple[bytes, ...] = ()
    levels = reader.levels
    while reader.kind in (".", ":") and not self_name:
        reader.open_level()
        self_name = (b"self",) if reader.take().kind == ":" else ()
        target = Index(target, Literal(reader.name()))
    reader.levels = levels
    return Assign((target,), (_function(reader, self_name),))


def _known(reader: Reader) -> Read | Index:
    """A variable. Rejects with `TOKEN_UNEXPECTED` where no name comes, `NAME_UNKNOWN`, and with `LIBRARY_MISUSED` where it is the library's."""
    if reader.kind != NAME:
        raise reader.refuse(Code.TOKEN_UNEXPECTED)
    variable = _expressions(reader).variable()
    if variable is None:
        raise reader.refuse(Code.LIBRARY_MISUSED)
    return Read(variable)


def _function(reader: Reader, before: tuple[bytes, ...]) -> Function:
    """A function, from its parameters on; `before` are the names of those that nobody writes."""
    reader.expect("(")
    names = list(before)
    if reader.kind != ")":
        names.append(reader.name())
        while reader.takes(","):
            names.append(reader.name())
    reader.expect(")")
    reader.scopes.functions.append(FunctionScope())
    reader.scopes.hold(len(names), reader.token.at)
    named = [(name, reader.scopes.new()) for name in names]
    body = _block(reader, named)
    reader.expect("end")
    captured = tuple(reader.scopes.functions.pop().captured)
    return Function(tuple(variable for _, variable in named), captured, body)


def _if(reader: Reader) -> If:
    clauses: list[Clause] = []
    while not clauses or reader.kind == "elseif":
        reader.take()
        condition = _expressions(reader).expression()
        reader.expect("then")
        clauses.append(Clause(condition, _block(reader, [])))
    otherwise = _block(reader, []) if reader.takes("else") else ()
    reader.expect("end")
    return If(tuple(clauses), otherwise)


def _while(reader: Reader) -> While:
    reader.take()
    condition = _expressions(reader).expression()
    reader.expect("do")
    return While(condition, _loop(reader, []))


def _loop(reader: Reader, named: Named) -> Block:
    """The body of a loop, and the `end` after it."""
    reader.scopes.here.loops += 1
    body = _block(reader, named)
    reader.scopes.here.loops -= 1
    reader.expect("end")
    return body


def _repeat(reader: Reader) -> Repeat:
    """`repeat`: the condition belongs to the body's block, but not to the loop."""
    reader.take()
    here = reader.scopes.here
    held = here.held
    here.blocks.append({})
    here.loops += 1
    body = _statements(reader, [])
    here.loops -= 1
    reader.expect("until")
    condition = _expressions(reader).expression()
    here.blocks.pop()
    here.held = held
    return Repeat(body, condition)


def _for(reader: Reader) -> Count | Each:
    """A `for` loop. Rejects with `FEATURE_EXCLUDED` where it goes over anything but integers and the entries of a table (LVM-6)."""
    reader.take()
    names = [reader.name()]
    if reader.takes("="):
        return _count(reader, names[0])
    if reader.takes(","):
        names.append(reader.name())
    if reader.kind == ",":
        raise reader.refuse(Code.FEATURE_EXCLUDED)
    reader.expect("in")
    chosen = reader.token.value
    if reader.kind != NAME or chosen not in LOOPS or reader.scopes.find(chosen, reader.token.at) is not None:
        raise reader.refuse(Code.FEATURE_EXCLUDED)
    reader.take()
    reader.expect("(", Code.FEATURE_EXCLUDED)
    if reader.kind == ")":
        raise reader.refuse(Code.FEATURE_EXCLUDED)
    table = _expressions(reader).expression()
    reader.expect(")", Code.FEATURE_EXCLUDED)
    reader.expect("do", Code.FEATURE_EXCLUDED)
    key, value = reader.scopes.new(), reader.scopes.new()
    reader.scopes.hold(LOOP_HELD, reader.token.at)
    body = _loop(reader, list(zip(names, (key, value), strict=False)))
    reader.scopes.release(LOOP_HELD)
    return Each(chosen == b"ipairs", key, value, table, body)


def _count(reader: Reader, name: bytes) -> Count:
    start = _expressions(reader).expression()
    reader.expect(",")
    stop = _expressions(reader).expression()
    step = _expressions(reader).expression() if reader.takes(",") else Literal(1)
    reader.expect("do")
    variable = reader.scopes.new()
    reader.scopes.hold(LOOP_HELD, reader.token.at)
    body = _loop(reader, [(name, variable)])
    reader.scopes.release(LOOP_HELD)
    return Count(variable, start, stop, step, body)


def _return(reader: Reader) -> Return:
    reader.take()
    values = () if reader.kind in BLOCK_ENDS or reader.kind == ";" else _expressions(reader).expressions()
    reader.takes(";")
    return Return(values)


def _assignment_or_call(reader: Reader) -> Assign | Invoke:
    """Places, `=` and values; or a call. Rejects with `TOKEN_UNEXPECTED` after anything else, and with `VALUES_EXCEEDED` for one place too many."""
    first = _expressions(reader).suffixed()
    if reader.kind not in ("=", ","):
        if not isinstance(first, Call | MethodCall | LibraryCall):
            raise reader.refuse(Code.TOKEN_UNEXPECTED)
        return Invoke(first)
    targets = [_place(reader, first)]
    while reader.takes(","):
        check_held(len(targets) + 1, reader.token.at, MAX_TARGETS)
        targets.append(_place(reader, _expressions(reader).suffixed()))
    reader.expect("=")
    return Assign(tuple(targets), _expressions(reader).expressions())


def _place(reader: Reader, target: Expression) -> Read | Index:
    if not isinstance(target, Read | Index):
        raise reader.refuse(Code.TOKEN_UNEXPECTED)
    return target


def _expressions(reader: Reader) -> Expressions:
    return Expressions(reader, _function)
