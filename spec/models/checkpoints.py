"""The theory of checkpoints, votes and eras: what FINALITY-1 to FINALITY-5, ERA-2 and ERA-3 make true of all chains together.

The checkpoints of all chains are one tree. Epochs are any total order, agents any set, and nothing is counted: of a quorum it
is only said that two of one set share an agent who has not signed what no honest agent signs. That is theorem FINALITY-1
and the assumption that no set has more than a third of such agents, so that what follows is refuted only by slashing more
than a third of a set.
"""

from dataclasses import dataclass
from typing import Any

import z3  # type: ignore[import-untyped]

Term = Any
"""A term of Z3, whose Python has no types."""

Symbol = Any
"""A sort, a function or a relation of Z3."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules hold. Each is dropped in turn: a proof that does without it would prove too much."""

    quorums_overlap: bool = True
    """Two quorums of one set share more than a third of it. With 66 of 99 they share a third, and all of it may be slashed."""
    double_votes: bool = True
    """S1: two different votes for one target epoch are slashed."""
    surround_votes: bool = True
    """S2: a vote whose link begins before and ends after another's is slashed."""
    both_sets: bool = True
    """While an era is joint, a link to one of its checkpoints needs the set before as well."""
    one_change_at_a_time: bool = True
    """No era follows one that is still joint."""
    link_leaves_it: bool = True
    """What makes a checkpoint final is a link from it, not from any justified checkpoint before it."""
    link_is_direct: bool = True
    """What makes a checkpoint final is a link to the very next epoch."""
    links_descend: bool = True
    """A link leads to a descendant of its source."""


RULES = Rules()
"""The protocol's."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the theory speaks of."""

    checkpoint: Symbol
    agent: Symbol
    epoch: Symbol
    era: Symbol
    genesis: Term
    """The checkpoint that is justified and final from the beginning."""
    before: Symbol
    """`before(i, j)`: epoch i is earlier than epoch j."""
    epoch_of: Symbol
    descends: Symbol
    """`descends(a, b)`: b is a or lies on a chain after a."""
    era_of: Symbol
    """The era whose set must vote for links to a checkpoint. Eras of two chains are one where they began with one block."""
    within: Symbol
    """`within(e, f)`: era f is e, or comes after it on some chain."""
    votes: Symbol
    """`votes(v, s, t)`: agent v has signed the link from s to t."""
    slashable: Symbol
    """Agents that have signed two votes of EVIDENCE-2."""
    quorum: Symbol
    """`quorum(s, t, e)`: a quorum of the set of era e has signed the link from s to t."""
    justified: Symbol
    final: Symbol


def vocabulary(context: z3.Context) -> Vocabulary:
    """The symbols of the theory, in a context of their own."""
    checkpoint, agent, epoch, era = (z3.DeclareSort(name, context) for name in ("Checkpoint", "Agent", "Epoch", "Era"))
    truth = z3.BoolSort(context)
    return Vocabulary(
        checkpoint=checkpoint,
        agent=agent,
        epoch=epoch,
        era=era,
        genesis=z3.Const("genesis", checkpoint),
        before=z3.Function("before", epoch, epoch, truth),
        epoch_of=z3.Function("epoch_of", checkpoint, epoch),
        descends=z3.Function("descends", checkpoint, checkpoint, truth),
        era_of=z3.Function("era_of", checkpoint, era),
        within=z3.Function("within", era, era, truth),
        votes=z3.Function("votes", agent, checkpoint, checkpoint, truth),
        slashable=z3.Function("slashable", agent, truth),
        quorum=z3.Function("quorum", checkpoint, checkpoint, era, truth),
        justified=z3.Function("justified", checkpoint, truth),
        final=z3.Function("final", checkpoint, truth),
    )


def earlier(w: Vocabulary, first: Term, second: Term) -> Term:
    """Whether one checkpoint is of an earlier epoch than another."""
    return w.before(w.epoch_of(first), w.epoch_of(second))


