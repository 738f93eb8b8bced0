// Objects on the wire: transactions, headers, votes, blocks, receipts, packages and write sets (WIRE-9 to WIRE-18, TX-1).
import { check, decode, encode, taggedHash } from "./encoding.mjs";
import { checkSigner, openEnvelope } from "./envelope.mjs";

export const [MAX_AMOUNT, MAX_UINT64] = [2n ** 63n - 1n, 2n ** 64n - 1n];
// A reader checks one value and returns it as the vectors write it.
const reader = (isRight, read = (value) => value) => (value) => (check(isRight(value)), read(value));
const unsigned = (high, read) => reader((value) => typeof value === "bigint" && value >= 0n && value <= high, read);
const small = (high, low = 0) => reader((value) => typeof value === "bigint" && value >= low && value <= high, Number);
const [amount, uint64, uint32, truth] = [unsigned(MAX_AMOUNT), unsigned(MAX_UINT64), small(2 ** 32 - 1), unsigned(1, Boolean)];
const within = (value, low, high) => value.length >= low && value.length <= high;
const hash = reader((value) => Buffer.isBuffer(value) && value.length === 32, (value) => value.toString("hex"));
const symbol = reader((value) => typeof value === "string" && within([...value], 1, 16));
const [byteString, bytes] = [reader(Buffer.isBuffer), (high) => reader((value) => Buffer.isBuffer(value) && value.length <= high)];
const named = (high) => reader((value) => Buffer.isBuffer(value) && within(value, 1, high));
const choice = (...names) => unsigned(names.length - 1, (number) => names[number]);
const list = (read, low = 0, high = Infinity) => reader((value) => Array.isArray(value) && within(value, low, high), (value) => value.map(read));
const isScalar = (value) => value === null || typeof value === "boolean" || (Buffer.isBuffer(value) ? value.length <= 1024 : typeof value === "bigint" && BigInt.asIntN(64, value) === value);
const scalar = reader(isScalar, (value) => (typeof value === "bigint" ? { integer: String(value) } : value && value !== true ? { string: value.toString("hex") } : value));
const TRANSACTION = { chain: hash, nonce: uint64, last_valid_slot: uint64, fee: amount, kind: uint64, fields: (value) => value };
// The fields of bodies: one name is read alike in every kind.
const all = (read, names) => Object.fromEntries(names.split(" ").map((name) => [name, read]));
const FIELDS = {
  ...all(hash, "recipient coin commitment agent beneficiary founder metadata successor account spender owner device sponsor seller buyer description terms evidence"),
  ...all(hash, "root manufacturer serial consumer service order market region quality task result salt scope reader schema key asset secret encapsulated payee"), batch: uint32, endorsement: bytes(384), attestation: bytes(640),
  ...all(bytes(256), "by_provider by_consumer sample"), deposit: unsigned(MAX_AMOUNT / 2n), replica: small(7), offline_slots: small(604800), ...all(symbol, "symbol name unit"),
  ...all(amount, "amount cap bond expected limit price penalty"), ...all(small(10 ** 6), "holding_ppm fee_ppm deposit_ppm provider_ppm"),
  ...all(uint64, "made cliff end until term kind start"), ...all(uint32, "number period purchase stock quantity granule units series consent"), confirmation: choice("none", "metered", "audited", "computed"),
  ...all(truth, "approve freezable active suspended"), ...all(bytes(65536), "first second"), decimals: small(18), ...all(small(65535), "version use"), fields: (value) => value,
  payments: list((payment) => record(payment, { recipient: hash, amount }), 1, 64), offence: choice("double_header", "double_vote", "surround_vote"),
  ...all(small(10512000, 1), "deliver_slots confirm_slots fund_slots start_slots liable_slots offer_slots interval commit_slots reveal_slots complain_slots"), some: small(2 ** 32 - 1, 1),
  side: choice("demand", "supply"), prices: list((price) => record(price, { coin: hash, amount }), 0, 4),
  chunks: small(2 ** 24, 1), samples: small(8, 1), patience: small(16, 1), chunk: named(1024),
  piece: (piece) => record(piece, { chunk: FIELDS.chunk, path: bytes(768) }), pieces: list((piece) => FIELDS.piece(piece), 1, 8), index: small(2 ** 24 - 1),
  ciphertext: reader((value) => Buffer.isBuffer(value) && value.length === 48), orders: list(hash, 3, 9),
  assets: list((named) => record(named, { asset: hash, consent: uint32 }), 1, 64),
  source: named(32768), heavy: bytes(32768), gas_limit: small(2 ** 32 - 1, 1), heavy_gas_limit: small(2 ** 40, 1), money: amount, arguments: list(scalar, 0, 16), argument: bytes(1024), contract: hash,
  purpose: choice("investor", "development", "hardware", "operations", "market", "legal", "liquidity", "other"),
};
// The kinds by their numbers, from 1 on: each its name and its fields.
const KINDS = `
  transfer recipient amount; coin_create symbol decimals cap; coin_mint coin recipient amount; coin_burn coin amount; coin_transfer coin recipient amount;
  agent_register bond commitment; agent_bond amount; agent_resign; agent_withdraw; agent_commit commitment; delegate agent amount; delegation_withdraw agent
  made; delegation_claim agent made; delegation_release agent made; report offence first second; upgrade_propose version; upgrade_vote agent made approve;
  placement_pay recipient amount purpose; lock_create beneficiary number amount cliff end; lock_release founder number; company_register metadata;
  company_close; coin_found symbol decimals cap freezable metadata; coin_describe coin metadata; coin_offer coin successor; coin_accept coin; coin_freeze coin
  account; coin_unfreeze coin account; approve coin spender expected limit period; spend coin owner recipient amount; batch_pay coin payments; sponsorship_set
  device cap until; sponsored sponsor kind fields; listing_set number version:number description terms prices deliver_slots confirm_slots holding_ppm;
  listing_stock number stock active; purchase seller number version:number coin quantity limit; purchase_deliver number purchase buyer evidence;
  purchase_confirm seller number purchase; purchase_cancel seller number purchase; purchase_refund number purchase buyer; purchase_close seller number
  purchase; award_enrol; award_leave; contribution_claim term; manufacturer_register root metadata; manufacturer_root root; manufacturer_revoke;
  manufacturer_close; batch_revoke batch; chip_revoke serial; chip_register endorsement attestation; chip_bind manufacturer serial attestation; chip_offer
  manufacturer serial successor; chip_suspend manufacturer serial suspended; chip_retire manufacturer serial; service_register name unit confirmation
  metadata; market_open service coin region quality granule:some fee_ppm fund_slots start_slots deliver_slots offline_slots liable_slots deposit_ppm;
  quote_place market number side price:deposit units last:until; quote_lower market number units; quote_expire market account number; auction_hold market;
  order_offer consumer service coin price quantity granule fee_ppm fund_slots start_slots deliver_slots offline_slots liable_slots deposit offer_slots;
  order_accept order; order_fund order; order_withdraw order; order_begin order manufacturer serial; order_pay by_provider by_consumer; order_claim order
  units; order_contest order; order_confirm by_provider by_consumer; order_settle order; order_close order;
  replica_commit order replica root chunks interval samples penalty patience; replica_accept order replica root chunks interval samples penalty patience;
  audit_open order replica; audit_answer order replica pieces; audit_miss order replica; replica_drop order replica;
  job_open task orders commit_slots reveal_slots; result_commit order commitment; result_reveal order result salt; job_decide consumer task orders;
  consent_grant number scope use reader start until; consent_revoke number; schema_register name metadata;
  asset_register manufacturer serial series schema root chunks key first:sample last:sample consent; asset_forget asset;
  access_offer scope coin price deliver_slots complain_slots; access_buy asset scope coin limit deliver_slots complain_slots use consent key;
  access_deliver asset buyer key coin price consent encapsulated ciphertext; access_refund asset buyer; key_complaint asset secret;
  chunk_complaint asset secret index piece; access_close asset buyer;
  derived_open coin price provider_ppm metadata assets; derived_buy service; derived_leave service asset; derived_close service; ${"-;".repeat(11)}
  contract_release source heavy; contract_call contract gas_limit money arguments; heavy_queue contract gas_limit:heavy_gas_limit money argument; claim_collect payee`
  .split(";").map((kind) => kind.trim().split(/\s+/));
