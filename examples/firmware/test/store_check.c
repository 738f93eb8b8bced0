/* Cuts the power after every byte that the store writes: what was written last is there then, or what was before it, and nothing else. */
#include <stdio.h>

#include "../src/board.h"
#include "../src/store.h"

static uint8_t memory[BOARD_STORE_BYTES];

/* How many bytes are written before the power is cut. */
static size_t bytes_left;

void board_store_read(size_t start, void *into, size_t length)
{
    memcpy(into, memory + start, length);
}

void board_store_write(size_t start, const void *data, size_t length)
{
    size_t written = length < bytes_left ? length : bytes_left;
    memcpy(memory + start, data, written);
    bytes_left -= written;
}

static void fill(struct kept *kept, uint8_t value)
{
    memset(kept, value, sizeof *kept);
}

static void write_whole(const struct kept *kept)
{
    bytes_left = SIZE_MAX;
    store_write(kept);
}

static bool reads(const struct kept *expected)
{
    struct kept kept;
    store_read(&kept);
    return memcmp(&kept, expected, sizeof kept) == 0;
}

/* Cut the write of `next` after so many bytes, where `last` was written whole; whether what is read then is one of the two, and
 * the next write is read whole. */
static bool survives(size_t cut, const struct kept *last, const struct kept *next, bool *is_written)
{
    struct kept other;
    fill(&other, 0xd4);
    bytes_left = cut;
    store_write(next);
    *is_written = bytes_left > 0;
    if (!reads(*is_written ? next : last) && !reads(next))
        return false;
    write_whole(&other);
    return reads(&other);
}

static bool leaves_nothing_of(uint8_t value)
{
    for (size_t index = 0; index < sizeof memory; index++)
        if (memory[index] == value)
            return false;
    return true;
}

int main(void)
{
    struct kept nothing, last, next;
    kept_clear(&nothing);
    fill(&last, 0xb2);
    fill(&next, 0xc3);
    for (int writes_before = 0; writes_before < 3; writes_before++) {
        bool is_written = false;
        for (size_t cut = 0; !is_written; cut++) {
            bytes_left = SIZE_MAX;
            store_erase();
            for (int write = 0; write < writes_before; write++)
                write_whole(&last);
            if (!survives(cut, writes_before == 0 ? &nothing : &last, &next, &is_written)) {
                printf("after %d writes, cut after %zu bytes: what is read was never written\n", writes_before, cut);
                return 1;
            }
        }
    }
    bytes_left = SIZE_MAX;
    store_erase();
    write_whole(&last);
    write_whole(&next);
    store_forget();
    if (!reads(&next) || !leaves_nothing_of(0xb2)) {
        printf("what was to be forgotten is there\n");
        return 1;
    }
    return 0;
}
