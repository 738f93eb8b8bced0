"""The one list of what others' vectors call valid and Smartshare does not, and of what they leave open, each with its reason.

`test_wire_external.py` asserts that exactly these differ: a case that begins to differ, or ceases to, fails.
"""

HIGH_S = "s lies in the upper half of the order: r and n - s verify as well, and a signature has one form (WIRE-8)"
SMALL_ORDER_KEY = "the key's order divides 8: one signature verifies for many messages (WIRE-7)"
NON_CANONICAL_KEY = "x is 0 with its sign set, a second encoding of the point of order 2: some libraries take it (WIRE-7)"
SMALL_ORDER_R = "R's order divides 8: OpenSSL takes it, libsodium does not (WIRE-8)"
NON_CANONICAL_R = "R has x = 0 with its sign set, a second encoding of the point of order 2: some libraries compare points, others bytes (WIRE-8)"
NON_CANONICAL_S = "S is not below the order: S - L verifies as well (WIRE-8)"
COFACTORED_ONLY = "only the equation multiplied by the cofactor 8 holds, and RFC 8032's check without it is the rule (WIRE-8)"
BOTH_EQUATIONS = "a key of mixed order, for which both equations hold: valid"
UNPROTECTED_ALGORITHM = "the algorithm stands in the unprotected header, which the signature does not cover (WIRE-5)"
NO_TAG = "tag 18 is absent (WIRE-5)"
ED448 = "Ed448 is not one of the two algorithms (WIRE-7)"

HIGH_S_CASES = {
    "wycheproof-p256": (
        "64 66 67 68 71 77 78 80 81 85 86 87 94 95 96 100 102 104 105 107 110 111 114 115 117 118 138 139 140 141 142 171 172 175 176 177 180 183 189 "
        "190 191 192 195 196 197 199 200 204 210 211 216 217 226 227 229 233 234 237 240 242 243 244 246 248 249 250 252 253 257 262"
    ),
    "nist-SigVer.rsp": "4",
    "nist-SigGen.rsp": "0 2 3 5 6 7 8 9 12 13",
}
"""The numbers of the high-S cases, by the source's name."""

REFUSED: dict[str, str] = {
    **{f"{source}-{number}": HIGH_S for source, numbers in HIGH_S_CASES.items() for number in numbers.split()},
    "cose-sign1-tests/sign-pass-01.json": UNPROTECTED_ALGORITHM,
    "cose-sign1-tests/sign-pass-03.json": NO_TAG,
    "cose-eddsa-examples/eddsa-sig-02.json": ED448,
}
"""Published as valid, and refused here."""

ACCEPTED: dict[str, str] = {}
"""Published as invalid, and accepted here."""

DECIDED: dict[str, tuple[str, str]] = {
    "speccheck-0": ("KEY_INVALID", SMALL_ORDER_KEY),
    "speccheck-1": ("KEY_INVALID", SMALL_ORDER_KEY),
    "speccheck-2": ("SIGNATURE_NOT_CANONICAL", SMALL_ORDER_R),
    "speccheck-3": ("VALID", BOTH_EQUATIONS),
    "speccheck-4": ("SIGNATURE_INVALID", COFACTORED_ONLY),
    "speccheck-5": ("SIGNATURE_INVALID", COFACTORED_ONLY),
    "speccheck-6": ("SIGNATURE_NOT_CANONICAL", NON_CANONICAL_S),
    "speccheck-7": ("SIGNATURE_NOT_CANONICAL", NON_CANONICAL_S),
    "speccheck-8": ("SIGNATURE_NOT_CANONICAL", NON_CANONICAL_R),
    "speccheck-9": ("SIGNATURE_NOT_CANONICAL", NON_CANONICAL_R),
    "speccheck-10": ("KEY_INVALID", NON_CANONICAL_KEY),
    "speccheck-11": ("KEY_INVALID", NON_CANONICAL_KEY),
}
"""Published as cases on which libraries disagree, and what the rules say of each."""
