/* The commands of data in shared storage, and of what a chip manages beside money. */
#include "command.h"

#include "secret.h"
#include "state_proof.h"
#include "wallet.h"

enum {
    TABLE_ORDERS = 41,
    TABLE_REPLICAS = 42,
    REPLICA_ACCEPTED = 2,
    NUMBER_BYTES = 8,
};

void read_learn_replica(struct cbor_reader *reader, union fields *fields)
{
    fields->learn_replica.shown.header = read_header(reader);
    fields->learn_replica.id = read_hash(reader);
    order_read(reader, &fields->learn_replica.order);
    fields->learn_replica.shown.proof = read_proof(reader);
    fields->learn_replica.number = (uint32_t)cbor_read_unsigned(reader, MAX_REPLICA_NUMBER);
    replica_read(reader, &fields->learn_replica.replica);
    fields->learn_replica.replica_proof = read_proof(reader);
}

void read_drop_replicas(struct cbor_reader *reader, union fields *fields)
{
    fields->drop_replicas.shown.header = read_header(reader);
    fields->drop_replicas.id = read_hash(reader);
    fields->drop_replicas.shown.proof = read_proof(reader);
}

/* STATE-3: the order, and the replica's number in eight bytes. */
static struct hash replica_path(struct bytes order, uint32_t number)
{
    uint8_t key[HASH_BYTES + NUMBER_BYTES] = {0};
    memcpy(key, order.at, HASH_BYTES);
    key[sizeof key - 1] = (uint8_t)number;
    return state_path(TABLE_REPLICAS, bytes_of(key, sizeof key));
}

/* That the state has the order, and the replica of it, as they are said to be. */
static enum code check_replica_proofs(const struct asked *asked)
{
    struct bytes block_hash = bytes_of_hash(&asked->chip->kept.view.hash);
    struct shown_proof of_replica = {asked->fields.learn_replica.shown.header, asked->fields.learn_replica.replica_proof};
    struct hash order_path = state_path(TABLE_ORDERS, asked->fields.learn_replica.id);
    struct hash order = plain_hash(asked->fields.learn_replica.order.encoded);
    struct hash path = replica_path(asked->fields.learn_replica.id, asked->fields.learn_replica.number);
    struct hash replica = plain_hash(asked->fields.learn_replica.replica.encoded);
    enum code code = check_proof(block_hash, &asked->fields.learn_replica.shown, &order_path, &order);
    return code == CODE_NONE ? check_proof(block_hash, &of_replica, &path, &replica) : code;
}

static enum code check_kept(const struct asked *asked, bool *owned)
{
    const struct order *order = &asked->fields.learn_replica.order;
    struct hash account = secret_account(&asked->chip->kept.seed);
    *owned = bytes_equal(order->consumer, bytes_of_hash(&account));
    if (*owned == bytes_equal(order->provider, bytes_of_hash(&account)))
        return CODE_PARTY_FOREIGN;
    return asked->fields.learn_replica.replica.stage == REPLICA_ACCEPTED ? CODE_NONE : CODE_REPLICA_NOT_ACCEPTED;
}

/* The place of a replica, where it is known or where there is room for it; null where there is none. */
static struct stored_replica *place_for(struct kept *kept, struct bytes order, uint32_t number)
{
    for (size_t index = 0; index < kept->replica_count; index++)
        if (bytes_equal(bytes_of_hash(&kept->replicas[index].order), order) && kept->replicas[index].replica == number)
            return &kept->replicas[index];
    return kept->replica_count < MAX_REPLICAS ? &kept->replicas[kept->replica_count++] : NULL;
}

/* WALLET-12 */
enum code learn_replica(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    const struct replica *replica = &asked->fields.learn_replica.replica;
    bool owned = false;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code == CODE_NONE)
        code = check_replica_proofs(asked);
    if (code == CODE_NONE)
        code = check_kept(asked, &owned);
    if (code != CODE_NONE)
        return code;
    struct stored_replica *stored = place_for(kept, asked->fields.learn_replica.id, asked->fields.learn_replica.number);
    if (stored == NULL)
        return CODE_ROOM_MISSING;
    stored->order = hash_taken(asked->fields.learn_replica.id);
    stored->replica = asked->fields.learn_replica.number;
    stored->owned = owned;
    stored->root = hash_taken(replica->root);
    stored->chunks = replica->chunks;
    stored->missed = replica->missed;
    stored->learned = certified_slot(kept);
    writer_number(asked->response, owned);
    return CODE_NONE;
}

/* Leave out the replicas of an order; how many there were is returned. */
static size_t leave_out_replicas(struct kept *kept, struct bytes order)
{
    size_t left = 0;
    for (size_t index = 0; index < kept->replica_count; index++)
        if (!bytes_equal(bytes_of_hash(&kept->replicas[index].order), order))
            kept->replicas[left++] = kept->replicas[index];
    size_t gone = kept->replica_count - left;
    memset(&kept->replicas[left], 0, gone * sizeof kept->replicas[0]);
    kept->replica_count = left;
    return gone;
}

/* WALLET-13: what was left out is there again where the proof then shows nothing. */
enum code drop_replicas(struct asked *asked)
{
    struct kept *kept = &asked->chip->kept;
    enum code code = wallet_check_fresh(&kept->trust, asked->injected->reading);
    if (code != CODE_NONE)
        return code;
    if (leave_out_replicas(kept, asked->fields.drop_replicas.id) == 0)
        return CODE_REPLICA_UNKNOWN;
    struct hash path = state_path(TABLE_ORDERS, asked->fields.drop_replicas.id);
    return check_proof(bytes_of_hash(&kept->view.hash), &asked->fields.drop_replicas.shown, &path, NULL);
}

static void write_replica(struct writer *writer, const struct stored_replica *stored)
{
    writer_array(writer, 7);
    writer_byte_string(writer, bytes_of_hash(&stored->order));
    writer_number(writer, stored->replica);
    writer_number(writer, stored->owned);
    writer_byte_string(writer, bytes_of_hash(&stored->root));
    writer_number(writer, stored->chunks);
    writer_number(writer, stored->missed);
    writer_number(writer, stored->learned);
}

enum code list_assets(struct asked *asked)
{
    const struct kept *kept = &asked->chip->kept;
    writer_array(asked->response, kept->replica_count);
    for (size_t index = 0; index < kept->replica_count; index++)
        write_replica(asked->response, &kept->replicas[index]);
    writer_array(asked->response, kept->mandate_count);
    for (size_t index = 0; index < kept->mandate_count; index++)
        write_mandate(asked->response, &kept->mandates[index]);
    return CODE_NONE;
}
