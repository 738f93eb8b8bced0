#include "frame.h"

/* CRC-16/CCITT-FALSE: of "123456789" it is 0x29b1. */
static uint16_t crc_of(const uint8_t *data, size_t length)
{
    uint16_t crc = 0xffff;
    for (size_t index = 0; index < length; index++) {
        crc = (uint16_t)(crc ^ data[index] << 8);
        for (int bit = 0; bit < 8; bit++)
            crc = (uint16_t)(crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
    }
    return crc;
}

/* The content may have 252 bytes, so that no distance between zeros reaches 255. */
static size_t cobs_encode(const uint8_t *content, size_t length, uint8_t *encoded)
{
    size_t distance_at = 0;
    size_t written = 1;
    for (size_t index = 0; index < length; index++) {
        if (content[index] == 0) {
            encoded[distance_at] = (uint8_t)(written - distance_at);
            distance_at = written++;
        } else {
            encoded[written++] = content[index];
        }
    }
    encoded[distance_at] = (uint8_t)(written - distance_at);
    return written;
}

/* In place: what is written is never ahead of what is read. False where a distance leads beyond the end. */
static bool cobs_decode(uint8_t *data, size_t length, size_t *decoded)
{
    size_t read = 0;
    size_t written = 0;
    while (read < length) {
        size_t distance = data[read++];
        if (distance == 0 || distance - 1 > length - read)
            return false;
        for (size_t index = 1; index < distance; index++)
            data[written++] = data[read++];
        if (distance < 0xff && read < length)
            data[written++] = 0;
    }
    *decoded = written;
    return true;
}

size_t frame_encode(const struct frame *frame, uint8_t line[FRAME_MAX_LINE_BYTES])
{
    uint8_t content[FRAME_MAX_CONTENT_BYTES];
    size_t length = FRAME_HEAD_BYTES + frame->payload.length;
    content[0] = (uint8_t)frame->type;
    content[1] = frame->number;
    if (frame->payload.length > 0)
        memcpy(content + FRAME_HEAD_BYTES, frame->payload.at, frame->payload.length);
    uint16_t crc = crc_of(content, length);
    content[length++] = (uint8_t)(crc >> 8);
    content[length++] = (uint8_t)crc;
    line[0] = 0;
    size_t encoded = cobs_encode(content, length, line + 1);
    line[1 + encoded] = 0;
    return encoded + 2;
}

bool frame_decode(uint8_t *encoded, size_t length, struct frame *frame)
{
    size_t decoded = 0;
    if (!cobs_decode(encoded, length, &decoded) || decoded < FRAME_HEAD_BYTES + FRAME_CRC_BYTES)
        return false;
    size_t head = decoded - FRAME_CRC_BYTES;
    uint16_t crc = (uint16_t)(encoded[head] << 8 | encoded[head + 1]);
    if (crc_of(encoded, head) != crc || encoded[0] < FRAME_MORE || encoded[0] > FRAME_START)
        return false;
    frame->type = (enum frame_type)encoded[0];
    frame->number = encoded[1];
    frame->payload = bytes_of(encoded + FRAME_HEAD_BYTES, head - FRAME_HEAD_BYTES);
    bool is_chunk = frame->type == FRAME_MORE || frame->type == FRAME_LAST;
    return is_chunk == (frame->payload.length > 0) && frame->payload.length <= FRAME_MAX_CHUNK_BYTES;
}
