"""The tokens of a program: from bytes to names, integers, strings and symbols."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reference.codes import Code
from reference.contracts.integers import wrap
from reference.contracts.limits import MAX_SOURCE_BYTES
from reference.contracts.refusal import SourceReject
from reference.contracts.static_rules import check_included
from reference.rules import procedure

NAME, INTEGER, STRING, END = "a name", "an integer", "a string", "the end"
"""The kinds of tokens that are not told by their text alone."""

WORDS = frozenset(
    b"and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(),
)
"""The words that are no names."""

SPACE = re.compile(rb"(?:[ \t\r\n\v\f]+|--(?!\[=*\[)[^\r\n]*|--\[(=*)\[.*?\]\1\])*", re.DOTALL)
SPELLED = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
NUMERAL = re.compile(rb"\.?[0-9][0-9A-Za-z_.]*")
DECIMAL = re.compile(rb"[0-9]+")
HEXADECIMAL = re.compile(rb"0[xX]([0-9a-fA-F]+)")
SYMBOL = re.compile(rb"\.\.\.|\.\.|==|~=|<=|>=|<<|>>|//|::|[-+*/%^#&|~<>=(){};:,.]|\[(?!=*\[)|\]")
PLAIN = {quote: re.compile(rb"[^\\\r\n" + quote + rb"]*") for quote in (b'"', b"'")}
ESCAPE = re.compile(rb"\\(?:([abfnrtv\\\"'])|x([0-9a-fA-F]{2})|([0-9]{1,3}))")
ESCAPED = dict(zip(b"abfnrtv\\\"'", b"\a\b\f\n\r\t\v\\\"'", strict=True))

MAX_DECIMAL = 2**63 - 1
"""The greatest integer in decimal."""

MAX_HEXADECIMAL = 2**64 - 1
"""The greatest in hexadecimal: from 2^63 on it stands for a negative one."""

MAX_DIGITS = 19
"""The digits of the greatest integer in decimal, and more than those of the greatest in hexadecimal. What has more is not converted, whatever it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and where it begins."""

    kind: str
    """One of the kinds, or the text of a word or a symbol."""
    value: bytes | int
    """A name's or a string's bytes, or an integer."""
    at: int


@procedure("LVM-2")
def read_tokens(source: bytes) -> tuple[Token, ...]:
    """The tokens of a source, the end last. Rejects with `SOURCE_TOO_LARGE`; then at the first wrong token with `TOKEN_UNKNOWN`, `NUMERAL_INVALID`,
    `STRING_INVALID` or `FEATURE_EXCLUDED`.
    """
    if len(source) > MAX_SOURCE_BYTES:
        raise SourceReject(Code.SOURCE_TOO_LARGE, MAX_SOURCE_BYTES)
    return tuple(_tokens(source))


def _tokens(source: bytes) -> Iterator[Token]:
    at = _after_space(source, 0)
    while at < len(source):
        token, after = _token(source, at)
        check_included(token.kind, at)
        yield token
        at = _after_space(source, after)
    yield Token(END, b"", at)


def _after_space(source: bytes, at: int) -> int:
    """Where what is neither space nor a comment goes on."""
    found = SPACE.match(source, at)
    return at if found is None else found.end()


def _token(source: bytes, at: int) -> tuple[Token, int]:
    """The token that begins at a byte, and where it ends."""
    if spelled := SPELLED.match(source, at):
        word = spelled[0]
        return Token(word.decode() if word in WORDS else NAME, word, at), spelled.end()
    if numeral := NUMERAL.match(source, at):
        return Token(INTEGER, read_integer(numeral[0], at), at), numeral.end()
    if source[at] in b"\"'":
        return read_string(source, at)
    symbol = SYMBOL.match(source, at)
    if symbol is None or source.startswith(b"--", at):
        raise SourceReject(Code.TOKEN_UNKNOWN, at)
    return Token(symbol[0].decode(), symbol[0], at), symbol.end()


@procedure("LVM-3")
def read_integer(numeral: bytes, at: int) -> int:
    """The integer of a numeral, which begins at the byte `at`. Rejects with `NUMERAL_INVALID`."""
    if DECIMAL.fullmatch(numeral):
        digits, base, greatest = numeral, 10, MAX_DECIMAL
    elif hexadecimal := HEXADECIMAL.fullmatch(numeral):
        digits, base, greatest = hexadecimal[1], 16, MAX_HEXADECIMAL
    else:
        raise SourceReject(Code.NUMERAL_INVALID, at)
    significant = digits.lstrip(b"0") or b"0"
    if len(significant) > MAX_DIGITS or int(significant, base) > greatest:
        raise SourceReject(Code.NUMERAL_INVALID, at)
    return wrap(int(significant, base))


@procedure("LVM-4")
def read_string(source: bytes, at: int) -> tuple[Token, int]:
    """The string whose opening quote stands at a byte, and where it ends. Rejects with `STRING_INVALID` where it opens, or where an escape
    that there is not begins.
    """
    quote = source[at : at + 1]
    value = bytearray()
    place = at + 1
    while True:
        plain = PLAIN[quote].match(source, place)
        assert plain is not None
        value += plain[0]
        place = plain.end()
        if source[place : place + 1] == quote:
            return Token(STRING, bytes(value), at), place + 1
        if source[place : place + 1] != b"\\":
            raise SourceReject(Code.STRING_INVALID, at)
        escape = ESCAPE.match(source, place)
        if escape is None:
            raise SourceReject(Code.STRING_INVALID, place)
        byte = _escaped(escape)
        if byte > 255:
            raise SourceReject(Code.STRING_INVALID, place)
        value.append(byte)
        place = escape.end()


def _escaped(escape: re.Match[bytes]) -> int:
    letter, hexadecimal, decimal = escape.groups()
    if letter:
        return ESCAPED[letter[0]]
    return int(hexadecimal, 16) if hexadecimal else int(decimal)
