// Objects on the wire: transactions, headers, votes, blocks and receipts (WIRE-9 to WIRE-14, TX-1).
import { check, decode, taggedHash } from "./encoding.mjs";
import { checkSigner, openEnvelope } from "./envelope.mjs";

export const [MAX_AMOUNT, MAX_UINT64] = [2n ** 63n - 1n, 2n ** 64n - 1n];
// A reader checks one value and returns it as the vectors write it.
const reader = (isRight, read = (value) => value) => (value) => (check(isRight(value)), read(value));
const unsigned = (high, read) => reader((value) => typeof value === "bigint" && value <= high, read);
const small = (high) => unsigned(high, Number);
const [amount, uint64] = [unsigned(MAX_AMOUNT), unsigned(MAX_UINT64)];
const byteString = reader(Buffer.isBuffer);
const hash = reader((value) => Buffer.isBuffer(value) && value.length === 32, (value) => value.toString("hex"));
const symbol = reader((value) => typeof value === "string" && [...value].length >= 1 && [...value].length <= 16);
const shown = reader((value) => Buffer.isBuffer(value) && value.length <= 65536);
const offence = unsigned(2, (number) => ["double_header", "double_vote", "surround_vote"][number]);
const list = (read) => reader(Array.isArray, (value) => value.map(read));

const TRANSACTION = { chain: hash, nonce: uint64, last_valid_slot: uint64, fee: amount, kind: uint64, fields: (value) => value };
const delegation = { agent: hash, made: uint64 };
const BODIES = {
  1: ["transfer", { recipient: hash, amount }],
  2: ["coin_create", { symbol, decimals: small(18), cap: amount }],
  3: ["coin_mint", { coin: hash, recipient: hash, amount }],
  4: ["coin_burn", { coin: hash, amount }],
  5: ["coin_transfer", { coin: hash, recipient: hash, amount }],
  6: ["agent_register", { bond: amount, commitment: hash }],
  7: ["agent_bond", { amount }], 8: ["agent_resign", {}], 9: ["agent_withdraw", {}], 10: ["agent_commit", { commitment: hash }],
  11: ["delegate", { agent: hash, amount }],
  12: ["delegation_withdraw", delegation], 13: ["delegation_claim", delegation], 14: ["delegation_release", delegation],
  15: ["report", { offence, first: shown, second: shown }],
  16: ["upgrade_propose", { version: small(65535) }], 17: ["upgrade_vote", { ...delegation, approve: unsigned(1, Boolean) }],
};
const HEADER = {
  version: small(65535), chain: hash, height: uint64, slot: uint64, parent: hash, mode: small(255),
  reveal: hash, votes_root: hash, transactions_root: hash, receipts_root: hash, state_root: hash,
};
const VOTE = { chain: hash, source_epoch: uint64, source_hash: hash, target_epoch: uint64, target_hash: hash };

/** An array as an object, its elements read by the readers in their order. */
function record(value, readers) {
  const names = Object.keys(readers);
  check(Array.isArray(value) && value.length === names.length);
  return Object.fromEntries(names.map((name, place) => [name, readers[name](value[place])]));
}

/** A transaction (TX-1). `defer` is given the one dear check, that of the signature. */
export function decodeTransaction(data, { maxTransaction }, defer = (authenticate) => authenticate()) {
  check(data.length <= maxTransaction, "TRANSACTION_TOO_LARGE");
  const envelope = openEnvelope(data, "transaction");
  const { kind, fields, ...common } = record(decode(envelope.payload), TRANSACTION);
  const [name, readers] = BODIES[kind] ?? [];
  check(name);
  const transaction = { ...common, body: { [name]: record(fields, readers) } };
  defer(checkSigner(envelope));
  const id = taggedHash("transaction-id", envelope.signed).toString("hex");
  return { sender: envelope.account, transaction, id, size: data.length };
}

/** How something else that is signed is decoded: its signature verified, and `written` as the vectors write it. */
const signed = (use, readers, written) => (data) => {
  const envelope = openEnvelope(data, use);
  const content = record(decode(envelope.payload), readers);
  checkSigner(envelope)();
  return written(content, envelope);
};
const blockHash = (envelope) => taggedHash("block-hash", envelope.signed).toString("hex");
export const decodeHeader = signed("block-header", HEADER, (header, envelope) => ({ header, producer: envelope.account, hash: blockHash(envelope) }));
export const decodeVote = signed("finality-vote", VOTE, (vote, envelope) => ({ vote, voter: envelope.account }));

export function decodeBlock(data, { maxBlock }) {
  check(data.length <= maxBlock, "BLOCK_TOO_LARGE");
  return record(decode(data), { header: byteString, transactions: list(byteString), votes: list(byteString) });
}

export const decodeReceipt = (data) => record(decode(data), { transaction: hash, outcome: small(65535), fee: amount });
