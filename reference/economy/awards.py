"""The participation award: who takes part, and since when."""

from reference.codes import Code, Reject
from reference.numbers import Term
from reference.rules import kernel
from reference.state.award import NO_PARTICIPANT, Award, Participant


@kernel("AWARD-1")
def enrol(participant: Participant, award: Award, term: Term) -> Participant:
    """Take part from the next term on. Rejects with `PARTICIPANT_KNOWN`, then `AWARD_OVER` where no term is left that pays."""
    if participant.since != 0:
        raise Reject(Code.PARTICIPANT_KNOWN)
    if term >= award.last:
        raise Reject(Code.AWARD_OVER)
    return Participant(since=term + 1)


@kernel("AWARD-2")
def leave(participant: Participant) -> Participant:
    """Take part no longer; who enrols again begins anew. What was contributed stays. Rejects with `PARTICIPANT_UNKNOWN`."""
    if participant.since == 0:
        raise Reject(Code.PARTICIPANT_UNKNOWN)
    return NO_PARTICIPANT
