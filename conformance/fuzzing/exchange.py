"""What is asked of the reference and of a target alike."""

from dataclasses import dataclass

from conformance.judgement import shown
from vectors.case import Case, Kind, make_case, profile_of
from vectors.json_text import Json, canonical


@dataclass(frozen=True, slots=True, repr=False)
class Exchange:
    """The part of a case that an implementation sees."""

    kind: Kind
    preset: str
    input: dict[str, Json]

    def __repr__(self) -> str:
        """Not at any length: Hypothesis writes out what fails."""
        return f"Exchange({self.kind.value}, {self.preset}, {shown(self.input)})"

    def profile(self) -> str:
        """The profile that it belongs to."""
        return profile_of(self.case(("NONE-0",), "", {})).value

    def case(self, rules: tuple[str, ...], why: str, expect: Json) -> Case:
        """The case that expects this outcome."""
        return make_case(rules, self.kind, self.preset, why, self.input, expect)

    def weight(self) -> tuple[int, str]:
        """What exchanges are compared by, the least first: a reader's time, and then anything that is the same each time."""
        text = canonical({"preset": self.preset, "input": self.input})
        return len(text), text
