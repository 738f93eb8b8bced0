"""The profile `kernel`: any rule that has a typed form and is not for a chip, on arguments of its parameters' types."""

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw, Seen, draw_value
from vectors.case import CHIP_CALLS, Kind
from vectors.evaluate import call_input, callees


@st.composite
def calls(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A call of one rule."""
    name = draw(st.sampled_from(tuple(name for name in callees() if name not in CHIP_CALLS)))
    seen = Seen()
    arguments = {parameter: draw_value(draw, annotation, seen) for parameter, annotation in callees()[name].parameters.items()}
    return Exchange(Kind.CALL, draw(st.sampled_from(presets)), call_input(name, arguments))
