# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the light client: what it takes for a quorum, what two links make final, and that it never goes back."""

from reference.codes import Code
from reference.consensus.finality import AgentCount, VoteCount, finalise
from reference.consensus.light_client import check_certified_vote, check_quorum, check_shown
from reference.numbers import Hash
from reference.state.finality import Checkpoint
from reference.wire.vote import FinalityVote
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("LIGHT-2", "A vote of a certificate is foreign if it is for another link, by no member, or counted already.", says=Says.ACCEPTANCE)
def check_certified_vote_accepts(vote: FinalityVote, link: FinalityVote, seated: bool, counted: bool) -> bool:
    belongs = vote == link and seated and not counted
    return rejection(check_certified_vote, vote, link, seated, counted) == (None if belongs else Code.CERTIFICATE_FOREIGN)


@theorem("LIGHT-2", "A certificate lacks its quorum where a set whose votes it needs has signed with no more than two thirds.", says=Says.ACCEPTANCE)
def check_quorum_accepts(votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> bool:
    enough = 3 * votes > 2 * agents and (not joint or 3 * former_votes > 2 * agents)
    return rejection(check_quorum, votes, former_votes, agents, joint) == (None if enough else Code.QUORUM_MISSING)


@theorem("LIGHT-2", "Two certificates of one set, one of which may be joint, share more than a third of it.", says=Says.INVARIANT)
def certificates_overlap(votes: VoteCount, other: VoteCount, former_votes: VoteCount, shared: VoteCount, agents: AgentCount, joint: bool) -> bool:
    check_quorum(votes, former_votes, agents, joint)
    check_quorum(other, 0, agents, False)
    return shared + agents < votes + other or 3 * shared > agents


@theorem(
    "LIGHT-3", "A chip is shown links of its chain, to a checkpoint above its own, that meet in it, forwards, and on to the next epoch.", says=Says.ACCEPTANCE
)
def check_shown_accepts(leading: FinalityVote, leaving: FinalityVote, chain: Hash, certified: Checkpoint) -> bool:
    meet = (leading.target_epoch == leaving.source_epoch) & (leading.target_hash == leaving.source_hash)
    expected = first_failing(
        ((leading.chain != chain) | (leaving.chain != chain), Code.WRONG_CHAIN),
        (leading.target_epoch <= certified.epoch, Code.CHECKPOINT_NOT_ABOVE),
        (not meet, Code.CERTIFICATE_FOREIGN),
        (leading.target_epoch <= leading.source_epoch, Code.CERTIFICATE_FOREIGN),
        (leaving.target_epoch != leaving.source_epoch + 1, Code.CERTIFICATE_FOREIGN),
    )
    return rejection(check_shown, leading, leaving, chain, certified) == expected


@theorem("LIGHT-3", "What it is shown is the checkpoint in which the links meet.", says=Says.AMOUNTS)
def check_shown_is_exact(leading: FinalityVote, leaving: FinalityVote, chain: Hash, certified: Checkpoint) -> bool:
    shown = check_shown(leading, leaving, chain, certified)
    return shown == Checkpoint(leading.target_epoch, leading.target_hash) == Checkpoint(leaving.source_epoch, leaving.source_hash)


@theorem("LIGHT-3", "A chip never goes back, and takes for final what the same link makes final on the chain.", says=Says.INVARIANT)
def chip_never_goes_back(leading: FinalityVote, leaving: FinalityVote, chain: Hash, certified: Checkpoint) -> bool:
    shown = check_shown(leading, leaving, chain, certified)
    following = Checkpoint(leaving.target_epoch, leaving.target_hash)
    return shown.epoch > certified.epoch and finalise(certified, shown, following, True) == shown
