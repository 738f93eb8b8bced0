"""Replicas and their audits called by themselves: roots and paths of every shape of tree, challenges, draws, and answers with one thing wrong each."""

from hashlib import sha256
from typing import Any

from reference.agent.challenges import challenge_of, draw_chunks
from reference.agent.chunks import chunk_path, chunk_root
from reference.codes import Code
from reference.wire.storage_bodies import MAX_CHUNK_BYTES, MAX_CHUNKS, Piece
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

SEEDS = tuple(sha256(f"audit {number}".encode()).digest() for number in range(3))
"""Seeds of challenges."""

CHUNKS = tuple(bytes((place,)) * (place + 1) for place in range(13))
"""Chunks of different lengths."""


def audit_cases() -> list[Case]:
    """Every procedure of storage and of computing."""
    return [*_roots(), *_paths(), *_challenges(), *_draws(), *_answers(), *_jobs()]


def _roots() -> list[Case]:
    cases = [_call("STORAGE-1", "chunk_root", f"{count} chunks", chunks=CHUNKS[:count]) for count in (1, 2, 3, 4, 5, 8, 13)]
    return [
        *cases,
        _call("STORAGE-1", "chunk_root", "no chunk", Code.CHUNK_COUNT_INVALID, chunks=()),
        _call("STORAGE-1", "chunk_root", "a chunk of nothing", Code.CHUNK_SIZE_INVALID, chunks=(b"a", b"")),
        _call("STORAGE-1", "chunk_root", "the largest chunk", chunks=(bytes(MAX_CHUNK_BYTES),)),
        _call("STORAGE-1", "chunk_root", "a chunk of a byte more", Code.CHUNK_SIZE_INVALID, chunks=(bytes(MAX_CHUNK_BYTES + 1),)),
    ]


def _paths() -> list[Case]:
    cases = []
    for count, places in ((1, (0,)), (2, (0, 1)), (3, (0, 2)), (5, (3, 4)), (7, (5, 6)), (13, (0, 11, 12))):
        for place in places:
            chunks = CHUNKS[:count]
            path = chunk_path(chunks, place)
            cases.append(_call("STORAGE-3", "chunk_path", f"chunk {place} of {count}", chunks=chunks, index=place))
            cases.append(_call("STORAGE-4", "root_above", f"chunk {place} of {count}", chunk=chunks[place], index=place, chunks=count, path=path))
    path = chunk_path(CHUNKS, 11)
    wrong = {
        "a hash too few": (11, 13, path[:-32]),
        "a hash too many": (11, 13, path + bytes(32)),
        "no hash": (11, 13, b""),
        "a byte too few": (11, 13, path[:-1]),
        "a byte too many": (11, 13, path + b"!"),
        "a place after the last": (13, 13, path),
        "the second chunk of one": (1, 1, b""),
        "the path of a place with a neighbour, for one without": (12, 13, path),
    }
    deep = b"".join(bytes((level,)) * 32 for level in range(24))
    return [
        *cases,
        *[
            _call("STORAGE-4", "root_above", why, Code.PATH_INVALID, chunk=CHUNKS[11], index=index, chunks=count, path=given)
            for why, (index, count, given) in wrong.items()
        ],
        _call("STORAGE-4", "root_above", "the path of another place", chunk=CHUNKS[11], index=10, chunks=13, path=path),
        _call("STORAGE-4", "root_above", "the last chunk of the most", chunk=b"last", index=MAX_CHUNKS - 1, chunks=MAX_CHUNKS, path=deep),
        _call("STORAGE-4", "root_above", "the last chunk of one more than half of the most", chunk=b"last", index=2**23, chunks=2**23 + 1, path=deep[:32]),
    ]


def _challenges() -> list[Case]:
    order, provider = SEEDS[1], SEEDS[2]
    given: dict[str, Any] = {"seed": SEEDS[0], "order": order, "provider": provider, "replica": 0, "audit": 1}
    changed: dict[str, dict[str, Any]] = {
        "the first": {},
        "another seed": {"seed": SEEDS[2]},
        "another order": {"order": SEEDS[0]},
        "another provider": {"provider": SEEDS[0]},
        "another replica": {"replica": 7},
        "another audit": {"audit": 0x01020304},
        "the last audit": {"audit": 2**32 - 1},
        "order and provider swapped": {"order": provider, "provider": order},
    }
    return [_call("STORAGE-7", "challenge_of", why, **{**given, **change}) for why, change in changed.items()]


