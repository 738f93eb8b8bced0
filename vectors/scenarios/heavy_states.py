"""States from outside with heavy calls: possible ones, and each way in which what they say of heavy calls contradicts itself."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.codes import Code
from reference.state.heavy import POOL, Claim, HeavyArgument
from reference.state.state import State
from vectors.build import BOB, CAROL, after
from vectors.case import Case
from vectors.scenarios.block_call_places import made
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.heavy_places import WINDOW, contract_called, packaged, queued, ready

RULES = ("HEAVY-13", "CONTRACT-11")


def heavy_state_cases() -> list[Case]:
    """States from outside that hold heavy calls."""
    return [*_possible(), *_impossible()]


def _with(state: State, **tables: Any) -> State:
    return replace(state, contracts=replace(state.contracts, **tables))


def _possible() -> Iterable[Case]:
    for argument, why in ((b"", "without arguments"), (b"park", "with arguments")):
        yield outside_case(RULES, f"two calls in flight, {why}", queued("counter", "payer", argument=argument))
    state = queued("counter", "payer")
    last = after(state, made(state, (), slot=ready(state, "counter") + WINDOW - 1))
    yield outside_case(RULES, "calls in their last slot", last)
    owed = after(state, made(state, (), packages=packaged(state, "payer"), slot=ready(state, "payer")))
    yield outside_case(RULES, "a call in flight, and what another owes", owed)


def _impossible() -> Iterable[Case]:
    state = queued("counter", "payer", argument=b"park")
    calls, contract = state.contracts.heavy_calls, contract_called("counter")
    held = calls[contract]

    def case(why: str, **tables: Any) -> Case:
        found = outside_case(RULES, why, _with(state, **tables))
        assert found.expect == {"reject": Code.RECORD_INVALID.name}, why
        return found

    changes: dict[str, dict[str, Any]] = {
        "more gas than its limit takes": {"given": held.given + 100},
        "less gas than its limit takes": {"given": held.given - 100},
        "a limit that takes a slot more": {"gas_limit": held.gas_limit + 1},
        "queued after the head": {"queued": held.queued + 1, "ready": held.ready + 1, "deadline": held.deadline + 1},
        "ready too early": {"ready": held.ready - 1},
        "ready too late": {"ready": held.ready + 1},
        "a slot more in which it may be packaged": {"deadline": held.deadline + 1},
        "a slot less": {"deadline": held.deadline - 1},
    }
    for why, change in changes.items():
        yield case(f"a call: {why}", heavy_calls=calls.set(contract, replace(held, **change)))
    over = replace(state, head=replace(state.head, slot=held.deadline + 1))
    yield outside_case(RULES, "calls whose time is over", over)
    yield case("a call of a contract without a heavy program", heavy_calls=calls.delete(contract).set(contract_called("light"), held))
    yield case("a call of a contract that there is not", heavy_calls=calls.delete(contract).set(b"\xff" * 32, held))
    most = replace(held, gas_limit=9_000, given=9_000, ready=held.queued + 90, deadline=held.queued + 90 + WINDOW - 1)
    yield case("more gas in flight than there is", heavy_calls=calls.set(contract, most))
    later = after(state, made(state, ()))
    released = later.contracts.contracts[contract]
    for slot, why in ((held.queued, "released in the slot that queued it"), (held.queued + 1, "released after it was queued")):
        contracts = later.contracts.contracts.set(contract, replace(released, released=slot))
        yield outside_case(RULES, f"a call of a contract {why}", _with(later, contracts=contracts))
    argument = HeavyArgument(b"park")
    yield case("an argument of a contract without a call", heavy_arguments=state.contracts.heavy_arguments.set(contract_called("light"), argument))
    yield case("a claim of nothing", claims=Map({CAROL.account: Claim(0)}))
    yield case("a call without gas", heavy_calls=calls.set(contract_called("light"), replace(held, gas_limit=0, given=0, escrow=0)))
    pots = replace(state.pots, ecosystem=state.pots.ecosystem - 5)
    pools = outside_case(RULES, "a claim of the pool's, which has what it is paid at once", replace(_with(state, claims=Map({POOL: Claim(5)})), pots=pots))
    assert pools.expect == {"reject": Code.RECORD_INVALID.name}
    yield pools
    money = outside_case(("STATE-2", "SUPPLY-1"), "a claim of money that there is not", _with(state, claims=Map({BOB.account: Claim(5)})))
    assert money.expect == {"reject": Code.SUPPLY_MISMATCH.name}
    yield money
