# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of chunks and of their audits: what is asked for is fixed by nobody, an honest provider can always answer, and every audit ends."""

from dataclasses import replace
from typing import Annotated

from reference.agent.audits import accept_replica, check_accepted, check_answer, check_replaceable, has_failed, miss_audit, open_audit, pass_audit
from reference.agent.challenges import ANSWER_ROUNDS, DRAW_ROUNDS, LeftIndex, Word, audit_rounds, challenge_seed, draw_below, draw_chunks, skip_drawn
from reference.agent.chunks import LevelIndex, Neighbour, chunk_path, chunk_root, neighbour, root_above
from reference.codes import Code
from reference.economy.escrow import deadline_after
from reference.numbers import Hash, Length, Range, Round, Slot
from reference.state.progress import Randomness
from reference.state.replica import LAST_AUDIT, Audits, ChunkIndex, Misses, ReplicaStage
from reference.wire.listing_bodies import Wait
from reference.wire.storage_bodies import ChunkCount, Patience, Piece, Samples
from spec.prover.statement import Says, first_failing, rejection, theorem

HASHED = "it hashes: real chunks are drawn, and tests hold more of them"

FewChunks = Annotated[tuple[Annotated[bytes, Length(1, 3)], ...], Length(1, 12)]
"""Small replicas."""

Place = Annotated[int, Range(0, 11)]
"""The place of one of its chunks."""


@theorem("STORAGE-1", "A chunk with its path leads to the root of all chunks, and so does no other chunk in its place.", says=Says.INVARIANT, tested=HASHED)
def paths_lead_to_the_root(chunks: FewChunks, place: Place, other: Annotated[bytes, Length(1, 3)]) -> bool:
    index = place % len(chunks)
    path = chunk_path(chunks, index)
    kept = root_above(chunks[index], index, len(chunks), path) == chunk_root(chunks)
    return kept and (root_above(other, index, len(chunks), path) == chunk_root(chunks)) == (other == chunks[index])


@theorem("STORAGE-2", "Where a node's neighbour is can always be said.", says=Says.ACCEPTANCE)
def neighbours_are_always_known(index: LevelIndex, last: LevelIndex) -> bool:
    return rejection(neighbour, index, last) is None


@theorem("STORAGE-2", "Odd places are joined to the left, even ones to the right, and an even last one with none.", says=Says.AMOUNTS)
def neighbours_are_exact(index: LevelIndex, last: LevelIndex) -> bool:
    expected = Neighbour.LEFT if index % 2 == 1 else Neighbour.RIGHT if index < last else Neighbour.NONE
    return neighbour(index, last) == expected


@theorem("STORAGE-2", "A node is its neighbour's neighbour, on the other side.", says=Says.INVARIANT)
def neighbours_are_mutual(index: LevelIndex, last: LevelIndex) -> bool:
    return index >= last or neighbour(index, last) != Neighbour.RIGHT or neighbour(index + 1, last) == Neighbour.LEFT


@theorem("STORAGE-5", "The rounds since an opening can always be said.", says=Says.ACCEPTANCE)
def rounds_are_always_known(begun: Round, current: Round) -> bool:
    return rejection(audit_rounds, begun, current) is None


@theorem("STORAGE-5", "They are the difference, and none where it would be negative.", says=Says.AMOUNTS)
def rounds_are_exact(begun: Round, current: Round) -> bool:
    return audit_rounds(begun, current) == (current - begun if current >= begun else 0)


@theorem("STORAGE-5", "They grow with every round by one, and never fall.", says=Says.INVARIANT)
def rounds_grow(begun: Round, current: Annotated[int, Range(0, 2**64 - 2)]) -> bool:
    grown = audit_rounds(begun, current + 1) - audit_rounds(begun, current)
    return (grown == 1) if current >= begun else (grown == 0)


