#include "state_proof.h"

#include "cbor.h"

enum {
    PATH_BITS = 256,
    MAX_PROOF_BYTES = 8774,
};

static const struct hash NOTHING = {{0}};

struct hash state_path(uint8_t table, struct bytes key)
{
    return tagged_hash(TAG_STATE_PATH, bytes_of(&table, 1), key);
}

/* An empty side is the empty string; 32 zeros written out would be a second encoding of it (STATE-7). */
static struct bytes read_sibling(struct cbor_reader *reader)
{
    struct bytes sibling = cbor_read_byte_string(reader);
    if (sibling.length == 0)
        return bytes_of_hash(&NOTHING);
    if (sibling.length != HASH_BYTES || bytes_are_zero(sibling))
        cbor_fail(reader);
    return sibling;
}

/* STATE-7 */
enum code state_proof_read(struct bytes data, struct state_proof *proof)
{
    if (data.length > MAX_PROOF_BYTES)
        return CODE_MALFORMED;
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, 2);
    proof->occupant = cbor_read_byte_string(&reader);
    if (proof->occupant.length != 0 && proof->occupant.length != OCCUPANT_BYTES)
        cbor_fail(&reader);
    uint64_t count = cbor_read_array(&reader);
    if (count > PATH_BITS)
        cbor_fail(&reader);
    struct byte_strings siblings = {count, reader, read_sibling};
    proof->siblings = siblings;
    for (uint64_t index = 0; index < count && !reader.failed; index++)
        read_sibling(&reader);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

static bool bit_at(const uint8_t *path, unsigned depth)
{
    return (path[depth / 8] >> (7 - depth % 8) & 1) != 0;
}

static unsigned shared_bits(const uint8_t *one, const uint8_t *other)
{
    unsigned bits = 0;
    while (bits < PATH_BITS && bit_at(one, bits) == bit_at(other, bits))
        bits++;
    return bits;
}

/* STATE-6: the chip folds the siblings as they come, the deepest first, and keeps one hash. */
enum code state_proof_check(const struct state_proof *proof, struct bytes root, const struct hash *path, const struct hash *record)
{
    struct byte_strings siblings = proof->siblings;
    if (siblings.count > PATH_BITS)
        return CODE_PROOF_INVALID;
    struct hash subtree = NOTHING;
    if (proof->occupant.length != 0) {
        unsigned shared = shared_bits(proof->occupant.at, path->bytes);
        /* A leaf from elsewhere proves nothing here, and the path's own leaf does not show that it is absent. */
        if (record != NULL || shared < siblings.count || shared == PATH_BITS)
            return CODE_PROOF_INVALID;
        subtree = tagged_hash(TAG_STATE_LEAF, proof->occupant, bytes_of(NULL, 0));
    } else if (record != NULL) {
        subtree = tagged_hash(TAG_STATE_LEAF, bytes_of_hash(path), bytes_of_hash(record));
    }
    for (unsigned depth = (unsigned)siblings.count; depth-- > 0;) {
        struct bytes sibling = siblings.read(&siblings.at);
        /* A branch over one leaf or none does not exist. */
        if (depth + 1 == siblings.count && bytes_are_zero(sibling))
            return CODE_PROOF_INVALID;
        bool is_right = bit_at(path->bytes, depth);
        struct bytes own = bytes_of_hash(&subtree);
        subtree = tagged_hash(TAG_STATE_BRANCH, is_right ? sibling : own, is_right ? own : sibling);
    }
    return bytes_equal(bytes_of_hash(&subtree), root) ? CODE_NONE : CODE_PROOF_INVALID;
}
