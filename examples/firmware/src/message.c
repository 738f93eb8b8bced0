#include "message.h"

#include "utf8.h"

enum {
    MAX_DEPTH = 32,
};

#define MAX_NUMBER ((UINT64_C(1) << 53) - 1)

/* An array or a map that has begun. */
struct level {
    uint64_t items_left;
    bool is_map;
    struct bytes last_key;
};

static bool is_scalar(struct cbor_reader *reader, struct cbor_head head)
{
    size_t characters = 0;
    switch (head.type) {
    case CBOR_UNSIGNED:
        return head.argument <= MAX_NUMBER;
    case CBOR_NEGATIVE:
        return head.argument < MAX_NUMBER;
    case CBOR_TEXT:
        return utf8_count(cbor_take(reader, head.argument), &characters) && !reader->failed;
    case CBOR_SIMPLE:
        return head.argument >= CBOR_FALSE && head.argument <= CBOR_NULL;
    case CBOR_BYTE_STRING:
    case CBOR_ARRAY:
    case CBOR_MAP:
    case CBOR_TAG:
        break;
    }
    return false;
}

static bool is_before(struct bytes one, struct bytes other)
{
    size_t shorter = one.length < other.length ? one.length : other.length;
    int order = shorter == 0 ? 0 : memcmp(one.at, other.at, shorter);
    return order < 0 || (order == 0 && one.length < other.length);
}

/* Read a map's key, encoded as it is, and check that it follows the one before. */
static bool read_key(struct cbor_reader *reader, struct level *level)
{
    const uint8_t *start = reader->at;
    struct cbor_head head = cbor_read_head(reader);
    if (reader->failed || head.type != CBOR_TEXT || !is_scalar(reader, head))
        return false;
    struct bytes key = bytes_of(start, (size_t)(reader->at - start));
    bool is_ordered = level->last_key.length == 0 || is_before(level->last_key, key);
    level->last_key = key;
    return is_ordered;
}

bool message_is_strict(struct bytes data)
{
    struct cbor_reader reader = cbor_reader_of(data);
    struct level levels[MAX_DEPTH];
    size_t depth = 0;
    do {
        if (depth > 0) {
            struct level *level = &levels[depth - 1];
            if (level->items_left == 0) {
                depth--;
                continue;
            }
            level->items_left--;
            if (level->is_map && !read_key(&reader, level))
                return false;
        }
        struct cbor_head head = cbor_read_head(&reader);
        if (reader.failed)
            return false;
        if (head.type == CBOR_ARRAY || head.type == CBOR_MAP) {
            if (depth == MAX_DEPTH)
                return false;
            struct level begun = {head.argument, head.type == CBOR_MAP, bytes_of(data.at, 0)};
            levels[depth++] = begun;
        } else if (!is_scalar(&reader, head)) {
            return false;
        }
    } while (depth > 0);
    return cbor_is_read(&reader);
}

/* Its items cannot be more than its bytes, so that the count cannot overflow. */
void message_skip(struct cbor_reader *reader)
{
    uint64_t items = 1;
    while (items > 0 && !reader->failed) {
        struct cbor_head head = cbor_read_head(reader);
        items--;
        if (head.type == CBOR_TEXT)
            cbor_take(reader, head.argument);
        else if (head.type == CBOR_ARRAY)
            items += head.argument;
        else if (head.type == CBOR_MAP)
            items += 2 * head.argument;
    }
}

bool message_member(struct cbor_reader map, const char *name, struct cbor_reader *value)
{
    struct cbor_head head = cbor_read_head(&map);
    if (head.type != CBOR_MAP)
        return false;
    for (uint64_t index = 0; index < head.argument && !map.failed; index++) {
        struct bytes key = cbor_take(&map, cbor_read_head(&map).argument);
        if (!map.failed && bytes_equal(key, bytes_of_text(name))) {
            *value = map;
            return true;
        }
        message_skip(&map);
    }
    return false;
}

bool message_is_map_of(struct cbor_reader value, uint64_t members)
{
    struct cbor_head head = cbor_read_head(&value);
    return !value.failed && head.type == CBOR_MAP && head.argument == members;
}

bool message_text(struct cbor_reader value, struct bytes *text)
{
    struct cbor_head head = cbor_read_head(&value);
    if (value.failed || head.type != CBOR_TEXT)
        return false;
    *text = cbor_take(&value, head.argument);
    return !value.failed;
}

bool message_is_null(struct cbor_reader value)
{
    struct cbor_head head = cbor_read_head(&value);
    return !value.failed && head.type == CBOR_SIMPLE && head.argument == CBOR_NULL;
}

bool message_number(struct cbor_reader value, uint64_t high, uint64_t *number)
{
    struct cbor_head head = cbor_read_head(&value);
    *number = head.argument;
    return !value.failed && head.type == CBOR_UNSIGNED && head.argument <= high;
}

bool message_array(struct cbor_reader *value, uint64_t *count)
{
    struct cbor_head head = cbor_read_head(value);
    *count = head.argument;
    return !value->failed && head.type == CBOR_ARRAY;
}