def same_epoch(w: Vocabulary, first: Term, second: Term) -> Term:
    """Whether two checkpoints are of one epoch."""
    return w.epoch_of(first) == w.epoch_of(second)


def laws(w: Vocabulary, rules: Rules) -> list[Term]:
    """What holds of everything: the order of epochs, the tree of checkpoints, the tree of eras, and what slashing says."""
    return [*_time(w), *_tree(w), *_eras(w), *_slashing(w, rules), *_quorums(w, rules)]


def _time(w: Vocabulary) -> list[Term]:
    i, j, k = z3.Consts("i j k", w.epoch)
    return [
        z3.ForAll([i], z3.Not(w.before(i, i))),
        z3.ForAll([i, j, k], z3.Implies(z3.And(w.before(i, j), w.before(j, k)), w.before(i, k))),
        z3.ForAll([i, j], z3.Or(w.before(i, j), i == j, w.before(j, i))),
    ]


def _tree(w: Vocabulary) -> list[Term]:
    a, b, c = z3.Consts("a b c", w.checkpoint)
    return [
        z3.ForAll([a], z3.And(w.descends(a, a), w.descends(w.genesis, a))),
        z3.ForAll([a, b, c], z3.Implies(z3.And(w.descends(a, b), w.descends(b, c)), w.descends(a, c))),
        z3.ForAll([a, b], z3.Implies(z3.And(w.descends(a, b), a != b), earlier(w, a, b))),
        z3.ForAll([a, b, c], z3.Implies(z3.And(w.descends(a, c), w.descends(b, c)), z3.Or(w.descends(a, b), w.descends(b, a)))),
        w.justified(w.genesis),
        w.final(w.genesis),
        z3.ForAll([a], z3.Implies(w.final(a), w.justified(a))),
    ]


def _eras(w: Vocabulary) -> list[Term]:
    a, b = z3.Consts("a b", w.checkpoint)
    e, f, g = z3.Consts("e f g", w.era)
    return [
        z3.ForAll([e], w.within(e, e)),
        z3.ForAll([e, f, g], z3.Implies(z3.And(w.within(e, f), w.within(f, g)), w.within(e, g))),
        z3.ForAll([e, f], z3.Implies(z3.And(w.within(e, f), w.within(f, e)), e == f)),
        z3.ForAll([e, f, g], z3.Implies(z3.And(w.within(e, g), w.within(f, g)), z3.Or(w.within(e, f), w.within(f, e)))),
        z3.ForAll([a, b], z3.Implies(w.descends(a, b), w.within(w.era_of(a), w.era_of(b)))),
    ]


def _slashing(w: Vocabulary, rules: Rules) -> list[Term]:
    v = z3.Const("v", w.agent)
    s, t, p, q = z3.Consts("s t p q", w.checkpoint)
    both = z3.And(w.votes(v, s, t), w.votes(v, p, q))
    double = z3.And(both, z3.Or(s != p, t != q), same_epoch(w, t, q))
    surround = z3.And(both, earlier(w, s, p), earlier(w, q, t))
    conditions = [double] * rules.double_votes + [surround] * rules.surround_votes
    return [z3.ForAll([v, s, t, p, q], z3.Implies(condition, w.slashable(v))) for condition in conditions]


def _quorums(w: Vocabulary, rules: Rules) -> list[Term]:
    v = z3.Const("v", w.agent)
    s, t, p, q = z3.Consts("s t p q", w.checkpoint)
    e = z3.Const("e", w.era)
    honest = z3.And(w.votes(v, s, t), z3.Not(w.slashable(v)))
    one = z3.ForAll([s, t, e], z3.Implies(w.quorum(s, t, e), z3.Exists([v], honest)))
    two = z3.And(w.quorum(s, t, e), w.quorum(p, q, e))
    shared = z3.ForAll([s, t, p, q, e], z3.Implies(two, z3.Exists([v], z3.And(honest, w.votes(v, p, q)))))
    return [one, *[shared] * rules.quorums_overlap]


