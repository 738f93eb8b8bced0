/* What a Cortex-M does before main: the table of interrupts, and the memory as C expects it. */
#include <stdint.h>

extern uint32_t data_in_flash, data_start, data_end, bss_start, bss_end, stack_top;

int main(void);
void tick_interrupt(void);
void receive_interrupt(void);
void reset(void);
_Noreturn void _exit(int status);

/* Where the processor goes after a fault: it stays, and the harness reports a timeout. */
static _Noreturn void halt(void)
{
    for (;;)
        ;
}

/* What the C library ends with. mbedTLS asks for it where it finds its arena damaged. */
_Noreturn void _exit(int status)
{
    (void)status;
    halt();
}

void reset(void)
{
    const uint32_t *from = &data_in_flash;
    for (uint32_t *to = &data_start; to < &data_end; to++)
        *to = *from++;
    for (uint32_t *to = &bss_start; to < &bss_end; to++)
        *to = 0;
    main();
    halt();
}

struct interrupt_table {
    const uint32_t *stack;
    void (*handlers[16])(void);
};

/* The reset, fourteen of the processor's own, the timer as the last of these, and then the first of the board's. */
__attribute__((section(".interrupts"), used)) static const struct interrupt_table interrupts = {
    &stack_top,
    {reset, halt, halt, halt, halt, halt, 0, 0, 0, 0, halt, halt, 0, halt, tick_interrupt, receive_interrupt},
};
