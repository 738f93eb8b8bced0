"""Reading a program's tokens one after another, with the levels and scopes that are open."""

from reference.codes import Code
from reference.contracts.refusal import SourceReject
from reference.contracts.scopes import Scopes
from reference.contracts.static_rules import check_levels
from reference.contracts.tokens import NAME, Token, read_tokens


class Reader:
    """Where the reading of a source is."""

    def __init__(self, source: bytes) -> None:
        self.tokens = read_tokens(source)
        self.place = 0
        self.levels = 0
        self.scopes = Scopes()

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.place]

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.token.kind

    def refuse(self, code: Code) -> SourceReject:
        """The rejection whose place is the next token."""
        return SourceReject(code, self.token.at)

    def take(self) -> Token:
        """Go on, past the next token."""
        taken = self.token
        self.place += 1
        return taken

    def takes(self, kind: str) -> bool:
        """Go on where the next token is of a kind, and say whether it was."""
        if self.kind != kind:
            return False
        self.place += 1
        return True

    def expect(self, kind: str, code: Code = Code.TOKEN_UNEXPECTED) -> Token:
        """Go on past a token of a kind. Rejects where another one comes."""
        if self.kind != kind:
            raise self.refuse(code)
        return self.take()

    def name(self) -> bytes:
        """Go on past a name. Rejects where none comes."""
        value = self.expect(NAME).value
        assert isinstance(value, bytes)
        return value

    def open_level(self) -> None:
        """Lie one level deeper (LVM-7). Rejects with `LEVELS_EXCEEDED`."""
        self.levels += 1
        check_levels(self.levels, self.token.at)
