"""A package of rules and theorems, and changes of it, each with the theorems that reach what is changed."""

from dataclasses import dataclass

PACKAGE = {
    "__init__": "",
    "values": """
LIMIT = 10
OTHER = 11
TABLE = {"b": 1, "a": 2}
NAMES = frozenset({"one", "two", "three"})
""",
    "codes": """
from enum import Enum

class Refusal(Enum):
    LARGE = (1, "R-1")
    SMALL = (2, "R-2")

    def __init__(self, number, rule):
        self.number = number
""",
    "records": """
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple
from reference.numbers import Range

Small = Annotated[int, Range(0, 100)]

class Base:
    def doubled(self) -> int:
        return 2 * self.amount

@dataclass(frozen=True)
class Record(Base):
    amount: Small
    note: str = field(default="", compare=False)

    @property
    def half(self) -> int:
        return self.amount // 2

    @staticmethod
    def made(amount: Small) -> "Record":
        return Record(amount)

@dataclass(frozen=True, slots=True)
class Parameters:
    fee: int

class Pair(NamedTuple):
    left: Small
    right: Small = 3
""",
    "helper": """
from attacked.codes import Refusal
from attacked.values import LIMIT

def limit() -> int:
    return LIMIT

def code() -> Refusal:
    return Refusal.LARGE

def hashed(amount: int) -> int:
    return amount * 7
""",
    "rules": """
from functools import cache, partial, wraps
import attacked.values
from immutables import Map
from attacked import records, values
from attacked.codes import Refusal
from attacked.helper import code, hashed as digest, limit as most
from attacked.records import Pair, Parameters, Record, Small
from attacked.values import NAMES
from reference.rules import kernel

# nothing is said of this
@kernel("R-1")
def capped(amount: Small) -> int:
    return min(amount, most())

@kernel("R-2")
def looked_up(amount: Small) -> int:
    return amount + values.LIMIT + values.TABLE["a"]

def by_default(amount: Small, most: int = 5, *, least: int = 1) -> int:
    return min(amount, most) + least

def enclosing(step: int):
    def enclosed(amount: Small) -> int:
        inner = [each + 1 for each in (amount,)]
        return inner[0] + step
    return enclosed

stepped = enclosing(4)

def checked(function):
    @wraps(function)
    def wrapper(amount: Small) -> int:
        return function(amount) + 1
    return wrapper

@checked
def decorated(amount: Small) -> int:
    return amount

@cache
def cached(amount: Small) -> int:
    return amount + 9

def named(amount: Small) -> bool:
    return str(amount) in NAMES

class Kind(type):
    def __call__(cls, *arguments):
        return super().__call__(*arguments)

class Made(metaclass=Kind):
    made = 1

def inner_of_table(amount: int) -> int:
    return amount + 21

STEPS = {1: inner_of_table}
MORE = partial(inner_of_table, 31)
CHAIN = Parameters(41)
MAP = Map({"one": 51, "two": 52})

def odd(amount: int) -> int:
    table = [STEPS[each](each) for each in (1,)]
    return table[0] + MORE() + CHAIN.fee + MAP["one"] + attacked.values.OTHER + len((Made(),))
""",
    "theorems": """
from attacked import records
from attacked.rules import *
from attacked.rules import digest, most
from attacked.codes import Refusal
from attacked.helper import code
from attacked.records import Pair, Record, Small
from spec.prover.statement import StandIn, theorem

def assumed(amount: Small) -> bool:
    return amount > 3

@theorem("R-1", "Capped.", assuming=assumed)
def is_capped(amount: Small) -> bool:
    return capped(amount) <= most()

@theorem("R-2", "Looked up.")
def is_looked_up(amount: Small) -> bool:
    return looked_up(amount) >= amount

@theorem("R-3", "Default.", bounded="three steps")
def is_default(amount: Small) -> bool:
    return by_default(amount) <= 6

@theorem("R-4", "Enclosed.", tested="for a reason")
def is_enclosed(amount: Small) -> bool:
    return stepped(amount) == amount + 5

@theorem("R-5", "Decorated.")
def is_decorated(amount: Small) -> bool:
    return decorated(amount) == amount + 1 and cached(amount) > 0

@theorem("R-6", "Method.")
def is_method(record: Record) -> bool:
    return record.doubled() == 2 * record.amount and record.half >= 0

@theorem("R-7", "Code.", standing_in=(StandIn(digest, rejects=(Refusal.SMALL,)),))
def is_code(amount: int) -> bool:
    return code() is not Refusal.SMALL and digest(amount) == digest(amount)

@theorem("R-8", "Pair.")
def is_pair(pair: Pair) -> bool:
    return pair.left >= 0

@theorem("R-9", "Named.")
def is_named(amount: int) -> bool:
    return not named(amount)

@theorem("R-10", "Odd.")
def is_odd(amount: int) -> bool:
    return odd(amount) > 0
""",
}
"""Its modules."""

RANGED = ("is_capped", "is_looked_up", "is_default", "is_enclosed", "is_decorated", "is_method", "is_pair", "is_named")
"""What reaches the range."""


@dataclass(frozen=True)
class Change:
    """A change of one module."""

    name: str
    module: str
    before: str
    after: str
    reached: tuple[str, ...]
    """The theorems that reach it."""