@theorem("STORAGE-6", "There is no challenge before the second round after the opening, and none to be answered from the fourth on.", says=Says.ACCEPTANCE)
def challenges_are_known_for_two_rounds(randomness: Randomness, rounds: Round) -> bool:
    expected = first_failing((rounds < 2, Code.AUDIT_NOT_DRAWN), (rounds > 3, Code.AUDIT_OVER))
    return rejection(challenge_seed, randomness, rounds) == expected


@theorem(
    "STORAGE-6",
    "It is the seed that consensus has for the next round in the first of the two rounds, and for the present one in the second.",
    says=Says.AMOUNTS,
)
def challenges_are_exact(randomness: Randomness, rounds: Round) -> bool:
    return challenge_seed(randomness, rounds) == (randomness.following if rounds == 2 else randomness.seed)


@theorem("STORAGE-6", "Both rounds of an answer have one challenge, wherever a round ends with a block between them.", says=Says.INVARIANT)
def challenges_stay(before: Randomness, mix: Hash) -> bool:
    after = Randomness(seed=before.following, following=mix, mix=mix)
    return challenge_seed(before, DRAW_ROUNDS) == challenge_seed(after, DRAW_ROUNDS + 1)


@theorem("STORAGE-8", "Every 64 bits draw a place.", says=Says.ACCEPTANCE)
def drawing_never_fails(word: Word, left: ChunkCount) -> bool:
    return rejection(draw_below, word, left) is None


@theorem("STORAGE-8", "It is the remainder of the division by the places that are left.", says=Says.AMOUNTS)
def draws_are_exact(word: Word, left: ChunkCount) -> bool:
    return draw_below(word, left) == word % left


@theorem("STORAGE-8", "There is such a place.", says=Says.INVARIANT)
def draws_are_places(word: Word, left: ChunkCount) -> bool:
    return draw_below(word, left) < left


@theorem("STORAGE-8", "The next word draws the next place, and after the last the first: so any two places are drawn by as many words, but for one.")
def draws_are_even(word: Annotated[int, Range(0, 2**64 - 2)], left: ChunkCount) -> bool:
    place = draw_below(word, left)
    return draw_below(word + 1, left) == (place + 1 if place + 1 < left else 0)


@theorem("STORAGE-9", "A place can always be counted among all.", says=Says.ACCEPTANCE)
def skipping_never_fails(place: LeftIndex, drawn: ChunkIndex) -> bool:
    return rejection(skip_drawn, place, drawn) is None


@theorem("STORAGE-9", "It is one further from a drawn one on, and what it is before.", says=Says.AMOUNTS)
def skipping_is_exact(place: LeftIndex, drawn: ChunkIndex) -> bool:
    return skip_drawn(place, drawn) == (place if place < drawn else place + 1)


@theorem("STORAGE-9", "What was drawn is never drawn again, and two places stay two.", says=Says.INVARIANT)
def drawn_places_are_skipped(place: LeftIndex, other: LeftIndex, drawn: ChunkIndex) -> bool:
    return skip_drawn(place, drawn) != drawn and (place == other or skip_drawn(place, drawn) != skip_drawn(other, drawn))


@theorem("STORAGE-9", "After lower and higher drawn ones a place is none of them, and the last one that is left is the last of all.")
def two_drawn_places_are_skipped(place: Annotated[int, Range(0, 2**24 - 3)], low: ChunkIndex, high: ChunkIndex) -> bool:
    reached = skip_drawn(skip_drawn(place, low), high)
    return low >= high or ((reached != low) & (reached != high) & (reached >= place) & (reached <= place + 2))


@theorem("STORAGE-10", "Different chunks of the replica are drawn, as many as are asked for or all, lowest first.", says=Says.INVARIANT, tested=HASHED)
def draws_are_different_chunks(challenge: Hash, chunks: ChunkCount, samples: Samples) -> bool:
    drawn = draw_chunks(challenge, chunks, samples)
    return list(drawn) == sorted(set(drawn)) and len(drawn) == min(samples, chunks) and all(0 <= index < chunks for index in drawn)


