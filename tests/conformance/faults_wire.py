"""The slips that implementers make with encodings, keys, signatures and lists: each is what `faults.SeededFault` is made of."""

CBOR = "reference.wire.cbor"
ENVELOPE = "reference.wire.envelope"
KEYS = "reference.wire.keys"
SIGNATURE = "reference.wire.signature"
TRANSACTION = "reference.wire.transaction"
BLOCK = "reference.wire.block"
LISTS = "reference.wire.lists"

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
    ("blocks of any size", BLOCK, "decode_block", "len(data) > limit", "False"),
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
)
"""The seeded faults."""
