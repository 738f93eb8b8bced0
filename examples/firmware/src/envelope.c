#include "envelope.h"

enum {
    COSE_SIGN1_TAG = 18,
    PARTS = 4,
};

/* WIRE-5: the protected header is {1: algorithm, 15: {8: {1: key}}}, and only the key at its end varies. */
static const uint8_t EDDSA_BEFORE_KEY[] = {0xa2, 0x01, 0x27, 0x0f, 0xa1, 0x08, 0xa1, 0x01};
static const uint8_t ES256_BEFORE_KEY[] = {0xa2, 0x01, 0x26, 0x0f, 0xa1, 0x08, 0xa1, 0x01};

static const uint8_t SIGNATURE1[] = {0x84, 0x6a, 'S', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e', '1'};

static bool read_protected_header(struct bytes header, struct public_key *key)
{
    size_t before = sizeof EDDSA_BEFORE_KEY;
    if (header.length < before || !key_read(bytes_of(header.at + before, header.length - before), key))
        return false;
    /* WIRE-7: the algorithm is the key's own. */
    return memcmp(header.at, key->algorithm == ALGORITHM_EDDSA ? EDDSA_BEFORE_KEY : ES256_BEFORE_KEY, before) == 0;
}

enum code envelope_read(struct bytes data, struct envelope *envelope)
{
    struct cbor_reader reader = cbor_reader_of(data);
    struct cbor_head tag = cbor_read_head(&reader);
    if (tag.type != CBOR_TAG || tag.argument != COSE_SIGN1_TAG)
        cbor_fail(&reader);
    cbor_read_array_of(&reader, PARTS);
    const uint8_t *header_start = reader.at;
    struct bytes header = cbor_read_byte_string(&reader);
    envelope->header_string = bytes_of(header_start, (size_t)(reader.at - header_start));
    /* WIRE-5: nothing stands where no signature covers it. */
    struct cbor_head unprotected = cbor_read_head(&reader);
    if (unprotected.type != CBOR_MAP || unprotected.argument != 0)
        cbor_fail(&reader);
    envelope->payload = cbor_read_byte_string(&reader);
    envelope->signature = cbor_read_byte_string_of(&reader, SIGNATURE_BYTES).at;
    return cbor_is_read(&reader) && read_protected_header(header, &envelope->key) ? CODE_NONE : CODE_MALFORMED;
}

void envelope_write_header_string(const uint8_t key[ED25519_KEY_BYTES], uint8_t header_string[ED25519_HEADER_STRING_BYTES])
{
    struct writer writer = writer_of(header_string, ED25519_HEADER_STRING_BYTES);
    writer_head(&writer, CBOR_BYTE_STRING, sizeof EDDSA_BEFORE_KEY + ED25519_KEY_BYTES);
    writer_raw(&writer, bytes_of(EDDSA_BEFORE_KEY, sizeof EDDSA_BEFORE_KEY));
    writer_raw(&writer, bytes_of(key, ED25519_KEY_BYTES));
}

void envelope_write(const struct envelope *envelope, struct writer *writer)
{
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    size_t payload_head = cbor_write_head(head, CBOR_BYTE_STRING, envelope->payload.length);
    size_t signature_head = cbor_write_head(head, CBOR_BYTE_STRING, SIGNATURE_BYTES);
    /* The tag, the array's head and the empty map have a byte each. */
    size_t length = 3 + envelope->header_string.length + payload_head + envelope->payload.length + signature_head + SIGNATURE_BYTES;
    writer_head(writer, CBOR_BYTE_STRING, length);
    writer_head(writer, CBOR_TAG, COSE_SIGN1_TAG);
    writer_array(writer, PARTS);
    writer_raw(writer, envelope->header_string);
    writer_head(writer, CBOR_MAP, 0);
    writer_byte_string(writer, envelope->payload);
    writer_byte_string(writer, bytes_of(envelope->signature, SIGNATURE_BYTES));
}

static bool append(struct signed_bytes *into, struct bytes part)
{
    if (part.length > sizeof into->bytes - into->length)
        return false;
    memcpy(into->bytes + into->length, part.at, part.length);
    into->length += part.length;
    return true;
}

static bool append_byte_string(struct signed_bytes *into, struct bytes content)
{
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    return append(into, bytes_of(head, cbor_write_head(head, CBOR_BYTE_STRING, content.length))) && append(into, content);
}

/* WIRE-5: the Sig_structure of RFC 9052, section 4.4. The use does not travel, so that no signature serves two. */
bool envelope_signed_bytes(const struct envelope *envelope, const char *use, struct signed_bytes *into)
{
    into->length = 0;
    return append(into, bytes_of(SIGNATURE1, sizeof SIGNATURE1)) && append(into, envelope->header_string) &&
           append_byte_string(into, bytes_of_text(use)) && append_byte_string(into, envelope->payload);
}
