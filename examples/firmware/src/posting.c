#include "posting.h"

#include "parameters.h"
#include "secret.h"
#include "wallet.h"

enum {
    TRANSACTION_FIELDS = 6,
};

const struct hash SSP = {{0}};

bool is_ssp(struct bytes coin)
{
    return bytes_are_zero(coin);
}

void read_posting(struct cbor_reader *reader, struct posting *posting)
{
    cbor_read_array_of(reader, 3);
    posting->nonce = cbor_read_unsigned(reader, UINT64_MAX);
    posting->last_valid_slot = cbor_read_unsigned(reader, UINT64_MAX);
    posting->fee = cbor_read_unsigned(reader, MAX_AMOUNT);
}

enum code posting_begin(struct asked *asked, const struct posting *posting)
{
    struct kept *kept = &asked->chip->kept;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code == CODE_NONE && posting->nonce <= kept->nonce)
        code = CODE_NONCE_NOT_ABOVE;
    if (code == CODE_NONE)
        kept->nonce = posting->nonce;
    return code;
}

static enum code spend_purse(struct kept *kept, struct bytes coin, uint64_t amount, uint64_t fee)
{
    struct purse *purse = wallet_purse(kept, coin);
    return purse == NULL ? CODE_PURSE_UNKNOWN : wallet_spend(purse, certified_slot(kept), amount, fee);
}

enum code posting_spend(struct kept *kept, struct bytes coin, uint64_t amount, uint64_t fee)
{
    if (is_ssp(coin))
        return spend_purse(kept, coin, amount, fee);
    enum code code = spend_purse(kept, coin, amount, 0);
    return code == CODE_NONE ? spend_purse(kept, bytes_of_hash(&SSP), 0, fee) : code;
}

/* WIRE-9 */
void posting_write(const struct asked *asked, const struct posting *posting, uint64_t kind, struct payload *payload)
{
    payload->writer = writer_of(payload->bytes, sizeof payload->bytes);
    writer_array(&payload->writer, TRANSACTION_FIELDS);
    writer_byte_string(&payload->writer, bytes_of_hash(&asked->chip->kept.view.chain));
    writer_number(&payload->writer, posting->nonce);
    writer_number(&payload->writer, posting->last_valid_slot);
    writer_number(&payload->writer, posting->fee);
    writer_number(&payload->writer, kind);
}

enum code posting_sign(struct asked *asked, const struct payload *payload)
{
    const struct writer *writer = &payload->writer;
    return writer->failed ? CODE_UNDECIDED : secret_seal(&asked->chip->kept.seed, writer_written(writer), TAG_TRANSACTION, asked->response);
}

enum code posting_sign_for_fee(struct asked *asked, const struct posting *posting, const struct payload *payload)
{
    enum code code = posting_spend(&asked->chip->kept, bytes_of_hash(&SSP), 0, posting->fee);
    return code == CODE_NONE ? posting_sign(asked, payload) : code;
}
