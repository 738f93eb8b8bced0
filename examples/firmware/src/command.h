/* What a command of a chip asks for, and what it is carried out on. */
#ifndef COMMAND_H
#define COMMAND_H

#include "chip.h"
#include "code.h"
#include "dealing.h"

enum {
    MAX_HOST_BYTES = 320,
    MAX_ORDER_BYTES = 640,
    MAX_RECEIPT_BYTES = 256,
    MAX_OFFLINE_SLOTS = 604800,
    MAX_WAIT_SLOTS = 10512000,
    MAX_CHECKPOINT_SLOTS = 999,
    MAX_CHUNKS = 16777216,
    MAX_SAMPLES = 8,
    MAX_PATIENCE = 16,
    MAX_REPLICA_NUMBER = 7,
    MAX_MARKET_QUOTES = 1048576,
};

/* The header of a checkpoint's block, and a proof under its state root. */
struct shown_proof {
    struct bytes header;
    struct bytes proof;
};

/* A checkpoint that the owner relies on, and whose votes follow it. */
struct given_view {
    uint64_t now;
    uint64_t epoch;
    struct bytes hash;
    uint64_t era;
    struct bytes members;
};

/* What the chip looks at of an order's record. */
struct order {
    uint64_t phase;
    struct bytes consumer;
    struct bytes provider;
    struct bytes coin;
    uint64_t price;
    uint32_t quantity;
    uint32_t granule;
    struct meter meter;
    uint32_t claimed;
    /* All of it, as it is encoded: that is the record. */
    struct bytes encoded;
};

enum phase {
    PHASE_CLOSED = 0,
    PHASE_ORDERED = 2,
    PHASE_FUNDED = 3,
    PHASE_DELIVERING = 4,
    PHASE_DISPUTED = 5,
    PHASE_CONFIRMED = 6,
    PHASE_SETTLED = 7,
};

/* What the chip looks at of a replica's record, and of a market's. */
struct replica {
    uint64_t stage;
    struct bytes root;
    uint32_t chunks;
    uint32_t missed;
    struct bytes encoded;
};

struct market {
    uint64_t opened;
    struct bytes service;
    struct bytes coin;
    struct bytes region;
    struct bytes quality;
    uint32_t granule;
    uint32_t fee_ppm;
    struct waits waits;
    uint32_t deposit_ppm;
    struct bytes encoded;
};

/* What every transaction has beside its body. */
struct posting {
    uint64_t nonce;
    uint64_t last_valid_slot;
    uint64_t fee;
};

/* What a meter receipt says. */
struct meter_receipt {
    struct bytes chain;
    struct bytes order;
    struct meter meter;
    bool last;
};

/* The fields of a command. Bytes are runs of the command. */
union fields {
    struct {
        struct bytes serial, model, firmware, manufacturer;
        bool production;
    } provision;
    struct {
        struct bytes nonce, host;
    } attest;
    struct {
        struct bytes chain;
        uint64_t checkpoint_slots;
        struct given_view view;
    } bind;
    struct {
        struct vote leading, leaving;
        struct byte_strings members;
    } show_links;
    struct {
        struct shown_proof shown;
        struct byte_strings members;
        /* The record of the next era, without the head of its array. */
        struct bytes era;
    } show_border;
    struct {
        bool leaves;
        struct bytes vote;
    } show_vote;
    struct given_view refresh;
    struct {
        struct bytes coin;
        struct limits limits;
    } allow;
    struct {
        struct shown_proof shown;
        struct bytes coin;
        bool stored;
        uint64_t balance;
        /* The account's record and the holding's, without the heads of their arrays. */
        struct bytes account, holding;
    } learn_balance;
    struct {
        struct posting posting;
        struct bytes coin, recipient;
        uint64_t amount;
    } pay;
    /* Of every command that shows an order; whether it is stored only close-session asks. */
    struct {
        struct posting posting;
        struct shown_proof shown;
        struct bytes id;
        bool stored;
        struct order order;
    } session;
    struct {
        struct bytes order;
        uint32_t units;
        bool last;
    } meter;
    struct {
        struct bytes receipt;
        bool last;
    } receipt;
    struct {
        struct shown_proof shown;
        struct bytes id, replica_proof;
        struct order order;
        uint32_t number;
        struct replica replica;
    } learn_replica;
    struct {
        struct shown_proof shown;
        struct bytes id;
        struct market market;
    } show_market;
    struct {
        struct shown_proof shown;
        struct bytes id;
    } drop_replicas;
    struct {
        struct bytes market;
        enum side side;
        uint64_t price;
        struct limits limits;
    } entrust;
    struct {
        struct bytes market;
        uint64_t fee;
        struct book others;
    } best_quote;
    /* Of the commands that sign a quote or an offer. */
    struct {
        struct posting posting;
        struct bytes market, consumer;
        uint32_t number, units;
        uint64_t price, last, offer_slots;
    } quote;
    struct {
        struct posting posting;
        struct bytes order;
        uint64_t act;
    } move;
    struct {
        struct posting posting;
        bool accepts;
        /* The fields of the body, encoded as an array. */
        struct bytes kept;
    } sign_replica;
    struct {
        struct posting posting;
        struct bytes by_provider, by_consumer;
    } show_receipt;
};

