"""Certificates as a chip is shown them: links, votes and sets, right or with something wrong, the votes signed with the test keys."""

from dataclasses import replace

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.signed import PEOPLE, draw_signed, draw_wrong_signature
from conformance.fuzzing.values import Draw
from reference.consensus.eras import set_hash
from reference.consensus.light_client import Certificate, Shown, View
from reference.numbers import MAX_UINT64, AccountId, Epoch, EraNumber, Hash
from reference.state.era import Era
from reference.state.finality import Checkpoint
from reference.state.proof import StateProof, prove
from reference.state.records import encode_record, record_path
from reference.state.tables import Table
from reference.state.tree import EMPTY, NOTHING, root_hash, update
from reference.wire.block import block_hash, encode_header
from reference.wire.envelope import signed_bytes
from reference.wire.hashing import Tag
from reference.wire.vote import FinalityVote, encode_vote
from vectors.case import Kind
from vectors.evaluate import call_input
from vectors.keys import KeyPair, sign_vote
from vectors.scenarios.light_client_chain import CHAIN, HEADER, KEYS, PRODUCER, members

VOTERS = tuple(sorted((*KEYS, *PEOPLE), key=lambda pair: pair.account))
"""Who may be in a set, by their ids, with keys of both algorithms."""

SIZES = (5, 5, 5, 4, 3, 2, 1)
"""How many agents a set has; a target may have no room for more than a small preset has."""

LOWS = (0, 1, 3, 2**32 - 3, 2**53 - 2, 2**63 - 3, MAX_UINT64 - 4)
"""Epochs that a chip may know: above them numbers become wider, turn negative where they are signed, and end."""

WRONG_VOTES = ("twice", "left out", "of a stranger", "for another link", "under another signature", "damaged", "in another order", "cut short")
"""What may be wrong with the votes of a certificate."""


