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
    case CODE_NONE:
    case CODE_UNDECIDED:
        break;
    }
    return "";
}
