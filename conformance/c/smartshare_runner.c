#include "smartshare_runner.h"

#include <stdbool.h>
#include <string.h>

#include "smartshare_vectors.h"

/* Room for any right answer, and for a text that says why there is none. */
#ifndef SMARTSHARE_REPLY_ROOM
#define SMARTSHARE_REPLY_ROOM (SMARTSHARE_MAX_REPLY_BYTES + 256)
#endif

enum {
    SHOWN_BYTES = 48,
    MAX_DIGITS = 10,
    /* No answer consists of it alone: what is left of an earlier answer must not pass for this one's. */
    BLANK = 0xaa,
};

/* How a reply begins that says `unsupported`: a map of two, `seq` with 2, and the name. */
static const uint8_t unsupported[] = {0xa2, 0x63, 's', 'e', 'q', 0x02, 0x6b, 'u', 'n', 's', 'u', 'p', 'p', 'o', 'r', 't', 'e', 'd'};

static uint8_t reply[SMARTSHARE_REPLY_ROOM];

static void print_number(uint32_t value)
{
    char digits[MAX_DIGITS + 1];
    size_t start = MAX_DIGITS;
    digits[start] = '\0';
    do {
        digits[--start] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    smartshare_print(digits + start);
}

static void print_bytes(const char *name, const uint8_t *data, size_t length)
{
    static const char hexadecimal[] = "0123456789abcdef";
    char digits[2 * SHOWN_BYTES + 1];
    size_t shown = length < SHOWN_BYTES ? length : SHOWN_BYTES;
    for (size_t place = 0; place < shown; place++) {
        digits[2 * place] = hexadecimal[data[place] >> 4];
        digits[2 * place + 1] = hexadecimal[data[place] & 15];
    }
    digits[2 * shown] = '\0';
    smartshare_print(name);
    smartshare_print(digits);
    smartshare_print(shown < length ? "...\n" : "\n");
}

static void print_verdict(const char *verdict, const struct smartshare_case *one)
{
    smartshare_print(verdict);
    smartshare_print(one->id);
    smartshare_print("  ");
    smartshare_print(one->rules);
    smartshare_print("\n");
}

static uint32_t crc_of(uint32_t crc, const uint8_t *data, size_t length)
{
    for (size_t place = 0; place < length; place++) {
        crc ^= data[place];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return crc;
}

static bool is_whole(const struct smartshare_shard *shard)
{
    uint32_t crc = 0xffffffff;
    for (uint32_t place = 0; place < shard->length; place++) {
        const struct smartshare_case *one = &shard->cases[place];
        crc = crc_of(crc, one->request, one->request_length);
        crc = crc_of(crc, one->reply, one->reply_length);
    }
    return (crc ^ 0xffffffff) == shard->crc;
}

/* The length of the answer, of which the beginning is in `reply`. */
static size_t ask(const uint8_t *request, size_t length)
{
    memset(reply, BLANK, sizeof reply);
    return smartshare_answer(request, length, reply, sizeof reply);
}

static bool is_answered(size_t length, const uint8_t *right, size_t right_length)
{
    return length == right_length && memcmp(reply, right, length) == 0;
}

static void print_failure(size_t length, const uint8_t *right, size_t right_length)
{
    print_bytes("  expected ", right, right_length);
    print_bytes("  got      ", reply, length < sizeof reply ? length : sizeof reply);
}

struct counts {
    uint32_t passed, failed, unsupported, damaged;
};

static void run_case(const struct smartshare_case *one, struct counts *counts)
{
    size_t length = ask(smartshare_reset_request, sizeof smartshare_reset_request);
    if (!is_answered(length, smartshare_reset_reply, sizeof smartshare_reset_reply)) {
        print_verdict("FAIL         ", one);
        smartshare_print("  the reset before it was not answered\n");
        print_failure(length, smartshare_reset_reply, sizeof smartshare_reset_reply);
        counts->failed++;
        return;
    }
    length = ask(one->request, one->request_length);
    if (is_answered(length, one->reply, one->reply_length)) {
        print_verdict("pass         ", one);
        counts->passed++;
    } else if (length >= sizeof unsupported && length <= sizeof reply && memcmp(reply, unsupported, sizeof unsupported) == 0) {
        print_verdict("UNSUPPORTED  ", one);
        counts->unsupported++;
    } else {
        print_verdict("FAIL         ", one);
        print_failure(length, one->reply, one->reply_length);
        counts->failed++;
    }
}

static void print_count(uint32_t count, const char *what)
{
    print_number(count);
    smartshare_print(what);
}

int smartshare_run(void)
{
    struct counts counts = {0, 0, 0, 0};
    for (size_t place = 0; place < sizeof smartshare_shards / sizeof *smartshare_shards; place++) {
        const struct smartshare_shard *shard = &smartshare_shards[place];
        if (!is_whole(shard)) {
            smartshare_print("DAMAGED      a shard is not what was exported, and is not run\n");
            counts.damaged++;
            continue;
        }
        for (uint32_t index = 0; index < shard->length; index++)
            run_case(&shard->cases[index], &counts);
    }
    print_count(counts.passed, " passed, ");
    print_count(counts.failed, " failed, ");
    print_count(counts.unsupported, " unsupported, ");
    print_count(counts.damaged, " shards damaged, ");
    print_count(SMARTSHARE_CASES - counts.passed - counts.failed - counts.unsupported, " not run, ");
    print_count(SMARTSHARE_LEFT_OUT, " left out of the headers\n");
    return counts.failed + counts.unsupported + counts.damaged == 0 && counts.passed > 0 ? 0 : 1;
}
