"""The host of a heavy call, which sees its contract's storage, its argument and the money that came with it, and nothing that could change meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reference.codes import SUCCESS, Code
from reference.consensus.heavy_calls import HeavyExecution, HeavyExecutor, Invocation, Storage
from reference.contracts.asking import Arguments, AskedWrongly, bytes_of, identifier_of, integer_of
from reference.contracts.chain_host import OPERATIONS, Run
from reference.contracts.host import HostAnswer
from reference.contracts.operations import digest, saved, signed
from reference.contracts.reading import once_read
from reference.contracts.releases import ByteDeposit
from reference.contracts.run import Failed, run_program
from reference.contracts.stored import decode_scalar
from reference.contracts.storing import grown_bytes, storing_deposit
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from reference.numbers import Amount
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.execution import Execution
from reference.state.heavy import POOL, ContractId, Payout
from reference.state.writing import with_record

HEAVY_MEMORY = 2**26
"""The memory of a heavy call."""

HEAVY_OPERATIONS = frozenset((b"argument", b"caller", b"contract", b"hash", b"load", b"paid", b"save", b"signed", b"transfer"))
"""What a heavy call may ask."""

MAX_PAYOUTS = 64
"""How many payments a heavy call may make."""


@dataclass(frozen=True, slots=True)
class HeavyHost:
    """A host with what a heavy call has made of its contract's storage and of its money so far."""

    seen: Invocation
    storage: Storage
    left: Amount
    """What is left of the money that came with the call."""
    byte_deposit: ByteDeposit
    """What a byte costs of that by which storage grows."""
    payouts: tuple[Payout, ...] = ()
    grown: Amount = 0
    """What was paid for that, in SSP units."""

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """Do what is asked (LVM-53)."""
        return answer_heavy(self, operation, arguments, gas)


Heavily = tuple[bool, Scalar, HeavyHost]
"""Whether something was done, what came of it, and the host after it."""


@procedure("LVM-53")
def answer_heavy(host: HeavyHost, operation: bytes, given: Arguments, gas: int) -> HostAnswer:
    """Do what a heavy call asks, for what the operation costs elsewhere. What it could not rely on is no operation of its."""
    if operation not in HEAVY_OPERATIONS:
        return HostAnswer(False, None, 0, host)
    price = OPERATIONS[operation].price(given)
    if price > gas:
        return HostAnswer(False, None, price, host)
    try:
        succeeded, value, after = carry_out_heavily(host, operation, given)
    except AskedWrongly:
        return HostAnswer(False, None, price, host)
    return HostAnswer(succeeded, value, price, after)


@procedure("LVM-53")
def pay_heavily(host: HeavyHost, given: Arguments) -> Heavily:
    """Pay an account out of the money that came with the call, in SSP: the payee claims it once the result is packaged."""
    coin, payee, amount = identifier_of(given, 0), identifier_of(given, 1), integer_of(given, 2)
    if coin != SSP or len(host.payouts) >= MAX_PAYOUTS:
        raise AskedWrongly
    if amount > host.left:
        return False, Code.INSUFFICIENT_BALANCE.number, host
    return True, None, replace(host, left=host.left - amount, payouts=(*host.payouts, Payout(payee, amount)))


@procedure("LVM-53")
def save_heavily(host: HeavyHost, given: Arguments) -> Heavily:
    """Store a value under a key of the contract's own; nil removes what is there. The bytes by which its storage grows cost money that came with the call."""
    key, record = saved(given)
    price = storing_deposit(grown_bytes(len(key), len(host.storage.get(key, b"")), len(record)), host.byte_deposit)
    if price > host.left:
        return False, Code.INSUFFICIENT_BALANCE.number, host
    storage = with_record(host.storage, key, record, present=bool(record))
    return True, None, replace(host, storage=storage, left=host.left - price, grown=host.grown + price)


def carry_out_heavily(host: HeavyHost, operation: bytes, given: Arguments) -> Heavily:
    """What comes of an operation that a heavy call has. Raises `AskedWrongly`."""
    if operation == b"transfer":
        return pay_heavily(host, given)
    if operation == b"save":
        return save_heavily(host, given)
    return True, told_heavily(host, operation, given), host


def told_heavily(host: HeavyHost, operation: bytes, given: Arguments) -> Scalar:
    """What an operation tells that changes nothing. Raises `AskedWrongly`."""
    match operation:
        case b"argument":
            return host.seen.arguments if integer_of(given, 0) == 1 else None
        case b"caller":
            return host.seen.caller
        case b"contract":
            return host.seen.contract
        case b"hash":
            return digest(given)
        case b"load":
            return decode_scalar(host.storage.get(bytes_of(given, 0, 1, MAX_KEY_BYTES), b""))
        case b"paid":
            return host.seen.money
        case _:
            return signed(given)


def heavy_executor(sources: Mapping[ContractId, bytes], byte_deposit: ByteDeposit, run: Run = run_program) -> HeavyExecutor:
    """What executes heavy calls of these contracts: a pure function of what the call sees. `byte_deposit` is what it pays the pool for a byte more stored."""

    def execute(seen: Invocation) -> HeavyExecution:
        source, host = sources[seen.contract], HeavyHost(seen, seen.storage, seen.money, byte_deposit)
        outcome = once_read(source, seen.gas_limit, lambda left: run(source, left, HEAVY_MEMORY, host))
        if isinstance(outcome, Failed):
            return HeavyExecution(Execution(outcome.code.number, outcome.gas, {}), ())
        assert isinstance(outcome.host, HeavyHost)
        after = outcome.host.storage
        changed = {key for key in {*seen.storage, *after} if seen.storage.get(key) != after.get(key)}
        pool = (Payout(POOL, outcome.host.grown),) if outcome.host.grown else ()
        return HeavyExecution(Execution(SUCCESS, outcome.gas, {key: after.get(key, b"") for key in changed}), (*outcome.host.payouts, *pool))

    return execute
