/* The firmware, whatever the board: answer requests for ever. */
#ifndef FIRMWARE_H
#define FIRMWARE_H

_Noreturn void firmware_run(void);

#endif
