"""A chip that is shown a later checkpoint: its links, perhaps the set that takes over with it, and votes of about as many as are a quorum."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_world import Scene, World, set_of
from conformance.fuzzing.values import Draw
from reference.agent.chip.following import Certify, ShowBorder, ShowLinks, ShowVote
from reference.consensus.finality import quorum
from reference.state.finality import Checkpoint
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.vote import encode_vote
from vectors.keys import KeyPair
from vectors.scenarios.light_client_chain import checkpoint, link, members


def draw_showing(draw: Draw, scene: Scene, later: World) -> Iterator[Any]:
    """The commands, each as the chip is when it is given."""
    view = scene.session.device.non_volatile.view
    final = later.state.checkpoint
    source = draw(st.sampled_from((view.certified, view.certified, Checkpoint(max(final.epoch - 1, 0), b"\x01" * 32))))
    leading, leaving = link(source, final), link(final, checkpoint((final.epoch + 1) % 256))
    serving, following = set_of(view.era), set_of(view.era + 1)
    yield ShowLinks(leading, leaving, members(serving))
    border = draw(st.integers(0, 2)) == 2
    if border:
        yield _border(scene, later, view.era)
        if not draw(st.integers(0, 5)):
            yield _border(scene, later, view.era + draw(st.sampled_from((0, 1))))
    places = [(leaves, vote, pair) for leaves, vote in ((False, leading), (True, leaving)) for pair in _draw_voters(draw, serving, following if border else ())]
    for leaves, vote, pair in draw(st.permutations(places)) if not draw(st.integers(0, 3)) else places:
        if scene.session.device.volatile.showing is None and draw(st.integers(0, 3)):
            return
        data = scene.known.sign(pair, vote, encode_vote, Tag.FINALITY_VOTE)
        yield ShowVote(leaves, data)
        match draw(st.integers(0, 15)):
            case 0:
                yield ShowVote(leaves, data)
            case 1:
                yield ShowVote(not leaves, data)
            case 2:
                yield Certify()
            case _:
                pass
    yield Certify()
    if scene.session.device.volatile.showing is None:
        return
    # Where some were left out before, the others are shown now.
    for leaves, vote in ((False, leading), (True, leaving)):
        for pair in sorted({*serving, *(following if border else ())}, key=lambda each: each.account):
            if not draw(st.integers(0, 3)):
                yield ShowVote(leaves, scene.known.sign(pair, vote, encode_vote, Tag.FINALITY_VOTE))
    yield Certify()


def _border(scene: Scene, later: World, era: int) -> ShowBorder:
    following = set_of(era + 1)
    proof = later.state.proof((Table.ERAS, era + 1))
    # As the states have it that are made here.
    return ShowBorder(scene.known.keep("header", later.state.header), members(following), 30 + 10 * (era + 1 - 20), scene.known.keep("proof", proof))


def _draw_voters(draw: Draw, serving: tuple[KeyPair, ...], following: tuple[KeyPair, ...]) -> list[KeyPair]:
    """A quorum of each set, or one too few of one of them, or all."""
    fewer = draw(st.sampled_from((0, 0, 0, 0, 1, -1)))
    chosen = draw(st.permutations(serving))[: quorum(len(serving)) - fewer]
    if following:
        fewer = draw(st.sampled_from((0, 0, 0, 0, 1, 5)))
        # Whoever is in both sets votes once, for both.
        both = [pair for pair in chosen if pair in following]
        rest = [pair for pair in draw(st.permutations(following)) if pair not in chosen]
        chosen = [*chosen, *rest[: max(quorum(len(following)) - fewer - len(both), 0)]]
    return list(chosen)
