/* Runs the exported test vectors on an implementation that is linked in: no harness, no serial line, no heap, no standard output. */
#ifndef SMARTSHARE_RUNNER_H
#define SMARTSHARE_RUNNER_H

#include <stddef.h>
#include <stdint.h>

/* A case: a message as the target protocol has it in CBOR, and the one right answer to it, byte for byte. */
struct smartshare_case {
    const char *id;
    /* Separated by spaces. */
    const char *rules;
    /* `run`, with the sequence number 2. */
    const uint8_t *request;
    /* The reply with the expected `outcome`. Its encoding is deterministic, so that every right answer has these bytes. */
    const uint8_t *reply;
    uint32_t request_length;
    uint32_t reply_length;
};

/* Some cases, as many as fit into the size that was asked for. */
struct smartshare_shard {
    const struct smartshare_case *cases;
    uint32_t length;
    /* CRC-32 (ISO-HDLC, that of zlib) of each case's request and reply, in order: a shard that was cut off or written over is not run. */
    uint32_t crc;
};

/* To be written by you: answer one message. Writes at most `room` bytes, and returns the length of the whole reply, 0 where there is none. */
size_t smartshare_answer(const uint8_t *request, size_t length, uint8_t *reply, size_t room);

/* To be written by you: put a text out, for people. */
void smartshare_print(const char *text);

/* Put every case to `smartshare_answer`, each after a `reset`, and print a verdict for each. Returns 0 if every case passed and there was one, 1 otherwise. */
int smartshare_run(void);

#endif
