#include "profile.h"

#include "cbor.h"
#include "utf8.h"

enum {
    MAX_DEPTH = 5,
};

static bool is_item(struct cbor_reader *reader, struct cbor_head head)
{
    size_t characters = 0;
    switch (head.type) {
    case CBOR_UNSIGNED:
    case CBOR_NEGATIVE:
    case CBOR_ARRAY:
        return true;
    case CBOR_BYTE_STRING:
        cbor_take(reader, head.argument);
        return !reader->failed;
    case CBOR_TEXT:
        return utf8_count(cbor_take(reader, head.argument), &characters) && !reader->failed;
    case CBOR_MAP:
        return head.argument == 0;
    case CBOR_TAG:
    case CBOR_SIMPLE:
        break;
    }
    return false;
}

bool profile_is(struct bytes data)
{
    struct cbor_reader reader = cbor_reader_of(data);
    uint64_t items_left[MAX_DEPTH + 1] = {1};
    size_t depth = 0;
    for (;;) {
        while (items_left[depth] == 0) {
            if (depth == 0)
                return cbor_is_read(&reader);
            depth--;
        }
        items_left[depth]--;
        struct cbor_head head = cbor_read_head(&reader);
        if (reader.failed || !is_item(&reader, head))
            return false;
        /* WIRE-2: an empty array or map nests as deep as one with items. */
        if ((head.type == CBOR_ARRAY || head.type == CBOR_MAP) && depth == MAX_DEPTH)
            return false;
        if (head.type == CBOR_ARRAY && head.argument > 0)
            items_left[++depth] = head.argument;
    }
}
