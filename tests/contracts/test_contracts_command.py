"""`smartshare contract`, and the tutorial beside the examples, whose commands are run as they stand there."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reference.contracts.declarations import declared_table
from reference.parameters import MAINNET
from reference.state.state import get_account
from smartshare.__main__ import main
from smartshare.contract_chain import CONTRACT
from smartshare.contract_diagram import mermaid
from vectors.contract_worlds import read_world
from vectors.json_text import parse
from vectors.scenarios.contract_stories import EXAMPLES

TUTORIAL = EXAMPLES.joinpath("README.md").read_text()

BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, to which commands are relative."""
    for path in EXAMPLES.glob("*.lua"):
        tmp_path.joinpath(path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(line: str) -> Result:
    """Run `smartshare contract` with these words."""
    return CliRunner().invoke(main, ["contract", *shlex.split(line)])


def test_the_tutorial_shows_what_the_commands_print(folder: Path) -> None:
    blocks = [found.strip() for found in BLOCK.findall(TUTORIAL)]
    commands = [place for place, block in enumerate(blocks) if block.startswith("smartshare contract ")]
    assert len(commands) == 6
    shown = 0
    for place in commands:
        line, _, target = blocks[place].removeprefix("smartshare contract ").partition(" > ")
        result = command(line)
        if target:
            folder.joinpath(target).write_bytes(result.stdout_bytes)
        elif place + 1 < len(blocks) and place + 1 not in commands:
            assert result.stdout.strip() == blocks[place + 1]
            shown += 1
    assert shown == 4
    folder.joinpath("wrong.lua").write_bytes(b"".join(folder.joinpath("escrow.lua").read_bytes().splitlines(keepends=True)[:-1]))
    refused = command("check wrong.lua")
    assert refused.exit_code == 1
    assert refused.stdout.strip() in blocks


def test_the_tutorial_names_every_example() -> None:
    assert all(f"`{path.name}`" in TUTORIAL for path in EXAMPLES.glob("*.lua"))


@pytest.mark.parametrize("name", [path.name for path in sorted(EXAMPLES.glob("*.lua"))])
def test_every_example_is_a_contract(folder: Path, name: str) -> None:
    assert folder.joinpath(name).exists()
    result = command(f"check {name}")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{name}: a program of ")


def test_what_is_asked_wrongly_gets_one_line(folder: Path) -> None:
    folder.joinpath("empty.lua").write_bytes(b"")
    for line, says in {
        "fill escrow.lua PRICE=5": "no constant PRICE; it has BUYER, SELLER, ARBITER, AMOUNT, LAST, DECIDE, MILLION",
        "fill escrow.lua AMOUNT=-5": "a value is an integer from 0 to 9223372036854775807, or an identifier of 64 hexadecimal digits",
        "fill escrow.lua AMOUNT": "AMOUNT is no NAME=VALUE",
        "diagram subscription.lua": "declares no transition table",
        "diagram empty.lua": "declares no transition table",
        "run gate.lua --argument 9223372036854775808": "is no integer of a program",
        "run gate.lua --argument 0x5": "after 0x come pairs of digits",
        "run gate.lua --caller bob": "it has 64 hexadecimal digits",
        "run gate.lua --paid 1000000000000000001": "is more than there is",
    }.items():
        result = command(line)
        assert result.exit_code == 2, line
        assert says in result.stderr, line
        assert len(result.stderr.strip().splitlines()) == 1, line


def test_a_run_shows_what_the_call_has_made_of_the_chain(folder: Path) -> None:
    source = (
        "local _, a = host('argument', 1) local _, b = host('argument', 2) local _, c = host('argument', 3) local _, d = host('argument', 4) "
        "host('save', 'k', a) host('save', 'none', b) host('save', '\\255', c) host('emit', 'told', d) local _, who = host('caller') "
        "host('transfer', string.rep('\\0', 32), who, 3) return a, b, c, d, true"
    )
    folder.joinpath("any.lua").write_bytes(source.encode())
    shown = command("run any.lua --argument -7 --argument nil --argument false --argument 0x610a --paid 5")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[1:] == ["event told: 0x610a", "stored k: -7", "stored 0xff: false", "the contract: -3 units", f"{'02' * 32}: +3 units"]
    assert shown.stdout.startswith("returned -7, nil, false, 0x610a, true; gas ")
    nothing = command("run any.lua --gas 5")
    assert nothing.exit_code == 1
    assert nothing.stdout == "LVM-41 GAS_EXHAUSTED; gas 5, memory 0; nothing of the call remains\n"


def test_a_call_finds_what_those_before_it_have_left(folder: Path) -> None:
    """The chain is kept in a file, which a call that ends with a code leaves as it was; it is the world of a vector."""
    kept = folder / "chain.json"
    folder.joinpath("counter.lua").write_text("local done, n = host('load', 'n') host('save', 'n', (n or 0) + 1) assert(n ~= 2, 'enough') return n")
    assert command("run counter.lua --chain chain.json --paid 5 --slot 7").stdout.startswith("returned nil;")
    assert command("run counter.lua --chain chain.json").stdout.startswith("returned 1;")
    before = kept.read_bytes()
    assert command("run counter.lua --chain chain.json --paid 5").exit_code == 1
    assert kept.read_bytes() == before
    world = read_world(parse(before), MAINNET)
    assert world.slot == 7
    assert get_account(world.state, CONTRACT).balance == 5
    for line, says in {
        "run counter.lua --chain chain.json --slot 6": "--slot 6 is before the last call's: 7",
        "run gate.lua --chain chain.json": "chain.json is the chain of another program",
        "run counter.lua --chain counter.lua": "counter.lua is no world as the vectors write one",
        "run counter.lua --chain missing/chain.json": "cannot be written",
    }.items():
        result = command(line)
        assert result.exit_code == 2, line
        assert says in result.stderr
    assert kept.read_bytes() == before


def test_a_file_that_is_no_program_is_not_run(folder: Path) -> None:
    folder.joinpath("no.lua").write_bytes(b"local a\nreturn b")
    for line in ("check no.lua", "run no.lua", "diagram no.lua"):
        result = command(line)
        assert (result.exit_code, result.stdout) == (1, "no.lua:2:8: LVM-8 NAME_UNKNOWN\n")


def test_names_in_a_diagram_are_text() -> None:
    """Whatever bytes a state is called by, it does not become part of the drawing."""
    table = declared_table(b"""local machine = {states = {'a"] --> b\\n', '\\255'}, events = {'e: x'}, resources = {}, moves = {
        {from = 'a"] --> b\\n', event = 'e: x', to = '\\255'}, {from = '\\255', event = 'e: x', to = '\\255'}}}""")
    assert table is not None
    assert mermaid(table).splitlines() == [
        "stateDiagram-v2",
        '  state "a\\034\\093 --\\062 b\\010" as s0',
        '  state "\\255" as s1',
        "  [*] --> s0",
        "  s0 --> s1: e\\058 x",
        "  s1 --> s1: e\\058 x",
    ]
