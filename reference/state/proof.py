"""State proofs: what convinces somebody who knows only the state root of what one record is, or that there is none.

A chip learns its balance this way. It keeps one hash while the siblings arrive, the deepest first, and never sees
another record than its own.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.tree import NOTHING, PATH_BITS, Node, bit_at, branch_hash, children, leaf_content, leaf_hash, record_hash, root_hash
from reference.wire.cbor import array, byte_string, decode, encode

MAX_PROOF_BYTES = 8_774
"""The bytes of the longest proof: an occupant and 256 siblings. A receiver needs no more room, and reads no further."""


@dataclass(frozen=True, slots=True)
class Occupant:
    """The leaf that stands where the queried path's leaf would have to be."""

    path: Hash
    """Its path: not the queried one, but like it in every bit that led there."""

    record_hash: Hash
    """The SHA-256 of its record; the record itself is nobody's business."""


@dataclass(frozen=True, slots=True)
class StateProof:
    """What lies beside the way from the root to a path."""

    occupant: Occupant | None
    """The other path's leaf at the end of the way. None where the record itself is there, and where nothing is."""

    siblings: tuple[Hash, ...]
    """The hash of the other side of each branch on the way, the deepest first; `NOTHING` for an empty side. At most 256."""


def prove(node: Node, path: Hash) -> StateProof:
    """The proof, from a whole trie, that the record at `path` is what it is, or that there is none."""
    siblings: list[Hash] = []
    while sides := children(node):
        bit = bit_at(path, len(siblings))
        siblings.append(root_hash(sides[1 - bit]))
        node = sides[bit]
    content = leaf_content(node)
    occupant = Occupant(*content) if content is not None and content[0] != path else None
    return StateProof(occupant=occupant, siblings=tuple(reversed(siblings)))


@procedure("STATE-6")
def verify_proof(root: Hash, path: Hash, record: bytes | None, proof: StateProof) -> None:
    """Check that under `root` the record at `path` has these bytes, or that there is none where they are None.

    Rejects with `PROOF_INVALID`. For a root of rule STATE-4, a path and a record there is exactly one proof that
    passes: nothing in it can be changed, added or left out.
    """
    depth = len(proof.siblings)
    if depth > PATH_BITS or (depth > 0 and proof.siblings[0] == NOTHING):
        raise Reject(Code.PROOF_INVALID)
    if proof.occupant is not None:
        if record is not None or not _occupies(proof.occupant.path, path, depth):
            raise Reject(Code.PROOF_INVALID)
        subtree = leaf_hash(proof.occupant.path, proof.occupant.record_hash)
    elif record is not None:
        subtree = leaf_hash(path, record_hash(record))
    else:
        subtree = NOTHING
    for sibling in proof.siblings:
        depth -= 1
        subtree = branch_hash(sibling, subtree) if bit_at(path, depth) else branch_hash(subtree, sibling)
    if subtree != root:
        raise Reject(Code.PROOF_INVALID)


def encode_proof(proof: StateProof) -> bytes:
    """The bytes of a proof: the array of the occupant, as the 64 bytes of its two fields, and the array of the siblings.

    No occupant and an empty side are the empty byte string: 33 bytes less than a hash of zeros for what needs none.
    """
    occupant = b"" if proof.occupant is None else proof.occupant.path + proof.occupant.record_hash
    return encode([occupant, [b"" if sibling == NOTHING else sibling for sibling in proof.siblings]])


@procedure("STATE-7")
def decode_proof(data: bytes) -> StateProof:
    """The proof of these bytes. Rejects with `MALFORMED` whatever `encode_proof` does not write."""
    if len(data) > MAX_PROOF_BYTES:
        raise Reject(Code.MALFORMED)
    occupant, siblings = array(decode(data), 2)
    if type(siblings) is not list or len(siblings) > PATH_BITS:
        raise Reject(Code.MALFORMED)
    proof = StateProof(occupant=_occupant(occupant), siblings=tuple(_sibling(sibling) for sibling in siblings))
    if encode_proof(proof) != data:
        raise Reject(Code.MALFORMED)
    return proof


def _occupies(occupant: Hash, path: Hash, depth: int) -> bool:
    """Whether a leaf of path `occupant` can stand for the subtree at `depth` that another `path` leads to.

    The length is checked as well, though `decode_proof` lets no other pass: 31 bytes of path and 33 of record
    hash would have the hash of a leaf that is there, and would prove that it is not.
    """
    if len(occupant) != len(NOTHING):
        return False
    shared = PATH_BITS - (int.from_bytes(occupant, "big") ^ int.from_bytes(path, "big")).bit_length()
    return depth <= shared < PATH_BITS


def _occupant(value: object) -> Occupant | None:
    if value == b"":
        return None
    content = byte_string(value, 64)
    return Occupant(path=content[:32], record_hash=content[32:])


def _sibling(value: object) -> Hash:
    return NOTHING if value == b"" else byte_string(value, 32)
