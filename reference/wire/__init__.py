"""What travels: deterministic CBOR, tagged hashes, keys, signatures, envelopes, transactions, blocks and receipts.

Everything here turns bytes into values or values into bytes. A reader is total: whatever the bytes are, it returns
a value or raises `Reject`, in time and memory that grow with the number of bytes and with nothing that they
declare. Nothing here signs, and nothing knows a state.

May import `reference.parameters`, `codes`, `rules`, `numbers` and `construction`, and the libraries `cbor2` and `cryptography`;
nothing else of `reference`.
"""
