#include "outcome.h"

#include "reply.h"

static void member_hexadecimal(const char *name, struct bytes value)
{
    reply_name(name);
    reply_hexadecimal(value);
}

static void member_decimal(const char *name, uint64_t value)
{
    reply_name(name);
    reply_decimal(value);
}

static void member_number(const char *name, uint64_t value)
{
    reply_name(name);
    reply_number(value);
}

static void begin_ok(void)
{
    reply_map(1);
    reply_name("ok");
}

void outcome_reject(enum code code)
{
    reply_map(1);
    reply_name("reject");
    reply_name(code_name(code));
}

void outcome_transaction(const struct authenticated_transaction *authenticated)
{
    const struct transaction *transaction = &authenticated->transaction;
    begin_ok();
    reply_map(4);
    member_hexadecimal("id", bytes_of_hash(&authenticated->id));
    member_number("size", authenticated->size);
    member_hexadecimal("sender", bytes_of_hash(&authenticated->sender));
    reply_name("transaction");
    reply_map(5);
    member_decimal("fee", transaction->fee);
    reply_name("body");
    outcome_body(&transaction->body);
    member_hexadecimal("chain", transaction->chain);
    member_decimal("nonce", transaction->nonce);
    member_decimal("last_valid_slot", transaction->last_valid_slot);
}

static void write_header(const struct header *header)
{
    reply_map(11);
    member_number("mode", header->mode);
    member_decimal("slot", header->slot);
    member_hexadecimal("chain", header->chain);
    member_decimal("height", header->height);
    member_hexadecimal("parent", header->parent);
    member_hexadecimal("reveal", header->reveal);
    member_number("version", header->version);
    member_hexadecimal("state_root", header->state_root);
    member_hexadecimal("votes_root", header->votes_root);
    member_hexadecimal("receipts_root", header->receipts_root);
    member_hexadecimal("transactions_root", header->transactions_root);
}

void outcome_certified_header(const struct header *header)
{
    begin_ok();
    write_header(header);
}

void outcome_header(const struct sealed_header *sealed)
{
    begin_ok();
    reply_map(3);
    member_hexadecimal("hash", bytes_of_hash(&sealed->hash));
    reply_name("header");
    write_header(&sealed->header);
    member_hexadecimal("producer", bytes_of_hash(&sealed->producer));
}

void outcome_view(const struct view *view)
{
    begin_ok();
    reply_map(4);
    member_decimal("era", view->era);
    member_hexadecimal("chain", view->chain);
    member_hexadecimal("members", view->members);
    reply_name("certified");
    reply_map(2);
    member_hexadecimal("hash", view->certified.hash);
    member_decimal("epoch", view->certified.epoch);
}

void outcome_vote(const struct sealed_vote *sealed)
{
    const struct vote *vote = &sealed->vote;
    begin_ok();
    reply_map(2);
    reply_name("vote");
    reply_map(5);
    member_hexadecimal("chain", vote->chain);
    member_hexadecimal("source_hash", vote->source_hash);
    member_hexadecimal("target_hash", vote->target_hash);
    member_decimal("source_epoch", vote->source_epoch);
    member_decimal("target_epoch", vote->target_epoch);
    member_hexadecimal("voter", bytes_of_hash(&sealed->voter));
}

static void member_byte_strings(const char *name, const struct byte_strings *list)
{
    struct cbor_reader reader = list->at;
    reply_name(name);
    reply_array(list->count);
    for (uint64_t index = 0; index < list->count; index++)
        reply_hexadecimal(list->read(&reader));
}

void outcome_block(const struct block *block)
{
    begin_ok();
    reply_map(5);
    member_byte_strings("votes", &block->votes);
    member_hexadecimal("header", block->header);
    member_byte_strings("packages", &block->packages);
    member_byte_strings("write_sets", &block->write_sets);
    member_byte_strings("transactions", &block->transactions);
}

void outcome_receipt(const struct receipt *receipt)
{
    begin_ok();
    reply_map(receipt->is_of_call ? 4 : 3);
    member_decimal("fee", receipt->fee);
    if (receipt->is_of_call) {
        reply_name("call");
        reply_map(3);
        call_result_write(&receipt->call);
    }
    member_number("outcome", receipt->outcome);
    member_hexadecimal("transaction", receipt->transaction);
}

void outcome_package(const struct package *package)
{
    begin_ok();
    reply_map(2);
    member_hexadecimal("hash", package->hash);
    member_hexadecimal("contract", package->contract);
}

void outcome_write_set(const struct write_set *write_set)
{
    begin_ok();
    reply_map(5);
    call_result_write(&write_set->result);
    reply_name("writes");
    records_write_writes(&write_set->writes);
    member_number("outcome", write_set->outcome);
}

void outcome_holds(void)
{
    begin_ok();
    reply_null();
}

void outcome_begin_steps(uint64_t seq, uint64_t count)
{
    reply_map(2);
    member_number("seq", seq);
    reply_name("outcome");
    reply_map(1);
    reply_name("steps");
    reply_array(count);
}

void outcome_response(struct bytes response, bool is_cut)
{
    reply_map(1);
    reply_name("response");
    if (is_cut)
        reply_null();
    else
        reply_hexadecimal(response);
}

void outcome_attestation(uint64_t seq, struct bytes attestation)
{
    reply_map(2);
    member_number("seq", seq);
    member_hexadecimal("attestation", attestation);
}
