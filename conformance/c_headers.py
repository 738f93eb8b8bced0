"""The vectors as C headers, for an implementation that no harness reaches: constants in shards under a size limit, and a runner that judges by itself.

A case is the message that the harness would send in CBOR, and the reply that it would take for right. Both are deterministic encodings, so that a
chip compares bytes and decodes nothing for the sake of the test.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from conformance.messages import Reset, reset_request, run_request
from conformance.strict_cbor import encode
from vectors.case import Case
from vectors.suite import Suite, manifest_hash

DEFAULT_SHARD_BYTES = 48 * 1024
"""How large a shard is unless somebody says otherwise: three quarters of a stage of 64 KiB, which leaves room for code."""

MIN_SHARD_BYTES = 1024

CASE_BYTES = 40
"""What a case takes in its shard's table: four pointers of eight bytes and two numbers of four. With shorter pointers it is less."""

RESET_SEQ, RUN_SEQ = 1, 2
"""The sequence numbers of the messages, the same for each case."""

VECTORS = "smartshare_vectors.h"
RUNNER = ("smartshare_runner.h", "smartshare_runner.c")

BYTES_A_LINE = 24


@dataclass(frozen=True, slots=True)
class Shard:
    """Some cases as constants."""

    number: int
    cases: tuple[Case, ...]
    size: int
    """How many bytes it takes at most, its texts and its table included; the compiler aligns the table and the bytes."""

    @property
    def file(self) -> str:
        """The header's name."""
        return f"smartshare_shard_{self.number:03}.h"


@dataclass(frozen=True, slots=True)
class Sharded:
    """Cases in shards."""

    shards: tuple[Shard, ...]
    left_out: tuple[Case, ...]
    """The cases each of which is larger than a shard."""


def request_of(case: Case) -> bytes:
    """The message that asks for a case's outcome."""
    return encode(run_request(RUN_SEQ, case.kind.value, case.preset, case.input))


def reply_of(case: Case) -> bytes:
    """The one right reply."""
    return encode({"seq": RUN_SEQ, "outcome": case.expect})


def sharded(cases: Sequence[Case], shard_bytes: int) -> Sharded:
    """The cases in their order, as many in each shard as fit; equal replies of a shard are kept once."""
    shards: list[Shard] = []
    left_out: list[Case] = []
    here: list[Case] = []
    replies: set[bytes] = set()
    size = 0
    for case in cases:
        reply = reply_of(case)
        alone = CASE_BYTES + len(request_of(case)) + len(case.id) + len(_rules(case)) + 2
        if alone + len(reply) > shard_bytes:
            left_out.append(case)
            continue
        more = alone + (0 if reply in replies else len(reply))
        if size + more > shard_bytes:
            shards.append(Shard(len(shards), tuple(here), size))
            here, replies, size = [], set(), 0
            more = alone + len(reply)
        here.append(case)
        replies.add(reply)
        size += more
    if here:
        shards.append(Shard(len(shards), tuple(here), size))
    return Sharded(tuple(shards), tuple(left_out))


def c_files(suite: Suite, found: Sharded) -> Iterator[tuple[str, str]]:
    """The names of the files and their texts: the shards, what includes them, and the runner."""
    for shard in found.shards:
        yield shard.file, _shard_text(shard)
    yield VECTORS, _vectors_text(suite, found)
    for name in RUNNER:
        yield name, (files("conformance") / "c" / name).read_text(encoding="utf-8")


