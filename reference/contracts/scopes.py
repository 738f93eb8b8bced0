"""Which variable a name means: the scopes that are open while a program is read, and what the functions around hold."""

from reference.contracts.static_rules import check_captured, check_held
from reference.contracts.syntax import Variable


class FunctionScope:
    """A function that is being read."""

    def __init__(self) -> None:
        self.blocks: list[dict[bytes, Variable]] = []
        """Its open blocks, and the variables of each by name."""
        self.captured: dict[Variable, None] = {}
        """The variables of enclosing functions that it uses."""
        self.held = 0
        """How many values it holds here (LVM-10)."""
        self.loops = 0
        """How many loops are open."""

    def find(self, name: bytes) -> Variable | None:
        """The innermost variable of that name."""
        return next((block[name] for block in reversed(self.blocks) if name in block), None)


class Scopes:
    """All functions that are being read, the innermost last."""

    def __init__(self) -> None:
        self.functions = [FunctionScope()]
        self.declared = 0
        """How many variables there have been."""

    @property
    def here(self) -> FunctionScope:
        """The innermost function."""
        return self.functions[-1]

    def hold(self, count: int, at: int) -> None:
        """Let the function hold more values. Rejects with `VALUES_EXCEEDED`."""
        self.here.held += count
        check_held(self.here.held, at)

    def release(self, count: int) -> None:
        """Let it hold fewer."""
        self.here.held -= count

    def new(self) -> Variable:
        """A variable that no name means yet."""
        self.declared += 1
        return self.declared - 1

    def name(self, names: list[tuple[bytes, Variable]]) -> None:
        """Let names mean variables, from here to the end of the block."""
        self.here.blocks[-1].update(names)

    def find(self, name: bytes, at: int) -> Variable | None:
        """The variable that a name means here, which every function between its own and this one then uses. Rejects with `CAPTURES_EXCEEDED`."""
        for depth in range(len(self.functions) - 1, -1, -1):
            variable = self.functions[depth].find(name)
            if variable is not None:
                for inner in self.functions[depth + 1 :]:
                    inner.captured[variable] = None
                    check_captured(len(inner.captured), at)
                return variable
        return None
