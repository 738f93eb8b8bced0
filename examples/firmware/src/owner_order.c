#include "owner_order.h"

#include "command.h"
#include "profile.h"
#include "secret.h"
#include "signature.h"

enum {
    PARTS = 3,
};

enum code owner_order_read(struct bytes data, struct ordered *ordered)
{
    struct envelope envelope;
    struct signed_bytes message;
    if (data.length > MAX_ORDER_BYTES || envelope_read(data, &envelope) != CODE_NONE || !profile_is(envelope.payload))
        return CODE_MALFORMED;
    struct cbor_reader reader = cbor_reader_of(envelope.payload);
    cbor_read_array_of(&reader, PARTS);
    ordered->chip = read_hash(&reader);
    ordered->nonce = read_hash(&reader);
    ordered->asked = reader;
    cbor_read_array(&reader);
    if (reader.failed)
        return CODE_MALFORMED;
    ordered->signer = key_account(&envelope.key);
    return signature_authenticate(&envelope, TAG_OWNER_ORDER, &message);
}

enum code owner_order_check(const struct ordered *ordered, const struct chip *chip, const struct hash *anchor, const struct hash *other)
{
    struct bytes signer = bytes_of_hash(&ordered->signer);
    if (!bytes_equal(signer, bytes_of_hash(anchor)) && !bytes_equal(signer, bytes_of_hash(other)))
        return CODE_SIGNER_FOREIGN;
    struct hash account = secret_account(&chip->kept.seed);
    if (!bytes_equal(ordered->chip, bytes_of_hash(&account)))
        return CODE_CHIP_FOREIGN;
    struct bytes asked_with = bytes_of_hash(&chip->fresh_nonce);
    return !bytes_are_zero(asked_with) && bytes_equal(ordered->nonce, asked_with) ? CODE_NONE : CODE_FRESH_NONCE_FOREIGN;
}
