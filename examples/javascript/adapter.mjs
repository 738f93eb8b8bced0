// The adapter: the target protocol (spec/conformance.md) on standard input and output, a JSON object a line. Run it with
//   smartshare conform --target "cmd:node examples/javascript/adapter.mjs"
import { createInterface } from "node:readline";
import { attempt, hex } from "./encoding.mjs";
import { applyBatches, PRESETS } from "./ledger.mjs";
import { decodeBlock, decodeHeader, decodePackage, decodeReceipt, decodeTransaction, decodeVote, decodeWriteSet } from "./wire.mjs";

const HELLO = { protocol: 4, name: "smartshare-javascript", version: "1.0", profiles: ["wire", "ledger"],
  presets: Object.keys(PRESETS), limits: { max_message_bytes: 2 ** 24 } };
const BEYOND = ["consensus", "economy", "smart_agents", "data", "contracts"]; // members of states of other profiles
const DECODERS = { transaction: decodeTransaction, header: decodeHeader, vote: decodeVote, block: decodeBlock, receipt: decodeReceipt,
  package: decodePackage, write_set: decodeWriteSet };
const CASES = { decode: ({ decode, bytes }, preset) => ({ ok: DECODERS[decode](hex(bytes), preset) }),
  transact: ({ state, batches }, preset) => ({ steps: applyBatches(state, batches, preset) }) };

/** What a case comes to. Here the implementation is called; what it rejects is an outcome too. */
function run({ kind, preset, input }) {
  if (!CASES[kind] || input.decode === "state_proof" || BEYOND.some((name) => input.state?.[name])) return { unsupported: `${kind} of this` };
  return { outcome: attempt(() => CASES[kind](input, PRESETS[preset]), (code) => ({ reject: code })) };
}

// A reset has nothing to do here: no case leaves anything behind, and nothing is random or looks at a clock.
// What goes wrong unforeseen ends the process: the harness charges the case, shows the last words and starts it again.
const ANSWERS = { hello: () => ({ hello: HELLO }), reset: () => ({ ok: true }), run };

/** Integers of 64 bits travel in decimal and bytes in hex. `this[key]` is the value before JSON.stringify has touched it. */
function written(key) {
  const value = this[key];
  return Buffer.isBuffer(value) ? value.toString("hex") : typeof value === "bigint" ? String(value) : value;
}

const reply = (request) => ({ seq: request.seq, ...ANSWERS[request.op](request) });
for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(reply(JSON.parse(line)), written)}\n`);
