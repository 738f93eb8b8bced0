/* The commands of markets: mandates, what a market is, and the quote that serves the node best. */
#include "command.h"

#include "parameters.h"
#include "posting.h"
#include "state_proof.h"
#include "wallet.h"

enum {
    TABLE_MARKETS = 38,
};

#define MAX_LEVEL_UNITS ((UINT64_C(1) << 46) - 1)

void read_entrust(struct cbor_reader *reader, union fields *fields)
{
    fields->entrust.market = read_hash(reader);
    fields->entrust.side = cbor_read_truth(reader) ? SIDE_SUPPLY : SIDE_DEMAND;
    fields->entrust.price = cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    read_limits(reader, &fields->entrust.limits);
}

void read_revoke(struct cbor_reader *reader, union fields *fields)
{
    fields->entrust.market = read_hash(reader);
}

void read_show_market(struct cbor_reader *reader, union fields *fields)
{
    fields->show_market.shown.header = read_header(reader);
    fields->show_market.id = read_hash(reader);
    market_read(reader, &fields->show_market.market);
    fields->show_market.shown.proof = read_proof(reader);
}

void read_best_quote(struct cbor_reader *reader, union fields *fields)
{
    struct book *others = &fields->best_quote.others;
    fields->best_quote.market = read_hash(reader);
    fields->best_quote.fee = cbor_read_unsigned(reader, MAX_AMOUNT);
    uint64_t count = cbor_read_array(reader);
    if (count > CHIP_LEVELS)
        cbor_fail(reader);
    others->count = reader->failed ? 0 : (size_t)count;
    for (size_t index = 0; index < others->count; index++) {
        cbor_read_array_of(reader, 3);
        others->levels[index].price = cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
        others->levels[index].demand = cbor_read_unsigned(reader, MAX_LEVEL_UNITS);
        others->levels[index].supply = cbor_read_unsigned(reader, MAX_LEVEL_UNITS);
    }
}

struct mandate *mandate_of(struct kept *kept, struct bytes market)
{
    for (size_t index = 0; index < kept->mandate_count; index++)
        if (bytes_equal(bytes_of_hash(&kept->mandates[index].market), market))
            return &kept->mandates[index];
    return NULL;
}

/* The terms of a market of which nothing is known. */
static void clear_mandate(struct mandate *mandate)
{
    memset(mandate, 0, sizeof *mandate);
    mandate->terms.granule = 1;
    mandate->terms.waits.fund = mandate->terms.waits.start = mandate->terms.waits.deliver = mandate->terms.waits.liable = 1;
}

/* WALLET-14 */
enum code entrust(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct mandate *mandate = mandate_of(kept, asked->fields.entrust.market);
    if (mandate == NULL) {
        if (kept->mandate_count == MAX_MANDATES)
            return CODE_ROOM_MISSING;
        mandate = &kept->mandates[kept->mandate_count++];
        clear_mandate(mandate);
        mandate->market = hash_taken(asked->fields.entrust.market);
    }
    mandate->side = asked->fields.entrust.side;
    mandate->price = asked->fields.entrust.price;
    mandate->limits = asked->fields.entrust.limits;
    forget(asked->chip);
    return CODE_NONE;
}

enum code revoke(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct mandate *mandate = mandate_of(kept, asked->fields.entrust.market);
    if (mandate == NULL)
        return CODE_MANDATE_UNKNOWN;
    struct mandate *last = &kept->mandates[--kept->mandate_count];
    for (; mandate < last; mandate++)
        *mandate = mandate[1];
    memset(last, 0, sizeof *last);
    forget(asked->chip);
    return CODE_NONE;
}

/* WALLET-15 */
enum code show_market(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct market *market = &asked->fields.show_market.market;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    struct mandate *mandate = mandate_of(kept, asked->fields.show_market.id);
    if (mandate == NULL)
        return CODE_MANDATE_UNKNOWN;
    struct hash path = state_path(TABLE_MARKETS, asked->fields.show_market.id);
    struct hash record = plain_hash(market->encoded);
    code = check_proof(bytes_of_hash(&kept->view.hash), &asked->fields.show_market.shown, &path, &record);
    if (code != CODE_NONE)
        return code;
    struct market_terms terms = {
        hash_taken(market->service), hash_taken(market->coin), hash_taken(market->region), hash_taken(market->quality),
        market->granule, market->fee_ppm, market->waits, market->deposit_ppm,
    };
    mandate->opened = market->opened;
    mandate->terms = terms;
    return CODE_NONE;
}

static void write_terms(struct writer *writer, const struct market_terms *terms)
{
    const struct waits *waits = &terms->waits;
    writer_array(writer, 8);
    writer_byte_string(writer, bytes_of_hash(&terms->service));
    writer_byte_string(writer, bytes_of_hash(&terms->coin));
    writer_byte_string(writer, bytes_of_hash(&terms->region));
    writer_byte_string(writer, bytes_of_hash(&terms->quality));
    writer_number(writer, terms->granule);
    writer_number(writer, terms->fee_ppm);
    writer_array(writer, 5);
    writer_number(writer, waits->fund);
    writer_number(writer, waits->start);
    writer_number(writer, waits->deliver);
    writer_number(writer, waits->offline);
    writer_number(writer, waits->liable);
    writer_number(writer, terms->deposit_ppm);
}

void write_mandate(struct writer *writer, const struct mandate *mandate)
{
    writer_array(writer, 7);
    writer_byte_string(writer, bytes_of_hash(&mandate->market));
    writer_number(writer, mandate->side);
    writer_number(writer, mandate->price);
    write_limits(writer, &mandate->limits, &mandate->spending);
    writer_number(writer, mandate->opened);
    write_terms(writer, &mandate->terms);
}

/* WALLET-17 */
enum code best_quote(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct mandate *mandate = mandate_of(kept, asked->fields.best_quote.market);
    if (mandate == NULL)
        return CODE_MANDATE_UNKNOWN;
    if (mandate->opened == 0)
        return CODE_MARKET_UNKNOWN;
    struct bytes coin = bytes_of_hash(&mandate->terms.coin);
    const struct purse *purse = wallet_purse(kept, coin);
    if (purse == NULL)
        return CODE_PURSE_UNKNOWN;
    enum code code = dealing_check_book(&asked->fields.best_quote.others);
    if (code != CODE_NONE)
        return code;
    uint64_t slot = certified_slot(kept);
    uint64_t fee = is_ssp(coin) ? asked->fields.best_quote.fee : 0;
    struct aim aim = {.side = mandate->side, .limit = mandate->price, .deposit_ppm = mandate->terms.deposit_ppm};
    aim.allowance = dealing_spendable(&purse->limits, &purse->spending, slot, purse->balance, fee);
    uint64_t allowed = dealing_spendable(&mandate->limits, &mandate->spending, slot, mandate->limits.order, 0);
    uint64_t affordable = dealing_affordable(aim.side, aim.limit, aim.deposit_ppm, aim.allowance);
    aim.units = allowed < affordable ? allowed : affordable;
    struct choice choice = quoting_best(&asked->fields.best_quote.others, &aim);
    writer_number(asked->response, choice.price);
    writer_number(asked->response, choice.units);
    return CODE_NONE;
}
