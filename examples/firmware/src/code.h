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
    /* No code of the protocol: a library failed at what the rule asks, and the reply says so instead of guessing. */
    CODE_UNDECIDED,
};

const char *code_name(enum code code);

#endif
