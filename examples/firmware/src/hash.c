#include "hash.h"

#include <sodium/crypto_hash_sha256.h>

struct hash plain_hash(struct bytes data)
{
    struct hash hash;
    crypto_hash_sha256(hash.bytes, data.at, data.length);
    return hash;
}

struct hash record_hash(uint64_t fields, struct bytes encoded)
{
    struct hash hash;
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, head, cbor_write_head(head, CBOR_ARRAY, fields));
    crypto_hash_sha256_update(&state, encoded.at, encoded.length);
    crypto_hash_sha256_final(&state, hash.bytes);
    return hash;
}

struct hash record_hash_of_list(const struct hash *list, size_t count, uint64_t number)
{
    struct hash hash;
    uint8_t head[CBOR_MAX_HEAD_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, head, cbor_write_head(head, CBOR_ARRAY, 2));
    crypto_hash_sha256_update(&state, head, cbor_write_head(head, CBOR_ARRAY, count));
    for (size_t index = 0; index < count; index++) {
        crypto_hash_sha256_update(&state, head, cbor_write_head(head, CBOR_BYTE_STRING, HASH_BYTES));
        crypto_hash_sha256_update(&state, list[index].bytes, HASH_BYTES);
    }
    crypto_hash_sha256_update(&state, head, cbor_write_head(head, CBOR_UNSIGNED, number));
    crypto_hash_sha256_final(&state, hash.bytes);
    return hash;
}

/* WIRE-3: the tag's length stands in front of it, so that no tag followed by data reads as another. */
static void begin(crypto_hash_sha256_state *state, const char *tag)
{
    uint8_t tag_length = (uint8_t)strlen(tag);
    crypto_hash_sha256_init(state);
    crypto_hash_sha256_update(state, &tag_length, 1);
    crypto_hash_sha256_update(state, (const uint8_t *)tag, tag_length);
}

struct hash tagged_hash(const char *tag, struct bytes first, struct bytes second)
{
    struct hash hash;
    crypto_hash_sha256_state state;
    begin(&state, tag);
    crypto_hash_sha256_update(&state, first.at, first.length);
    crypto_hash_sha256_update(&state, second.at, second.length);
    crypto_hash_sha256_final(&state, hash.bytes);
    return hash;
}

struct hash tagged_hash_of_all(const char *tag, struct byte_strings list)
{
    struct hash hash;
    crypto_hash_sha256_state state;
    begin(&state, tag);
    for (uint64_t index = 0; index < list.count; index++) {
        struct bytes each = list.read(&list.at);
        crypto_hash_sha256_update(&state, each.at, each.length);
    }
    crypto_hash_sha256_final(&state, hash.bytes);
    return hash;
}
