"""Accountable safety, across changes of the set too: if two chains finalise what contradicts, more than a third of one set is slashable.

The proof is an induction over epochs. Of each epoch, `final_is_below` is shown for the final checkpoints from the earliest to the
latest, and then `one_justified_an_epoch`; each may use both of all earlier epochs. `no_two_final` follows. The last two are about
a chip that knows one set and sees two links, and nothing of the chain between: by induction over epochs as well.
"""

import z3  # type: ignore[import-untyped]

from spec.models.checkpoints import Rules, Term, Vocabulary, earlier, is_genesis_or_final, is_genesis_or_justified, is_next, same_epoch
from spec.models.lemma import Claim, Lemma


def _below(w: Vocabulary, *conditions: Term) -> Term:
    """What is justified descends from what is final in an earlier epoch; `conditions` are about x, which is final, and y, which is justified."""
    x, y = z3.Consts("x y", w.checkpoint)
    return z3.ForAll([x, y], z3.Implies(z3.And(w.final(x), w.justified(y), earlier(w, x, y), *conditions), w.descends(x, y)))


def _one(w: Vocabulary, *conditions: Term) -> Term:
    """Of one epoch, one checkpoint is justified; `conditions` are about x and y, which both are."""
    x, y = z3.Consts("x y", w.checkpoint)
    return z3.ForAll([x, y], z3.Implies(z3.And(w.justified(x), w.justified(y), same_epoch(w, x, y), *conditions), x == y))


def _final_is_below(w: Vocabulary, rules: Rules) -> Claim:
    final, following, justified = z3.Consts("final following justified", w.checkpoint)
    x, y = z3.Consts("x y", w.checkpoint)
    of_an_earlier_epoch = [_below(w, earlier(w, y, justified)), _one(w, earlier(w, y, justified))]
    of_an_earlier_final_one = z3.ForAll([x], z3.Implies(z3.And(w.final(x), earlier(w, x, final)), w.descends(x, justified)))
    given = [
        is_genesis_or_final(w, rules, final, following, "the final one"),
        is_genesis_or_justified(w, rules, justified, "the justified one"),
        earlier(w, final, justified),
        *of_an_earlier_epoch,
        of_an_earlier_final_one,
    ]
    return Claim(given, w.descends(final, justified))


def _one_justified_an_epoch(w: Vocabulary, rules: Rules) -> Claim:
    one, other, y = z3.Consts("one other y", w.checkpoint)
    given = [
        is_genesis_or_justified(w, rules, one, "the one"),
        is_genesis_or_justified(w, rules, other, "the other"),
        same_epoch(w, one, other),
        _below(w, z3.Not(earlier(w, one, y))),
    ]
    return Claim(given, one == other)


def _no_two_final(w: Vocabulary, _: Rules) -> Claim:
    one, other = z3.Consts("one other", w.checkpoint)
    given = [w.final(one), w.final(other), _below(w), _one(w)]
    return Claim(given, z3.Or(w.descends(one, other), w.descends(other, one)))


def _shown_to_a_chip(w: Vocabulary, rules: Rules, shown: Term) -> list[Term]:
    """A chip that knows the set of an era from a checkpoint which is final is shown a link to a later checkpoint and one from it to the next epoch.

    It asks for that set's votes alone, and knows neither whether the first link's source is justified nor whether anything
    descends from anything. The era has not ended on any chain before what it is shown.
    """
    known, source, following, x = z3.Consts("known source following x", w.checkpoint)
    era = w.era_of(known)
    over = z3.And(w.final(x), w.within(era, w.era_of(x)), w.era_of(x) != era)
    return [
        w.final(known),
        earlier(w, known, shown),
        w.quorum(source, shown, era),
        earlier(w, source, shown),
        w.quorum(shown, following, era),
        is_next(w, rules, shown, following),
        z3.ForAll([x], z3.Implies(over, z3.Not(earlier(w, x, shown)))),
        _below(w),
        _one(w),
    ]


def _chip_sees_the_justified_one(w: Vocabulary, rules: Rules) -> Claim:
    shown, justified = z3.Consts("shown justified", w.checkpoint)
    given = [*_shown_to_a_chip(w, rules, shown), is_genesis_or_justified(w, rules, justified, "the justified one"), same_epoch(w, shown, justified)]
    return Claim(given, shown == justified)


def _chip_sees_what_stays(w: Vocabulary, rules: Rules) -> Claim:
    shown, justified, y = z3.Consts("shown justified y", w.checkpoint)
    of_that_epoch = z3.ForAll([y], z3.Implies(z3.And(w.justified(y), same_epoch(w, shown, y)), shown == y))
    between = z3.And(w.justified(y), earlier(w, shown, y), earlier(w, y, justified))
    given = [
        *_shown_to_a_chip(w, rules, shown),
        is_genesis_or_justified(w, rules, justified, "the justified one"),
        earlier(w, shown, justified),
        of_that_epoch,
        z3.ForAll([y], z3.Implies(between, w.descends(shown, y))),
    ]
    return Claim(given, w.descends(shown, justified))


FINAL_IS_BELOW = Lemma(
    "FINALITY-5",
    "final_is_below",
    "What is justified descends from every checkpoint of an earlier epoch that is final, on whatever chain.",
    _final_is_below,
    (
        "quorums_overlap",
        "double_votes",
        "surround_votes",
        "both_sets",
        "one_change_at_a_time",
        "link_leaves_it",
        "link_is_direct",
        "links_descend",
    ),
)
"""The step of the induction that needs every rule."""

ONE_JUSTIFIED_AN_EPOCH = Lemma(
    "FINALITY-4",
    "one_justified_an_epoch",
    "Of one epoch, one checkpoint is justified, on whatever chain.",
    _one_justified_an_epoch,
    ("quorums_overlap", "double_votes", "both_sets", "one_change_at_a_time"),
)
"""The other step of the same induction."""

NO_TWO_FINAL = Lemma(
    "FINALITY-5",
    "no_two_final",
    "Of two final checkpoints one descends from the other: accountable safety, whatever sets have served.",
    _no_two_final,
    (),
)
"""What follows, for all epochs."""

CHIP_SEES_THE_JUSTIFIED_ONE = Lemma(
    "LIGHT-3",
    "chip_sees_the_justified_one",
    "What a chip is shown is what is justified in its epoch, if anything is.",
    _chip_sees_the_justified_one,
    ("quorums_overlap", "double_votes", "both_sets", "one_change_at_a_time"),
)
"""Why the link to a checkpoint is shown, and not only the one from it."""

CHIP_SEES_WHAT_STAYS = Lemma(
    "LIGHT-3",
    "chip_sees_what_stays",
    "Whatever is justified after what a chip is shown descends from it.",
    _chip_sees_what_stays,
    ("quorums_overlap", "double_votes", "surround_votes", "both_sets", "one_change_at_a_time", "link_is_direct", "links_descend"),
)
"""Two links by the right set are as good as the whole chain."""

LEMMAS = (FINAL_IS_BELOW, ONE_JUSTIFIED_AN_EPOCH, NO_TWO_FINAL, CHIP_SEES_THE_JUSTIFIED_ONE, CHIP_SEES_WHAT_STAYS)
"""All of them, in the order in which they are shown."""
