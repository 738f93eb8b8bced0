"""One test case: what is given to an implementation, and what it must answer."""

import hashlib
from dataclasses import dataclass
from enum import Enum, unique
from typing import Annotated

from cbor2 import loads

from reference.codes import SUCCESS, Code
from vectors.json_text import FormError, Json, canonical, members, show

ID_DIGITS = 10
"""Hex digits of the hash in an id: 40 bits, so that a suite of thousands has no two cases of one id by chance."""


@unique
class Kind(Enum):
    """What is asked of an implementation."""

    CALL = "call"
    """Compute one rule on the arguments given."""

    DECODE = "decode"
    """Turn bytes into the object that they encode, with everything that is checked on the way."""

    TRANSACT = "transact"
    """Apply transactions, one batch after another, to a state."""

    APPLY = "apply"
    """Apply blocks, one after another, to a state."""

    FOLLOW = "follow"
    """Follow the chain: take in blocks of any branch, votes and the time, and say after each what the head is, and what is justified and final."""

    SESSION = "session"
    """Be a chip: answer commands one after another, through power cuts."""

    CHECK = "check"
    """Say whether bytes are the source of a contract, and if not, why and where."""

    EXECUTE = "execute"
    """Run the source of a contract with so much gas and memory, and a host that gives the answers that are told."""


@unique
class Profile(Enum):
    """What an implementation may claim to be; each file of cases belongs to one."""

    WIRE = "wire"
    """Decodes and authenticates transactions, headers and blocks."""

    LEDGER = "ledger"
    """Applies transactions to a state."""

    CONSENSUS = "consensus"
    """Applies whole blocks to a state: their headers, and what these commit to; and chooses among branches."""

    ECONOMY = "economy"
    """Applies transactions and blocks to a state that remembers an economy: locks, the private placement, sponsorships, contributions."""

    SERVICES = "services"
    """Applies transactions and blocks to a state that remembers SmartAgents: manufacturers, chips, markets and their quotes, orders."""

    DATA = "data"
    """Applies transactions and blocks to a state that remembers data: consents, assets, sales."""

    CONTRACTS = "contracts"
    """Applies transactions and blocks to a state that remembers contracts: releases, and calls of their programs."""

    WRITE_SETS = "write-sets"
    """Applies blocks that carry what their calls did, without executing the calls."""

    AGENT = "agent"
    """Is a SmartAgent: a chip that answers commands."""

    LIGHT_CLIENT = "light-client"
    """Follows what is final by certificates, and checks what a state holds by proof, without the chain and without the state."""

    LVM = "lvm"
    """Checks and runs the programs of contracts."""

    KERNEL = "kernel"
    """Exposes its rules one by one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case. Immutable: whatever changes in `kind`, `preset`, `input` or `expect` makes it another case, with another id."""

    id: Annotated[str, "The first rule in lower case, and ten hex digits of the hash of what the case is."]
    rules: Annotated[tuple[str, ...], "The rules that it is about; the first one gave it its id."]
    kind: Annotated[Kind, "What is asked."]
    preset: Annotated[str, "The preset whose parameters hold."]
    why: Annotated[str, "What the case shows, for a reader of a report. Not part of the identity."]
    input: Annotated[Json, "What is given."]
    expect: Annotated[Json, "What must be answered: the outcome."]


def make_case(rules: tuple[str, ...], kind: Kind, preset: str, why: str, given: Json, expect: Json) -> Case:
    """A case with its id. A rule that is named twice is one of its rules once."""
    return Case(case_id(rules[0], kind, preset, given, expect), tuple(dict.fromkeys(rules)), kind, preset, why, given, expect)


def case_id(rule: str, kind: Kind, preset: str, given: Json, expect: Json) -> str:
    """`transfer-1-9c1e07b2aa`: the rule, and the hash of the canonical text of everything that an implementation or its judge sees."""
    identity: Json = {"kind": kind.value, "preset": preset, "input": given, "expect": expect}
    return f"{rule.lower()}-{hashlib.sha256(canonical(identity).encode()).hexdigest()[:ID_DIGITS]}"


def case_to_json(case: Case) -> dict[str, Json]:
    """A case as it stands in a file, its members in reading order."""
    return {
        "id": case.id,
        "rules": list(case.rules),
        "kind": case.kind.value,
        "preset": case.preset,
        "why": case.why,
        "input": case.input,
        "expect": case.expect,
    }


