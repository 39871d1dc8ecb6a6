import { getDiffieHellman } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasClosePrimes } from "./modulus-checks";
import { bitLength, integerSquareRoot, primesBelow } from "./primes";
import { isProbablyPrime } from "./probable-prime";
import { hasRocaFingerprint } from "./roca";

const primes = primesBelow(168);
const product = primes.reduce((result, prime) => result * BigInt(prime), 1n);

function power(base: bigint, exponent: number, modulus: bigint): bigint {
  let result = 1n;
  for (let step = 0; step < exponent; step++) result = (result * base) % modulus;
  return result;
}

/** The number below `product` with this remainder for each prime (Chinese remainder theorem). */
function withRemainders(remainderOf: (prime: number, index: number) => bigint): bigint {
  return primes.reduce((sum, prime, index) => {
    const others = product / BigInt(prime);
    const inverse = power(others % BigInt(prime), Math.max(prime - 2, 1), BigInt(prime));
    return (sum + remainderOf(prime, index) * others * inverse) % product;
  }, 0n);
}

describe("the ROCA fingerprint", () => {
  it("is found in every power of 65537 modulo the product of the first 39 primes, whatever is added", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.bigInt({ min: 0n, max: 1n << 1800n }), (exponent, multiple) => {
        expect(hasRocaFingerprint(multiple * product + power(65537n, exponent, product))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("is not found when each remainder is a power of 65537, but not of one common exponent", () => {
    const same = withRemainders((prime) => power(65537n, 12, BigInt(prime)));
    const different = withRemainders((prime, index) => power(65537n, index * index + 1, BigInt(prime)));
    expect(hasRocaFingerprint(same)).toBe(true);
    expect(hasRocaFingerprint(different)).toBe(false);
  });

  it("is not found in numbers without that structure", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n << 2047n, max: 1n << 2048n }), (modulus) => {
        expect(hasRocaFingerprint(modulus)).toBe(false);
      }),
    );
  });
});

describe("the arithmetic behind the checks", () => {
  it("counts 1,229 primes below 10,000", () => {
    const found = primesBelow(10_000);
    expect([found.length, found[0], found.at(-1)]).toEqual([1_229, 2, 9_973]);
  });

  it("takes exact square roots and lengths", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 600n }), (value) => {
        const root = integerSquareRoot(value);
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
        expect(value === 0n ? 0n : value >> BigInt(bitLength(value) - 1)).toBe(value === 0n ? 0n : 1n);
      }),
    );
  });

  it("finds factors that Fermat's method reaches in 1,000 steps, and only those", () => {
    const prime = BigInt(`0x${getDiffieHellman("modp2").getPrime("hex")}`);
    for (const distance of [0n, 2n, 1_000n, 1n << 500n]) {
      expect(hasClosePrimes(prime * (prime + distance))).toBe(true);
    }
    expect(hasClosePrimes(prime * (prime + (1n << 560n)))).toBe(false);
  });

  it("tells primes from products of primes", () => {
    const [small, large] = (["modp2", "modp14"] as const).map((name) =>
      BigInt(`0x${getDiffieHellman(name).getPrime("hex")}`),
    );
    if (small === undefined || large === undefined) throw new Error("no primes");
    expect([small, large].map(isProbablyPrime)).toEqual([true, true]);
    expect([small * large, large + 2n, small * small].map(isProbablyPrime)).toEqual([false, false, false]);
  });
});