const ROOTS = all(hash, "reveal votes_root transactions_root receipts_root state_root");
const HEADER = { version: small(65535), chain: hash, ...all(uint64, "height slot"), parent: hash, mode: small(255), ...ROOTS };
const VOTE = { chain: hash, source_epoch: uint64, source_hash: hash, target_epoch: uint64, target_hash: hash };

/** An array as an object, its elements read by the readers in their order. */
function record(value, readers) {
  const names = Object.keys(readers);
  check(Array.isArray(value) && value.length === names.length);
  return Object.fromEntries(names.map((name, place) => [name, readers[name](value[place])]));
}

/** What is asked for; inside a sponsored transaction it is of any other kind. */
function asked(kind, fields, outer) {
  check(kind >= 1n && kind <= KINDS.length && kind !== outer && KINDS[Number(kind) - 1][0] !== "-");
  const [[name], ...names] = KINDS[Number(kind) - 1].map((each) => each.split(":"));
  const { kind: inner, fields: body, ...read } = record(fields, Object.fromEntries(names.map(([field, form = field]) => [field, FIELDS[form]])));
  return { [name]: inner === undefined ? read : { ...read, body: asked(inner, body, kind) } };
}

/** A transaction (TX-1). `defer` is given the one dear check, that of the signature. */
export function decodeTransaction(data, { maxTransaction }, defer = (authenticate) => authenticate()) {
  check(data.length <= maxTransaction, "TRANSACTION_TOO_LARGE");
  const envelope = openEnvelope(data, "transaction");
  const { kind, fields, ...common } = record(decode(envelope.payload), TRANSACTION);
  const transaction = { ...common, body: asked(kind, fields) };
  defer(checkSigner(envelope));
  return { sender: envelope.account, transaction, id: taggedHash("transaction-id", envelope.signed).toString("hex"), size: data.length };
}

