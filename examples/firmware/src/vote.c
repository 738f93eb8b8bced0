#include "vote.h"

#include "signature.h"

enum {
    FIELDS = 5,
};

void vote_read_fields(struct cbor_reader *reader, struct vote *vote)
{
    cbor_read_array_of(reader, FIELDS);
    vote->chain = cbor_read_byte_string_of(reader, HASH_BYTES);
    vote->source_epoch = cbor_read_unsigned(reader, UINT64_MAX);
    vote->source_hash = cbor_read_byte_string_of(reader, HASH_BYTES);
    vote->target_epoch = cbor_read_unsigned(reader, UINT64_MAX);
    vote->target_hash = cbor_read_byte_string_of(reader, HASH_BYTES);
}

static enum code read_payload(struct bytes payload, struct vote *vote)
{
    struct cbor_reader reader = cbor_reader_of(payload);
    vote_read_fields(&reader, vote);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

bool vote_equal(const struct vote *one, const struct vote *other)
{
    return bytes_equal(one->chain, other->chain) && one->source_epoch == other->source_epoch &&
           bytes_equal(one->source_hash, other->source_hash) && one->target_epoch == other->target_epoch &&
           bytes_equal(one->target_hash, other->target_hash);
}

enum code vote_read(struct bytes data, struct signed_vote *result)
{
    enum code code = envelope_read(data, &result->envelope);
    if (code == CODE_NONE)
        code = read_payload(result->envelope.payload, &result->vote);
    if (code == CODE_NONE)
        code = signature_check_form(&result->envelope);
    if (code == CODE_NONE)
        result->voter = key_account(&result->envelope.key);
    return code;
}

enum code vote_verify(const struct signed_vote *vote)
{
    struct signed_bytes message;
    return signature_verify(&vote->envelope, TAG_FINALITY_VOTE, &message);
}

enum code vote_authenticate(struct bytes data, struct sealed_vote *result)
{
    struct signed_vote read;
    enum code code = vote_read(data, &read);
    if (code == CODE_NONE)
        code = vote_verify(&read);
    if (code == CODE_NONE) {
        result->vote = read.vote;
        result->voter = read.voter;
    }
    return code;
}
