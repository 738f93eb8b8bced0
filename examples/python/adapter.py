"""An adapter in Python: one function around a node, here the reference.

smartshare conform --target "cmd:python adapter.py"
pytest --smartshare-target call:adapter:run
"""

import sys

from conformance.serve import answering, introduction, serve
from reference.codes import Reject
from reference.parameters import PRESETS
from reference.state.commitment import state_root
from reference.transition import execute
from reference.wire.block import Block, SealedHeader, authenticate_header, decode_block
from reference.wire.package import Package, decode_package
from reference.wire.receipt import Receipt, decode_receipt
from reference.wire.transaction import Authenticated, authenticate_transaction
from reference.wire.vote import SealedVote, authenticate_vote, decode_signed_vote
from reference.wire.write_set import WriteSet, decode_write_set
from vectors.json_form import to_json
from vectors.state_form import read_state, write_diff

DECODERS = {
    "transaction": (Authenticated, lambda data, preset: authenticate_transaction(data, preset.max_transaction_bytes)),
    "header": (SealedHeader, lambda data, preset: authenticate_header(data)),
    "vote": (SealedVote, lambda data, preset: authenticate_vote(decode_signed_vote(data))),
    "block": (Block, lambda data, preset: decode_block(data, preset.max_block_bytes)),
    "receipt": (Receipt, lambda data, preset: decode_receipt(data)),
    "package": (Package, lambda data, preset: decode_package(data)),
    "write_set": (WriteSet, lambda data, preset: decode_write_set(data)),
}


def run(kind, preset, given):
    """The outcome of a case. The node is called here; its rejections are outcomes too."""
    try:
        if kind == "decode" and given["decode"] in DECODERS:
            form, decode = DECODERS[given["decode"]]
            return {"ok": to_json(form, decode(bytes.fromhex(given["bytes"]), PRESETS[preset]))}
        if kind == "transact":
            return {"steps": list(transact(read_state(given["state"], PRESETS[preset]), given["batches"]))}
    except Reject as rejection:
        return {"reject": rejection.code.name}
    raise NotImplementedError(f"{kind} of this")


def transact(state, batches):
    """What each batch comes to. After a rejected one the state is what it was."""
    for batch in batches:
        transactions = tuple(bytes.fromhex(transaction) for transaction in batch["transactions"])
        try:
            after, receipts = execute(state, transactions, int(batch["slot"]), bytes.fromhex(batch["producer"]))
        except Reject as rejection:
            yield {"rejected": rejection.code.name}
            continue
        receipts, root = to_json(tuple[Receipt, ...], receipts), state_root(after).hex()
        yield {"accepted": {"receipts": receipts, "diff": write_diff(state, after), "root": root}}
        state = after


if __name__ == "__main__":
    hello = introduction("my-node", "1.0", ["wire", "ledger"], ["mainnet", "minimal"])
    serve(answering(run, hello), sys.stdin.buffer, sys.stdout.buffer)
