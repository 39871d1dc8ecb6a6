import { primesBelow } from "./primes";

// Keys of every size made by the faulty library share at least the first 39 primes (2 to 167) in M.
const LAST_PRIME = 167;
const GENERATOR = 65537;

type Logarithms = { prime: bigint; order: number; exponentOf: Map<number, number> };

const TABLES: readonly Logarithms[] = primesBelow(LAST_PRIME + 1)
  .slice(1)
  .map((prime) => {
    const exponentOf = new Map<number, number>();
    for (let power = 1, exponent = 0; !exponentOf.has(power); exponent++) {
      exponentOf.set(power, exponent);
      power = (power * GENERATOR) % prime;
    }
    return { prime: BigInt(prime), order: exponentOf.size, exponentOf };
  });

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

/**
 * The ROCA fingerprint (CVE-2017-15361; Nemec et al., "The Return of Coppersmith's Attack", CCS 2017,
 * section 2.2). The faulty library makes primes `k * M + (65537^a mod M)`, so the modulus is a power of 65537
 * modulo M. That holds exactly when it is one modulo each prime of M and the exponents agree.
 *
 * @returns true when the modulus has that structure; by chance less than once in 2^100 keys
 */
export function hasRocaFingerprint(modulus: bigint): boolean {
  const found: { exponent: number; order: number }[] = [];
  for (const { prime, order, exponentOf } of TABLES) {
    const exponent = exponentOf.get(Number(modulus % prime));
    if (exponent === undefined) return false;
    const contradicts = found.some((other) => {
      const common = greatestCommonDivisor(order, other.order);
      return exponent % common !== other.exponent % common;
    });
    if (contradicts) return false;
    found.push({ exponent, order });
  }
  return true;
}
