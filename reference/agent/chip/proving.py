"""What a chip takes for true of the state: only what is proved under the root of the checkpoint that it knows."""

from reference.agent.chip.records import NonVolatile
from reference.consensus.light_client import certified_header
from reference.state.proof import decode_proof, verify_proof
from reference.state.records import record_path
from reference.state.state import RecordKey


def verify_record(kept: NonVolatile, header: bytes, key: RecordKey, record: bytes | None, proof: bytes) -> None:
    """Check that the state has this record under a key, or none. Rejects with the codes of LIGHT-4, then `MALFORMED` and `PROOF_INVALID`."""
    root = certified_header(kept.view.certified, header).state_root
    verify_proof(root, record_path(key), record, decode_proof(proof))