def _draws() -> list[Case]:
    sizes = [(1, 1), (1, 8), (2, 1), (3, 2), (8, 8), (9, 8), (100, 4), (10_000, 8), (MAX_CHUNKS - 1, 8), (MAX_CHUNKS, 8)]
    return [
        _call("STORAGE-10", "draw_chunks", f"{samples} of {chunks}, challenge {number}", challenge=seed, chunks=chunks, samples=samples)
        for chunks, samples in sizes
        for number, seed in enumerate(SEEDS)
    ]


def _answers() -> list[Case]:
    root = chunk_root(CHUNKS)
    asked = draw_chunks(challenge_of(SEEDS[0], SEEDS[1], SEEDS[2], 0, 1), len(CHUNKS), 3)
    pieces = tuple(Piece(CHUNKS[index], chunk_path(CHUNKS, index)) for index in asked)
    other = next(index for index in range(len(CHUNKS)) if index not in asked)
    foreign = Piece(CHUNKS[other], chunk_path(CHUNKS, other))
    cut = Piece(pieces[0].chunk, pieces[0].path[:-32])
    altered = Piece(pieces[2].chunk + b"!", pieces[2].path)
    wrong = {
        "a piece too few": (pieces[:2], Code.ANSWER_SIZE_WRONG),
        "a piece too many": ((*pieces, foreign), Code.ANSWER_SIZE_WRONG),
        "in another order": ((pieces[1], pieces[0], pieces[2]), Code.CHUNK_WRONG),
        "one piece for all": ((pieces[0],) * 3, Code.CHUNK_WRONG),
        "the last chunk altered": ((pieces[0], pieces[1], altered), Code.CHUNK_WRONG),
        "the first path cut, and the last chunk altered": ((cut, pieces[1], altered), Code.PATH_INVALID),
        "one too few, and the path of another cut": ((cut, pieces[1]), Code.ANSWER_SIZE_WRONG),
    }
    usual: dict[str, Any] = {"root": root, "chunks": len(CHUNKS), "asked": asked}
    return [
        _call("STORAGE-11", "check_answer", "what was asked for", **usual, pieces=pieces),
        _call("STORAGE-11", "check_answer", "under another root", Code.CHUNK_WRONG, **{**usual, "root": SEEDS[0]}, pieces=pieces),
        *[_call("STORAGE-11", "check_answer", why, code, **usual, pieces=given) for why, (given, code) in wrong.items()],
    ]


def _jobs() -> list[Case]:
    a, b, c = SEEDS
    orders = tuple(sha256(f"order {number}".encode()).digest() for number in range(9))
    revealed = {
        "nobody else": (a,),
        "all of three": (a, a, a),
        "two of three": (b, a, a),
        "one of three": (a, b, c),
        "none": (b, c, b),
        "five of nine": (a, b, a, b, a, b, a, b, a),
        "nothing is revealed": (),
    }
    return [
        _call("COMPUTE-1", "result_commitment", "an order, a result and a secret", order=a, result=b, salt=c),
        _call("COMPUTE-1", "result_commitment", "order and result swapped", order=b, result=a, salt=c),
        _call("COMPUTE-1", "result_commitment", "result and secret swapped", order=a, result=c, salt=b),
        _call("COMPUTE-2", "job_id", "three orders", consumer=a, task=b, orders=orders[:3]),
        _call("COMPUTE-2", "job_id", "the same in another order", consumer=a, task=b, orders=orders[2::-1]),
        _call("COMPUTE-2", "job_id", "consumer and task swapped", consumer=b, task=a, orders=orders[:3]),
        _call("COMPUTE-2", "job_id", "nine orders", consumer=a, task=b, orders=orders),
        *[_call("COMPUTE-8", "agreeing", why, own=a, revealed=results) for why, results in revealed.items()],
    ]


def _call(rule: str, call: str, why: str, rejected: Code | None = None, **given: object) -> Case:
    return intended_case((rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, given), rejected)
