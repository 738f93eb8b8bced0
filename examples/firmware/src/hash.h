/* SHA-256 with a domain tag for each use (WIRE-3). */
#ifndef HASH_H
#define HASH_H

#include "byte_strings.h"

#define TAG_TRANSACTION "smartshare/transaction"
#define TAG_BLOCK_HEADER "smartshare/block-header"
#define TAG_FINALITY_VOTE "smartshare/finality-vote"
#define TAG_ATTESTATION "smartshare/attestation"
#define TAG_METER_RECEIPT "smartshare/meter-receipt"
#define TAG_OWNER_ORDER "smartshare/owner-order"
#define TAG_CHIP_SEED "smartshare/chip-seed"
#define TAG_FRESH_NONCE "smartshare/fresh-nonce"
#define TAG_TRANSACTION_ID "smartshare/transaction-id"
#define TAG_BLOCK_HASH "smartshare/block-hash"
#define TAG_ERA "smartshare/era"
#define TAG_STATE_PATH "smartshare/state-path"
#define TAG_STATE_LEAF "smartshare/state-leaf"
#define TAG_STATE_BRANCH "smartshare/state-branch"

struct hash {
    uint8_t bytes[HASH_BYTES];
};

struct hash plain_hash(struct bytes data);

/* The hash of a record: an array of so many fields, which follow one another in these bytes, each encoded (STATE-1). */
struct hash record_hash(uint64_t fields, struct bytes encoded);

/* The hash of a record of an array of these byte strings, each of 32 bytes, and a number. */
struct hash record_hash_of_list(const struct hash *list, size_t count, uint64_t number);

/* The hash of two runs of bytes, one after the other; the second may be empty. */
struct hash tagged_hash(const char *tag, struct bytes first, struct bytes second);

/* The hash of byte strings, one after another. */
struct hash tagged_hash_of_all(const char *tag, struct byte_strings list);

static inline struct bytes bytes_of_hash(const struct hash *hash)
{
    return bytes_of(hash->bytes, sizeof hash->bytes);
}

#endif
