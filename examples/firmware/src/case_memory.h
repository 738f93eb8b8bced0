/* What one case works on, and no other at the same time: a chip, or what a call shows a light client. */
#ifndef CASE_MEMORY_H
#define CASE_MEMORY_H

#include "chip.h"
#include "light_client.h"

union case_memory {
    struct chip chip;
    struct {
        struct view view;
        struct shown shown;
        struct agents members;
        struct change change;
    } call;
};

extern union case_memory case_memory;

#endif
