/* What each kind of transaction asks for: its fields, read and written by one table (WIRE-9). */
#ifndef BODY_H
#define BODY_H

#include "cbor.h"

enum { MAX_BODY_FIELDS = 14 };

/* What a field may be, on the wire and in an outcome. */
enum field_form {
    FORM_HASH,
    FORM_AMOUNT,
    FORM_UINT64,
    FORM_SYMBOL,
    FORM_DECIMALS,
    FORM_VERSION,
    FORM_UINT32,
    FORM_OFFENCE,
    FORM_PURPOSE,
    FORM_TRUTH,
    /* Recipients and amounts: checked when they are read, and read again when they are written. */
    FORM_PAYMENTS,
    FORM_WAIT,
    FORM_PPM,
    /* An array of arrays of a coin and an amount. */
    FORM_PRICES,
    /* The envelope of a header or of a vote: nothing in it is looked at. */
    FORM_SIGNED_OBJECT,
    FORM_ENDORSEMENT,
    FORM_ATTESTATION,
    FORM_SIDE,
    FORM_GRANULE,
    FORM_CONFIRMATION,
    FORM_OFFLINE,
    /* An amount that can be held. */
    FORM_HELD_AMOUNT,
    /* The envelope of a meter receipt or of a sample. */
    FORM_SIGNED_MEASURE,
    FORM_REPLICA,
    FORM_CHUNKS,
    FORM_SAMPLES,
    FORM_PATIENCE,
    FORM_PIECES,
    FORM_PIECE,
    FORM_CHUNK_INDEX,
    /* A sealed key of 32 bytes. */
    FORM_SEALED,
    FORM_JOB_ORDERS,
    /* An array of arrays of an asset and the number of a consent. */
    FORM_NAMED_ASSETS,
    FORM_PROGRAM,
    /* A program, or nothing. */
    FORM_HEAVY_PROGRAM,
    FORM_GAS_LIMIT,
    FORM_HEAVY_GAS_LIMIT,
    /* Scalars: checked when they are read, and read again when they are written. */
    FORM_ARGUMENTS,
    FORM_ARGUMENT,
};

struct body_field {
    const char *name;
    enum field_form form;
};

struct kind {
    const char *name;
    size_t fields;
    struct body_field field[MAX_BODY_FIELDS];
};

/* A number, or a run of bytes that somebody else keeps: which of them, the field's form says. */
struct field_value {
    uint64_t number;
    struct bytes bytes;
};

struct body {
    /* Whether a sponsor pays for it, and which. */
    bool is_sponsored;
    struct bytes sponsor;
    const struct kind *kind;
    struct field_value values[MAX_BODY_FIELDS];
};

/* Read the number of a kind and the body that follows from it, in which a sponsored one holds another. Another number fails the reader. */
void body_read(struct cbor_reader *reader, struct body *body);

/* Write the body as an outcome has it. */
void outcome_body(const struct body *body);

#endif
