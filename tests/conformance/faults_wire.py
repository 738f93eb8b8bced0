"""The slips that implementers make with encodings, keys, signatures and lists: each is what `faults.SeededFault` is made of."""

CBOR = "reference.wire.cbor"
ENVELOPE = "reference.wire.envelope"
KEYS = "reference.wire.keys"
SIGNATURE = "reference.wire.signature"
TRANSACTION = "reference.wire.transaction"
BLOCK = "reference.wire.block"
LISTS = "reference.wire.lists"
SCALAR = "reference.wire.scalar"
EVENT = "reference.wire.event"
RECEIPT = "reference.wire.receipt"
WRITE_SET = "reference.wire.write_set"

WIRE_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("integers read into doubles", CBOR, "unsigned", "return value", "return min(int(float(value)), high)"),
    ("non-canonical CBOR", CBOR, "decode_fields", "encoded != data", "False"),
    ("envelope not compared", ENVELOPE, "decode_envelope", "encode_envelope(envelope) != data", "False"),
    ("true is one", CBOR, "unsigned", "type(value) is not int", "not isinstance(value, int)"),
    ("identifiers of any length", CBOR, "byte_string", "(length is not None and len(value) != length)", "False"),
    ("amount of 2^63", CBOR, "unsigned", "0 <= value <= high", "0 <= value <= high + 1"),
    ("no coin has decimals", TRANSACTION, "_coin_create", "unsigned(decimals, MAX_DECIMALS)", "unsigned(decimals, MAX_DECIMALS) * 0"),
    ("longest transaction refused", TRANSACTION, "check_transaction_size", "len(data) > limit", "len(data) >= limit"),
    ("transactions of any size", TRANSACTION, "check_transaction_size", "len(data) > limit", "False"),
    ("blocks of any size", BLOCK, "decode_block", "len(encode_block(replace(block, write_sets=()))) > limit", "False"),
    ("largest block refused", BLOCK, "decode_block", "write_sets=()))) > limit", "write_sets=()))) >= limit"),
    ("write sets count in a block's size", BLOCK, "decode_block", "replace(block, write_sets=())", "block"),
    ("whole block in the bound of one without write sets", BLOCK, "decode_block", "WITH_WRITE_SETS * limit", "limit"),
    ("identifier covers the signature", TRANSACTION, "decode_signed", "transaction_id(message)", "transaction_id(message + signature)"),
    ("one tag for both signatures", ENVELOPE, "signed_bytes", "use.text", "Tag.TRANSACTION.text"),
    ("keys of small order", KEYS, "is_proper_point", " and y not in SMALL_ORDER_Y", ""),
    ("key not checked", TRANSACTION, "decode_signed", "check_key(key)", "pass"),
    (
        "signature not verified",
        SIGNATURE,
        "verify_equation",
        "except InvalidSignature:\n        raise Reject(Code.SIGNATURE_INVALID) from None",
        "except InvalidSignature:\n        pass",
    ),
    ("high S", SIGNATURE, "check_signature", "0 < s <= P256_ORDER // 2", "0 < s < P256_ORDER"),
    ("S left to the library", SIGNATURE, "check_signature", 'int.from_bytes(signature[32:], "little") < ED25519_ORDER and ', ""),
    ("R of small order", SIGNATURE, "check_signature", " and is_proper_point(signature[:32])", ""),
    ("list nodes swapped", LISTS, "list_root", "_NODE + left + right", "_NODE + right + left"),
    (
        "last list node doubled",
        LISTS,
        "list_root",
        "joined + level[2 * len(joined) :]",
        "joined + [sha256(_NODE + 2 * node).digest() for node in level[2 * len(joined) :]]",
    ),
    ("scalars of any length", SCALAR, "read_scalar", " and len(value) <= MAX_SCALAR_BYTES", ""),
    ("integers of 65 bits", SCALAR, "read_scalar", "LEAST_INTEGER <= value <= GREATEST_INTEGER", "LEAST_INTEGER - 1 <= value <= GREATEST_INTEGER"),
    (
        "truth values that are numbers",
        SCALAR,
        "read_scalar",
        "    return value\n    if type(value) is int",
        "    return value and int(value)\n    if type(value) is int",
    ),
    ("one event more", EVENT, "read_events", "len(value) > MAX_EVENTS", "len(value) > MAX_EVENTS + 1"),
    ("events without a name", EVENT, "_read_event", "1 <= len(byte_string(name))", "0 <= len(byte_string(name))"),
    ("receipts without calls", RECEIPT, "decode_receipt", "len(parts) not in (3, 4)", "len(parts) != 3"),
    ("writes of one key", WRITE_SET, "_read_writes", "before.key >= after.key", "before.key > after.key"),
    ("writes in any order", WRITE_SET, "_read_writes", "before.key >= after.key", "before.key == after.key"),
    ("keys without bytes", WRITE_SET, "_read_write", "1 <= len(byte_string(key))", "0 <= len(byte_string(key))"),
    ("blocks with more lists", BLOCK, "decode_block", "array(decode_fields(data), 5)", "decode_fields(data)[:5]"),
)
"""The seeded faults."""
