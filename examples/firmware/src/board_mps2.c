/* The board MPS2 with the image AN385, a Cortex-M3: QEMU's machine mps2-an385. */
#include "board.h"

#include "firmware.h"

const char board_name[] = "mps2-an385";

enum {
    CLOCK_HERTZ = 25000000,
    BAUD = 115200,
    /* A power of two, and more than a frame: one may arrive while a signature is verified. */
    RING_BYTES = 512,
};

/* The UART of the Cortex-M System Design Kit. */
struct uart {
    volatile uint32_t data;
    volatile uint32_t state;
    volatile uint32_t control;
    volatile uint32_t interrupts;
    volatile uint32_t divisor;
};

enum {
    STATE_TRANSMIT_FULL = 1,
    STATE_RECEIVE_FULL = 2,
    CONTROL_TRANSMIT = 1,
    CONTROL_RECEIVE = 2,
    CONTROL_RECEIVE_INTERRUPT = 8,
    INTERRUPT_RECEIVE = 2,
};

struct tick_timer {
    volatile uint32_t control;
    volatile uint32_t reload;
    volatile uint32_t current;
};

enum {
    TICK_ENABLE_WITH_INTERRUPT_FROM_PROCESSOR_CLOCK = 7,
};

#define UART ((struct uart *)0x40004000)
#define TICK ((struct tick_timer *)0xe000e010)
#define INTERRUPT_ENABLE (*(volatile uint32_t *)0xe000e100)

static volatile uint32_t milliseconds_since_start;
static volatile uint8_t ring[RING_BYTES];
static volatile uint32_t ring_written;
static volatile uint32_t ring_read;

void tick_interrupt(void)
{
    milliseconds_since_start++;
}

/* A byte without room is lost: the frame's CRC then says so, and the harness sends it again. */
void receive_interrupt(void)
{
    UART->interrupts = INTERRUPT_RECEIVE;
    while (UART->state & STATE_RECEIVE_FULL) {
        uint8_t byte = (uint8_t)UART->data;
        if (ring_written - ring_read < RING_BYTES)
            ring[ring_written++ % RING_BYTES] = byte;
    }
}

uint32_t board_milliseconds(void)
{
    return milliseconds_since_start;
}

/* Sleep until an interrupt. It is looked for with interrupts off, or one in between would be slept through; one that is pending ends the sleep. */
static void sleep_while_silent(void)
{
    __asm__ volatile("cpsid i" ::: "memory");
    if (ring_written == ring_read)
        __asm__ volatile("wfi" ::: "memory");
    __asm__ volatile("cpsie i" ::: "memory");
}

size_t board_read(uint8_t *into, size_t room, uint32_t milliseconds)
{
    uint32_t since = board_milliseconds();
    while (ring_written == ring_read && board_milliseconds() - since < milliseconds)
        sleep_while_silent();
    size_t length = 0;
    while (length < room && ring_written != ring_read) {
        into[length++] = ring[ring_read % RING_BYTES];
        ring_read++;
    }
    return length;
}

void board_write(const uint8_t *data, size_t length)
{
    for (size_t index = 0; index < length; index++) {
        while (UART->state & STATE_TRANSMIT_FULL)
            ;
        UART->data = data[index];
    }
}

/* The board's PSRAM stands for flash: it is not cleared at a start, and QEMU can keep it in a file. */
__attribute__((section(".store"))) static uint8_t store[BOARD_STORE_BYTES];

void board_store_read(size_t start, void *into, size_t length)
{
    memcpy(into, store + start, length);
}

void board_store_write(size_t start, const void *data, size_t length)
{
    memcpy(store + start, data, length);
}

/* The board has no random generator. */
bool board_random(uint8_t *into, size_t length)
{
    (void)into;
    (void)length;
    return false;
}

int main(void)
{
    TICK->reload = CLOCK_HERTZ / 1000 - 1;
    TICK->current = 0;
    TICK->control = TICK_ENABLE_WITH_INTERRUPT_FROM_PROCESSOR_CLOCK;
    UART->divisor = CLOCK_HERTZ / BAUD;
    UART->control = CONTROL_TRANSMIT | CONTROL_RECEIVE | CONTROL_RECEIVE_INTERRUPT;
    INTERRUPT_ENABLE = 1;
    firmware_run();
}
