/* What a chip does only when it is told by somebody whose key it knows: an order in an envelope, for this chip, in answer to
 * its own nonce (DEVICE-5). */
#ifndef OWNER_ORDER_H
#define OWNER_ORDER_H

#include "chip.h"
#include "code.h"

/* What an order says, and who signed it. */
struct ordered {
    struct hash signer;
    struct bytes chip;
    struct bytes nonce;
    /* Stands before the array of the command's number and its fields. */
    struct cbor_reader asked;
};

/* Read an order's envelope, and check that the key which it names signed it. The asked command is not looked into. */
enum code owner_order_read(struct bytes data, struct ordered *ordered);

/* Check that the chip has to do what is ordered by one of these two accounts. */
enum code owner_order_check(const struct ordered *ordered, const struct chip *chip, const struct hash *anchor, const struct hash *other);

#endif
