#include "transaction.h"

#include "cbor.h"
#include "envelope.h"
#include "parameters.h"
#include "signature.h"

enum {
    FIELDS = 6,
    MAX_SYMBOL_CHARACTERS = 16,
    MAX_DECIMALS = 18,
};

/* WIRE-9: the body's form follows from the kind, and another kind is malformed. */
static void read_body(struct cbor_reader *reader, struct transaction *transaction)
{
    switch (transaction->kind) {
    case KIND_TRANSFER:
        cbor_read_array_of(reader, 2);
        transaction->recipient = cbor_read_byte_string_of(reader, HASH_BYTES);
        transaction->amount = cbor_read_unsigned(reader, MAX_AMOUNT);
        return;
    case KIND_COIN_CREATE:
        cbor_read_array_of(reader, 3);
        transaction->symbol = cbor_read_text(reader, 1, MAX_SYMBOL_CHARACTERS);
        transaction->decimals = cbor_read_unsigned(reader, MAX_DECIMALS);
        transaction->cap = cbor_read_unsigned(reader, MAX_AMOUNT);
        return;
    case KIND_COIN_BURN:
        cbor_read_array_of(reader, 2);
        transaction->coin = cbor_read_byte_string_of(reader, HASH_BYTES);
        transaction->amount = cbor_read_unsigned(reader, MAX_AMOUNT);
        return;
    case KIND_COIN_MINT:
    case KIND_COIN_TRANSFER:
        cbor_read_array_of(reader, 3);
        transaction->coin = cbor_read_byte_string_of(reader, HASH_BYTES);
        transaction->recipient = cbor_read_byte_string_of(reader, HASH_BYTES);
        transaction->amount = cbor_read_unsigned(reader, MAX_AMOUNT);
        return;
    }
    cbor_fail(reader);
}

/* WIRE-9 */
static enum code read_payload(struct bytes payload, struct transaction *transaction)
{
    struct cbor_reader reader = cbor_reader_of(payload);
    cbor_read_array_of(&reader, FIELDS);
    transaction->chain = cbor_read_byte_string_of(&reader, HASH_BYTES);
    transaction->nonce = cbor_read_unsigned(&reader, UINT64_MAX);
    transaction->last_valid_slot = cbor_read_unsigned(&reader, UINT64_MAX);
    transaction->fee = cbor_read_unsigned(&reader, MAX_AMOUNT);
    transaction->kind = (enum kind)cbor_read_unsigned(&reader, KIND_COIN_TRANSFER);
    read_body(&reader, transaction);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

enum code transaction_authenticate(struct bytes data, size_t limit, struct authenticated_transaction *result)
{
    /* WIRE-10: before anything is decoded, so that the work is bounded by a number and not by a sender. */
    if (data.length > limit)
        return CODE_TRANSACTION_TOO_LARGE;
    struct envelope envelope;
    struct signed_bytes message;
    enum code code = envelope_read(data, &envelope);
    if (code == CODE_NONE)
        code = read_payload(envelope.payload, &result->transaction);
    if (code == CODE_NONE)
        code = key_check(&envelope.key);
    if (code == CODE_NONE)
        code = signature_check(&envelope.key, envelope.signature);
    if (code == CODE_NONE && !envelope_signed_bytes(&envelope, TAG_TRANSACTION, &message))
        code = CODE_UNDECIDED;
    /* TX-1: the dear check, last. */
    if (code == CODE_NONE)
        code = signature_verify(&envelope.key, bytes_of(message.bytes, message.length), envelope.signature);
    if (code != CODE_NONE)
        return code;
    result->sender = key_account(&envelope.key);
    /* WIRE-10: the identifier commits to what is signed, and not to the signature. */
    result->id = tagged_hash(TAG_TRANSACTION_ID, bytes_of(message.bytes, message.length), bytes_of(NULL, 0));
    result->size = data.length;
    return CODE_NONE;
}
