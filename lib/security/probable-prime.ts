import { createPrivateKey, createPublicKey } from "node:crypto";

const DH_KEY_AGREEMENT = Buffer.from("06092a864886f70d010301", "hex");

function element(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), body]);
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return element(0x02, Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex"));
}

/** `2^(n - 1) mod n === 1`, by OpenSSL: the public value of a Diffie-Hellman key with prime n and secret n - 1. */
function fermatByOpenssl(modulus: bigint): boolean {
  const parameters = element(0x30, integer(modulus), integer(2n));
  const algorithm = element(0x30, DH_KEY_AGREEMENT, parameters);
  const secret = element(0x04, integer(modulus - 1n));
  const key = createPrivateKey({
    key: element(0x30, integer(0n), algorithm, secret),
    format: "der",
    type: "pkcs8",
  });
  const publicDer = createPublicKey(key).export({ format: "der", type: "spki" });
  const one = element(0x03, Buffer.from([0]), integer(1n));
  return publicDer.subarray(-one.length).equals(one);
}

function fermatByBigInt(modulus: bigint): boolean {
  let power = 1n;
  for (const bit of (modulus - 1n).toString(2)) {
    power = (power * power) % modulus;
    if (bit === "1") power = (power << 1n) % modulus;
  }
  return power === 1n;
}

/**
 * Fermat's primality test to base 2 for a large odd integer. It never misses a prime; a product of two random
 * primes passes with negligible probability. One exponentiation in native code: `crypto.checkPrimeSync` makes
 * up to 128 for a number that is prime, which lets a caller burn seconds, and BigInt takes five times as long.
 *
 * @param modulus an odd integer of at least 1024 bits
 */
export function isProbablyPrime(modulus: bigint): boolean {
  try {
    return fermatByOpenssl(modulus);
  } catch {
    // A crypto library that rejects such a Diffie-Hellman key; slower, but the answer is the same.
    return fermatByBigInt(modulus);
  }
}
