"""The slips that implementers make with consensus, fork choice and light clients: each is what `faults.SeededFault` is made of."""

HEADER = "reference.consensus.header"
OPENING = "reference.consensus.opening"
MODES = "reference.consensus.modes"
DUTIES = "reference.consensus.duties"
ORDER = "reference.consensus.order"
RANDOMNESS = "reference.consensus.randomness"
FINALITY = "reference.consensus.finality"
WATERMARK = "reference.consensus.watermark"
REWARDS = "reference.consensus.rewards"
PENALTIES = "reference.consensus.penalties"
EVIDENCE = "reference.consensus.evidence"
SLASHING = "reference.consensus.slashing"
DELEGATIONS = "reference.consensus.delegations"
CALENDAR = "reference.consensus.calendar"
WEIGHT = "reference.consensus.weight"
ROTATION = "reference.consensus.rotation"
ELECTION = "reference.consensus.election"
FORK_CHOICE = "reference.consensus.fork_choice"
UPGRADES = "reference.consensus.upgrades"
LIGHT_CLIENT = "reference.consensus.light_client"

BY_CALL = ("kernel",)
"""Of what no transaction shows."""

CONSENSUS_FAULTS: tuple[tuple[str, str, str, str, str] | tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("slot of the parent again", HEADER, "check_header", "header.slot <= head.slot", "header.slot < head.slot"),
    ("slots without gaps", HEADER, "check_header", "header.slot <= head.slot", "header.slot != head.slot + 1"),
    ("any height", HEADER, "check_header", "header.height == 0 or header.height - 1 != head.height", "False"),
    ("any parent", HEADER, "check_header", "header.parent != head.hash", "False"),
    ("any version", HEADER, "check_header", "header.version != version", "False"),
    ("any reveal", RANDOMNESS, "advance_onion", "around != held.layer", "False"),
    ("any votes", OPENING, "check_votes_root", "root != list_root(votes)", "False"),
    ("any mode", MODES, "check_mode", "mode != required", "False"),
    ("any producer", DUTIES, "check_producer", "order[place] != producer", "False"),
    ("the round does not enter its order", ORDER, "round_order", 'seed + current.to_bytes(8, "big")', "seed"),
    ("rounds little-endian", ORDER, "round_order", 'to_bytes(8, "big")', 'to_bytes(8, "little")'),
    ("seeds a round early", RANDOMNESS, "cross_rounds", "randomness.following if crossed == 1 else randomness.mix", "randomness.mix"),
    ("reveals mixed in without their agents", RANDOMNESS, "mix_reveal", "mix + agent + reveal", "mix + reveal"),
    ("two thirds are a quorum", FINALITY, "quorum", "2 * weight // 3 + 1", "(2 * weight + 2) // 3"),
    ("a quorum one too high", FINALITY, "quorum", "2 * weight // 3 + 1", "2 * weight // 3 + 2"),
    ("a joint era needs the new set alone", FINALITY, "is_quorum_link", " and (not joint or former_votes >= quorum(agents))", ""),
    ("final over an empty epoch", FINALITY, "finalise", "target.epoch - source.epoch == 1", "True"),
    ("votes counted from any source", FINALITY, "check_link", "vote.source_epoch != source.epoch or vote.source_hash != source.hash", "False"),
    ("votes counted twice", FINALITY, "check_voter", "if counted:", "if False:"),
    ("a vote may go below the watermark's source", WATERMARK, "raise_watermark", "source < watermark.source", "False", BY_CALL),
    ("a vote may repeat the watermark's target", WATERMARK, "raise_watermark", "target <= watermark.target", "target < watermark.target", BY_CALL),
    ("shares rounded one by one", REWARDS, "serve_seat", "available * after // full - available * split.score // full", "available * score // full"),
    ("what is not earned is shared out", REWARDS, "full_score", "agents * (term_rounds + epochs_per_term)", "agents * term_rounds"),
    ("an index rounded up", REWARDS, "raise_index", "part * INDEX_SCALE // delegated", "(part * INDEX_SCALE + delegated - 1) // delegated"),
    ("a term is paid before its end is final", REWARDS, "is_payable", "finalised // epochs_per_term > term", "finalised // epochs_per_term >= term"),
    ("missed slots not counted", PENALTIES, "count_missed", "seat.missed + slots", "seat.missed"),
    ("half of all missed slots' rewards, rounded once", PENALTIES, "absence_penalty", "missed * (reward // 2)", "missed * reward // 2"),
    ("jailed a term too short", PENALTIES, "jail", "term + 2 + jail_terms", "term + 1 + jail_terms"),
    ("one jailing more before expulsion", PENALTIES, "jail", "agent.jailings + 1 < jailings_limit", "agent.jailings < jailings_limit"),
    (
        "a stall drains from its second epoch on",
        PENALTIES,
        "stalled_epochs",
        "return current - finalised - stall_epochs",
        "return current - finalised - stall_epochs - 1",
    ),
    (
        "surrounding votes the other way round",
        EVIDENCE,
        "check_surround_vote",
        "outer.source_epoch >= inner.source_epoch or outer.target_epoch <= inner.target_epoch",
        "outer.source_epoch <= inner.source_epoch or outer.target_epoch >= inner.target_epoch",
    ),
    ("votes from one source surround", EVIDENCE, "check_surround_vote", "outer.source_epoch >= inner.source_epoch", "outer.source_epoch > inner.source_epoch"),
    ("evidence old one slot early", EVIDENCE, "check_window", "slot - committed > evidence_slots", "slot - committed >= evidence_slots"),
    ("evidence of this slot is early", EVIDENCE, "check_window", "committed > slot", "committed >= slot"),
    ("an offence counts twice", EVIDENCE, "check_first_offence", "agent.offence.slot != 0", "False"),
    ("offenders pay for themselves alone", SLASHING, "slash_share", "slash_factor * offenders * PPM // agents", "slash_factor * PPM // agents"),
    ("later offenders pay alone", SLASHING, "top_up", "due <= offence.taken", "due <= offence.taken or offence.taken > 0"),
    ("delegations expire a term late", DELEGATIONS, "delegate", "end=term + delegation_terms", "end=term + delegation_terms + 1"),
    ("withdrawn in the term of its expiry", DELEGATIONS, "withdraw", "delegation.end <= term", "delegation.end < term"),
    ("delegations never leave their sums", DELEGATIONS, "expire", "debit(agent.delegated, ending.expiring)", "agent.delegated"),
    ("a reward claimed a term early", DELEGATIONS, "claim", "has_passed(term, made, SETTLED_AFTER)", "has_passed(term, made, SETTLED_AFTER - 1)"),
    ("a bond unlocked a slot early", CALENDAR, "has_passed", "now - since >= duration", "now - since >= duration - 1"),
    ("weight without limit", WEIGHT, "weight_of", "min(bond + delegated, leverage * bond)", "bond + delegated"),
    ("nobody rests", ROTATION, "rests", "tenure.served >= tenure_terms and", "False and"),
    ("a rest of one term more", ROTATION, "rests", "terms_out(tenure, term) < rest_terms", "terms_out(tenure, term) <= rest_terms"),
    ("a term too few before a rest", ROTATION, "rests", "tenure.served >= tenure_terms", "tenure.served + 1 >= tenure_terms"),
    ("the jailed are elected", ELECTION, "may_serve", " and agent.jailed_until <= term", ""),
    (
        "of equal weights the larger id",
        ELECTION,
        "elect",
        "nsmallest(parameters.agents, ready)",
        "nsmallest(parameters.agents, ready, key=lambda entry: (entry[0], bytes(255 - value for value in entry[1])))",
    ),
    ("of equal branches the later", FORK_CHOICE, "branch_key", "slot=slot", "slot=MAX_UINT64 - slot"),
    ("of equal branches the lesser hash", FORK_CHOICE, "branch_key", "slot=slot", "slot=0"),
    ("of equal slots the larger hash", FORK_CHOICE, "_place", "branch.hash", "bytes(255 - value for value in branch.hash)"),
    ("the longest branch, whatever is justified", FORK_CHOICE, "can_lead", "entry.justified == justified or entry.current == justified", "True"),
    ("branches that lack the votes cannot lead", FORK_CHOICE, "can_lead", " or entry.current == justified", ""),
    ("blocks of the future", FORK_CHOICE, "check_delivery", "slot > now", "False"),
    ("a clock that goes back", FORK_CHOICE, "pass_time", "max(now, slot)", "slot"),
    (
        "branches beside the finalised block stay",
        FORK_CHOICE,
        "keep_descendants",
        "entry.parent in kept and epoch_of(entry.slot, checkpoint_slots) >= finalised.epoch",
        "True",
    ),
    ("half of the votes decide an upgrade", UPGRADES, "decide_upgrade", "upgrade.yes * 3 < cast * 2", "upgrade.yes * 2 < cast"),
    ("a certificate counts a vote twice", LIGHT_CLIENT, "check_certified_vote", " or counted", ""),
    ("a certificate of votes for another link", LIGHT_CLIENT, "check_certified_vote", "vote != link or ", ""),
    ("a checkpoint without the link from it", LIGHT_CLIENT, "advance", "    check_certificate(shown.leaving, electorate)\n", ""),
    ("the new set alone makes it final", LIGHT_CLIENT, "follow", "former=members", "former=()"),
    ("any block's header", LIGHT_CLIENT, "certified_header", "!= checkpoint.hash", "== b''"),
    ("slots in 32 bits", HEADER, "check_header", "header.slot <= head.slot", "header.slot % 2**32 <= head.slot % 2**32"),
    ("slots in doubles", HEADER, "check_header", "header.slot <= head.slot", "float(header.slot) <= float(head.slot)"),
    ("slots signed", HEADER, "check_header", "header.slot <= head.slot", "(header.slot ^ 2**63) <= (head.slot ^ 2**63)"),
    ("heights in 32 bits", HEADER, "check_header", "header.height - 1 != head.height", "(header.height - 1 - head.height) % 2**32 != 0"),
    ("heights in doubles", HEADER, "check_header", "header.height - 1 != head.height", "float(header.height - 1) != float(head.height)"),
)
"""The seeded faults."""
