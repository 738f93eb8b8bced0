#include "transaction.h"

#include "cbor.h"
#include "parameters.h"
#include "signature.h"

enum {
    FIELDS = 6,
};

/* WIRE-9 */
static enum code read_payload(struct bytes payload, struct transaction *transaction)
{
    struct cbor_reader reader = cbor_reader_of(payload);
    cbor_read_array_of(&reader, FIELDS);
    transaction->chain = cbor_read_byte_string_of(&reader, HASH_BYTES);
    transaction->nonce = cbor_read_unsigned(&reader, UINT64_MAX);
    transaction->last_valid_slot = cbor_read_unsigned(&reader, UINT64_MAX);
    transaction->fee = cbor_read_unsigned(&reader, MAX_AMOUNT);
    body_read(&reader, &transaction->body);
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
        code = signature_authenticate(&envelope, TAG_TRANSACTION, &message);
    if (code != CODE_NONE)
        return code;
    result->sender = key_account(&envelope.key);
    /* WIRE-10: the identifier commits to what is signed, and not to the signature. */
    result->id = tagged_hash(TAG_TRANSACTION_ID, bytes_of(message.bytes, message.length), bytes_of(NULL, 0));
    result->size = data.length;
    return CODE_NONE;
}
