"""An adapter in Python: one function around a node, here the reference.

smartshare conform --target "cmd:python adapter.py"
pytest --smartshare-target call:adapter:run
"""

import sys

from conformance.serve import answering, introduction, serve
from reference.codes import Reject
from reference.parameters import PRESETS
from reference.state.commitment import state_root
from reference.transition import Rejected, apply_block
from reference.wire.block import Block, SealedHeader, authenticate_header, decode_block
from reference.wire.receipt import Receipt, decode_receipt
from reference.wire.transaction import Authenticated, authenticate_transaction
from vectors.json_form import to_json
from vectors.state_form import read_state, write_diff

DECODERS = {
    "transaction": (Authenticated, lambda data, preset: authenticate_transaction(data, preset.max_transaction_bytes)),
    "header": (SealedHeader, lambda data, preset: authenticate_header(data)),
    "block": (Block, lambda data, preset: decode_block(data, preset.max_block_bytes)),
    "receipt": (Receipt, lambda data, preset: decode_receipt(data)),
}


def run(kind, preset, given):
    """The outcome of a case. The node is called here; its rejections are outcomes too."""
    try:
        if kind == "decode" and given["decode"] in DECODERS:
            form, decode = DECODERS[given["decode"]]
            return {"ok": to_json(form, decode(bytes.fromhex(given["bytes"]), PRESETS[preset]))}
        if kind == "apply":
            return {"steps": list(apply(read_state(given["state"], PRESETS[preset]), given["blocks"]))}
    except Reject as rejection:
        return {"reject": rejection.code.name}
    raise NotImplementedError(f"{kind} of this")


def apply(state, blocks):
    """What each block comes to. After a rejected one the state is what it was."""
    for block in blocks:
        applied = apply_block(state, bytes.fromhex(block))
        if isinstance(applied, Rejected):
            yield {"rejected": applied.code.name}
            continue
        receipts, root = to_json(tuple[Receipt, ...], applied.receipts), state_root(applied.state).hex()
        yield {"accepted": {"receipts": receipts, "diff": write_diff(state, applied.state), "root": root}}
        state = applied.state


if __name__ == "__main__":
    hello = introduction("my-node", "1.0", ["wire", "ledger"], ["mainnet", "minimal"])
    serve(answering(run, hello), sys.stdin.buffer, sys.stdout.buffer)