# A checkpoint is justified because of another one, and so on: of that the theory says only what the proof looks at, for the
# checkpoints that it names, so that Z3 meets no endless chain of them. Each `name` makes constants of its own.


def is_genesis_or_justified(w: Vocabulary, rules: Rules, target: Term, name: str) -> Term:
    """What makes a checkpoint justified: a link from a justified one, with the quorums that it needs."""
    source = z3.Const(f"the source of {name}", w.checkpoint)
    forwards = z3.And(earlier(w, source, target), *[w.descends(source, target)] * rules.links_descend)
    return z3.And(w.justified(target), z3.Or(target == w.genesis, z3.And(w.justified(source), forwards, is_quorum_link(w, rules, source, target, name))))


def is_genesis_or_final(w: Vocabulary, rules: Rules, checkpoint: Term, following: Term, name: str) -> Term:
    """What makes a checkpoint final: it is justified, and a quorum link leads from it to `following`, of the very next epoch."""
    source = checkpoint if rules.link_leaves_it else z3.Const(f"the source of what follows {name}", w.checkpoint)
    link = z3.And(
        w.justified(source),
        w.descends(source, checkpoint),
        w.descends(checkpoint, following),
        is_next(w, rules, checkpoint, following),
        is_quorum_link(w, rules, source, following, f"what follows {name}"),
    )
    return z3.And(w.final(checkpoint), is_genesis_or_justified(w, rules, checkpoint, name), z3.Or(checkpoint == w.genesis, link))


def is_next(w: Vocabulary, rules: Rules, checkpoint: Term, following: Term) -> Term:
    """Whether a checkpoint is of the very next epoch after another's."""
    k = z3.Const("k", w.epoch)
    between = z3.And(w.before(w.epoch_of(checkpoint), k), w.before(k, w.epoch_of(following)))
    return z3.And(earlier(w, checkpoint, following), *[z3.Not(z3.Exists([k], between))] * rules.link_is_direct)


def is_quorum_link(w: Vocabulary, rules: Rules, source: Term, target: Term, name: str) -> Term:
    """Whether a link has the votes of each set that it needs, and whether the target's era may have begun."""
    former = z3.Const(f"the era before that of {name}", w.era)
    era = w.era_of(target)
    ended = _knows_final(w, former, target, f"the end of the era before {name}")
    settled = _knows_final(w, era, target, f"the era of {name}")
    joint = w.quorum(source, target, former) if rules.both_sets else z3.BoolVal(True, w.genesis.ctx)
    later = z3.And(follows(w, former, era), z3.Or(settled, joint), *[ended] * rules.one_change_at_a_time)
    return z3.And(w.quorum(source, target, era), z3.Or(era == w.era_of(w.genesis), later))


def follows(w: Vocabulary, former: Term, era: Term) -> Term:
    """Whether one era is the very next one after another."""
    e = z3.Const("e", w.era)
    return z3.And(w.within(former, era), former != era, z3.ForAll([e], z3.Implies(z3.And(w.within(e, era), e != era), w.within(e, former))))


def _knows_final(w: Vocabulary, era: Term, target: Term, name: str) -> Term:
    """Whether a checkpoint of this era is final on the target's chain before the target's epoch begins.

    The vote that made it so was for a checkpoint of a later epoch, and that one was open to votes before the target was.
    """
    known, epoch = z3.Const(f"the final checkpoint in {name}", w.checkpoint), z3.Const(f"the epoch after it in {name}", w.epoch)
    voted = z3.And(w.before(w.epoch_of(known), epoch), w.before(epoch, w.epoch_of(target)))
    return z3.And(w.final(known), w.era_of(known) == era, w.descends(known, target), z3.Or(known == w.genesis, voted))