def _shard_text(shard: Shard) -> str:
    """One header: all bytes in one array, and the table of the cases."""
    data = bytearray()
    places: dict[bytes, int] = {}
    lines: list[str] = []
    rows: list[str] = []
    crc = 0

    def put(part: bytes, what: str) -> int:
        place = len(data)
        data.extend(part)
        lines.append(f"    /* {what} */")
        lines.extend(_byte_lines(part))
        return place

    name = f"smartshare_bytes_{shard.number:03}"
    for case in shard.cases:
        request, reply = request_of(case), reply_of(case)
        at = put(request, _safe(case.id))
        if reply not in places:
            places[reply] = put(reply, f"the reply to {_safe(case.id)}")
        crc = zlib.crc32(reply, zlib.crc32(request, crc))
        rows.append(f'    {{"{_safe(case.id)}", "{_rules(case)}", {name} + {at}, {name} + {places[reply]}, {len(request)}, {len(reply)}}},')
    table = f"smartshare_cases_{shard.number:03}"
    return "\n".join(
        [
            f"/* {len(shard.cases)} cases, {shard.size} bytes. Written by smartshare vectors export. */",
            f"static const uint8_t {name}[] = {{",
            *lines,
            "};",
            f"static const struct smartshare_case {table}[] = {{",
            *rows,
            "};",
            f"#define SMARTSHARE_SHARD_{shard.number:03} {{{table}, {len(shard.cases)}, 0x{crc:08x}}}",
            "",
        ]
    )


def _vectors_text(suite: Suite, found: Sharded) -> str:
    """The header that includes the shards, all of them or the one that `SMARTSHARE_SHARD` names."""
    cases = [case for shard in found.shards for case in shard.cases]
    counted = [f"#elif SMARTSHARE_SHARD == {shard.number}\n#define SMARTSHARE_CASES {len(shard.cases)}" for shard in found.shards]
    named = [f" * {_safe(case.id)}" for case in found.left_out]
    return "\n".join(
        [
            "/* The Smartshare test vectors as constants. Written by smartshare vectors export.",
            " *",
            " * With SMARTSHARE_SHARD defined as a number there is only that shard, for a stage that does not hold them all.",
            *([" * Left out, since each is larger than a shard:"] if named else []),
            *named,
            " */",
            "#ifndef SMARTSHARE_VECTORS_H",
            "#define SMARTSHARE_VECTORS_H",
            "",
            '#include "smartshare_runner.h"',
            "",
            "/* Of the manifest's canonical JSON; it names the suite. */",
            f'#define SMARTSHARE_MANIFEST_SHA256 "{manifest_hash(suite.manifest)}"',
            f"#define SMARTSHARE_SHARDS {len(found.shards)}",
            f"#define SMARTSHARE_LEFT_OUT {len(found.left_out)}",
            f"#define SMARTSHARE_MAX_REQUEST_BYTES {max(len(request_of(case)) for case in cases)}",
            f"#define SMARTSHARE_MAX_REPLY_BYTES {max(len(reply_of(case)) for case in cases)}",
            "#if !defined SMARTSHARE_SHARD",
            f"#define SMARTSHARE_CASES {len(cases)}",
            *counted,
            "#else",
            "#error SMARTSHARE_SHARD names no shard: the first is 0, and SMARTSHARE_SHARDS says how many there are",
            "#endif",
            "",
            "static const uint8_t smartshare_reset_request[] = {",
            *_byte_lines(encode(reset_request(RESET_SEQ, Reset()))),
            "};",
            "static const uint8_t smartshare_reset_reply[] = {",
            *_byte_lines(encode({"seq": RESET_SEQ, "ok": True})),
            "};",
            "",
            *(line for shard in found.shards for line in _only(shard, f'#include "{shard.file}"')),
            "",
            "static const struct smartshare_shard smartshare_shards[] = {",
            *(line for shard in found.shards for line in _only(shard, f"    SMARTSHARE_SHARD_{shard.number:03},")),
            "};",
            "",
            "#endif",
            "",
        ]
    )


def _only(shard: Shard, line: str) -> tuple[str, str, str]:
    """A line that holds where the shard is wanted."""
    return f"#if !defined SMARTSHARE_SHARD || SMARTSHARE_SHARD == {shard.number}", line, "#endif"


def _byte_lines(data: bytes) -> Iterator[str]:
    for start in range(0, len(data), BYTES_A_LINE):
        yield "    " + "".join(f"0x{byte:02x}," for byte in data[start : start + BYTES_A_LINE])


def _rules(case: Case) -> str:
    return " ".join(map(_safe, case.rules))


def _safe(name: str) -> str:
    """A name that ends neither a literal nor a comment; ids and rules of a suite of ours are such names."""
    return re.sub("[^A-Za-z0-9_.-]", "_", name)