@st.composite
def certificates(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A call of what a chip does: it advances, follows to the next set, or looks at a checkpoint's header."""
    name = draw(st.sampled_from(("advance", "advance", "follow", "follow", "certified_header")))
    preset = draw(st.sampled_from(presets))
    pairs = _draw_set(draw)
    era = draw(st.sampled_from((0, 1, 20, 2**32 - 1, 2**53 - 1, MAX_UINT64 - 1)))
    known = Checkpoint(draw(st.sampled_from(LOWS)), b"\x01" * 32)
    if name == "advance":
        final = Checkpoint(_draw_above(draw, known.epoch), b"\x02" * 32)
        shown = _draw_shown(draw, known, final, pairs, ())
        arguments = {"view": _draw_view(draw, known, era, pairs), "shown": shown, "members": _draw_members(draw, pairs)}
        return Exchange(Kind.CALL, preset, call_input(name, arguments))
    following = _draw_set(draw)
    record = Era(members(following), draw(st.sampled_from((0, 23, 24, 40, 2**32, MAX_UINT64))))
    data, hashed, proof = _draw_header(draw, era, Era(members(pairs), 0), record)
    final = Checkpoint(_draw_above(draw, known.epoch), hashed)
    if name == "certified_header":
        checkpoint = draw(st.sampled_from((final, final, replace(final, hash=NOTHING))))
        return Exchange(Kind.CALL, preset, call_input(name, {"checkpoint": checkpoint, "data": data}))
    arguments = {
        "view": _draw_view(draw, known, era, pairs),
        "shown": _draw_shown(draw, known, final, following, pairs),
        "members": _draw_members(draw, pairs),
        "header": data,
        "era": draw(st.sampled_from((record, record, record, replace(record, first_term=7), replace(record, members=record.members[1:])))),
        "proof": draw(st.sampled_from((proof, proof, proof, replace(proof, siblings=proof.siblings[1:]), replace(proof, siblings=(NOTHING, *proof.siblings))))),
    }
    return Exchange(Kind.CALL, preset, call_input(name, arguments))


def _draw_set(draw: Draw) -> tuple[KeyPair, ...]:
    size = draw(st.sampled_from(SIZES))
    start = draw(st.integers(0, len(VOTERS) - size))
    return VOTERS[start : start + size]


def _draw_view(draw: Draw, known: Checkpoint, era: EraNumber, pairs: tuple[KeyPair, ...]) -> View:
    """A chip that knows this set, but for one of eight."""
    view = View(CHAIN, known, era, set_hash(members(pairs)))
    wrong = (replace(view, chain=NOTHING), replace(view, members=NOTHING), replace(view, certified=replace(known, epoch=min(known.epoch + 2, MAX_UINT64))))
    chosen: View = draw(st.sampled_from((*[view] * 21, *wrong)))
    return chosen


def _draw_members(draw: Draw, pairs: tuple[KeyPair, ...]) -> tuple[AccountId, ...]:
    ids = members(pairs)
    chosen: tuple[AccountId, ...] = draw(st.sampled_from((*[ids] * 21, ids[1:], ids[::-1], (*ids, ids[-1]))))
    return chosen


def _draw_above(draw: Draw, epoch: Epoch) -> Epoch:
    """An epoch above one that is known, or, of eight, one that is not."""
    distance: int = draw(st.sampled_from((1, 1, 1, 2, 2, 3, 3, 0)))
    return min(epoch + distance, MAX_UINT64)


def _draw_shown(draw: Draw, known: Checkpoint, final: Checkpoint, pairs: tuple[KeyPair, ...], former: tuple[KeyPair, ...]) -> Shown:
    source = draw(st.sampled_from((*[known] * 6, Checkpoint(0, b"\x05" * 32), final)))
    after = Checkpoint(min(final.epoch + draw(st.sampled_from((*[1] * 10, 2, 0))), MAX_UINT64), b"\x03" * 32)
    leading = FinalityVote(CHAIN, source.epoch, source.hash, final.epoch, final.hash)
    leaving = FinalityVote(CHAIN, final.epoch, final.hash, after.epoch, after.hash)
    if draw(st.integers(0, 7)) == 7:
        leaving = draw(st.sampled_from((replace(leaving, source_hash=NOTHING), replace(leaving, chain=NOTHING), leading)))
    return Shown(_draw_certificate(draw, leading, pairs, former), _draw_certificate(draw, leaving, pairs, former))


def _draw_certificate(draw: Draw, link: FinalityVote, pairs: tuple[KeyPair, ...], former: tuple[KeyPair, ...]) -> Certificate:
    """Votes of all, of as many as may be a quorum, or of one set alone; of four certificates one has something else that is wrong."""
    everybody = tuple(sorted({*pairs, *former}, key=lambda pair: pair.account))
    voters = draw(st.sampled_from((*[everybody] * 5, everybody[1:], everybody[:-1], pairs)))
    votes = [sign_vote(pair, link) for pair in voters]
    if votes and draw(st.integers(0, 3)) == 3:
        place = draw(st.integers(0, len(votes) - 1))
        match draw(st.sampled_from(WRONG_VOTES)):
            case "twice":
                votes[place:place] = [votes[0]]
            case "left out":
                del votes[place]
            case "of a stranger":
                votes[place] = sign_vote(PRODUCER, link)
            case "for another link":
                other = draw(st.sampled_from((replace(link, target_hash=NOTHING), replace(link, chain=NOTHING), replace(link, source_epoch=link.target_epoch))))
                votes[place] = sign_vote(voters[place], other)
            case "under another signature":
                votes[place] = draw_wrong_signature(draw, voters[place], votes[place], Tag.FINALITY_VOTE)
            case "damaged":
                votes[place] = draw_signed(draw, voters[place], encode_vote(link), Tag.FINALITY_VOTE)
            case "in another order":
                votes = votes[::-1]
            case _:
                votes[place] = votes[place][: draw(st.integers(0, len(votes[place]) - 1))]
    return Certificate(link, tuple(votes))


def _draw_header(draw: Draw, era: EraNumber, serving: Era, following: Era) -> tuple[bytes, Hash, StateProof]:
    """A header over a state with both eras, in bytes of which something may be wrong, the hash of its block, and the proof of the next era or of this one."""
    tree = update(EMPTY, [(record_path((Table.ERAS, number)), encode_record(each)) for number, each in ((era, serving), (era + 1, following))])
    payload = encode_header(replace(HEADER, state_root=draw(st.sampled_from((*[root_hash(tree)] * 7, NOTHING)))))
    data = draw_signed(draw, PRODUCER, payload, Tag.BLOCK_HEADER)
    number = draw(st.sampled_from((*[era + 1] * 7, era)))
    return data, block_hash(signed_bytes(PRODUCER.public, payload, Tag.BLOCK_HEADER)), prove(tree, record_path((Table.ERAS, number)))
