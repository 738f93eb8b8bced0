/* The exported runner on a target behind a pipe: `runner MODE COMMAND...`, where the command speaks the target protocol in CBOR.
 *
 * In mode `right` its replies are handed on. In the other modes the one to every `run` is spoilt, each in its own way. */
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "smartshare_runner.h"

enum {
    LENGTH_BYTES = 4,
    /* The answer to a reset has fewer bytes than any other. */
    RESET_REPLY_BYTES = 10,
};

static FILE *requests, *replies;
static const char *mode;

static void stop(const char *what)
{
    perror(what);
    exit(2);
}

static size_t spoilt(uint8_t *reply, size_t length, size_t room)
{
    static const char refusal[] = "\xa2\x63seq\x02\x6bunsupported\x62no";
    if (strcmp(mode, "right") == 0 || length <= RESET_REPLY_BYTES)
        return length;
    if (strcmp(mode, "silent") == 0)
        return 0;
    if (strcmp(mode, "stale") == 0) {
        memset(reply, 0xaa, room);
        return length;
    }
    if (strcmp(mode, "overlong") == 0)
        return room + 1;
    if (strcmp(mode, "short") == 0)
        return length - 1;
    if (strcmp(mode, "unsupported") == 0) {
        memcpy(reply, refusal, sizeof refusal - 1);
        return sizeof refusal - 1;
    }
    if (strcmp(mode, "last byte") == 0)
        reply[length - 1] ^= 1;
    return length;
}

size_t smartshare_answer(const uint8_t *request, size_t length, uint8_t *reply, size_t room)
{
    uint8_t announced[LENGTH_BYTES] = {(uint8_t)(length >> 24), (uint8_t)(length >> 16), (uint8_t)(length >> 8), (uint8_t)length};
    if (fwrite(announced, 1, sizeof announced, requests) != sizeof announced || fwrite(request, 1, length, requests) != length || fflush(requests) != 0)
        stop("the target takes nothing");
    if (fread(announced, 1, sizeof announced, replies) != sizeof announced)
        stop("the target answers nothing");
    size_t due = (size_t)announced[0] << 24 | (size_t)announced[1] << 16 | (size_t)announced[2] << 8 | announced[3];
    for (size_t place = 0; place < due; place++) {
        int byte = fgetc(replies);
        if (byte == EOF)
            stop("the target breaks off");
        if (place < room)
            reply[place] = (uint8_t)byte;
    }
    return spoilt(reply, due, room);
}

void smartshare_print(const char *text)
{
    fputs(text, stdout);
}

int main(int count, char **words)
{
    int to[2], from[2];
    if (count < 3 || pipe(to) != 0 || pipe(from) != 0)
        stop("runner MODE COMMAND...");
    mode = words[1];
    pid_t child = fork();
    if (child < 0)
        stop("no process");
    if (child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execvp(words[2], words + 2);
        stop(words[2]);
    }
    close(to[0]);
    close(from[1]);
    requests = fdopen(to[1], "wb");
    replies = fdopen(from[0], "rb");
    if (requests == NULL || replies == NULL)
        stop("no streams");
    return smartshare_run();
}
