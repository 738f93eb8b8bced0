"""Reading expressions."""

from collections.abc import Callable, Mapping

from reference.codes import Code
from reference.contracts.limits import MAX_LIST
from reference.contracts.reader import Reader
from reference.contracts.static_rules import check_held, check_library, check_name
from reference.contracts.syntax import (
    Binary,
    Call,
    Constructor,
    Expression,
    First,
    Function,
    Index,
    Item,
    LibraryCall,
    Literal,
    MethodCall,
    Read,
    Unary,
)
from reference.contracts.tokens import INTEGER, NAME, STRING

ReadFunction = Callable[[Reader, tuple[bytes, ...]], Function]
"""What reads a function from its parameters on: the blocks of statements in it are read elsewhere."""

TIERS = (
    ("or",),
    ("and",),
    ("<", ">", "<=", ">=", "~=", "=="),
    ("|",),
    ("~",),
    ("&",),
    ("<<", ">>"),
    ("..",),
    ("+", "-"),
    ("*", "//", "%"),
)
"""The binary operators, those that hold most tightly last."""

BINDING: Mapping[str, int] = {operator: place for place, tier in enumerate(TIERS, 1) for operator in tier}
"""How tightly each of them holds."""

UNARY = frozenset(("not", "-", "~", "#"))
CONSTANTS: Mapping[str, bool | None] = {"nil": None, "true": True, "false": False}

ARGUMENTS = frozenset(("(", "{", STRING))
"""What the arguments of a call begin with."""


class Expressions:
    """Expressions of one program, with what reads the functions in them."""

    def __init__(self, reader: Reader, read_function: ReadFunction) -> None:
        self.reader = reader
        self.read_function = read_function

    def expression(self, binding: int = 0) -> Expression:
        """An expression whose binary operators hold more tightly than `binding`. It opens a level, and each binary operator in it another (LVM-7)."""
        reader, levels = self.reader, self.reader.levels
        reader.open_level()
        if reader.kind in UNARY:
            operator = reader.take().kind
            value: Expression = Unary(operator, self.expression(len(TIERS)))
        else:
            value = self._simple()
        while reader.kind in BINDING and BINDING[reader.kind] > binding:
            reader.open_level()
            operator = reader.take().kind
            # `..` begins at the right: what comes after it may begin with one.
            value = Binary(operator, value, self.expression(BINDING[operator] - (operator == "..")))
        reader.levels = levels
        return value

    def expressions(self) -> tuple[Expression, ...]:
        """Expressions between commas, one at least. Each that is read is held until all are (LVM-10). Rejects with `VALUES_EXCEEDED`."""
        reader = self.reader
        values = [self.expression()]
        reader.scopes.hold(1, reader.token.at)
        while reader.takes(","):
            check_held(len(values) + 1, reader.token.at, MAX_LIST)
            values.append(self.expression())
            reader.scopes.hold(1, reader.token.at)
        reader.scopes.release(len(values))
        return tuple(values)

    def suffixed(self) -> Expression:
        """A variable, a call of the library or an expression in parentheses, with the indices and arguments after it, each of which opens a level."""
        reader, levels = self.reader, self.reader.levels
        value = self._primary()
        while reader.kind in (".", "[", ":") or reader.kind in ARGUMENTS:
            reader.open_level()
            if reader.takes("."):
                value = Index(value, Literal(reader.name()))
            elif reader.takes("["):
                value = Index(value, self.expression())
                reader.expect("]")
            elif reader.takes(":"):
                name = reader.name()
                value = MethodCall(value, name, self._arguments())
            else:
                value = Call(value, self._arguments())
        reader.levels = levels
        return value

    def _simple(self) -> Expression:
        reader = self.reader
        if reader.kind in CONSTANTS:
            return Literal(CONSTANTS[reader.take().kind])
        if reader.kind in (INTEGER, STRING):
            return Literal(reader.take().value)
        if reader.kind == "{":
            return self._constructor()
        if reader.takes("function"):
            return self.read_function(reader, ())
        return self.suffixed()

    def _primary(self) -> Expression:
        """What a suffixed expression begins with. Rejects with `TOKEN_UNEXPECTED` where it is neither a name nor a parenthesis."""
        reader = self.reader
        if reader.takes("("):
            value = First(self.expression())
            reader.expect(")")
            return value
        if reader.kind != NAME:
            raise reader.refuse(Code.TOKEN_UNEXPECTED)
        variable = self.variable()
        return self._library_call() if variable is None else Read(variable)

    def variable(self) -> int | None:
        """The variable that the next token names, which is then taken; None, and it is not, where it names something of the library (LVM-8).

        Rejects with `NAME_UNKNOWN`, then `CAPTURES_EXCEEDED`.
        """
        reader = self.reader
        name = reader.token.value
        assert isinstance(name, bytes)
        variable = reader.scopes.find(name, reader.token.at)
        if variable is not None:
            reader.take()
        else:
            check_name(name, reader.token.at)
        return variable

    def _library_call(self) -> LibraryCall:
        """A call of a function of the library: nothing else is done with one (LVM-9). Rejects with `LIBRARY_MISUSED`, at the name; for too many arguments
        once they are read.
        """
        reader = self.reader
        begins = reader.token.at
        name = reader.name().decode()
        if reader.takes("."):
            name += "." + reader.name().decode()
        check_library(name, reader.kind in ARGUMENTS, 0, begins)
        arguments = self._arguments()
        check_library(name, True, len(arguments), begins)
        return LibraryCall(name, arguments)

    def _arguments(self) -> tuple[Expression, ...]:
        reader = self.reader
        if reader.kind == STRING:
            return (Literal(reader.take().value),)
        if reader.kind == "{":
            return (self._constructor(),)
        reader.expect("(")
        if reader.takes(")"):
            return ()
        values = self.expressions()
        reader.expect(")")
        return values

    def _constructor(self) -> Constructor:
        """A table constructor. The first entries without a key are held until it ends (LVM-10): `MAX_LIST` of them at most. Rejects with `FEATURE_EXCLUDED`
        at an entry where some have no key and the key of another is in brackets (LVM-6).
        """
        reader = self.reader
        reader.expect("{")
        items: list[Item] = []
        held = 0
        forms: set[bool] = set()
        while reader.kind != "}":
            beginning = reader.refuse(Code.FEATURE_EXCLUDED)
            bracketed = reader.kind == "["
            item = self._item()
            items.append(item)
            if bracketed or item.key is None:
                forms.add(bracketed)
            if len(forms) > 1:
                raise beginning
            if item.key is None and held < MAX_LIST:
                reader.scopes.hold(1, reader.token.at)
                held += 1
            if not reader.takes(",") and not reader.takes(";"):
                break
        reader.expect("}")
        reader.scopes.release(held)
        return Constructor(tuple(items))

    def _item(self) -> Item:
        reader = self.reader
        if reader.takes("["):
            key = self.expression()
            reader.expect("]")
            reader.expect("=")
            return Item(key, self.expression())
        if reader.kind == NAME and reader.tokens[reader.place + 1].kind == "=":
            name = reader.name()
            reader.take()
            return Item(Literal(name), self.expression())
        return Item(None, self.expression())
