#include "code.h"

const char *code_name(enum code code)
{
    switch (code) {
    case CODE_MALFORMED:
        return "MALFORMED";
    case CODE_TRANSACTION_TOO_LARGE:
        return "TRANSACTION_TOO_LARGE";
    case CODE_BLOCK_TOO_LARGE:
        return "BLOCK_TOO_LARGE";
    case CODE_KEY_INVALID:
        return "KEY_INVALID";
    case CODE_SIGNATURE_NOT_CANONICAL:
        return "SIGNATURE_NOT_CANONICAL";
    case CODE_SIGNATURE_INVALID:
        return "SIGNATURE_INVALID";
    case CODE_PROOF_INVALID:
        return "PROOF_INVALID";
    case CODE_WRONG_CHAIN:
        return "WRONG_CHAIN";
    case CODE_HEADER_FOREIGN:
        return "HEADER_FOREIGN";
    case CODE_ERA_FOREIGN:
        return "ERA_FOREIGN";
    case CODE_CHECKPOINT_NOT_ABOVE:
        return "CHECKPOINT_NOT_ABOVE";
    case CODE_CERTIFICATE_FOREIGN:
        return "CERTIFICATE_FOREIGN";
    case CODE_QUORUM_MISSING:
        return "QUORUM_MISSING";
    default:
        return "";
    }
}
