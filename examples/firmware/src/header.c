#include "header.h"

#include "cbor.h"
#include "envelope.h"
#include "signature.h"

enum {
    FIELDS = 11,
};

static enum code read_payload(struct bytes payload, struct header *header)
{
    struct cbor_reader reader = cbor_reader_of(payload);
    cbor_read_array_of(&reader, FIELDS);
    header->version = cbor_read_unsigned(&reader, UINT16_MAX);
    header->chain = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->height = cbor_read_unsigned(&reader, UINT64_MAX);
    header->slot = cbor_read_unsigned(&reader, UINT64_MAX);
    header->parent = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->mode = cbor_read_unsigned(&reader, UINT8_MAX);
    header->reveal = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->votes_root = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->transactions_root = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->receipts_root = cbor_read_byte_string_of(&reader, HASH_BYTES);
    header->state_root = cbor_read_byte_string_of(&reader, HASH_BYTES);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

/* WIRE-13: the form, the key, the signature's form, the signature, in this order. */
enum code header_authenticate(struct bytes data, struct sealed_header *result)
{
    struct envelope envelope;
    struct signed_bytes message;
    enum code code = envelope_read(data, &envelope);
    if (code == CODE_NONE)
        code = read_payload(envelope.payload, &result->header);
    if (code == CODE_NONE)
        code = key_check(&envelope.key);
    if (code == CODE_NONE)
        code = signature_check(&envelope.key, envelope.signature);
    if (code == CODE_NONE && !envelope_signed_bytes(&envelope, TAG_BLOCK_HEADER, &message))
        code = CODE_UNDECIDED;
    if (code == CODE_NONE)
        code = signature_verify(&envelope.key, bytes_of(message.bytes, message.length), envelope.signature);
    if (code != CODE_NONE)
        return code;
    result->producer = key_account(&envelope.key);
    result->hash = tagged_hash(TAG_BLOCK_HASH, bytes_of(message.bytes, message.length), bytes_of(NULL, 0));
    return CODE_NONE;
}
