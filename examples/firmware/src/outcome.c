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

static const char *kind_name(enum kind kind)
{
    switch (kind) {
    case KIND_TRANSFER:
        return "transfer";
    case KIND_COIN_CREATE:
        return "coin_create";
    case KIND_COIN_MINT:
        return "coin_mint";
    case KIND_COIN_BURN:
        return "coin_burn";
    case KIND_COIN_TRANSFER:
        return "coin_transfer";
    }
    return "";
}

static void write_body(const struct transaction *transaction)
{
    enum kind kind = transaction->kind;
    reply_map(1);
    reply_name(kind_name(kind));
    if (kind == KIND_COIN_CREATE) {
        reply_map(3);
        member_decimal("cap", transaction->cap);
        reply_name("symbol");
        reply_text(transaction->symbol);
        member_number("decimals", transaction->decimals);
        return;
    }
    bool has_coin = kind != KIND_TRANSFER;
    bool has_recipient = kind != KIND_COIN_BURN;
    reply_map(has_coin && has_recipient ? 3 : 2);
    if (has_coin)
        member_hexadecimal("coin", transaction->coin);
    member_decimal("amount", transaction->amount);
    if (has_recipient)
        member_hexadecimal("recipient", transaction->recipient);
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
    write_body(transaction);
    member_hexadecimal("chain", transaction->chain);
    member_decimal("nonce", transaction->nonce);
    member_decimal("last_valid_slot", transaction->last_valid_slot);
}

void outcome_header(const struct sealed_header *sealed)
{
    const struct header *header = &sealed->header;
    begin_ok();
    reply_map(3);
    member_hexadecimal("hash", bytes_of_hash(&sealed->hash));
    reply_name("header");
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
    member_hexadecimal("producer", bytes_of_hash(&sealed->producer));
}

void outcome_block(const struct block *block)
{
    struct cbor_reader reader = block->at_transactions;
    begin_ok();
    reply_map(2);
    member_hexadecimal("header", block->header);
    reply_name("transactions");
    reply_array(block->transactions);
    for (uint64_t index = 0; index < block->transactions; index++)
        reply_hexadecimal(cbor_read_byte_string(&reader));
}

void outcome_receipt(const struct receipt *receipt)
{
    begin_ok();
    reply_map(3);
    member_decimal("fee", receipt->fee);
    member_number("outcome", receipt->outcome);
    member_hexadecimal("transaction", receipt->transaction);
}

void outcome_holds(void)
{
    begin_ok();
    reply_null();
}
