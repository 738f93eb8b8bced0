// The state (STATE-1 to STATE-5): one Map from a record's place, as `holdings/<coin>/<account>`, to the record.
import { isDeepStrictEqual } from "node:util";
import { check, encode, hex, sha256, taggedHash } from "./encoding.mjs";
import { MAX_AMOUNT, MAX_UINT64 } from "./wire.mjs";

const upTo = (high) => (text) => (check(BigInt(text) <= high, "RECORD_INVALID"), BigInt(text));
const [amount, uint64, same] = [upTo(MAX_AMOUNT), upTo(MAX_UINT64), (value) => value];
const TABLES = {
  accounts: { number: 1, keys: 1, fields: { balance: amount, nonce: uint64 } },
  coins: { number: 2, keys: 1, fields: { symbol: same, issuer: hex, decimals: same, cap: amount, supply: amount, deposit: amount } },
  holdings: { number: 3, keys: 2, fields: { balance: amount } },
  pots: { number: 4, keys: 0, fields: { ecosystem: amount, deposits: amount, fees: amount, rewards: amount } },
};
export const coinPlace = (symbol) => `coins/${taggedHash("coin-id", Buffer.from(symbol)).toString("hex")}`;
export const isSymbol = (symbol) => /^(?!SSP$)[A-Z][A-Z0-9]{2,11}$/.test(symbol);

/** A state as a vector writes it. Rejects one that no chain can have. */
export function readState({ chain, ...tables }) {
  const records = new Map(Object.keys(TABLES).flatMap((name) => placed(TABLES[name].fields, tables[name], name, TABLES[name].keys)));
  for (const [place, record] of records) check(isPossible(place, record), "RECORD_INVALID");
  checkSums(records);
  return { chain, records };
}

/** The records below a place; each has its fields in the order in which they are encoded. */
function placed(fields, tree, place, depth) {
  if (depth > 0) return Object.entries(tree).flatMap(([key, below]) => placed(fields, below, `${place}/${key}`, depth - 1));
  return [[place, Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(tree[name])]))]];
}

function isPossible(place, { symbol, decimals, cap, ...others }) {
  if (place.startsWith("coins/")) return isSymbol(symbol) && decimals <= 18 && cap > 0n && place === coinPlace(symbol);
  return place === "pots" || Object.values(others).some(Boolean);
}

/** Every unit is somewhere: of SSP in an account or a pot, of a coin in a holding. */
function checkSums(records) {
  const below = (place) => [...records].filter(([other]) => other.startsWith(place));
  const sum = (place, field) => below(place).reduce((total, [, record]) => total + record[field], 0n);
  const { ecosystem, deposits, fees, rewards } = records.get("pots");
  check(ecosystem + deposits + rewards + sum("accounts/", "balance") === 10n ** 18n && fees === 0n && deposits === sum("coins/", "deposit"), "SUPPLY_MISMATCH");
  for (const [place] of below("holdings/")) check(records.has(`coins/${place.split("/")[1]}`), "SUPPLY_MISMATCH");
  for (const [place, { supply, cap }] of below("coins/"))
    check(supply === sum(place.replace("coins", "holdings"), "balance") && supply <= cap, "SUPPLY_MISMATCH");
}

/** Each record is a leaf at the path that its table and keys name. */
export function stateRoot({ records }) {
  const leaf = ([place, record]) => {
    const [table, ...keys] = place.split("/");
    const path = taggedHash("state-path", Buffer.from([TABLES[table].number]), hex(keys.join("")));
    return [path, sha256(encode(Object.values(record)))];
  };
  return subtree([...records].map(leaf), 0).toString("hex");
}

function subtree(leaves, depth) {
  if (leaves.length === 0) return Buffer.alloc(32);
  if (leaves.length === 1) return taggedHash("state-leaf", ...leaves[0]);
  const side = (bit) => subtree(leaves.filter(([path]) => ((path[depth >> 3] >> (7 - (depth & 7))) & 1) === bit), depth + 1);
  return taggedHash("state-branch", side(0), side(1));
}

/** The records that differ, as they are after; null for one that is gone. */
export function difference(before, after) {
  const diff = {};
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const [keys, record] = [place.split("/"), after.get(place) ?? null];
    const within = (tree, key, depth) => (tree[key] = depth < keys.length - 1 ? (tree[key] ?? {}) : record);
    if (!isDeepStrictEqual(before.get(place) ?? null, record)) keys.reduce(within, diff);
  }
  return diff;
}
