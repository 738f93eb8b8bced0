"""`smartshare contract`: check a contract, fill in its constants, call it on a chain of its own, and draw its table."""

import re
import sys
from pathlib import Path

import click

from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.declarations import declared_table
from reference.contracts.run import Failed
from reference.contracts.source import check_source
from reference.contracts.stored import decode_scalar
from reference.contracts.transition_table import TransitionTable
from reference.contracts.values import Scalar
from reference.contracts.world import World
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from smartshare.contract_chain import CONTRACT, called, chain_in, empty_chain, keep
from smartshare.contract_diagram import mermaid
from smartshare.options import CannotRun
from smartshare.state_files import FILE
from vectors.filling import Constant, fill, unfilled

CALLER = bytes((2,)) * 32
"""The account that calls, where no other is named."""

IDENTIFIER = re.compile(r"[0-9a-fA-F]{64}")
INTEGER = re.compile(r"-?[0-9]{1,40}")
WORDS: dict[str, Scalar] = {"nil": None, "true": True, "false": False}

AMOUNT = click.IntRange(0, MAX_AMOUNT)


@click.group()
def contract() -> None:
    """Check, fill in, run and draw a contract."""


@contract.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Say whether FILE is a contract, and if not, where and why.

    A refusal is a line with the file, the line and the column, the rule and the code; the exit status is then 1.
    """
    source = _program(file)
    table = declared_table(source)
    click.echo(f"{file}: a program of {len(source):,} bytes" + (", without a transition table" if table is None else f"; {_counted(table)}"))
    if names := unfilled(source):
        click.echo(f"to be filled in before it is released: {' '.join(f'{name}=...' for name in names)} (smartshare contract fill)")


@contract.command(name="fill")
@click.argument("file", type=FILE)
@click.argument("constants", nargs=-1, required=True, metavar="NAME=VALUE...")
def fill_command(file: Path, constants: tuple[str, ...]) -> None:
    """Write FILE with other constants to standard output.

    A constant is a line `local NAME = value` with its name in capitals. A value is an integer, or an identifier as 64 hexadecimal digits.
    """
    values: dict[str, Constant] = {}
    for given in constants:
        name, _, value = given.partition("=")
        if IDENTIFIER.fullmatch(value):
            values[name] = bytes.fromhex(value)
        elif INTEGER.fullmatch(value) and 0 <= int(value) <= MAX_AMOUNT:
            values[name] = int(value)
        else:
            raise CannotRun(f"{given} is no NAME=VALUE: a value is an integer from 0 to {MAX_AMOUNT}, or an identifier of 64 hexadecimal digits")
    try:
        click.echo(fill(file.read_bytes(), values), nl=False)
    except ValueError as error:
        raise CannotRun(f"{file}: {error}") from None


@contract.command()
@click.argument("file", type=FILE)
@click.option("--argument", "arguments", multiple=True, metavar="VALUE", help="An argument of the call: nil, true, false, an integer, 0x and hex, or a text.")
@click.option("--gas", type=click.IntRange(0, 2**40), default=10_000_000, show_default=True, help="The gas that it may use.")
@click.option("--memory", type=click.IntRange(0, 2**40), default=2**24, show_default=True, help="The memory that it may use.")
@click.option("--paid", type=AMOUNT, default=0, show_default=True, help="The SSP units that come with the call.")
@click.option("--slot", type=click.IntRange(0, MAX_UINT64), help="The slot of the block; the last call's, or 0, where none is named.")
@click.option("--caller", default=CALLER.hex(), metavar="HEX", help="The account that calls.")
@click.option("--chain", type=click.Path(path_type=Path, dir_okay=False), help="Keep the chain in this file from call to call; made where there is none.")
def run(file: Path, arguments: tuple[str, ...], gas: int, memory: int, paid: int, slot: int | None, caller: str, chain: Path | None) -> None:
    """Call the contract in FILE on a chain without anything else.

    Where it declares a transition table the first argument names the event. What it returns, emits, stores and pays is shown, and where its machine stands
    then. Exits with 1 where the call ends with a code.

    With --chain a call finds what those before it have left; the file holds the world as the vectors write one. A call that ends with a code changes nothing
    of it. What a call pays comes from SSP that belongs to no account.
    """
    if not IDENTIFIER.fullmatch(caller):
        raise CannotRun(f"--caller {caller} is no account: it has 64 hexadecimal digits")
    source = _program(file)
    kept = chain_in(chain, source) if chain is not None and chain.exists() else empty_chain(source)
    world = called(kept, slot, bytes.fromhex(caller), tuple(map(_argument, arguments)), paid)
    outcome = run_frame(world, gas, memory)
    used = f"gas {outcome.gas:,}, memory {outcome.memory:,}"
    if isinstance(outcome, Failed):
        click.echo(f"{outcome.code.rule} {outcome.code.name}; {used}; nothing of the call remains")
        sys.exit(1)
    click.echo(f"returned {', '.join(map(_shown, outcome.values)) or 'nothing'}; {used}")
    assert isinstance(outcome.host, ChainHost)
    if chain is not None:
        keep(chain, outcome.host.world)
    _show_changes(world, outcome.host.world)


@contract.command()
@click.argument("file", type=FILE)
def diagram(file: Path) -> None:
    """Draw the transition table of the contract in FILE, as Mermaid text."""
    table = declared_table(_program(file))
    if table is None:
        raise CannotRun(f"{file} declares no transition table: its first statement would be local machine = {{states = ...}}")
    click.echo(mermaid(table))


def _program(file: Path) -> bytes:
    """The program in a file. Where it is none, a line says why, and the exit status is 1."""
    source = file.read_bytes()
    refusal = check_source(source)
    if refusal is not None:
        click.echo(f"{file}:{refusal.line}:{refusal.column}: {refusal.code.rule} {refusal.code.name}")
        sys.exit(1)
    return source


def _counted(table: TransitionTable) -> str:
    counts = {"states": table.states, "events": table.events, "resources": table.resources, "moves": table.moves}
    return ", ".join(f"{name} {len(each)}" for name, each in counts.items())


def _argument(given: str) -> Scalar:
    """A value as it is written in a command line."""
    if given in WORDS:
        return WORDS[given]
    if INTEGER.fullmatch(given):
        if not -(2**63) <= int(given) < 2**63:
            raise CannotRun(f"--argument {given} is no integer of a program: those are from -2^63 to 2^63 - 1")
        return int(given)
    if given.startswith("0x"):
        try:
            return bytes.fromhex(given[2:])
        except ValueError:
            raise CannotRun(f"--argument {given} is no hex: after 0x come pairs of digits") from None
    return given.encode()


def _show_changes(before: World, after: World) -> None:
    """What the call has made of the world."""
    for event in after.events:
        click.echo(f"event {_shown(event.name)}: {_shown(event.value)}")
    for (_, key), record in sorted(after.state.contracts.stored.items()):
        click.echo(f"stored {_shown(key)}: {_shown(decode_scalar(record.record))}")
    for account, held in sorted(after.state.accounts.items()):
        by = held.balance - (before.state.accounts[account].balance if account in before.state.accounts else 0)
        if by:
            click.echo(f"{'the contract' if account == CONTRACT else account.hex()}: {by:+,} units")
    for standing in after.state.contracts.standings.values():
        amounts = ", ".join(f"{_shown(each.name)} {each.amount}" for each in standing.resources)
        click.echo(f"state {_shown(standing.state)}" + (f"; {amounts}" if amounts else ""))


def _shown(value: Scalar) -> str:
    """A value as a command line takes it."""
    words = {None: "nil", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, int):
        return str(value)
    text = value.decode("ascii", "replace")
    return text if value and all(32 < byte < 127 for byte in value) else f"0x{value.hex()}"
