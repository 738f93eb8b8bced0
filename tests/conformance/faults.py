"""Targets that are the reference with one fault each: the slips that implementers make.

`python faults.py NAME ENCODING` speaks the target protocol, in JSON where no encoding is given. The fault is an edit of one function's source, made in that
process alone; whoever imported the function by name gets the edited one. The profile `kernel` is not claimed, as
few implementations will, so that every fault must show in what a node or a chip does; but for rules about which the suite asks in no other way.
"""

import functools
import gc
import importlib
import inspect
import pkgutil
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

import reference
from conformance.codec import CODECS, JSON, Codec
from conformance.serve import answering, introduction, serve
from faults_audits import AUDIT_FAULTS
from faults_calls import CALL_FAULTS
from faults_chip import CHIP_FAULTS
from faults_coins import COIN_FAULTS
from faults_consensus import CONSENSUS_FAULTS
from faults_contracts import CONTRACT_FAULTS, EVENT_FAULTS
from faults_contributions import CONTRIBUTION_FAULTS
from faults_data import ASSET_FAULTS, CONSENT_FAULTS, DERIVED_FAULTS, EARNING_FAULTS, RUN_FAULTS, SALE_FAULTS, SEALING_FAULTS, SHARING_FAULTS, TRADE_FAULTS
from faults_economy import ECONOMY_FAULTS
from faults_heavy_calls import HEAVY_CALL_FAULTS, WRITE_SET_FAULTS
from faults_identity import IDENTITY_FAULTS
from faults_jobs import JOB_FAULTS
from faults_ledger import LEDGER_FAULTS
from faults_market import MARKET_FAULTS
from faults_matching import MATCHING_FAULTS
from faults_orders import ORDER_FAULTS
from faults_services import SERVICE_FAULTS
from faults_storage import STORAGE_FAULTS
from faults_wire import WIRE_FAULTS
from reference.parameters import PRESETS
from reference.rules import mark_of

PROFILES = ("wire", "ledger", "consensus", "economy", "services", "data", "agent", "lvm", "contracts", "light-client")
"""What a faulty target claims to be."""


@dataclass(frozen=True, slots=True)
class SeededFault:
    """An edit: in `function` of `module`, `old`, which occurs once, becomes `new`."""

    name: str
    module: str
    function: str
    old: str
    new: str
    profiles: tuple[str, ...] = PROFILES

    def edited(self) -> Any:
        """The function that is edited, as it is without the fault."""
        return getattr(importlib.import_module(self.module), self.function)

    def rule(self) -> str | None:
        """The rule that the edited function is, where it is one."""
        mark = mark_of(self.edited())
        return mark.rule if mark else None

    def edited_source(self) -> str:
        """The function's source with the fault. Raises ValueError where the reference no longer has what is edited."""
        source = inspect.getsource(self.edited())
        if source.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.module}.{self.function} has {self.old!r} {source.count(self.old)} times; a fault edits one place")
        return source.replace(self.old, self.new)


FAULTS = (
    *(SeededFault(*each) for each in (*LEDGER_FAULTS, *CONSENSUS_FAULTS, *WIRE_FAULTS)),
    *(SeededFault(*each) for each in (*ECONOMY_FAULTS, *COIN_FAULTS, *MARKET_FAULTS, *CONTRIBUTION_FAULTS, *MATCHING_FAULTS, *IDENTITY_FAULTS)),
    *(SeededFault(*each, ("kernel",)) for each in SERVICE_FAULTS),
    *(SeededFault(*each, ("agent",)) for each in CHIP_FAULTS),
    *(SeededFault(*each, ("kernel",)) for each in (*AUDIT_FAULTS, *SEALING_FAULTS, *RUN_FAULTS, *SALE_FAULTS, *SHARING_FAULTS, *EVENT_FAULTS)),
    *(SeededFault(*each, ("services",)) for each in (*ORDER_FAULTS, *STORAGE_FAULTS, *JOB_FAULTS)),
    *(SeededFault(*each, ("data",)) for each in (*CONSENT_FAULTS, *ASSET_FAULTS, *TRADE_FAULTS, *EARNING_FAULTS, *DERIVED_FAULTS)),
    *(SeededFault(*each, ("lvm",)) for each in CONTRACT_FAULTS),
    *(SeededFault(*each, ("contracts",)) for each in (*CALL_FAULTS, *HEAVY_CALL_FAULTS)),
    *(SeededFault(*each, ("write-sets",)) for each in WRITE_SET_FAULTS),
)
"""The seeded faults, by subject."""

