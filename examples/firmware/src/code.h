/* Why something is rejected: those of the protocol's codes that this firmware can answer (spec/codes.md). */
#ifndef CODE_H
#define CODE_H

enum code {
    CODE_NONE,
    CODE_MALFORMED,
    CODE_TRANSACTION_TOO_LARGE,
    CODE_BLOCK_TOO_LARGE,
    CODE_KEY_INVALID,
    CODE_SIGNATURE_NOT_CANONICAL,
    CODE_SIGNATURE_INVALID,
    CODE_PROOF_INVALID,
    CODE_WRONG_CHAIN,
    CODE_HEADER_FOREIGN,
    CODE_ERA_FOREIGN,
    CODE_CHECKPOINT_NOT_ABOVE,
    CODE_CERTIFICATE_FOREIGN,
    CODE_QUORUM_MISSING,
    /* No code of the protocol: a library failed at what the rule asks, and the reply says so instead of guessing. */
    CODE_UNDECIDED,
    /* Nor is this: the set is larger than this firmware has room for. */
    CODE_NO_ROOM,
};

const char *code_name(enum code code);

#endif
