// The ledger: what transactions make of a state. A batch works on a copy of the state, so that a rejected one leaves nothing.
import { attempt, check, checkAll, hex } from "./encoding.mjs";
import { coinPlace, difference, isSymbol, readState, stateRoot } from "./state.mjs";
import { decodeTransaction, MAX_AMOUNT } from "./wire.mjs";

export const PRESETS = {
  mainnet: { maxTransaction: 16384, maxBlock: 4194304, baseFee: 10000n, byteFee: 100n, coinDeposit: 10n ** 12n },
  minimal: { maxTransaction: 2048, maxBlock: 16384, baseFee: 10n, byteFee: 1n, coinDeposit: 1000n },
};
const NUMBERS = {
  AMOUNT_ZERO: 30, INSUFFICIENT_BALANCE: 31, BALANCE_OVERFLOW: 32, TRANSFER_TO_SELF: 33,
  SYMBOL_INVALID: 40, SYMBOL_TAKEN: 41, CAP_ZERO: 42, COIN_UNKNOWN: 43, NOT_ISSUER: 44, CAP_EXCEEDED: 45,
};

const at = (state, place) => state.records.get(place) ?? (place.startsWith("accounts/") ? { balance: 0n, nonce: 0n } : { balance: 0n });
/** Change a record. One of which nothing is left is no record. */
function change(state, place, fields) {
  const record = { ...at(state, place), ...fields };
  if (place === "pots" || Object.values(record).some(Boolean)) state.records.set(place, record);
  else state.records.delete(place);
}

/** Add to a balance, or take from it. */
function add(state, place, amount) {
  const balance = at(state, place).balance + amount;
  checkAll({ INSUFFICIENT_BALANCE: balance >= 0n, BALANCE_OVERFLOW: balance <= MAX_AMOUNT });
  change(state, place, { balance });
}

const move = (state, from, to, amount) => (
  checkAll({ AMOUNT_ZERO: amount, TRANSFER_TO_SELF: from !== to }), add(state, from, -amount), add(state, to, amount));

/** Change what there is of a coin, in its issuer's name, and with it what somebody holds. */
function issue(state, sender, coin, holder, amount) {
  const { issuer, supply = 0n, cap } = at(state, `coins/${coin}`);
  checkAll({ COIN_UNKNOWN: issuer, NOT_ISSUER: issuer?.equals(hex(sender)), AMOUNT_ZERO: amount, CAP_EXCEEDED: supply + amount <= cap });
  add(state, `holdings/${coin}/${holder}`, amount);
  change(state, `coins/${coin}`, { supply: supply + amount });
}

const KINDS = {
  transfer: (state, sender, { recipient, amount }) => move(state, `accounts/${sender}`, `accounts/${recipient}`, amount),
  coin_mint: (state, sender, { coin, recipient, amount }) => issue(state, sender, coin, recipient, amount),
  coin_burn: (state, sender, { coin, amount }) => issue(state, sender, coin, sender, -amount),
  coin_transfer: (state, sender, { coin, recipient, amount }) => (
    check(state.records.has(`coins/${coin}`), "COIN_UNKNOWN"), move(state, `holdings/${coin}/${sender}`, `holdings/${coin}/${recipient}`, amount)),
  coin_create(state, sender, { symbol, decimals, cap }, { coinDeposit: deposit }) {
    checkAll({ SYMBOL_INVALID: isSymbol(symbol), SYMBOL_TAKEN: !state.records.has(coinPlace(symbol)), CAP_ZERO: cap });
    add(state, `accounts/${sender}`, -deposit);
    change(state, "pots", { deposits: at(state, "pots").deposits + deposit });
    state.records.set(coinPlace(symbol), { symbol, issuer: hex(sender), decimals, cap, supply: 0n, deposit });
  },
};

/** Apply one authenticated transaction (TX-4) and return its receipt. One that fails has paid its fee all the same. */
function applyTransaction(state, { sender, transaction, id, size }, slot, preset) {
  const { chain, nonce, last_valid_slot: lastValidSlot, fee, body } = transaction;
  const payer = at(state, `accounts/${sender}`);
  checkAll({
    WRONG_CHAIN: chain === state.chain, EXPIRED: slot <= lastValidSlot, NONCE_NOT_ABOVE: nonce > payer.nonce,
    FEE_TOO_LOW: fee >= preset.baseFee + preset.byteFee * BigInt(size), FEE_UNAFFORDABLE: fee <= payer.balance,
  });
  change(state, `accounts/${sender}`, { balance: payer.balance - fee, nonce });
  change(state, "pots", { fees: at(state, "pots").fees + fee });
  const [charged, [[kind, fields]]] = [new Map(state.records), Object.entries(body)];
  if (!KINDS[kind]) throw new Error(`${kind} is a transaction that this node does not know`);
  const failure = attempt(() => KINDS[kind](state, sender, fields, preset), (code) => code);
  if (failure) state.records = charged;
  return { transaction: id, outcome: failure ? NUMBERS[failure] : 0, fee };
}

/** Apply one batch: the state after it and what the vectors say of it. All are decoded, then all authenticated, then all applied (BLOCK-5). */
function applyBatch({ chain, records }, { slot, producer, transactions }, preset) {
  const deferred = [];
  const signed = transactions.map((transaction) => decodeTransaction(hex(transaction), preset, (authenticate) => deferred.push(authenticate)));
  for (const authenticate of deferred) authenticate();
  const state = { chain, records: new Map(records) };
  const receipts = signed.map((transaction) => applyTransaction(state, transaction, BigInt(slot), preset));
  const { fees, ecosystem } = at(state, "pots");
  add(state, `accounts/${producer}`, fees / 2n);
  change(state, "pots", { ecosystem: ecosystem + fees - fees / 2n, fees: 0n });
  return [state, { receipts, diff: difference(records, state.records), root: stateRoot(state) }];
}

/** What each of some batches comes to. A rejected one leaves the state as it was. */
export function applyBatches(written, batches, preset) {
  let [state, accepted] = [readState(written)];
  const step = (batch) => (([state, accepted] = applyBatch(state, batch, preset)), { accepted });
  return batches.map((batch) => attempt(() => step(batch), (code) => ({ rejected: code })));
}
