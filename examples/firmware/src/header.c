#include "header.h"

#include "cbor.h"
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

static struct hash hash_of(const struct signed_bytes *message)
{
    return tagged_hash(TAG_BLOCK_HASH, bytes_of(message->bytes, message->length), bytes_of(NULL, 0));
}

enum code header_read(struct bytes data, struct header *header, struct hash *hash)
{
    struct envelope envelope;
    struct signed_bytes message;
    enum code code = envelope_read(data, &envelope);
    if (code == CODE_NONE)
        code = read_payload(envelope.payload, header);
    if (code == CODE_NONE && !envelope_signed_bytes(&envelope, TAG_BLOCK_HEADER, &message))
        code = CODE_UNDECIDED;
    if (code == CODE_NONE)
        *hash = hash_of(&message);
    return code;
}

/* WIRE-13: the form, and then whether its producer signed it. */
enum code header_authenticate(struct bytes data, struct sealed_header *result)
{
    struct envelope envelope;
    struct signed_bytes message;
    enum code code = envelope_read(data, &envelope);
    if (code == CODE_NONE)
        code = read_payload(envelope.payload, &result->header);
    if (code == CODE_NONE)
        code = signature_authenticate(&envelope, TAG_BLOCK_HEADER, &message);
    if (code != CODE_NONE)
        return code;
    result->producer = key_account(&envelope.key);
    result->hash = hash_of(&message);
    return CODE_NONE;
}
