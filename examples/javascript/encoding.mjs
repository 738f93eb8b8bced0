// Deterministic CBOR as far as the protocol uses it (WIRE-1, WIRE-2), and the hashes that name things (WIRE-3).
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";

/** A rejection by a rule of the protocol; the message is the code. */
class Reject extends Error {}
export const check = (condition, code = "MALFORMED") => { if (!condition) throw new Reject(code); };
/** Check conditions in their order; each stands after the code that its failure is rejected with. */
export const checkAll = (conditions) => Object.entries(conditions).forEach(([code, condition]) => check(condition, code));

/** What an action returns, or what `rejected` makes of the code that it was rejected with. */
export function attempt(action, rejected) {
  try {
    return action();
  } catch (error) {
    if (error instanceof Reject) return rejected(error.message);
    throw error;
  }
}

export const [hex, integer] = [(text) => Buffer.from(text, "hex"), (data) => BigInt(`0x${data.toString("hex")}`)];
const MAX_DEPTH = 5;

/** The value that these bytes encode, and nothing but it: integers are BigInt, byte strings Buffer. Negative ones, booleans and null only scalars may be. */
export function decode(data) {
  let at = 0;
  const take = (length) => {
    check(length <= data.length - at);
    return data.subarray(at, (at += Number(length)));
  };
  const argument = (short) => {
    if (short < 24) return BigInt(short);
    check(short < 28);
    const value = integer(take(1 << (short - 24)));
    check(value >= [24, 2 ** 8, 2 ** 16, 2 ** 32][short - 24]);
    return value;
  };
  const item = (depth) => {
    const [head] = take(1);
    const [major, number] = [head >> 5, argument(head & 31)];
    if (major === 0) return number;
    if (major === 1) return -1n - number;
    if (major === 7) return check(number >= 20n && number <= 22n), [false, true, null][Number(number) - 20];
    check(major >= 2 && major <= 4 && number <= data.length && depth <= MAX_DEPTH - (major === 4));
    if (major === 4) return Array.from({ length: Number(number) }, () => item(depth + 1));
    const content = take(number);
    check(major === 2 || isUtf8(content));
    return major === 2 ? content : content.toString();
  };
  const value = item(0);
  check(at === data.length);
  return value;
}

/** The encoding of a number, BigInt, Buffer, string or array. */
export function encode(value) {
  if (typeof value === "bigint" || typeof value === "number") return encodeHead(0, value);
  if (Array.isArray(value)) return Buffer.concat([encodeHead(4, value.length), ...value.map(encode)]);
  return Buffer.concat([encodeHead(typeof value === "string" ? 3 : 2, Buffer.byteLength(value)), Buffer.from(value)]);
}

function encodeHead(major, argument) {
  if (argument < 24) return Buffer.from([(major << 5) | Number(argument)]);
  const size = [8, 16, 32, 64].findIndex((bits) => argument < 2 ** bits);
  return Buffer.concat([Buffer.from([(major << 5) | (24 + size)]), hex(argument.toString(16).padStart(2 << size, "0"))]);
}

export const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
export const taggedHash = (tag, ...parts) => sha256(Buffer.from([tag.length + 11]), Buffer.from(`smartshare/${tag}`), ...parts);
