#include "link.h"

#include "board.h"
#include "frame.h"

enum {
    MAX_SENDINGS = 9,
    /* Half a second, the time of the longest frame and its acknowledgement at 115,200 baud, and a margin for adapters. */
    RESEND_MILLISECONDS = 600,
    LISTEN_MILLISECONDS = 1000,
};

static struct {
    /* Bytes of the line that no frame was made of yet. */
    uint8_t arrived[64];
    size_t arrived_length;
    size_t arrived_read;

    uint8_t encoded[FRAME_MAX_ENCODED_BYTES];
    size_t encoded_length;

    bool has_session;
    uint8_t accepted;
    uint8_t sent;
    uint8_t acknowledged;

    uint8_t request[LINK_MAX_REQUEST_BYTES];
    size_t request_length;
    bool is_whole;

    uint8_t chunk[FRAME_MAX_CHUNK_BYTES];
    size_t chunk_length;
    bool is_dropped;
} state;

static void put(enum frame_type type, uint8_t number, struct bytes payload)
{
    uint8_t line[FRAME_MAX_LINE_BYTES];
    struct frame frame = {type, number, payload};
    board_write(line, frame_encode(&frame, line));
}

static void put_bare(enum frame_type type, uint8_t number)
{
    put(type, number, bytes_of(NULL, 0));
}

static void take_chunk(const struct frame *frame)
{
    uint8_t due = (uint8_t)(state.accepted + 1);
    if (frame->number == due) {
        state.accepted = due;
        /* What is too long is not kept, but its end still has to be found: a length beyond the buffer says so. */
        bool fits = state.request_length <= sizeof state.request && frame->payload.length <= sizeof state.request - state.request_length;
        if (fits)
            memcpy(state.request + state.request_length, frame->payload.at, frame->payload.length);
        state.request_length = fits ? state.request_length + frame->payload.length : sizeof state.request + 1;
        state.is_whole = frame->type == FRAME_LAST;
        state.is_dropped = true;
    }
    if (frame->number == state.accepted)
        put_bare(FRAME_ACK, frame->number);
}

static void take_start(void)
{
    state.has_session = true;
    state.accepted = state.sent = state.acknowledged = 0;
    state.request_length = 0;
    state.is_whole = false;
    state.is_dropped = true;
    put_bare(FRAME_ACK, 0);
}

/* Answer a frame, which has arrived; whether it refuses the chunk that is under way. */
static bool take(const struct frame *frame)
{
    if (frame->type == FRAME_START) {
        take_start();
    } else if (!state.has_session) {
        put_bare(FRAME_START, 0);
    } else if (frame->type == FRAME_ACK) {
        state.acknowledged = frame->number;
    } else if (frame->type == FRAME_NAK) {
        if (state.acknowledged != state.sent)
            return frame->number == state.sent;
        /* Nothing of this side is under way, so that it was the acknowledgement that arrived damaged. */
        put_bare(FRAME_ACK, state.accepted);
    } else {
        take_chunk(frame);
    }
    return false;
}

/* Take the frame that a zero has ended; whether it refuses the chunk that is under way. */
static bool end_frame(void)
{
    size_t length = state.encoded_length;
    state.encoded_length = 0;
    struct frame frame;
    if (length == 0)
        return false;
    if (length <= sizeof state.encoded && frame_decode(state.encoded, length, &frame))
        return take(&frame);
    put_bare(FRAME_NAK, (uint8_t)(state.accepted + 1));
    return false;
}

/* Read the line until a frame has ended or the time is over; whether it refuses the chunk that is under way. */
static bool step(uint32_t milliseconds)
{
    if (state.arrived_read == state.arrived_length) {
        state.arrived_length = board_read(state.arrived, sizeof state.arrived, milliseconds);
        state.arrived_read = 0;
    }
    while (state.arrived_read < state.arrived_length) {
        uint8_t byte = state.arrived[state.arrived_read++];
        if (byte == 0)
            return end_frame();
        if (state.encoded_length < sizeof state.encoded)
            state.encoded[state.encoded_length++] = byte;
        else
            state.encoded_length = sizeof state.encoded + 1;
    }
    return false;
}

/* Send the chunk until it is acknowledged, or no longer wanted. */
static void deliver(enum frame_type type)
{
    state.sent++;
    for (int sending = 0; sending < MAX_SENDINGS && !state.is_dropped; sending++) {
        put(type, state.sent, bytes_of(state.chunk, state.chunk_length));
        uint32_t since = board_milliseconds();
        bool is_refused = false;
        while (!is_refused && !state.is_dropped) {
            uint32_t waited = board_milliseconds() - since;
            if (waited >= RESEND_MILLISECONDS)
                break;
            is_refused = step(RESEND_MILLISECONDS - waited);
            if (state.acknowledged == state.sent && !state.is_dropped) {
                state.chunk_length = 0;
                return;
            }
        }
    }
    state.is_dropped = true;
}

void link_start(void)
{
    put_bare(FRAME_START, 0);
}

bool link_receive(uint8_t **request, size_t *length)
{
    while (!state.is_whole)
        step(LISTEN_MILLISECONDS);
    bool fits = state.request_length <= sizeof state.request;
    *request = state.request;
    *length = fits ? state.request_length : 0;
    state.request_length = 0;
    state.is_whole = false;
    state.chunk_length = 0;
    state.is_dropped = false;
    return fits;
}

void link_write(struct bytes data)
{
    while (data.length > 0 && !state.is_dropped) {
        /* A full chunk waits for what follows it: only then is it known not to be the last. */
        if (state.chunk_length == sizeof state.chunk) {
            deliver(FRAME_MORE);
            continue;
        }
        size_t room = sizeof state.chunk - state.chunk_length;
        size_t part = data.length < room ? data.length : room;
        memcpy(state.chunk + state.chunk_length, data.at, part);
        state.chunk_length += part;
        data = bytes_of(data.at + part, data.length - part);
    }
}

void link_finish(void)
{
    if (!state.is_dropped)
        deliver(FRAME_LAST);
}
