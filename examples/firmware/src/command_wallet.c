/* The commands of a chip's wallet: what its owner allows, what it knows that it has, and what it pays. */
#include "parameters.h"
#include "posting.h"
#include "secret.h"
#include "state_proof.h"
#include "wallet.h"

enum {
    TABLE_ACCOUNTS = 1,
    TABLE_HOLDINGS = 3,
    ACCOUNT_FIELDS = 2,
    HOLDING_FIELDS = 1,
    KIND_TRANSFER = 1,
    KIND_COIN_TRANSFER = 5,
};

void read_refresh(struct cbor_reader *reader, union fields *fields)
{
    read_given_view(reader, &fields->refresh);
}

void read_limits(struct cbor_reader *reader, struct limits *limits)
{
    cbor_read_array_of(reader, 3);
    limits->order = cbor_read_unsigned(reader, MAX_AMOUNT);
    limits->window = cbor_read_unsigned(reader, MAX_AMOUNT);
    limits->window_slots = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
}

void read_allow(struct cbor_reader *reader, union fields *fields)
{
    fields->allow.coin = read_hash(reader);
    read_limits(reader, &fields->allow.limits);
}

void read_learn_balance(struct cbor_reader *reader, union fields *fields)
{
    fields->learn_balance.shown.header = read_header(reader);
    fields->learn_balance.coin = read_hash(reader);
    fields->learn_balance.stored = cbor_read_truth(reader);
    const uint8_t *start = reader->at;
    fields->learn_balance.balance = cbor_read_unsigned(reader, MAX_AMOUNT);
    fields->learn_balance.holding = bytes_of(start, (size_t)(reader->at - start));
    cbor_read_unsigned(reader, UINT64_MAX);
    fields->learn_balance.account = bytes_of(start, (size_t)(reader->at - start));
    fields->learn_balance.shown.proof = read_proof(reader);
}

void read_pay(struct cbor_reader *reader, union fields *fields)
{
    struct posting *posting = &fields->pay.posting;
    posting->nonce = cbor_read_unsigned(reader, UINT64_MAX);
    posting->last_valid_slot = cbor_read_unsigned(reader, UINT64_MAX);
    posting->fee = cbor_read_unsigned(reader, MAX_AMOUNT);
    fields->pay.coin = read_hash(reader);
    fields->pay.recipient = read_hash(reader);
    fields->pay.amount = cbor_read_unsigned(reader, MAX_AMOUNT);
}

/* WALLET-4, and then WALLET-2 */
enum code refresh(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct given_view *given = &asked->fields.refresh;
    bool is_other = given->epoch == kept->view.epoch && !bytes_equal(given->hash, bytes_of_hash(&kept->view.hash));
    if (given->epoch < kept->view.epoch || is_other)
        return CODE_CHECKPOINT_NOT_ABOVE;
    uint64_t slot = slot_of_epoch(given->epoch, kept->view.checkpoint_slots);
    enum code code = wallet_begin_trust(asked->injected->reading, slot, given->now, &kept->trust);
    if (code != CODE_NONE)
        return code;
    take_given_view(kept, given);
    forget(asked->chip);
    return CODE_NONE;
}

/* WALLET-7, WALLET-8: a purse that is there keeps what was spent of it, and its balance. */
enum code allow(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct purse *purse = wallet_purse(kept, asked->fields.allow.coin);
    if (purse == NULL) {
        if (kept->purse_count == MAX_PURSES)
            return CODE_ROOM_MISSING;
        purse = &kept->purses[kept->purse_count++];
        memset(purse, 0, sizeof *purse);
        purse->coin = hash_taken(asked->fields.allow.coin);
    }
    purse->limits = asked->fields.allow.limits;
    forget(asked->chip);
    return CODE_NONE;
}

