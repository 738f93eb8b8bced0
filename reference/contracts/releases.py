"""Releasing contracts: what identifies one, what it costs, and what is checked of its programs before they are stored."""

from hashlib import sha256
from typing import Annotated

from reference.codes import Reject
from reference.contracts.source import check_source
from reference.numbers import AccountId, Amount, Hash, Nonce, Range
from reference.rules import kernel, procedure
from reference.state.contract import NO_PROGRAM
from reference.wire.cbor import encode
from reference.wire.contract_bodies import MAX_PROGRAM_BYTES
from reference.wire.hashing import Tag, tagged_hash

ProgramBytes = Annotated[int, Range(0, MAX_PROGRAM_BYTES)]
"""The bytes of a program; 0 where there is none."""

ByteDeposit = Annotated[int, Range(1, 2**40)]
"""The parameter `contract_byte_deposit`."""


@procedure("CONTRACT-1")
def contract_id(author: AccountId, nonce: Nonce) -> AccountId:
    """The identifier of the contract that an account releases with the transaction of a nonce: an account's, and no key has it."""
    return tagged_hash(Tag.CONTRACT, encode([author, nonce]))


@procedure("CONTRACT-1")
def program_hash(program: bytes) -> Hash:
    """What a program is stored under: its SHA-256, as any tool computes it; zeros where there is none."""
    return sha256(program).digest() if program else NO_PROGRAM


@kernel("CONTRACT-2")
def programs_deposit(source: ProgramBytes, heavy: ProgramBytes, byte_deposit: ByteDeposit) -> Amount:
    """What releasing programs of so many bytes costs in SSP units, beside the fee: every node keeps them for ever."""
    return (source + heavy) * byte_deposit


@procedure("CONTRACT-5")
def check_programs(source: bytes, heavy: bytes) -> None:
    """Check the programs of a contract before they are stored. Rejects with the code of LVM-1 to LVM-12 or EVENT-1 to EVENT-5 for the first that is none."""
    for program in (source, heavy) if heavy else (source,):
        refusal = check_source(program)
        if refusal is not None:
            raise Reject(refusal.code)
