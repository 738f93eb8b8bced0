/* The commands by which a chip signs quotes and offers, within the mandates of its owner. */
#include "command.h"

#include "parameters.h"
#include "posting.h"
#include "wallet.h"

enum {
    KIND_QUOTE_PLACE = 58,
    KIND_QUOTE_LOWER = 59,
    KIND_ORDER_OFFER = 62,
};

void read_place_quote(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->quote.posting);
    fields->quote.market = read_hash(reader);
    fields->quote.number = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    fields->quote.price = cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    fields->quote.units = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    fields->quote.last = cbor_read_unsigned(reader, UINT64_MAX);
}

void read_lower_quote(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->quote.posting);
    fields->quote.market = read_hash(reader);
    fields->quote.number = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    fields->quote.units = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
}

void read_offer_order(struct cbor_reader *reader, union fields *fields)
{
    read_posting(reader, &fields->quote.posting);
    fields->quote.market = read_hash(reader);
    fields->quote.consumer = read_hash(reader);
    fields->quote.price = cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    fields->quote.units = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    fields->quote.offer_slots = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
}

/* Use the nonce, and find the mandate for the market that the command names, of which the chip has proof. */
static enum code begin_deal(struct asked *asked, struct mandate **mandate)
{
    enum code code = posting_begin(asked, &asked->fields.quote.posting);
    if (code != CODE_NONE)
        return code;
    *mandate = mandate_of(&asked->chip->kept, asked->fields.quote.market);
    if (*mandate == NULL)
        return CODE_MANDATE_UNKNOWN;
    return (*mandate)->opened == 0 ? CODE_MARKET_UNKNOWN : CODE_NONE;
}

/* WALLET-19: deal by a mandate; what the chain will hold is left in `held`. */
static enum code deal(struct asked *asked, struct mandate *mandate, uint64_t *held)
{
    struct kept *kept = &asked->chip->kept;
    uint64_t price = asked->fields.quote.price, units = asked->fields.quote.units, worth = 0;
    enum code code = dealing_check_price(mandate->side, mandate->price, price);
    if (code == CODE_NONE)
        code = dealing_worth(price, units, CODE_QUOTE_WORTH_TOO_HIGH, &worth);
    if (code == CODE_NONE)
        code = wallet_spend_within(&mandate->limits, &mandate->spending, certified_slot(kept), units);
    if (code != CODE_NONE)
        return code;
    *held = dealing_held(mandate->side, worth, mandate->terms.deposit_ppm);
    return posting_spend(kept, bytes_of_hash(&mandate->terms.coin), *held, asked->fields.quote.posting.fee);
}

/* WALLET-20 */
enum code place_quote(struct asked *asked)
{
    struct mandate *mandate;
    struct payload payload;
    uint64_t held;
    enum code code = begin_deal(asked, &mandate);
    if (code == CODE_NONE)
        code = deal(asked, mandate, &held);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, &asked->fields.quote.posting, KIND_QUOTE_PLACE, &payload);
    writer_array(&payload.writer, 6);
    writer_byte_string(&payload.writer, asked->fields.quote.market);
    writer_number(&payload.writer, asked->fields.quote.number);
    writer_number(&payload.writer, mandate->side);
    writer_number(&payload.writer, asked->fields.quote.price);
    writer_number(&payload.writer, asked->fields.quote.units);
    writer_number(&payload.writer, asked->fields.quote.last);
    return posting_sign(asked, &payload);
}

enum code lower_quote(struct asked *asked)
{
    struct payload payload;
    enum code code = posting_begin(asked, &asked->fields.quote.posting);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, &asked->fields.quote.posting, KIND_QUOTE_LOWER, &payload);
    writer_array(&payload.writer, 3);
    writer_byte_string(&payload.writer, asked->fields.quote.market);
    writer_number(&payload.writer, asked->fields.quote.number);
    writer_number(&payload.writer, asked->fields.quote.units);
    return posting_sign_for_fee(asked, &asked->fields.quote.posting, &payload);
}

/* An offer on a market's terms: of fewer units than its granule, all are delivered before a receipt. */
static void write_offer(struct writer *writer, const struct asked *asked, const struct market_terms *terms, uint64_t deposit)
{
    uint32_t units = asked->fields.quote.units;
    writer_array(writer, 14);
    writer_byte_string(writer, asked->fields.quote.consumer);
    writer_byte_string(writer, bytes_of_hash(&terms->service));
    writer_byte_string(writer, bytes_of_hash(&terms->coin));
    writer_number(writer, asked->fields.quote.price);
    writer_number(writer, units);
    writer_number(writer, terms->granule < units ? terms->granule : units);
    writer_number(writer, terms->fee_ppm);
    writer_number(writer, terms->waits.fund);
    writer_number(writer, terms->waits.start);
    writer_number(writer, terms->waits.deliver);
    writer_number(writer, terms->waits.offline);
    writer_number(writer, terms->waits.liable);
    writer_number(writer, deposit);
    writer_number(writer, asked->fields.quote.offer_slots);
}

/* WALLET-21 */
enum code offer_order(struct asked *asked)
{
    struct mandate *mandate;
    struct payload payload;
    uint64_t deposit;
    enum code code = begin_deal(asked, &mandate);
    if (code == CODE_NONE && mandate->side != SIDE_SUPPLY)
        code = CODE_SIDE_OPPOSITE;
    if (code == CODE_NONE)
        code = deal(asked, mandate, &deposit);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, &asked->fields.quote.posting, KIND_ORDER_OFFER, &payload);
    write_offer(&payload.writer, asked, &mandate->terms, deposit);
    return posting_sign(asked, &payload);
}
