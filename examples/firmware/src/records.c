/* The records of orders, replicas and markets: all of each is checked, and read what a chip needs. */
#include "command.h"

#include "parameters.h"

enum {
    FIELDS = 12,
    LAST_PHASE = 7,
    LAST_STAGE = 2,
};

void waits_read(struct cbor_reader *reader, struct waits *waits)
{
    cbor_read_array_of(reader, 5);
    waits->fund = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
    waits->start = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
    waits->deliver = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
    waits->offline = cbor_read_unsigned(reader, MAX_OFFLINE_SLOTS);
    waits->liable = cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
}

static void read_terms(struct cbor_reader *reader, struct order *order)
{
    struct waits waits;
    cbor_read_array_of(reader, 5);
    order->price = cbor_read_unsigned(reader, MAX_AMOUNT);
    order->quantity = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    order->granule = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    cbor_read_unsigned(reader, WHOLE_PPM);
    waits_read(reader, &waits);
}

static void read_meter(struct cbor_reader *reader, struct meter *meter)
{
    cbor_read_array_of(reader, 3);
    meter->sequence = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    meter->units = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    meter->slot = cbor_read_unsigned(reader, UINT64_MAX);
}

static void read_escrow(struct cbor_reader *reader)
{
    cbor_read_array_of(reader, 4);
    cbor_read_unsigned(reader, LAST_STAGE);
    cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    cbor_read_unsigned(reader, UINT64_MAX);
}

void order_read(struct cbor_reader *reader, struct order *order)
{
    const uint8_t *start = reader->at;
    cbor_read_array_of(reader, FIELDS);
    order->phase = cbor_read_unsigned(reader, LAST_PHASE);
    order->consumer = read_hash(reader);
    order->provider = read_hash(reader);
    /* The service, and the manufacturer and the serial of the chip that serves. */
    read_hash(reader);
    cbor_read_array_of(reader, 2);
    read_hash(reader);
    read_hash(reader);
    order->coin = read_hash(reader);
    read_terms(reader, order);
    read_meter(reader, &order->meter);
    order->claimed = (uint32_t)cbor_read_unsigned(reader, UINT32_MAX);
    read_escrow(reader);
    cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    cbor_read_unsigned(reader, MAX_HELD_AMOUNT);
    order->encoded = bytes_of(start, (size_t)(reader->at - start));
}

/* What a provider commits to keep, and how it is audited. */
static void read_commitment(struct cbor_reader *reader, struct replica *replica)
{
    cbor_read_array_of(reader, 3);
    replica->root = read_hash(reader);
    replica->chunks = (uint32_t)cbor_read_unsigned_from(reader, 1, MAX_CHUNKS);
    cbor_read_array_of(reader, 4);
    cbor_read_unsigned_from(reader, 1, MAX_WAIT_SLOTS);
    cbor_read_unsigned_from(reader, 1, MAX_SAMPLES);
    cbor_read_unsigned(reader, MAX_AMOUNT);
    cbor_read_unsigned_from(reader, 1, MAX_PATIENCE);
}

void replica_read(struct cbor_reader *reader, struct replica *replica)
{
    const uint8_t *start = reader->at;
    cbor_read_array_of(reader, 3);
    replica->stage = cbor_read_unsigned(reader, LAST_STAGE);
    read_commitment(reader, replica);
    cbor_read_array_of(reader, 4);
    cbor_read_unsigned(reader, UINT32_MAX);
    replica->missed = (uint32_t)cbor_read_unsigned(reader, MAX_PATIENCE);
    cbor_read_unsigned(reader, UINT64_MAX);
    cbor_read_truth(reader);
    replica->encoded = bytes_of(start, (size_t)(reader->at - start));
}

static void read_market_terms(struct cbor_reader *reader, struct market *market)
{
    cbor_read_array_of(reader, 8);
    market->service = read_hash(reader);
    market->coin = read_hash(reader);
    market->region = read_hash(reader);
    market->quality = read_hash(reader);
    market->granule = (uint32_t)cbor_read_unsigned_from(reader, 1, UINT32_MAX);
    market->fee_ppm = (uint32_t)cbor_read_unsigned(reader, WHOLE_PPM);
    waits_read(reader, &market->waits);
    market->deposit_ppm = (uint32_t)cbor_read_unsigned(reader, WHOLE_PPM);
}

void market_read(struct cbor_reader *reader, struct market *market)
{
    const uint8_t *start = reader->at;
    cbor_read_array_of(reader, 3);
    market->opened = cbor_read_unsigned(reader, UINT64_MAX);
    read_market_terms(reader, market);
    cbor_read_array_of(reader, 3);
    cbor_read_unsigned(reader, MAX_MARKET_QUOTES);
    cbor_read_truth(reader);
    cbor_read_unsigned(reader, UINT64_MAX);
    market->encoded = bytes_of(start, (size_t)(reader->at - start));
}
