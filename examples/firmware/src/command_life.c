/* The commands of a chip's life: what it is, whose it is, and that it is there, now. */
#include "command.h"

#include "secret.h"
#include "wallet.h"

enum {
    /* The type of a UEID that is random (RFC 9711). */
    UEID_RAND = 1,
    MAX_CLAIMS_BYTES = 512,
};

void read_nothing(struct cbor_reader *reader, union fields *fields)
{
    (void)reader;
    (void)fields;
}

void read_provision(struct cbor_reader *reader, union fields *fields)
{
    fields->provision.serial = read_hash(reader);
    fields->provision.model = cbor_read_byte_string_of(reader, MODEL_BYTES);
    fields->provision.firmware = read_hash(reader);
    fields->provision.production = cbor_read_truth(reader);
    fields->provision.manufacturer = read_hash(reader);
}

void read_attest(struct cbor_reader *reader, union fields *fields)
{
    fields->attest.nonce = read_hash(reader);
    fields->attest.host = cbor_read_byte_string_up_to(reader, MAX_HOST_BYTES);
}

void read_bind(struct cbor_reader *reader, union fields *fields)
{
    fields->bind.chain = read_hash(reader);
    fields->bind.checkpoint_slots = cbor_read_unsigned_from(reader, 1, MAX_CHECKPOINT_SLOTS);
    read_given_view(reader, &fields->bind.view);
}

/* DEVICE-7 */
enum code identify(struct asked *asked)
{
    const struct kept *kept = &asked->chip->kept;
    const struct marks *marks = &kept->marks;
    uint8_t key[ED25519_KEY_BYTES];
    uint8_t ueid[1 + HASH_BYTES] = {UEID_RAND};
    bool has_key = !bytes_are_zero(bytes_of_hash(&kept->seed));
    if (has_key)
        secret_key(&kept->seed, key);
    memcpy(ueid + 1, marks->serial.bytes, HASH_BYTES);
    writer_number(asked->response, kept->stage);
    writer_byte_string(asked->response, bytes_of(key, has_key ? sizeof key : 0));
    writer_byte_string(asked->response, bytes_of(ueid, sizeof ueid));
    writer_byte_string(asked->response, bytes_of(marks->model, MODEL_BYTES));
    writer_byte_string(asked->response, bytes_of_hash(&marks->firmware));
    writer_number(asked->response, marks->production);
    writer_byte_string(asked->response, bytes_of_hash(&marks->manufacturer));
    writer_byte_string(asked->response, bytes_of_hash(&kept->owner));
    writer_number(asked->response, kept->attestations);
    return CODE_NONE;
}

/* DEVICE-6 */
enum code provision(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    uint8_t key[ED25519_KEY_BYTES];
    kept->stage = STAGE_PROVISIONED;
    kept->seed = secret_make_seed(asked->injected->entropy);
    kept->marks.serial = hash_taken(asked->fields.provision.serial);
    memcpy(kept->marks.model, asked->fields.provision.model.at, MODEL_BYTES);
    kept->marks.firmware = hash_taken(asked->fields.provision.firmware);
    kept->marks.production = asked->fields.provision.production;
    kept->marks.manufacturer = hash_taken(asked->fields.provision.manufacturer);
    secret_key(&kept->seed, key);
    writer_byte_string(asked->response, bytes_of(key, sizeof key));
    forget(asked->chip);
    return CODE_NONE;
}

/* ATTEST-2: the claims' keys are those of IANA's registry, and some below -65536; a map's entries stand in the order of the encoded keys. */
static void write_claims(struct writer *claims, const struct kept *kept, struct bytes nonce, struct bytes host)
{
    static const uint8_t NONCE[] = {0x0a, 0x58, 0x20};
    static const uint8_t UEID[] = {0x19, 0x01, 0x00, 0x58, 0x21, UEID_RAND};
    static const uint8_t MODEL[] = {0x19, 0x01, 0x03, 0x48};
    static const uint8_t HOST[] = {0x19, 0x01, 0x0a, 0xa1, 0x64, 'h', 'o', 's', 't'};
    static const uint8_t MEASUREMENT[] = {0x19, 0x01, 0x11, 0x81, 0x82, 0x18, 0x2a, 0x58, 0x20};
    static const uint8_t BUILD[] = {0x3a, 0x00, 0x01, 0x00, 0x01};
    static const uint8_t COUNTER[] = {0x3a, 0x00, 0x01, 0x00, 0x02};
    const struct marks *marks = &kept->marks;
    writer_head(claims, CBOR_MAP, host.length > 0 ? 7 : 6);
    writer_raw(claims, bytes_of(NONCE, sizeof NONCE));
    writer_raw(claims, nonce);
    writer_raw(claims, bytes_of(UEID, sizeof UEID));
    writer_raw(claims, bytes_of_hash(&marks->serial));
    writer_raw(claims, bytes_of(MODEL, sizeof MODEL));
    writer_raw(claims, bytes_of(marks->model, MODEL_BYTES));
    if (host.length > 0) {
        writer_raw(claims, bytes_of(HOST, sizeof HOST));
        writer_byte_string(claims, host);
    }
    writer_raw(claims, bytes_of(MEASUREMENT, sizeof MEASUREMENT));
    writer_raw(claims, bytes_of_hash(&marks->firmware));
    writer_raw(claims, bytes_of(BUILD, sizeof BUILD));
    writer_number(claims, marks->production);
    writer_raw(claims, bytes_of(COUNTER, sizeof COUNTER));
    writer_number(claims, kept->attestations);
}

/* DEVICE-4 */
enum code attest(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    uint8_t payload[MAX_CLAIMS_BYTES];
    struct writer claims = writer_of(payload, sizeof payload);
    if (kept->attestations == UINT64_MAX)
        return CODE_COUNTER_EXHAUSTED;
    kept->attestations++;
    write_claims(&claims, kept, asked->fields.attest.nonce, asked->fields.attest.host);
    return claims.failed ? CODE_UNDECIDED : secret_seal(&kept->seed, writer_written(&claims), TAG_ATTESTATION, asked->response);
}

enum code ask_for_order(struct asked *asked)
{
    asked->chip->fresh_nonce = secret_make_nonce(asked->injected->entropy);
    writer_byte_string(asked->response, bytes_of_hash(&asked->chip->fresh_nonce));
    return CODE_NONE;
}

static enum code move_to(struct asked *asked, enum stage stage)
{
    asked->chip->kept.stage = stage;
    forget(asked->chip);
    return CODE_NONE;
}

enum code bind(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct given_view *given = &asked->fields.bind.view;
    uint64_t slot = slot_of_epoch(given->epoch, asked->fields.bind.checkpoint_slots);
    enum code code = wallet_begin_trust(asked->injected->reading, slot, given->now, &kept->trust);
    if (code != CODE_NONE)
        return code;
    kept->owner = asked->signer;
    kept->view.chain = hash_taken(asked->fields.bind.chain);
    kept->view.checkpoint_slots = asked->fields.bind.checkpoint_slots;
    take_given_view(kept, given);
    return move_to(asked, STAGE_BOUND);
}

enum code suspend(struct asked *asked)
{
    return move_to(asked, STAGE_SUSPENDED);
}

enum code resume(struct asked *asked)
{
    return move_to(asked, STAGE_BOUND);
}

/* DEVICE-8 */
enum code retire(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct marks marks = kept->marks;
    uint64_t attestations = kept->attestations;
    kept_clear(kept);
    kept->marks = marks;
    kept->attestations = attestations;
    return move_to(asked, STAGE_RETIRED);
}