TABLES = (types.FunctionType, dict, list, tuple)
"""What may be a function, or hold one."""

BY_NAME = {fault.name: fault for fault in FAULTS}


def seed(fault: SeededFault) -> None:
    """Put the edited function in the place of the right one, wherever in this process it is known."""
    source = fault.edited_source()
    module: Any = importlib.import_module(fault.module)
    right = getattr(module, fault.function)
    scope: dict[str, Any] = {}
    exec(compile(source, f"{fault.module} with a fault", "exec"), module.__dict__, scope)
    wrong = functools.wraps(right)(scope[fault.function])
    for known in [*sys.modules.values()]:
        if isinstance(known, types.ModuleType) and known.__name__.partition(".")[0] in ("reference", "vectors"):
            for name, value in [*vars(known).items()]:
                if value is not vars(known):
                    setattr(known, name, replaced(value, right, wrong))
    reach_closures(right, wrong)
    if holders := [type(holder).__name__ for holder in gc.get_referrers(right) if holder is not vars(wrong) and not isinstance(holder, types.FrameType)]:
        raise ValueError(f"{fault.name}: the right {fault.function} is still known to {', '.join(holders)}; the fault would not show")


def reach_closures(right: object, wrong: object) -> None:
    """Put `wrong` in the place of `right` in whatever was made of it, as an operation of the host is of the function that carries it out."""
    for holder in gc.get_referrers(right):
        if isinstance(holder, types.CellType):
            holder.cell_contents = wrong


def replaced(value: Any, right: object, wrong: object) -> Any:
    """The value with `wrong` for `right`, in tables of functions too: a dictionary or a list is changed in place, for all who know it."""
    if value is right:
        return wrong
    if type(value) is dict:
        value.update({key: replaced(held, right, wrong) for key, held in value.items() if isinstance(held, TABLES)})
    elif type(value) is list:
        value[:] = [replaced(held, right, wrong) for held in value]
    elif type(value) is tuple and any(isinstance(held, TABLES) for held in value):
        return tuple(replaced(held, right, wrong) for held in value)
    return value


def read_reference() -> None:
    """Import the whole reference, so that whoever knows a function is there when it is replaced."""
    for module in pkgutil.walk_packages(reference.__path__, "reference."):
        importlib.import_module(module.name)
    importlib.import_module("vectors.evaluate")


def service(name: str, codec: Codec) -> Callable[[BinaryIO, BinaryIO], None]:
    """How the reference is served with the fault of this name, or whole where the name is empty. From now on this process has the fault."""
    read_reference()
    profiles = PROFILES
    if name:
        seed(BY_NAME[name])
        profiles = BY_NAME[name].profiles
    # Named as a module, so that a fault in it is served too.
    from vectors import evaluate

    says = introduction("faulty reference", "1", profiles, sorted(PRESETS))
    answer = answering(lambda *given: evaluate.evaluate(*given), says, codec)
    return lambda requests, replies: serve(answer, requests, replies, codec)


def main() -> None:
    """Serve the reference, with the fault that the first argument names, or whole without one."""
    codec = CODECS[sys.argv[2]] if len(sys.argv) > 2 else JSON
    service(sys.argv[1] if len(sys.argv) > 1 else "", codec)(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
