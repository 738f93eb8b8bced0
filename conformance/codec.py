"""The two encodings of a message: a JSON text without a line feed, or one item of deterministic CBOR."""

from collections.abc import Callable
from dataclasses import dataclass

from conformance import strict_cbor, strict_json
from conformance.framing import LENGTH_PREFIXED, LINES, Framing
from vectors.json_text import Json


@dataclass(frozen=True, slots=True)
class Codec:
    """An encoding: the same messages, in other bytes."""

    name: str
    encode: Callable[[Json], bytes]
    decode: Callable[[bytes], Json]
    """Raises ValueError, with the reason, for what is not strictly one message's encoding."""
    framing: Framing
    """How messages of this encoding are marked on a stream."""


JSON = Codec("json", strict_json.encode, strict_json.parse, LINES)
CBOR = Codec("cbor", strict_cbor.encode, strict_cbor.parse, LENGTH_PREFIXED)
CODECS = {codec.name: codec for codec in (JSON, CBOR)}
"""The encodings by the names that `--encoding` takes."""
