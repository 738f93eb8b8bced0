# ruff: noqa: D105 - equality means what it means of the strings that a proxy stands for
"""Symbolic byte and text strings of which a kernel may only ask whether two are equal.

Identifiers, hashes and symbols are such strings. Z3 sees each as the natural number of its place in the order
"shorter first, then by units": a bijection, so that constants of the rules (`bytes(32)`) take part, the strings of
the lengths `low` to `high` are one interval, and the smallest number is the string that reads most simply.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ne
from typing import Any

from reference.numbers import Length
from spec.prover.execution import Execution
from spec.prover.fragment import unwatched
from spec.prover.proxies import SymbolicBoolean
from spec.prover.refusing import Refusing, calling_frame, compared
from spec.prover.source import operation
from spec.prover.terms import Term

FIRST_CHARACTER = ord("A")
"""Text is counted from `A` on, so that minimal examples are readable."""

SURROGATES = range(0xD800, 0xE000)
"""Code points that are no characters."""

CHARACTERS = 0x110000 - len(SURROGATES)
"""How many characters there are."""


COUNTED_UNITS = 1_024
"""How long strings may be whose greatest number is told to Z3. Of a type that allows longer ones every longer string counts as one of it: the numbers have
thousands of digits, and what is shown of more arguments than there are is shown of those that there are."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The units of a kind of string, numbered from 0."""

    kind: type
    size: int


BYTES = Alphabet(bytes, 256)
TEXT = Alphabet(str, CHARACTERS)


class SymbolicIdentifier(Refusing):
    """All the strings that satisfy the path's conditions. Only equality can be asked of it."""

    __slots__ = ("alphabet", "length")

    def __init__(self, path: Execution, term: Term, alphabet: Alphabet, length: Length | None) -> None:
        super().__init__(path, term)
        self.alphabet = alphabet
        self.length = length

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return self.alphabet.kind

    def __eq__(self, other: object) -> SymbolicBoolean:  # type: ignore[override]
        return self._compared(other, eq, "==")

    def __ne__(self, other: object) -> SymbolicBoolean:  # type: ignore[override]
        return self._compared(other, ne, "!=")

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __rmod__ = Refusing._refuse
    __len__ = __iter__ = __getitem__ = __contains__ = Refusing._refuse
    __hash__ = Refusing._refuse

    @unwatched
    def _compared(self, other: object, compare: Callable[[Term, Term], Term], sign: str) -> SymbolicBoolean:
        kind = type(other)
        if kind not in (SymbolicIdentifier, bytes, str):
            if issubclass(kind, (bytes, str, bytearray, memoryview)):
                raise self.path.refuse(f"compares a symbolic {self.alphabet.kind.__name__} with a {kind.__name__}")
            return NotImplemented  # type: ignore[no-any-return]
        if isinstance(other, SymbolicIdentifier):
            alphabet, right = other.alphabet, other.term
        else:
            alphabet, right = (BYTES, TEXT)[kind is str], identifier_term(self.path, other)
        if alphabet != self.alphabet:
            return NotImplemented  # type: ignore[no-any-return]
        text = operation(calling_frame()) or compared(self.term, sign, right)
        return SymbolicBoolean(self.path, self.path.made(compare, self.term, right), text)


def symbolic_identifier(path: Execution, name: str, kind: type, length: Length | None) -> SymbolicIdentifier:
    """A new symbolic string of the kind, of the given lengths or of any."""
    alphabet = BYTES if kind is bytes else TEXT
    low, high = bounds(alphabet, length)
    return SymbolicIdentifier(path, path.integer(name, low, high), alphabet, length)


def bounds(alphabet: Alphabet, length: Length | None) -> tuple[int, int | None]:
    """The least and the greatest number of a string of these lengths; None for the greatest where it is not told."""
    if length is None:
        return 0, None
    greatest = None if length.high > COUNTED_UNITS else _first_of_length(alphabet, length.high + 1) - 1
    return _first_of_length(alphabet, length.low), greatest


def identifier_term(path: Execution, value: Any) -> Term:
    """The term of a string, symbolic or not."""
    if type(value) is SymbolicIdentifier:
        return value.term
    if isinstance(value, str) and any(ord(character) in SURROGATES for character in value):
        raise path.refuse("has a surrogate in a text, which is no character")
    if type(value) in (bytes, str):
        return path.terms.number(number_of(value))
    raise path.refuse(f"takes a {type(value).__name__} for an identifier")


def number_of(value: bytes | str) -> int:
    """The number of a string: its place among all strings of its alphabet."""
    alphabet = BYTES if isinstance(value, bytes) else TEXT
    units = list(value) if isinstance(value, bytes) else [_unit_of(character) for character in value]
    number = 0
    for unit in units:
        number = number * alphabet.size + unit
    return _first_of_length(alphabet, len(units)) + number


def string_of(alphabet: Alphabet, number: int) -> bytes | str:
    """The string with a number; the inverse of `number_of`."""
    length = 0
    while number >= alphabet.size**length:
        number -= alphabet.size**length
        length += 1
    units = []
    for _ in range(length):
        number, unit = divmod(number, alphabet.size)
        units.append(unit)
    units.reverse()
    return bytes(units) if alphabet is BYTES else "".join(_character_of(unit) for unit in units)


def _first_of_length(alphabet: Alphabet, length: int) -> int:
    """The number of the first string of a length: how many shorter ones there are."""
    shorter: int = (alphabet.size**length - 1) // (alphabet.size - 1)
    return shorter


def _unit_of(character: str) -> int:
    point = ord(character)
    dense = point - len(SURROGATES) if point >= SURROGATES.stop else point
    return (dense - FIRST_CHARACTER) % CHARACTERS


def _character_of(unit: int) -> str:
    dense = (unit + FIRST_CHARACTER) % CHARACTERS
    return chr(dense + len(SURROGATES) if dense >= SURROGATES.start else dense)
