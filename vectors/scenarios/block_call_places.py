"""A chain with contracts, under either mode, and blocks that call them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reference.codes import Reject
from reference.consensus.modes import MODE_AGENTS, RequiredMode
from reference.contracts.releases import contract_id
from reference.numbers import AccountId, Slot
from reference.state.progress import Load
from reference.state.state import State
from reference.transition import propose, propose_executed
from reference.wire.block import Block, encode_block
from reference.wire.contract_bodies import ContractCall, ContractRelease
from reference.wire.lists import list_root
from reference.wire.scalar import Scalar
from reference.wire.transaction import Transfer
from vectors.build import ALICE, BOB, CAROL, after, block, given, transaction
from vectors.chain import founded, grown, next_reveal, producer_of
from vectors.keys import KeyPair, sign_header

SOURCES = {
    "counter": b"""local _, n = host("load", "n")
n = (n or 0) + 1
host("save", "n", n)
host("emit", "counted", n)
return n
""",
    "payer": b"""local _, caller = host("caller")
local _, given = host("argument", 1)
local done = host("transfer", string.rep("\\0", 32), caller, given)
host("emit", "paid", done)
return done
""",
    "failing": b"""host("save", "n", 1)
host("emit", "never", nil)
error("after all")
""",
    "clearing": b"""local _, n = host("load", "n")
if n then
  host("save", "n", nil)
else
  host("save", "n", "here")
end
""",
    "machine": b"""local machine = {states = {"open", "shut"}, events = {"turn"}, resources = {turns = 0}, moves = {
  {from = "open", event = "turn", to = "shut", changes = {"turns"}},
  {from = "shut", event = "turn", to = "open"},
}}
local _, state = host("state")
if state == "open" then
  local _, turns = host("resource", "turns")
  host("put", "turns", turns + 1)
end
""",
}
"""Programs of contracts, by what they do."""

SLOTS = (1, 2, 3)
"""The slots of the blocks before the contracts are released."""

PEOPLE = (ALICE, BOB, CAROL)


@cache
def released() -> tuple[State, dict[str, AccountId]]:
    """A chain on which Alice has released these contracts, one a block, and Bob has paid each something."""
    state = grown(founded(accounts=dict.fromkeys(PEOPLE, 100_000)), SLOTS)
    known = {}
    for name, source in SOURCES.items():
        known[name] = contract_id(ALICE.account, state.accounts[ALICE.account].nonce + 1)
        asked = [transaction(state, ALICE, ContractRelease(source, b"")), transaction(state, BOB, Transfer(known[name], 500))]
        state = after(state, block(state, asked))
    if len(state.contracts.contracts) != len(SOURCES):
        raise AssertionError("a contract was not released")
    return state, known


def under(mode: RequiredMode) -> State:
    """That chain, its load such that this is the mode, and stays it."""
    return given(released()[0], load=Load(average_ppm=999_000 if mode == MODE_AGENTS else 0, mode=mode))


STORING = ("counter", "failing", "clearing")
"""The contracts that store something, which takes more gas (LVM-55)."""


def call(name: str, *arguments: Scalar, money: int = 0, gas: int | None = None) -> ContractCall:
    """A call of one of the contracts, with gas that suffices unless told otherwise; of none where the name is that of none."""
    enough = 50_000 if name in STORING else 20_000
    return ContractCall(released()[1].get(name, bytes(32)), enough if gas is None else gas, money, arguments)


def signed_calls(state: State, calls: Sequence[tuple[KeyPair, ContractCall]]) -> tuple[bytes, ...]:
    """Transactions that call, each with its sender's next nonce."""
    sent: list[bytes] = []
    counts: dict[AccountId, int] = {}
    for sender, body in calls:
        counts[sender.account] = counts.get(sender.account, 0) + 1
        sent.append(transaction(state, sender, body, nonce=state.accounts[sender.account].nonce + counts[sender.account]))
    return tuple(sent)


def made(
    state: State, transactions: Sequence[bytes], write_sets: Sequence[bytes] | None = None, packages: Sequence[bytes] = (), slot: Slot | None = None
) -> bytes:
    """The next block with these transactions and packages, in the next slot or in this one, carrying the write sets that it has to, or these in their place."""
    when = state.head.slot + 1 if slot is None else slot
    pair = producer_of(state, when)
    reveal = next_reveal(state, pair, when)
    try:
        header, right = propose_executed(state, tuple(transactions), when, pair.account, (), reveal, packages=tuple(packages))
    except Reject:
        empty = propose(state, (), when, pair.account, (), reveal)
        header, right = replace(empty, transactions_root=list_root(transactions)), ()
    carried = right if write_sets is None else tuple(write_sets)
    return encode_block(Block(sign_header(pair, header), tuple(transactions), (), tuple(packages), carried))


def carried_by(state: State, transactions: Sequence[bytes]) -> tuple[bytes, ...]:
    """The write sets that the next block with these transactions carries."""
    slot: Slot = state.head.slot + 1
    pair = producer_of(state, slot)
    return propose_executed(state, tuple(transactions), slot, pair.account, (), next_reveal(state, pair, slot))[1]