/** How something else that is signed is decoded: its signature verified, and `written` as the vectors write it. */
const signed = (use, readers, written) => (data) => {
  const envelope = openEnvelope(data, use);
  const content = record(decode(envelope.payload), readers);
  checkSigner(envelope)();
  return written(content, envelope);
};
const headed = (header, envelope) => ({ header, producer: envelope.account, hash: taggedHash("block-hash", envelope.signed).toString("hex") });
export const decodeHeader = signed("block-header", HEADER, headed);
export const decodeVote = signed("finality-vote", VOTE, (vote, envelope) => ({ vote, voter: envelope.account }));

const BLOCK = { header: byteString, transactions: list(byteString), votes: list(byteString), packages: list(byteString), write_sets: list(byteString) };
export function decodeBlock(data, { maxBlock }) {
  check(data.length <= 12 * maxBlock, "BLOCK_TOO_LARGE");
  const parts = decode(data);
  const block = record(parts, BLOCK);
  check(encode([...parts.slice(0, 4), []]).length <= maxBlock, "BLOCK_TOO_LARGE");
  return block;
}

const event = (value) => record(value, { contract: hash, name: named(40), value: scalar });
const CALL = { gas: small(2 ** 40), value: scalar, events: list(event, 0, 64) };
const RECEIPT = { transaction: hash, outcome: small(65535), fee: amount };
export function decodeReceipt(data) {
  const value = decode(data);
  return record(value, value?.length === 4 ? { ...RECEIPT, call: (call) => record(call, CALL) } : RECEIPT);
}

export const decodePackage = (data) => record(decode(data), { contract: hash, hash });

export function decodeWriteSet(data) {
  const write = (value) => record(value, { key: named(128), record: byteString });
  const read = record(decode(data), { outcome: small(65535), ...CALL, writes: list(write) });
  check(read.writes.every(({ key }, place) => place === 0 || Buffer.compare(read.writes[place - 1].key, key) < 0));
  return read;
}