@theorem("STORAGE-11", "Who keeps all chunks can answer every challenge.", says=Says.INVARIANT, tested=HASHED)
def honest_answers_pass(chunks: FewChunks, challenge: Hash, samples: Samples) -> bool:
    asked = draw_chunks(challenge, len(chunks), samples)
    pieces = tuple(Piece(chunks[index], chunk_path(chunks, index)) for index in asked)
    return rejection(check_answer, chunk_root(chunks), len(chunks), asked, pieces) is None


@theorem("STORAGE-12", "What the consumer has confirmed is not replaced.", says=Says.ACCEPTANCE)
def replacing_accepts(stage: ReplicaStage) -> bool:
    return rejection(check_replaceable, stage) == (Code.REPLICA_ACCEPTED if stage == ReplicaStage.ACCEPTED else None)


@theorem("STORAGE-12", "What may be replaced is not audited, and what is audited not replaced.", says=Says.INVARIANT)
def audited_replicas_stay(stage: ReplicaStage) -> bool:
    return rejection(check_replaceable, stage) is not None or rejection(check_accepted, stage) is not None


@theorem(
    "STORAGE-13",
    "A consumer confirms a replica unless, first of: there is none, it has confirmed it, it is another than it names.",
    says=Says.ACCEPTANCE,
)
def accepting_accepts(stage: ReplicaStage, same: bool, slot: Slot) -> bool:
    expected = first_failing(
        (stage == ReplicaStage.NONE, Code.REPLICA_UNKNOWN),
        (stage == ReplicaStage.ACCEPTED, Code.REPLICA_ACCEPTED),
        (not same, Code.REPLICA_OTHER),
    )
    return rejection(accept_replica, stage, same, slot) == expected


@theorem("STORAGE-13", "Then there was no audit, and time runs from now.", says=Says.AMOUNTS)
def accepting_is_exact(stage: ReplicaStage, same: bool, slot: Slot) -> bool:
    return accept_replica(stage, same, slot) == Audits(opened=0, missed=0, since=slot, pending=False)


@theorem("STORAGE-13", "No audit is due before the interval is over.", says=Says.INVARIANT)
def the_first_audit_waits(stage: ReplicaStage, same: bool, slot: Slot, interval: Wait, later: Slot) -> bool:
    audits = accept_replica(stage, same, slot)
    return later >= deadline_after(slot, interval) or rejection(open_audit, audits, interval, later) == Code.AUDIT_EARLY


@theorem("STORAGE-14", "Only what both sides agree on is audited.", says=Says.ACCEPTANCE)
def agreement_is_asked_for(stage: ReplicaStage) -> bool:
    expected = first_failing((stage == ReplicaStage.NONE, Code.REPLICA_UNKNOWN), (stage == ReplicaStage.COMMITTED, Code.REPLICA_NOT_ACCEPTED))
    return rejection(check_accepted, stage) == expected


@theorem("STORAGE-14", "Of two stages at most one is agreed on.", says=Says.INVARIANT)
def one_stage_is_agreed(stage: ReplicaStage, other: ReplicaStage) -> bool:
    return stage == other or rejection(check_accepted, stage) is not None or rejection(check_accepted, other) is not None


@theorem("STORAGE-15", "No audit is opened for the first of: one is pending, the interval is not over, no number is left.", says=Says.ACCEPTANCE)
def opening_accepts(audits: Audits, interval: Wait, slot: Slot) -> bool:
    expected = first_failing(
        (audits.pending, Code.AUDIT_PENDING),
        (slot < audits.since + interval and slot < 2**64 - 1, Code.AUDIT_EARLY),
        (audits.opened == LAST_AUDIT, Code.COUNTER_EXHAUSTED),
    )
    return rejection(open_audit, audits, interval, slot) == expected


@theorem("STORAGE-15", "It has the next number and the slot of now, and is pending; the misses stay.", says=Says.AMOUNTS)
def opening_is_exact(audits: Audits, interval: Wait, slot: Slot) -> bool:
    return open_audit(audits, interval, slot) == replace(audits, opened=audits.opened + 1, since=slot, pending=True)


