// Envelopes, keys and signatures (WIRE-5 to WIRE-8): how everything that is signed travels.
import { createPublicKey, verify } from "node:crypto";
import { check, checkAll, decode, encode, hex, integer, sha256 } from "./encoding.mjs";

// All that stands before the payload has one form for each algorithm: of the protected header only the key at its end varies.
const EDDSA = /^d2845830(a201270fa108a101(a301012006215820(.{64})))a0/;
const ES256 = /^d2845853(a201260fa108a101(a401022001215820(.{64})225820(.{64})))a0/;

/** Take an envelope apart. Nothing is verified yet: `coordinates` are the key's, one of Ed25519 or two of P-256. */
export function openEnvelope(data, use) {
  const start = data.subarray(0, 128).toString("hex");
  const [before, header, key, ...coordinates] = EDDSA.exec(start) ?? ES256.exec(start) ?? [];
  check(before);
  const [payload, signature] = decode(Buffer.concat([hex("82"), data.subarray(before.length / 2)]));
  check(Buffer.isBuffer(payload) && Buffer.isBuffer(signature) && signature.length === 64);
  const signed = encode(["Signature1", hex(header), Buffer.from(`smartshare/${use}`), payload]);
  return { coordinates: coordinates.map(hex), account: sha256(hex(key)).toString("hex"), payload, signature, signed };
}

const [P, L] = [2n ** 255n - 19n, 2n ** 252n + 27742317777372353535851937790883648493n];
const ORDER_EIGHT = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const SMALL_ORDER = [0n, 1n, P - 1n, ORDER_EIGHT, P - ORDER_EIGHT];
const [P256, P256_B] = [2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn];
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const littleEndian = (data) => integer(Buffer.from(data).reverse());
const isOnP256 = (x, y) => x < P256 && y < P256 && (y * y - x * x * x + 3n * x - P256_B) % P256 === 0n;
const yOf = (encoding) => littleEndian(encoding) & (2n ** 255n - 1n);
const isProperPoint = (encoding) => yOf(encoding) < P && !SMALL_ORDER.includes(yOf(encoding));

/** Check key and signature as far as that is cheap (WIRE-7, WIRE-8); what is returned does the rest. */
export function checkSigner({ coordinates, signature, signed }) {
  const [isEddsa, r, s] = [coordinates.length === 1, signature.subarray(0, 32), signature.subarray(32)];
  const inRange = (data, high) => integer(data) > 0n && integer(data) <= high;
  checkAll({
    KEY_INVALID: isEddsa ? isProperPoint(coordinates[0]) : isOnP256(...coordinates.map(integer)),
    SIGNATURE_NOT_CANONICAL: isEddsa ? isProperPoint(r) && littleEndian(s) < L : inRange(r, P256_ORDER - 1n) && inRange(s, P256_ORDER / 2n),
  });
  const [x, y] = coordinates.map((coordinate) => coordinate.toString("base64url"));
  const key = createPublicKey({ key: isEddsa ? { kty: "OKP", crv: "Ed25519", x } : { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  return () => check(verify(isEddsa ? null : "sha256", signed, { key, dsaEncoding: "ieee-p1363" }, signature), "SIGNATURE_INVALID");
}