def case_from_json(value: Json) -> Case:
    """The case that a file holds. Raises `FormError` for unknown or missing members, and for an id that is not its content's."""
    present = members(value)
    if set(present) != {"id", "rules", "kind", "preset", "why", "input", "expect"}:
        raise FormError(f"a case has the members id, rules, kind, preset, why, input and expect, not {', '.join(present)}")
    texts = [present[name] for name in ("id", "kind", "preset", "why")]
    rules = present["rules"]
    if not isinstance(rules, list) or not rules or not all(isinstance(text, str) for text in [*texts, *rules]):
        raise FormError(f"{show(present['id'])}: id, kind, preset, why and at least one rule are text")
    identifier, kind, preset, why = (str(text) for text in texts)
    if kind not in {known.value for known in Kind}:
        raise FormError(f"{identifier}: no kind of case is called {kind}")
    case = make_case(tuple(str(rule) for rule in rules), Kind(kind), preset, why, present["input"], present["expect"])
    if case.id != identifier:
        raise FormError(f"{identifier}: the id of this content is {case.id}")
    return case


CHIP_CALLS = ("advance", "certified_header", "follow")
"""What a chip does with what it is shown (LIGHT-3, LIGHT-4, LIGHT-5): whole procedures, which a light client has under whatever names, where other
calls are of rules one by one."""


def profile_of(case: Case) -> Profile:
    """The profile that a case belongs to."""
    match case.kind:
        case Kind.CALL:
            return Profile.LIGHT_CLIENT if members(case.input).get("call") in CHIP_CALLS else Profile.KERNEL
        case Kind.TRANSACT | Kind.APPLY:
            if UNEXECUTED in members(case.input):
                return Profile.WRITE_SETS
            state = members(members(case.input)["state"])
            if "contracts" in state:
                return Profile.CONTRACTS
            if "data" in state:
                return Profile.DATA
            if "smart_agents" in state:
                return Profile.SERVICES
            if "economy" in state:
                return Profile.ECONOMY
            return Profile.LEDGER if case.kind is Kind.TRANSACT and state.get("consensus") is None else Profile.CONSENSUS
        case Kind.FOLLOW:
            return Profile.CONSENSUS
        case Kind.SESSION:
            return Profile.AGENT
        case Kind.CHECK | Kind.EXECUTE:
            return Profile.LVM
        case Kind.DECODE:
            return Profile.LIGHT_CLIENT if members(case.input).get("decode") == "state_proof" else Profile.WIRE


UNEXECUTED = "executes"
"""The member that says, by being there and false, that whoever applies the blocks of a case leaves what their calls do to the agents (MODE-7)."""

STEPPED = (Kind.TRANSACT, Kind.APPLY)
"""The kinds that are answered in steps, one for each batch or block."""

CODE_BY_NUMBER = {code.number: code for code in Code}
"""The codes by the number that stands in a receipt."""


def rejections(case: Case) -> tuple[str, ...]:
    """The names of the codes in what a case expects, in order, those of failed transactions included."""
    if case.kind is Kind.SESSION:
        return tuple(CODE_BY_NUMBER[number].name for number in response_codes(case) if number != SUCCESS)
    return tuple(_codes(members(case.expect)))


def shows_acceptance(case: Case) -> bool:
    """Whether anything succeeds in a case: a value, a transaction, a block or a batch without transactions, or a delivery."""
    expect = members(case.expect)
    if case.kind is Kind.SESSION:
        return SUCCESS in response_codes(case)
    if case.kind is Kind.FOLLOW:
        return any("rejected" not in step for step in _steps(expect))
    if case.kind not in STEPPED:
        return "ok" in expect
    return any("accepted" in step and _succeeds(step["accepted"]) for step in _steps(expect))


def response_codes(case: Case) -> tuple[int, ...]:
    """What the responses of a session begin with: 0, or the number of a code. A power cut has no response."""
    responses = [step["response"] for step in _steps(members(case.expect))]
    return tuple(int(loads(bytes.fromhex(response))[0]) for response in responses if isinstance(response, str))


def _codes(expect: dict[str, Json]) -> list[str]:
    codes = [str(expect["reject"])] if "reject" in expect else []
    for step in _steps(expect):
        if "rejected" in step:
            codes.append(str(step["rejected"]))
        elif "accepted" in step:
            outcomes = [outcome for outcome in _outcomes(step["accepted"]) if outcome != SUCCESS]
            codes.extend(CODE_BY_NUMBER[outcome].name for outcome in outcomes)
    return codes


def _succeeds(accepted: Json) -> bool:
    outcomes = _outcomes(accepted)
    return not outcomes or SUCCESS in outcomes


def _steps(expect: dict[str, Json]) -> list[dict[str, Json]]:
    steps = expect.get("steps", [])
    return [members(step) for step in steps] if isinstance(steps, list) else []


def _outcomes(accepted: Json) -> list[int]:
    receipts = members(accepted)["receipts"]
    assert isinstance(receipts, list)
    return [outcome for receipt in receipts if isinstance(outcome := members(receipt)["outcome"], int)]