@theorem("STORAGE-15", "One audit at a time, and between the openings of two at least the interval.", says=Says.INVARIANT)
def audits_keep_their_distance(audits: Audits, interval: Wait, slot: Slot, later: Slot) -> bool:
    after = open_audit(audits, interval, slot)
    again = rejection(open_audit, pass_audit(after), interval, later)
    return rejection(open_audit, after, interval, later) == Code.AUDIT_PENDING and (again is not None or later >= deadline_after(slot, interval))


@theorem("STORAGE-16", "Only a pending audit is answered.", says=Says.ACCEPTANCE)
def passing_accepts(audits: Audits) -> bool:
    return rejection(pass_audit, audits) == (None if audits.pending else Code.AUDIT_MISSING)


@theorem("STORAGE-16", "Then it is pending no more, and nothing else changes.", says=Says.AMOUNTS)
def passing_is_exact(audits: Audits) -> bool:
    return pass_audit(audits) == replace(audits, pending=False)


@theorem("STORAGE-16", "An audit that was answered is neither answered again nor missed.", says=Says.INVARIANT)
def answered_audits_are_over(audits: Audits, patience: Patience, rounds: Round) -> bool:
    after = pass_audit(audits)
    return rejection(pass_audit, after) == Code.AUDIT_MISSING and rejection(miss_audit, after, patience, rounds) == Code.AUDIT_MISSING


@theorem("STORAGE-17", "An audit is missed if it is pending, and the rounds are over in which it can be answered.", says=Says.ACCEPTANCE)
def missing_accepts(audits: Audits, patience: Patience, rounds: Round) -> bool:
    expected = first_failing((not audits.pending, Code.AUDIT_MISSING), (rounds < 4, Code.ANSWER_AWAITED))
    return rejection(miss_audit, audits, patience, rounds) == expected


@theorem("STORAGE-17", "One more is missed, up to as many as there may be, and it is pending no more.", says=Says.AMOUNTS)
def missing_is_exact(audits: Audits, patience: Patience, rounds: Round) -> bool:
    missed = audits.missed + 1 if audits.missed < patience else patience
    return miss_audit(audits, patience, rounds) == replace(audits, missed=missed, pending=False)


@theorem(
    "STORAGE-17",
    "In no round can an audit both be answered and be missed, and from the second after its opening on it can always be one of them.",
    says=Says.INVARIANT,
)
def every_audit_ends(audits: Audits, patience: Patience, rounds: Round, randomness: Randomness) -> bool:
    answered = rejection(challenge_seed, randomness, rounds) is None
    missed = rejection(miss_audit, audits, patience, rounds) is None
    return not audits.pending or (not (answered and missed) and (answered or missed or rounds < DRAW_ROUNDS))


@theorem("STORAGE-17", "An audit can be answered in two whole rounds, in each of which every agent has a slot: one of them alone cannot keep the answer out.")
def the_window_is_two_rounds(randomness: Randomness, begun: Annotated[int, Range(0, 2**64 - 8)], current: Round) -> bool:
    inside = current >= begun + DRAW_ROUNDS and current < begun + DRAW_ROUNDS + ANSWER_ROUNDS
    return (rejection(challenge_seed, randomness, audit_rounds(begun, current)) is None) == inside


@theorem("STORAGE-18", "Whether too many were missed can always be said.", says=Says.ACCEPTANCE)
def failing_is_always_known(missed: Misses, patience: Patience) -> bool:
    return rejection(has_failed, missed, patience) is None


@theorem("STORAGE-18", "The provider has failed with as many misses as there may be, and with more.", says=Says.AMOUNTS)
def failing_is_exact(missed: Misses, patience: Patience) -> bool:
    return has_failed(missed, patience) == (missed >= patience)


@theorem("STORAGE-18", "A provider that has missed nothing has not failed, and one that has failed has failed for good.", says=Says.INVARIANT)
def failing_needs_misses(audits: Audits, patience: Patience, rounds: Round) -> bool:
    after = miss_audit(audits, patience, rounds)
    return not has_failed(0, patience) and (not has_failed(audits.missed, patience) or has_failed(after.missed, patience))
