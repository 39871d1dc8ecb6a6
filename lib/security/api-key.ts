import { createHmac } from "node:crypto";
import { toBase62 } from "./base62";
import { crc32 } from "./crc32";
import type { Pepper } from "./peppers";

export { type Pepper, parsePeppers } from "./peppers";

/** Which of the two separate worlds a key belongs to; the key itself says it (`nv_test_`, `nv_live_`). */
export type KeyEnvironment = "sandbox" | "production";

const RANDOM_BYTES = 32;
const RANDOM_CHARACTERS = 43;
const CHECKSUM_CHARACTERS = 6;
const SHOWN_CHARACTERS = 4;
const API_KEY = /^nv_(test|live)_[0-9A-Za-z]{49}$/;

function checksum(text: string): string {
  return toBase62(BigInt(crc32(text)), CHECKSUM_CHARACTERS);
}

/**
 * Makes a new API key: `nv_<test|live>_`, 43 base62 characters of 256 random bits, and 6 base62 characters
 * of CRC-32 over everything before them.
 *
 * @param environment decides between `test` and `live`
 * @param randomBytes source of randomness; asked once, for 32 bytes
 * @returns the key, 57 ASCII characters. It is the secret itself: show it once, store only its hash
 * @throws Error when the source does not answer with exactly 32 bytes
 */
export function generateApiKey(environment: KeyEnvironment, randomBytes: (n: number) => Uint8Array): string {
  const random = randomBytes(RANDOM_BYTES);
  if (random.length !== RANDOM_BYTES)
    throw new Error("The source of randomness gave the wrong number of bytes.");
  const scheme = environment === "production" ? "nv_live_" : "nv_test_";
  const secret = toBase62(BigInt(`0x${Buffer.from(random).toString("hex")}`), RANDOM_CHARACTERS);
  return scheme + secret + checksum(scheme + secret);
}

/**
 * Reads the form of an API key and checks its checksum. It says nothing about whether the key exists.
 *
 * @param value whatever the `x-api-key` header held
 * @returns environment, `prefix` (scheme and first four characters, for example `nv_test_1fJj`) and the last
 *   four characters, or null when the form or the checksum is wrong
 */
export function parseApiKey(
  value: string,
): { environment: KeyEnvironment; prefix: string; lastFour: string } | null {
  const match = API_KEY.exec(value);
  if (match === null) return null;
  const covered = value.slice(0, -CHECKSUM_CHARACTERS);
  if (value.slice(-CHECKSUM_CHARACTERS) !== checksum(covered)) return null;
  return {
    environment: match[1] === "live" ? "production" : "sandbox",
    prefix: value.slice(0, "nv_test_".length + SHOWN_CHARACTERS),
    lastFour: value.slice(-SHOWN_CHARACTERS),
  };
}

/**
 * The form in which an API key is stored and looked up: HMAC-SHA256 (RFC 2104) of the whole key.
 *
 * @param apiKey the whole key as sent
 * @param pepper its `secret` is the HMAC key
 * @returns 32 bytes
 */
export function hashApiKey(apiKey: string, pepper: Pepper): Buffer {
  return createHmac("sha256", pepper.secret).update(apiKey, "utf8").digest();
}
