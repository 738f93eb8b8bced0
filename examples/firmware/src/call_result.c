#include "call_result.h"

#include <string.h>

#include "parameters.h"
#include "reply.h"

enum {
    MAX_EVENTS = 64,
    MAX_NAME_BYTES = 40,
    MAX_KEY_BYTES = 128,
    EVENT_PARTS = 3,
    WRITE_PARTS = 2,
    WRITE_SET_PARTS = 5,
    PACKAGE_PARTS = 2,
};

#define MAX_GAS ((uint64_t)1 << 40)

static struct bytes read_named(struct cbor_reader *reader, size_t most)
{
    struct bytes name = cbor_read_byte_string_up_to(reader, most);
    if (name.length == 0)
        cbor_fail(reader);
    return name;
}

static struct records read_events(struct cbor_reader *reader)
{
    uint64_t count = cbor_read_array(reader);
    struct records events = {count, *reader};
    if (count > MAX_EVENTS)
        cbor_fail(reader);
    for (uint64_t index = 0; index < count && !reader->failed; index++) {
        cbor_read_array_of(reader, EVENT_PARTS);
        cbor_read_byte_string_of(reader, HASH_BYTES);
        read_named(reader, MAX_NAME_BYTES);
        scalar_read(reader);
    }
    return events;
}

static bool is_before(struct bytes one, struct bytes other)
{
    size_t shorter = one.length < other.length ? one.length : other.length;
    int order = memcmp(one.at, other.at, shorter);
    return order != 0 ? order < 0 : one.length < other.length;
}

static struct records read_writes(struct cbor_reader *reader)
{
    uint64_t count = cbor_read_array(reader);
    struct records writes = {count, *reader};
    struct bytes before = {reader->at, 0};
    for (uint64_t index = 0; index < count && !reader->failed; index++) {
        cbor_read_array_of(reader, WRITE_PARTS);
        struct bytes key = read_named(reader, MAX_KEY_BYTES);
        cbor_read_byte_string(reader);
        /* WIRE-18: nothing is before a key but nothing at all. */
        if (!is_before(before, key))
            cbor_fail(reader);
        before = key;
    }
    return writes;
}

struct call_result call_result_read(struct cbor_reader *reader)
{
    struct call_result result;
    result.gas = cbor_read_unsigned(reader, MAX_GAS);
    result.value = scalar_read(reader);
    result.events = read_events(reader);
    return result;
}

enum code write_set_read(struct bytes data, struct write_set *write_set)
{
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, WRITE_SET_PARTS);
    write_set->outcome = cbor_read_unsigned(&reader, UINT16_MAX);
    write_set->result = call_result_read(&reader);
    write_set->writes = read_writes(&reader);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

enum code package_read(struct bytes data, struct package *package)
{
    struct cbor_reader reader = cbor_reader_of(data);
    cbor_read_array_of(&reader, PACKAGE_PARTS);
    package->contract = cbor_read_byte_string_of(&reader, HASH_BYTES);
    package->hash = cbor_read_byte_string_of(&reader, HASH_BYTES);
    return cbor_is_read(&reader) ? CODE_NONE : CODE_MALFORMED;
}

void call_result_write(const struct call_result *result)
{
    struct cbor_reader reader = result->events.at;
    reply_name("gas");
    reply_number(result->gas);
    reply_name("value");
    scalar_write(&result->value);
    reply_name("events");
    reply_array(result->events.count);
    for (uint64_t index = 0; index < result->events.count; index++) {
        cbor_read_array_of(&reader, EVENT_PARTS);
        struct bytes contract = cbor_read_byte_string_of(&reader, HASH_BYTES);
        struct bytes name = cbor_read_byte_string(&reader);
        struct scalar value = scalar_read(&reader);
        reply_map(EVENT_PARTS);
        reply_name("name");
        reply_hexadecimal(name);
        reply_name("value");
        scalar_write(&value);
        reply_name("contract");
        reply_hexadecimal(contract);
    }
}

void records_write_writes(const struct records *writes)
{
    struct cbor_reader reader = writes->at;
    reply_array(writes->count);
    for (uint64_t index = 0; index < writes->count; index++) {
        cbor_read_array_of(&reader, WRITE_PARTS);
        reply_map(WRITE_PARTS);
        reply_name("key");
        reply_hexadecimal(cbor_read_byte_string(&reader));
        reply_name("record");
        reply_hexadecimal(cbor_read_byte_string(&reader));
    }
}
