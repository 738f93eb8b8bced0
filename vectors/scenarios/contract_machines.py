"""Calls of contracts with a transition table: which event a call names, where the machine stands after it, and what remains of a call that is refused."""

from collections.abc import Iterable
from dataclasses import replace

from immutables import Map

from reference.codes import Code
from reference.contracts.reading import reading_gas
from reference.contracts.values import Scalar
from reference.contracts.world import World
from reference.state.contract import Standing
from vectors.case import Case
from vectors.contract_worlds import write_world
from vectors.json_text import members
from vectors.scenarios.contract_declarations import LONGEST, declaring
from vectors.scenarios.contract_events import amounts
from vectors.scenarios.contract_worlds import ALICE_ID, BOTH, GAS, MAIN, OTHER, OTHER_ID, SSP_ID, Comes, text, world_case, world_of

LAMP = """local machine = {
  states = {"dark", "lit"},
  events = {"press", "count", "fail", "steal", "ask"},
  resources = {presses = 0, seen = 0},
  moves = {
    {from = "dark", event = "press", to = "lit", when = {"presses", "<=", 3}, changes = {"presses"}},
    {from = "lit", event = "press", to = "dark", changes = {"presses"}},
    {from = "lit", event = "count", to = "lit", changes = {"seen"}},
    {from = "lit", event = "fail", to = "dark"},
    {from = "lit", event = "steal", to = "lit"},
    {from = "lit", event = "ask", to = "lit"},
  },
}
local _, event = host("event")
local _, presses = host("resource", "presses")
if event == "press" then
  host("put", "presses", presses + 1)
  host("emit", "pressed", presses + 1)
elseif event == "count" then
  local _, more = host("argument", 2)
  host("put", "seen", more)
elseif event == "fail" then
  error("broken")
elseif event == "steal" then
  host("put", "presses", 0)
elseif event == "ask" then
  local _, state = host("state")
  return state
end
return presses
"""
"""A lamp that goes on and off, a few times."""

DARK, LIT = Standing(b"dark", amounts(presses=0, seen=0)), Standing(b"lit", amounts(presses=1, seen=0))
SPENT = Standing(b"dark", amounts(presses=4, seen=0))

CALLING = "local done, value = host('call', {}, 50000, {}{}) return done, value"


def contract_machine_cases() -> list[Case]:
    """All of them."""
    return [*_named(), *_moved(), *_inside()]


def world_with_machine(source: str, *arguments: Scalar, standing: Standing | None = None, **changed: object) -> World:
    """A world in which a contract with a table is called."""
    world = world_of(source, arguments=arguments, **changed)  # type: ignore[arg-type]
    return world if standing is None else where(world, {MAIN: standing})


def where(world: World, standings: dict[bytes, Standing]) -> World:
    """A world whose machines stand so, and no others."""
    contracts = replace(world.state.contracts, standings=Map(standings))
    return replace(world, state=replace(world.state, contracts=contracts))


def machine_case(rules: tuple[str, ...], why: str, world: World, comes: Comes, stands: dict[bytes, Standing] | None = None, gas: int = GAS) -> Case:
    """The case that runs a world's contract, after which these machines have been moved and stand so. Raises AssertionError where they do not."""
    case = world_case(rules, why, world, comes, gas)
    if not isinstance(comes, Code):
        moved = where(world, stands or {})
        assert members(members(case.expect)["ok"])["standings"] == members(write_world(moved))["standings"], why
    return case


