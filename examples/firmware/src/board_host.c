/* The host as a board: its serial line is a pseudo-terminal, whose address is printed. */
#define _XOPEN_SOURCE 700

#include "board.h"

#include <fcntl.h>
#include <poll.h>
#include <sodium/randombytes.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "firmware.h"

const char board_name[] = "host";

static int line;

static void stop(const char *what)
{
    perror(what);
    exit(1);
}

uint32_t board_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
}

size_t board_read(uint8_t *into, size_t room, uint32_t milliseconds)
{
    struct pollfd waited = {line, POLLIN, 0};
    if (poll(&waited, 1, (int)milliseconds) <= 0)
        return 0;
    ssize_t length = read(line, into, room);
    if (length < 0)
        stop("the line cannot be read");
    return (size_t)length;
}

void board_write(const uint8_t *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(line, data, length);
        if (written < 0)
            stop("the line cannot be written to");
        data += written;
        length -= (size_t)written;
    }
}

/* Forgotten with the process: a session begins with a new chip anyway. */
static uint8_t store[BOARD_STORE_BYTES];

void board_store_read(size_t start, void *into, size_t length)
{
    memcpy(into, store + start, length);
}

void board_store_write(size_t start, const void *data, size_t length)
{
    memcpy(store + start, data, length);
}

bool board_random(uint8_t *into, size_t length)
{
    randombytes_buf(into, length);
    return true;
}

/* A terminal that changes no byte: the harness opens it as it would a serial port. */
static void set_raw(int terminal)
{
    struct termios settings;
    if (tcgetattr(terminal, &settings) != 0)
        stop("the terminal has no settings");
    settings.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    settings.c_oflag &= ~(tcflag_t)OPOST;
    settings.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    settings.c_cflag = (settings.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
    if (tcsetattr(terminal, TCSANOW, &settings) != 0)
        stop("the terminal cannot be set");
}

int main(void)
{
    line = posix_openpt(O_RDWR | O_NOCTTY);
    if (line < 0 || grantpt(line) != 0 || unlockpt(line) != 0)
        stop("no pseudo-terminal is to be had");
    const char *name = ptsname(line);
    /* Kept open here too, so that the line survives a harness that leaves. */
    int other_side = open(name, O_RDWR | O_NOCTTY);
    if (other_side < 0)
        stop(name);
    set_raw(other_side);
    printf("serial:%s\n", name);
    fflush(stdout);
    firmware_run();
}
