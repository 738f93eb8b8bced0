#include "store.h"

#include "board.h"

enum {
    PLACES = 2,
    PIECE_BYTES = 64,
};

struct place {
    /* 0 where nothing was written. */
    uint64_t number;
    struct kept content;
    uint32_t checksum;
};

_Static_assert(PLACES * sizeof(struct place) <= BOARD_STORE_BYTES, "the board's non-volatile memory is too small");

/* CRC-32 (ISO-HDLC): of "123456789" it is 0xcbf43926. */
static uint32_t add_to_checksum(uint32_t checksum, const void *data, size_t length)
{
    const uint8_t *bytes = data;
    for (size_t index = 0; index < length; index++) {
        checksum ^= bytes[index];
        for (int bit = 0; bit < 8; bit++)
            checksum = checksum & 1 ? checksum >> 1 ^ UINT32_C(0xedb88320) : checksum >> 1;
    }
    return checksum;
}

static size_t start_of(size_t place)
{
    return place * sizeof(struct place);
}

/* The number of a place, or 0 where it is not whole. Its content is looked at in pieces, so that no second copy of it is needed. */
static uint64_t number_of(size_t place)
{
    uint64_t number;
    uint32_t written;
    board_store_read(start_of(place) + offsetof(struct place, number), &number, sizeof number);
    board_store_read(start_of(place) + offsetof(struct place, checksum), &written, sizeof written);
    uint32_t checksum = add_to_checksum(UINT32_MAX, &number, sizeof number);
    for (size_t read = 0; read < sizeof(struct kept);) {
        uint8_t piece[PIECE_BYTES];
        size_t length = sizeof(struct kept) - read < sizeof piece ? sizeof(struct kept) - read : sizeof piece;
        board_store_read(start_of(place) + offsetof(struct place, content) + read, piece, length);
        checksum = add_to_checksum(checksum, piece, length);
        read += length;
    }
    return number != 0 && written == ~checksum ? number : 0;
}

/* The place that was written last, and its number: 0 where nothing was written. */
static size_t find_last(uint64_t *number)
{
    uint64_t first = number_of(0);
    uint64_t second = number_of(1);
    *number = second > first ? second : first;
    return second > first ? 1 : 0;
}

static void overwrite(size_t place)
{
    static const uint8_t NOTHING[PIECE_BYTES];
    for (size_t written = 0; written < sizeof(struct place); written += sizeof NOTHING) {
        size_t left = sizeof(struct place) - written;
        board_store_write(start_of(place) + written, NOTHING, left < sizeof NOTHING ? left : sizeof NOTHING);
    }
}

void store_erase(void)
{
    for (size_t place = 0; place < PLACES; place++)
        overwrite(place);
}

void store_read(struct kept *kept)
{
    uint64_t number;
    size_t last = find_last(&number);
    if (number == 0)
        kept_clear(kept);
    else
        board_store_read(start_of(last) + offsetof(struct place, content), kept, sizeof *kept);
}

void store_write(const struct kept *kept)
{
    uint64_t number;
    size_t place = 1 - find_last(&number);
    number++;
    uint32_t checksum = ~add_to_checksum(add_to_checksum(UINT32_MAX, &number, sizeof number), kept, sizeof *kept);
    board_store_write(start_of(place) + offsetof(struct place, number), &number, sizeof number);
    board_store_write(start_of(place) + offsetof(struct place, content), kept, sizeof *kept);
    board_store_write(start_of(place) + offsetof(struct place, checksum), &checksum, sizeof checksum);
}

void store_forget(void)
{
    uint64_t number;
    overwrite(1 - find_last(&number));
}