def _named() -> Iterable[Case]:
    rules = ("EVENT-8",)
    yield machine_case(rules, "the first argument names the event", world_with_machine(LAMP, b"press"), (0,), {MAIN: LIT})
    yield machine_case(rules, "a machine that stands nowhere begins at its beginning", world_with_machine(LAMP, b"count", 5), Code.EVENT_REFUSED)
    for why, arguments in {
        "no argument": (),
        "an event that is not declared": (b"fly",),
        "no bytes": (b"",),
        "a state's name": (b"lit",),
        "an event's name with more after it": (b"press\0",),
        "an integer": (0,),
        "a truth value": (True,),
        "nil, and then an event": (None, b"press"),
        "a name that is longer than names are": (LONGEST.encode() + b"n",),
    }.items():
        world = world_with_machine(LAMP, *arguments)  # type: ignore[arg-type]
        yield machine_case(rules, f"what names no event: {why}", world, Code.EVENT_REFUSED)
        assert _gas(world) == reading_gas(len(LAMP)), why
    longest = declaring(events=f"'{LONGEST}'", moves=f"{{from = 's', event = '{LONGEST}', to = 's'}}")
    yield machine_case(rules, "the longest name", world_with_machine(longest, LONGEST.encode()), (), {MAIN: Standing(b"s", amounts(r=0))})
    yield machine_case(rules, "an argument names nothing where no table is declared", world_of("return 7", arguments=(b"fly",)), (7,))
    told = LAMP.replace("return presses", 'local _, first = host("argument", 1) return first')
    yield machine_case(rules, "the event is an argument too", world_with_machine(told, b"press"), (b"press",), {MAIN: LIT})
    yield machine_case(rules, "no gas", world_with_machine(LAMP, b"press"), Code.GAS_EXHAUSTED, gas=0)
    reading = reading_gas(len(LAMP))
    for why, gas, code in (("gas for reading the program alone", reading, Code.EVENT_REFUSED), ("a unit less", reading - 1, Code.GAS_EXHAUSTED)):
        yield machine_case((*rules, "LVM-54"), f"what is refused: {why}", world_with_machine(LAMP, b"fly"), code, gas=gas)


def _gas(world: World) -> int:
    """What a run has used."""
    case = world_case(("EVENT-8",), "", world, Code.EVENT_REFUSED)
    return int(str(members(case.expect)["gas"]))


def _moved() -> Iterable[Case]:
    rules = ("EVENT-7", "EVENT-8")
    counted = Standing(b"lit", amounts(presses=1, seen=9))
    yield machine_case(rules, "an event from where the machine stands", world_with_machine(LAMP, b"count", 9, standing=LIT), (1,), {MAIN: counted})
    yield machine_case(rules, "the program is told where it stands", world_with_machine(LAMP, b"ask", standing=LIT), (b"lit",), {})
    again = world_with_machine(declaring(), b"e", standing=Standing(b"s", amounts(r=0)))
    yield machine_case(rules, "a move to where it stands", again, (), {})
    yield machine_case(rules, "a first move to where it begins", where(again, {}), (), {MAIN: Standing(b"s", amounts(r=0))})
    yield machine_case(rules, "no move: nothing of it remains", world_with_machine(LAMP, b"press", standing=SPENT), Code.EVENT_REFUSED)
    yield machine_case(rules, "a resource that its move leaves as it is", world_with_machine(LAMP, b"steal", standing=LIT), Code.RESOURCE_FIXED)
    yield machine_case(rules, "a program that fails", world_with_machine(LAMP, b"fail", standing=LIT), Code.CONTRACT_FAILED)
    paying = declaring() + f" host('transfer', {SSP_ID}, {ALICE_ID}, 5) host('save', 'k', 1) host('emit', 'e', 1)"
    yield machine_case(rules, "what it asks of the chain remains", world_with_machine(paying, b"e"), (), {MAIN: Standing(b"s", amounts(r=0))})
    yield machine_case(rules, "of what is refused nothing remains", world_with_machine(paying + " host('put', 'r', 1)", b"e"), Code.RESOURCE_FIXED)
    shadowed = declaring() + " host('save', 'r', 7) return host('resource', 'r')"
    yield machine_case(rules, "what is stored is no resource", world_with_machine(shadowed, b"e"), (True, 0), {MAIN: Standing(b"s", amounts(r=0))})
    plain = world_of("return host('event')", arguments=(b"press",))
    yield machine_case(("EVENT-7", "LVM-45"), "a contract without a table is told of no event", plain, (False, None))
    yield machine_case(("EVENT-7", "LVM-45"), "nor has it resources", world_of("return host('put', 'presses', 1)"), (False, None))


