"""Arguments that chance does not come to: what was sealed, encrypted or signed for a rule that opens, decrypts or verifies it, with one thing otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis.control import BuildContext
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.internal.conjecture.data import ConjectureData

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.machines import AMOUNTS, EVENTS, declaration_of, standings_of, tables
from conformance.fuzzing.tape import Tape
from reference.agent.chunks import chunk_path, chunk_root
from reference.contracts.transition_table import TransitionTable
from reference.data.assets import key_commitment
from reference.data.delivery import MAX_MEASUREMENT_BYTES, SALT_BYTES, encrypt_measurement
from reference.data.demands import Demand, Prospect
from reference.data.hpke import derive_pair, seal
from reference.state.contract import Name, Standing
from reference.state.manufacturer import NO_RECALL
from reference.wire.storage_bodies import Piece
from vectors.build import BOB, CAROL
from vectors.keys import sign_attestation
from vectors.sales import CHUNKS, FRESH, MEASURED, OTHER, deliver, signed
from vectors.scenarios.asset_places import ASSET, ASSET_ID, CHAIN, DATA_KEY, OWNER
from vectors.scenarios.chip_places import ACTIVE, CHIP, FIRMWARE, NEW_FIRMWARE, REGISTERED, SERIAL, claims_for

Arguments = dict[str, Any]

CONTEXTS = (b"", b"a", b"smartshare")
NONCE = bytes(range(32))
STRANGE: tuple[dict[str, Any], ...] = ({}, {}, {}, {"chain": bytes(32)}, {"chip": OWNER}, {"series": 4}, {"digest": bytes(32)})
"""What a sample may say otherwise."""


def _open_sealed(choices: Choices) -> Arguments:
    ephemeral, recipient = derive_pair(bytes((choices.integer(0, 255),)) * 32), choices.one_of((FRESH, OTHER))
    info, associated = choices.one_of(CONTEXTS), choices.one_of(CONTEXTS)
    sealed = seal(ephemeral.secret, recipient.key, info, associated, choices.one_of((b"", b"message", bytes(100))))
    given = {"secret": recipient.secret, "encapsulated": sealed.encapsulated, "info": info, "associated": associated, "ciphertext": sealed.ciphertext}
    other = choices.one_of(("", "", "info", "associated"))
    return {**given, other: choices.one_of(CONTEXTS)} if other else given


def _is_key_wrong(choices: Choices) -> Arguments:
    """A key as it was delivered, right or wrong, and what was committed to."""
    committed = choices.one_of((DATA_KEY, DATA_KEY, bytes(32)))
    return {**_delivered_key(choices), "commitment": key_commitment(committed)}


def _delivered_key(choices: Choices) -> Arguments:
    secret, asset, buyer = choices.one_of((FRESH, FRESH, FRESH, OTHER)).secret, choices.one_of((ASSET_ID, ASSET_ID, ASSET_ID, bytes(32))), BOB.account
    buyer = choices.one_of((buyer, buyer, buyer, CAROL.account))
    return {"secret": secret, "key": FRESH.key, "asset": asset, "buyer": buyer, "delivered": deliver(choices.one_of((DATA_KEY, DATA_KEY, bytes(32))))}


def _is_chunk_wrong(choices: Choices) -> Arguments:
    """A chunk of an asset in which mostly one thing is otherwise, if any: the measurement's length, the sample, the place, the root or the key."""
    index = choices.integer(0, len(CHUNKS) - 1)
    ways = ("", "length", "length", "length", "sample", "index", "place", "root", "first", "key")
    wrong = [choices.one_of(ways) for _ in range(choices.one_of((1, 1, 1, 1, 1, 2)))]
    lengths = (SALT_BYTES - 1, SALT_BYTES, MAX_MEASUREMENT_BYTES, MAX_MEASUREMENT_BYTES + 1)
    measured = bytes(choices.one_of(lengths)) if "length" in wrong else MEASURED[index]
    sample = signed(index + ("index" in wrong), measured, **(choices.one_of(STRANGE) if "sample" in wrong else {}))
    place = 0 if "place" in wrong else index
    chunks = (*CHUNKS[:index], encrypt_measurement(DATA_KEY, place, measured, sample), *CHUNKS[index + 1 :])
    asset = replace(ASSET, root=chunk_root(CHUNKS if "root" in wrong else chunks), first=ASSET.first + ("first" in wrong))
    key = bytes(32) if "key" in wrong else DATA_KEY
    return {"asset": asset, "chain": CHAIN, "data_key": key, "index": index, "piece": Piece(chunks[index], chunk_path(chunks, index))}


