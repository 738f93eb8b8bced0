#include "firmware.h"

#include "answer.h"
#include "link.h"
#include "p256.h"

_Noreturn void firmware_run(void)
{
    p256_start();
    link_start();
    for (;;) {
        uint8_t *request;
        size_t length;
        if (link_receive(&request, &length))
            answer(request, length);
        else
            answer_error(0, "the request is longer than max_message_bytes");
        link_finish();
    }
}