def _inside() -> Iterable[Case]:
    rules = ("EVENT-8", "LVM-52")

    def calling(given: str, money: int = 0, lamp: str = LAMP, standing: Standing | None = None, source: str = CALLING) -> World:
        world = world_of(source.format(OTHER_ID, money, given), {OTHER: lamp})
        return world if standing is None else where(world, {OTHER: standing})

    yield machine_case(rules, "a contract moves another's machine", calling(", 'press'"), (True, 0), {OTHER: LIT})
    yield machine_case(rules, "an event that is refused, and its money", calling(", 'count', 5", 300), (False, Code.EVENT_REFUSED.number))
    yield machine_case(rules, "an event that is not declared, and its money", calling(", 'fly'", 300), (False, Code.EVENT_REFUSED.number))
    yield machine_case(rules, "no event", calling("", 300), (False, Code.EVENT_REFUSED.number))
    yield machine_case(rules, "a change that is refused", calling(", 'steal'", standing=LIT), (False, Code.RESOURCE_FIXED.number))
    yield machine_case(rules, "a program that fails", calling(", 'fail'", standing=LIT), (False, Code.CONTRACT_FAILED.number))
    paying = declaring() + f" host('transfer', {SSP_ID}, {ALICE_ID}, 5) host('save', 'k', 1) host('emit', 'e', 1)"
    yield machine_case(rules, "of an inner call that is judged nothing remains", calling(", 'e'", 300, paying + " host('put', 'r', 1)"), (False, 527))
    kept = {OTHER: Standing(b"s", amounts(r=0))}
    yield machine_case(rules, "of one that is right everything does", calling(", 'e'", 300, paying), (True, None), kept)
    twice = f"host('call', {OTHER_ID}, 50000, 0, 'press') " + CALLING
    off = {OTHER: Standing(b"dark", amounts(presses=2, seen=0))}
    yield machine_case(rules, "two events one after another", calling(", 'press'", source=twice), (True, 1), off)
    yield machine_case(rules, "an event that is refused after one that is made", calling(", 'fly'", source=twice), (False, 526), {OTHER: LIT})
    failing = world_of(f"host('call', {OTHER_ID}, 50000, 0, 'press') error(1)", {OTHER: LAMP})
    yield machine_case(rules, "the caller fails, and the machine stands as before", failing, Code.CONTRACT_FAILED)
    both = declaring() + f" local done, value = host('call', {OTHER_ID}, 50000, 0, 'press') return done, value"
    judged = world_of(both, {OTHER: LAMP}, arguments=(b"e",))
    yield machine_case(rules, "both are machines", judged, (True, 0), {MAIN: Standing(b"s", amounts(r=0)), OTHER: LIT})
    refused = world_of(both.replace("return", "host('put', 'r', 1) return"), {OTHER: LAMP}, arguments=(b"e",))
    yield machine_case(("EVENT-8",), "the caller is judged and refused, and the called stands as before", refused, Code.RESOURCE_FIXED)
    back = declaring() + f" local _, done = host('call', {text(MAIN)}, 5000, 0, 'e') return done"
    mutual = world_of(both.replace("'press'", "'e'"), {OTHER: back}, arguments=(b"e",))
    stands = {contract: Standing(b"s", amounts(r=0)) for contract in (MAIN, OTHER)}
    yield machine_case(rules, "a machine whose event is under way has no other", mutual, (True, None), stands)
    asked = BOTH.format(f"'call', {OTHER_ID}, 50000, 0, 'e'")
    theirs = declaring(resources="r = 8") + " local _, amount = host('resource', 'r') return amount"
    mine = declaring(resources="r = 3") + f" local _, before = host('resource', 'r') {asked}".replace("return done, value", "return before, value")
    own = world_of(mine, {OTHER: theirs}, arguments=(b"e",))
    kept = {MAIN: Standing(b"s", amounts(r=3)), OTHER: Standing(b"s", amounts(r=8))}
    yield machine_case(rules, "each has its own resources", own, (3, 8), kept)
    out_of_gas = calling(", 'press'", source=CALLING.replace("50000", str(reading_gas(len(LAMP)) + 100)))
    yield machine_case(rules, "gas ends inside", out_of_gas, (False, Code.GAS_EXHAUSTED.number))
    read = reading_gas(len(LAMP))
    for why, gas, code in (("gas for reading alone", read, Code.EVENT_REFUSED), ("a unit less", read - 1, Code.GAS_EXHAUSTED)):
        little = calling(", 'fly'", source=CALLING.replace("50000", str(gas)))
        yield machine_case((*rules, "LVM-54"), f"an event that is not declared: {why}", little, (False, code.number))