void write_limits(struct writer *writer, const struct limits *limits, const struct spending *spending)
{
    writer_array(writer, 3);
    writer_number(writer, limits->order);
    writer_number(writer, limits->window);
    writer_number(writer, limits->window_slots);
    writer_array(writer, 2);
    writer_number(writer, spending->began);
    writer_number(writer, spending->spent);
}

static void write_purse(struct writer *writer, const struct purse *purse)
{
    writer_array(writer, 5);
    writer_byte_string(writer, bytes_of_hash(&purse->coin));
    write_limits(writer, &purse->limits, &purse->spending);
    writer_number(writer, purse->balance);
    writer_number(writer, purse->learned);
}

enum code report(struct asked *asked)
{
    const struct kept *kept = &asked->chip->kept;
    const struct kept_view *view = &kept->view;
    writer_byte_string(asked->response, bytes_of_hash(&view->chain));
    writer_array(asked->response, 2);
    writer_number(asked->response, view->epoch);
    writer_byte_string(asked->response, bytes_of_hash(&view->hash));
    writer_number(asked->response, view->era);
    writer_byte_string(asked->response, bytes_of_hash(&view->members));
    writer_number(asked->response, kept->trust.since);
    writer_number(asked->response, kept->trust.until);
    writer_number(asked->response, kept->nonce);
    writer_array(asked->response, kept->purse_count);
    for (size_t index = 0; index < kept->purse_count; index++)
        write_purse(asked->response, &kept->purses[index]);
    return CODE_NONE;
}

/* STATE-3: an account's key is its id, a holding's the coin's and then the account's. */
static struct hash balance_path(struct bytes coin, const struct hash *account)
{
    uint8_t key[2 * HASH_BYTES];
    if (is_ssp(coin))
        return state_path(TABLE_ACCOUNTS, bytes_of_hash(account));
    memcpy(key, coin.at, HASH_BYTES);
    memcpy(key + HASH_BYTES, account->bytes, HASH_BYTES);
    return state_path(TABLE_HOLDINGS, bytes_of(key, sizeof key));
}

/* WALLET-10 */
enum code learn_balance(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    struct bytes coin = asked->fields.learn_balance.coin;
    bool stored = asked->fields.learn_balance.stored;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    struct purse *purse = wallet_purse(kept, coin);
    if (purse == NULL)
        return CODE_PURSE_UNKNOWN;
    struct hash account = secret_account(&kept->seed);
    struct hash path = balance_path(coin, &account);
    struct hash record = is_ssp(coin) ? record_hash(ACCOUNT_FIELDS, asked->fields.learn_balance.account)
                                                               : record_hash(HOLDING_FIELDS, asked->fields.learn_balance.holding);
    code = check_proof(bytes_of_hash(&kept->view.hash), &asked->fields.learn_balance.shown, &path, stored ? &record : NULL);
    if (code != CODE_NONE)
        return code;
    purse->balance = stored ? asked->fields.learn_balance.balance : 0;
    purse->learned = certified_slot(kept);
    writer_number(asked->response, purse->balance);
    return CODE_NONE;
}

/* WALLET-11: a transfer of SSP, or of a coin. */
enum code pay(struct asked *asked)
{
    const struct posting *posting = &asked->fields.pay.posting;
    struct bytes coin = asked->fields.pay.coin;
    struct payload payload;
    enum code code = posting_begin(asked, posting);
    if (code == CODE_NONE)
        code = posting_spend(&asked->chip->kept, coin, asked->fields.pay.amount, posting->fee);
    if (code != CODE_NONE)
        return code;
    posting_write(asked, posting, is_ssp(coin) ? KIND_TRANSFER : KIND_COIN_TRANSFER, &payload);
    writer_array(&payload.writer, is_ssp(coin) ? 2 : 3);
    if (!is_ssp(coin))
        writer_byte_string(&payload.writer, coin);
    writer_byte_string(&payload.writer, asked->fields.pay.recipient);
    writer_number(&payload.writer, asked->fields.pay.amount);
    return posting_sign(asked, &payload);
}
