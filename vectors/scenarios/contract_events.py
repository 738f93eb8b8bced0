"""Events that arrive at a contract with a transition table: the move that each makes, and what is refused."""

from collections.abc import Iterable

from reference.codes import Code
from reference.contracts.declarations import declared_table
from reference.contracts.events import first_standing
from reference.contracts.transition_table import Comparison, Condition, Transition, TransitionTable
from reference.state.contract import Resource, Resources, Standing
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input
from vectors.scenarios.contract_declarations import GATE, declaring, moving

GAS = 10_000
MEMORY = 10_000


def contract_event_cases() -> list[Case]:
    """Judgements, and runs that are judged."""
    return [*_judged(), *_compared(), *_run()]


def amounts(**held: int) -> Resources:
    """Resources by name."""
    return tuple(Resource(name.encode(), amount) for name, amount in held.items())


def _judge(why: str, table: TransitionTable, state: bytes, event: bytes, before: Resources, after: Resources, code: Code | None = None) -> Case:
    given = {"table": table, "state": state, "event": event, "before": before, "after": after}
    return intended_case(("EVENT-6",), Kind.CALL, "minimal", why, call_input("judge_event", given), code)


def _judged() -> Iterable[Case]:
    gate = declared_table(GATE.encode())
    assert gate is not None
    new, parked, rich = amounts(fee=10, paid=0, cars=0), amounts(fee=10, paid=0, cars=1), amounts(fee=10, paid=12, cars=1)
    yield _judge("a move without a condition", gate, b"open", b"enter", new, parked)
    yield _judge("a move that changes nothing, though it may", gate, b"open", b"price", new, new)
    yield _judge("the first condition that holds", gate, b"parked", b"pay", parked, rich)
    yield _judge("the condition is judged after the change: just enough", gate, b"parked", b"pay", parked, amounts(fee=10, paid=10, cars=1))
    yield _judge("the condition does not hold: the next move", gate, b"parked", b"pay", parked, amounts(fee=10, paid=9, cars=1))
    yield _judge("an event that this state has no move for", gate, b"open", b"pay", new, new, Code.EVENT_REFUSED)
    yield _judge("an event that there is not", gate, b"open", b"fly", new, new, Code.EVENT_REFUSED)
    yield _judge("a state that there is not", gate, b"closed", b"enter", new, parked, Code.EVENT_REFUSED)
    yield _judge("a resource that stays as it is has changed", gate, b"open", b"enter", new, amounts(fee=9, paid=0, cars=1), Code.RESOURCE_FIXED)
    yield _judge("nothing may change", gate, b"paid", b"leave", rich, amounts(fee=10, paid=0, cars=1), Code.RESOURCE_FIXED)
    yield _judge("the move that is made decides what may change, and not another of its event", gate, b"open", b"price", new, parked, Code.RESOURCE_FIXED)
    yield _judge("a resource in another place is the same", gate, b"paid", b"leave", rich, tuple(reversed(rich)))
    yield _judge("a resource that is not there comes to 0", gate, b"paid", b"leave", parked, amounts(fee=10, cars=1))
    yield _judge("a resource that was not there has changed", gate, b"paid", b"leave", amounts(fee=10), amounts(fee=10, cars=1), Code.RESOURCE_FIXED)
    yield _judge("a resource that is gone has changed", gate, b"paid", b"leave", rich, amounts(fee=10, paid=12), Code.RESOURCE_FIXED)


def _compared() -> Iterable[Case]:
    for comparison in Comparison:
        for left in (4, 5, 6):
            for condition in (Condition(b"a", comparison, None, 5), Condition(b"a", comparison, b"b", 0)):
                table = TransitionTable(
                    (b"s", b"t"), (b"e",), amounts(a=0, b=5), (Transition(b"s", b"e", b"t", condition, ()), Transition(b"s", b"e", b"s", None, ()))
                )
                why = f"{left} {comparison.value} {'an amount' if condition.other is None else 'a resource'} of 5"
                yield _judge(why, table, b"s", b"e", amounts(a=left, b=5), amounts(a=left, b=5))


def _event(why: str, source: str, standing: Standing, event: bytes, code: Code | None = None, gas: int = GAS, memory: int = MEMORY) -> Case:
    given = {"source": source.encode(), "standing": standing, "event": event, "gas": gas, "memory": memory}
    return intended_case(("EVENT-7",), Kind.CALL, "minimal", why, call_input("standing_after", given), code)


def _run() -> Iterable[Case]:
    new = first_standing(GATE.encode())
    assert new is not None
    parked = Standing(b"parked", amounts(fee=10, paid=0, cars=1))
    yield _event("a car comes in", GATE, new, b"enter")
    yield _event("it pays too little", GATE, parked, b"pay")
    yield _event("it pays the rest", GATE, Standing(b"parked", amounts(fee=10, paid=6, cars=1)), b"pay")
    yield _event("it leaves", GATE, Standing(b"paid", amounts(fee=10, paid=12, cars=1)), b"leave")
    yield _event("the price rises", GATE, new, b"price")
    yield _event("the price does not rise while a car is in", GATE, parked, b"price", Code.EVENT_REFUSED)
    yield _event("it does not leave before it has paid", GATE, parked, b"leave", Code.EVENT_REFUSED)
    yield _event("gas ends", GATE, new, b"enter", Code.GAS_EXHAUSTED, gas=100)
    yield _event("memory ends", GATE, new, b"enter", Code.MEMORY_EXHAUSTED, memory=100)
    start = Standing(b"s", amounts(r=3))
    changing = moving(", changes = {'r'}")
    yield _event("a program that changes what its move leaves as it is", declaring() + " host('put', 'r', 4)", start, b"e", Code.RESOURCE_FIXED)
    yield _event("a program that changes it back", declaring() + " host('put', 'r', 4) host('put', 'r', 3)", start, b"e")
    yield _event("a program that fails after it has changed something", changing + " host('put', 'r', 4) error(1)", start, b"e", Code.CONTRACT_FAILED)
    checked = "local function is(a, b, c) local d, e = host(a, b, c) return {d, e} end "
    asked = f"{changing} {checked} assert(is('event')[2] == 'e') assert(is('state')[2] == 's') assert(is('resource', 'r')[2] == 3)"
    yield _event("what a program is told of the event", f"{asked} assert(is('put', 'r', 7)[1]) assert(is('resource', 'r')[2] == 7)", start, b"e")
    refused = "for _, name in ipairs({'x', '', 5, true}) do assert(is('resource', name)[1] == false) assert(is('put', name, 1)[1] == false) end"
    amounts_refused = "for _, amount in ipairs({-1, 'x', true, false}) do assert(not is('put', 'r', amount)[1]) end assert(not is('put', 'r')[1])"
    yield _event(
        "what is not done for a program", f"{changing} {checked} {refused} {amounts_refused} assert(not is('resource')[1] and not is('put')[1])", start, b"e"
    )
    yield _event(
        "what it asks of nobody is not done", f"{changing} {checked} assert(not is('transfer', 'x', 1)[1]) host('put', 'r', 0x7fffffffffffffff)", start, b"e"
    )
    yield _event("a program that declares no table", "return 1", start, b"e", Code.DECLARATION_INVALID)
    yield _event("a table that is none", declaring("'s', 't'"), start, b"e", Code.STATE_UNREACHABLE)
    yield _event("a source that is no program", declaring() + " return +", start, b"e", Code.TOKEN_UNEXPECTED)