def _check_answer(choices: Choices) -> Arguments:
    """Pieces of stored data, as they are asked for; perhaps one of them is of another place, otherwise, or left out."""
    chunks = CHUNKS[: choices.integer(1, len(CHUNKS))]
    asked = tuple(sorted({choices.integer(0, len(chunks) - 1) for _ in range(choices.integer(1, 4))}))
    pieces = [Piece(chunks[place], chunk_path(chunks, place)) for place in asked]
    wrong = choices.integer(0, len(pieces) - 1)
    match choices.integer(0, 5):
        case 0 | 1:
            pieces[wrong] = replace(pieces[wrong], chunk=choices.one_of((b"other", *CHUNKS)))
        case 2:
            pieces[wrong] = choices.one_of(pieces)
        case 3 if len(pieces) > 1:
            del pieces[wrong]
        case _:
            pass
    return {"root": chunk_root(chunks), "chunks": len(chunks), "asked": asked, "pieces": tuple(pieces)}


def _match_demand(choices: Choices) -> Arguments:
    """Assets of which most meet a demand, and are alike in some of what they are sorted by."""
    demand = Demand(schema=bytes(32), region=bytes(32), start=10, until=20, ceiling=3, coin=bytes(32))
    prospects = []
    for _ in range(choices.integer(0, 5)):
        slots = choices.one_of(((10, 20), (0, 11), (19, 40), (0, 10), (20, 21)) if choices.integer(0, 3) == 3 else ((10, 20), (0, 11)))
        other = bytes(32) if choices.integer(0, 9) else NONCE
        asset, price = bytes((choices.integer(0, 6),)) * 32, choices.one_of((1, 1, 2, 3, 3, 4, 0) if choices.integer(0, 3) == 3 else (1, 2, 2, 3))
        chunks, registered = choices.one_of((1, 2, 2)), choices.one_of((1, 2, 2))
        consented = choices.integer(0, 9) > 0
        prospects.append(Prospect(asset, bytes(32), other, *slots, chunks, registered, price, bytes(32), consented))
    return {"demand": demand, "prospects": tuple(prospects)}


def _drawn_table(choices: Choices) -> tuple[TransitionTable, Standing, Name]:
    """A table, where its machine stands, and an event that mostly moves it from there."""
    tape = Tape(Random(choices.integer(0, 2**64 - 1)))
    while True:
        try:
            with BuildContext(ConjectureData.for_choices(()), wrapped_test=_drawn_table):
                table = tape.draw(tables())
                standing = tape.draw(standings_of(table))
        except UnsatisfiedAssumption:
            continue
        if not table.moves or not choices.integer(0, 5):
            return table, standing, choices.one_of(EVENTS)
        move = choices.one_of(table.moves)
        return table, replace(standing, state=move.start), move.event


def _judge_event(choices: Choices) -> Arguments:
    """A machine that is moved, and what the program has changed: nothing, what the move may change, or something else."""
    table, standing, event = _drawn_table(choices)
    allowed = {name for move in table.moves if (move.start, move.event) == (standing.state, event) for name in move.changes}
    after = tuple(
        replace(each, amount=choices.one_of(AMOUNTS)) if choices.integer(0, 3) >= (1 if each.name in allowed else 3) else each for each in standing.resources
    )
    return {"table": table, "state": standing.state, "event": event, "before": standing.resources, "after": after}


def _standing_after(choices: Choices) -> Arguments:
    """A program that declares a table, and changes some of what it has."""
    table, standing, event = _drawn_table(choices)
    names = [each.name.decode() for each in table.resources]
    changed = [f"host('put', '{choices.one_of(names)}', {choices.one_of(AMOUNTS)})" for _ in range(choices.one_of((0, 0, 1, 2)) if names else 0)]
    source = " ".join([declaration_of(table).decode(), *changed, "return 1"]).encode()
    return {"source": source, "standing": standing, "event": event, "gas": 100_000, "memory": 2**20}


def _verify_chip(choices: Choices) -> Arguments:
    """What a chip attests to, with counters around those that the chain and the verifier have seen."""
    counter = choices.integer(1, 9)
    claims = replace(claims_for(NONCE, counter=counter), firmware=choices.one_of((FIRMWARE, FIRMWARE, NEW_FIRMWARE)))
    seen, last = (max(counter + choices.one_of((-1, -1, 0, 1)), 0) for _ in "12")
    return {
        "data": sign_attestation(CHIP, claims),
        "nonce": choices.one_of((NONCE, NONCE, NONCE, bytes(32))),
        "serial": SERIAL,
        "chip": replace(REGISTERED, counter=seen),
        "manufacturer": ACTIVE,
        "recall": NO_RECALL,
        "last": last,
    }


PREPARED: Mapping[str, Callable[[Choices], Arguments]] = {
    "open_sealed": _open_sealed,
    "delivered_key": _delivered_key,
    "is_key_wrong": _is_key_wrong,
    "check_answer": _check_answer,
    "judge_event": _judge_event,
    "match_demand": _match_demand,
    "standing_after": _standing_after,
    "is_chunk_wrong": _is_chunk_wrong,
    "verify_chip": _verify_chip,
}
"""By rule, what prepares arguments."""