struct asked {
    struct chip *chip;
    union fields fields;
    const struct injected *injected;
    /* The account of whoever has signed the command, where it is signed. */
    struct hash signer;
    /* The response, from after its 0 on. */
    struct writer *response;
};

/* Read a command's fields; what is wrong makes the reader fail. */
typedef void read_fields(struct cbor_reader *reader, union fields *fields);

/* Carry a command out: change what the chip has in memory, and write the response. After a refusal, what is in memory is read
 * again from the store; of what the store does not have nothing may be changed before it is known that there is none. */
typedef enum code carry_out(struct asked *asked);

read_fields read_nothing, read_provision, read_attest, read_bind;
carry_out identify, provision, attest, ask_for_order, bind, suspend, resume, retire;

read_fields read_show_links, read_show_border, read_show_vote;
carry_out show_links, show_border, show_vote, certify;

read_fields read_refresh, read_allow, read_learn_balance, read_pay;
carry_out refresh, allow, report, learn_balance, pay;

read_fields read_open_session, read_close_session, read_units, read_last, read_order_id, read_countersign, read_accept;
carry_out open_session, deliver, measure, propose_receipt, countersign_receipt, accept_receipt, claim, close_session, list_sessions;

read_fields read_learn_replica, read_drop_replicas, read_entrust, read_revoke, read_show_market, read_best_quote;
carry_out learn_replica, drop_replicas, entrust, revoke, show_market, list_assets, best_quote;

read_fields read_place_quote, read_lower_quote, read_offer_order;
read_fields read_posted_order, read_move_order, read_sign_replica, read_show_receipt, read_claim_order;
carry_out place_quote, lower_quote, offer_order, fund_order, move_order, sign_replica, show_receipt, claim_order, contest_order;

/* Forget what does not outlive the power. */
void forget(struct chip *chip);

/* The slot with which an epoch began, and that of the chip's checkpoint: what it knows of the time. */
uint64_t slot_of_epoch(uint64_t epoch, uint64_t checkpoint_slots);
uint64_t certified_slot(const struct kept *kept);

/* Fields that several commands have. */
struct bytes read_hash(struct cbor_reader *reader);
struct bytes read_header(struct cbor_reader *reader);
struct bytes read_proof(struct cbor_reader *reader);
void read_given_view(struct cbor_reader *reader, struct given_view *view);
void take_given_view(struct kept *kept, const struct given_view *given);
struct byte_strings read_members(struct cbor_reader *reader);
struct hash hash_taken(struct bytes run);

void read_limits(struct cbor_reader *reader, struct limits *limits);

/* Records, all of whose fields are checked. */
void order_read(struct cbor_reader *reader, struct order *order);
void replica_read(struct cbor_reader *reader, struct replica *replica);
void market_read(struct cbor_reader *reader, struct market *market);

/* A receipt's payload (RECEIPT-1); false where it is none. */
bool meter_receipt_read(struct bytes payload, struct meter_receipt *receipt);

/* Limits and what was spent within them, as responses have them. */
void write_limits(struct writer *writer, const struct limits *limits, const struct spending *spending);

/* A mandate, as responses have it. */
void write_mandate(struct writer *writer, const struct mandate *mandate);

/* The mandate for a market, or null. */
struct mandate *mandate_of(struct kept *kept, struct bytes market);

/* The session of an order; null where there is none. */
struct meter_session *session_of(struct kept *kept, struct bytes order);

/* That the state of the chip's checkpoint has the order that a command shows, or none where it says so. */
enum code check_order_proof(const struct asked *asked);

/* The session of an order in which the chip is the provider's, or the consumer's; null where there is none. */
struct meter_session *session_of_side(struct kept *kept, struct bytes order, bool delivers);

/* That the state of the block with this hash has a record of this hash at a path, or none (a null). */
enum code check_proof(struct bytes block_hash, const struct shown_proof *shown, const struct hash *path, const struct hash *record);

#endif