CHANGES = (
    Change("a rule", "rules", "min(amount, most())", "max(amount, most())", ("is_capped",)),
    Change("a rule's mark", "rules", '@kernel("R-1")', '@kernel("R-11")', ("is_capped",)),
    Change("a helper in another module", "helper", "return LIMIT", "return LIMIT + 0", ("is_capped",)),
    Change("a constant", "values", "LIMIT = 10", "LIMIT = 12", ("is_capped", "is_looked_up")),
    Change("a constant, later", "values", "OTHER = 11", "OTHER = 11\nLIMIT = 12  # bound again", ("is_capped", "is_looked_up")),
    Change("a constant that only a module's attribute reads", "values", '"a": 2', '"a": 3', ("is_looked_up",)),
    Change("the order of a table", "values", '"b": 1, "a": 2', '"a": 2, "b": 1', ("is_looked_up",)),
    Change("a constant of another type", "values", '"a": 2', '"a": 2.0', ("is_looked_up",)),
    Change(
        "a module's attribute bound by another module",
        "helper",
        "def limit()",
        "from attacked import values\nvalues.TABLE = {'a': 5}\ndef limit()",
        ("is_looked_up",),
    ),
    Change("a set", "values", '"one", "two"', '"one", "zwei"', ("is_named",)),
    Change("a default", "rules", "most: int = 5", "most: int = 4", ("is_default",)),
    Change("a default of a named argument", "rules", "least: int = 1", "least: int = 0", ("is_default",)),
    Change("a default set from without", "theorems", "def assumed", "by_default.__defaults__ = (6,)\n\ndef assumed", ("is_default",)),
    Change("what a function encloses", "rules", "enclosing(4)", "enclosing(5)", ("is_enclosed",)),
    Change("a function within", "rules", "each + 1", "each + 2", ("is_enclosed",)),
    Change("a decorator", "rules", "function(amount) + 1", "function(amount) + 2", ("is_decorated",)),
    Change("a decorated function", "rules", "    return amount\n", "    return amount + 0\n", ("is_decorated",)),
    Change("what is remembered", "rules", "amount + 9", "amount + 8", ("is_decorated",)),
    Change(
        "an alias", "rules", "limit as most", "limit as least_of_all\nfrom attacked.helper import hashed\ndef most() -> int:\n    return 10", ("is_capped",)
    ),
    Change("the meaning of a builtin name", "rules", "# nothing", "def str(value: int) -> bytes:\n    return b''\n# nothing", ("is_named",)),
    Change("another function's code", "theorems", "def assumed", "capped.__code__ = (lambda amount: amount).__code__\n\ndef assumed", ("is_capped",)),
    Change("a method", "records", "self.amount // 2", "self.amount // 3", ("is_method",)),
    Change("a static method", "records", "return Record(amount)", "return Record(amount + 0)", ("is_method",)),
    Change("a method of a parent", "records", "2 * self.amount", "self.amount * 2", ("is_method",)),
    Change("a parent", "records", "Record(Base)", "Record(Base, Exception)", ("is_method",)),
    Change("an attribute of a parent", "records", "class Base:", "class Base:\n    factor = 2\n", ("is_method",)),
    Change("a field", "records", "compare=False)", "compare=True)", ("is_method",)),
    Change("a field's default", "records", 'default=""', 'default="x"', ("is_method",)),
    Change("a record's kind", "records", "frozen=True)", "frozen=True, order=True)", ("is_method",)),
    Change("a range", "records", "Range(0, 100)", "Range(0, 101)", RANGED),
    Change("a pair's default", "records", "right: Small = 3", "right: Small = 4", ("is_pair",)),
    Change("a code", "helper", "Refusal.LARGE", "Refusal.SMALL", ("is_code",)),
    Change("an enumeration's value", "codes", '(2, "R-2")', '(3, "R-2")', ("is_code",)),
    Change("an enumeration's method", "codes", "self.number = number", "self.number = number + 1", ("is_code",)),
    Change("the order of an enumeration", "codes", "    SMALL", "    FIRST = (0, 'R-0')\n    SMALL", ("is_code",)),
    Change("a stand-in", "theorems", "StandIn(digest, rejects=(Refusal.SMALL,))", "StandIn(code, rejects=(Refusal.SMALL,))", ("is_code",)),
    Change("what a stand-in rejects", "theorems", "rejects=(Refusal.SMALL,)", "rejects=(Refusal.LARGE,)", ("is_code",)),
    Change("what a stand-in stands for", "helper", "amount * 7", "amount * 8", ("is_code",)),
    Change("an assumption", "theorems", "amount > 3", "amount > 4", ("is_capped",)),
    Change("no assumption", "theorems", ", assuming=assumed", "", ("is_capped",)),
    Change("a bound", "theorems", "three steps", "four steps", ("is_default",)),
    Change("a reason", "theorems", "for a reason", "for another", ("is_enclosed",)),
    Change("a sentence", "theorems", '"Pair."', '"Pairs."', ("is_pair",)),
    Change("a parameter's type", "theorems", "is_named(amount: int)", "is_named(amount: Small)", ("is_named",)),
    Change("a comment elsewhere", "rules", "# nothing is said of this", "# nothing\n# is said\n# of this", ()),
    Change("another theorem", "theorems", "def assumed", '@theorem("R-0", "More.")\ndef more(amount: int) -> bool:\n    return True\n\ndef assumed', ()),
    Change("a function that nothing reaches", "helper", "def limit()", "def unused() -> int:\n    return 1\n\ndef limit()", ()),
    Change("an attribute of a module of a package", "values", "OTHER = 11", "OTHER = 12", ("is_odd",)),
    Change("a function in a table", "rules", "amount + 21", "amount + 22", ("is_odd",)),
    Change("a partial function's argument", "rules", "inner_of_table, 31", "inner_of_table, 32", ("is_odd",)),
    Change("a constant record", "rules", "Parameters(41)", "Parameters(42)", ("is_odd",)),
    Change("a constant map", "rules", '"two": 52', '"two": 53', ("is_odd",)),
    Change("a method of a class's kind", "rules", "return super()", "return 1 and super()", ("is_odd",)),
)
"""Changes, each in a process of its own."""
