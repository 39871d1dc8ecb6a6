import { integerSquareRoot, primesBelow } from "./primes";
import { isProbablyPrime } from "./probable-prime";
import { hasRocaFingerprint } from "./roca";

const SMALL_PRIMES = primesBelow(10_000).map(BigInt);
const FERMAT_STEPS = 1_000;
// Squares leave few remainders modulo these; looking there first saves nearly all square roots.
const SIEVES = [256, 315, 143, 323].map((modulus) => {
  const squares = new Set(Array.from({ length: modulus }, (_, root) => (root * root) % modulus));
  return { modulus: BigInt(modulus), squares };
});

function isSquare(value: bigint): boolean {
  if (SIEVES.some(({ modulus, squares }) => !squares.has(Number(value % modulus)))) return false;
  return integerSquareRoot(value) ** 2n === value;
}

/**
 * Fermat's factorization, a bounded number of steps: it finds two primes that share about their upper half
 * (CVE-2022-26320), and a modulus that is a square.
 */
export function hasClosePrimes(modulus: bigint): boolean {
  const root = integerSquareRoot(modulus);
  if (root * root === modulus) return true;
  let middle = root + 1n;
  let difference = middle * middle - modulus;
  for (let step = 0; step < FERMAT_STEPS; step++) {
    if (isSquare(difference)) return true;
    difference += 2n * middle + 1n;
    middle += 1n;
  }
  return false;
}

/**
 * Looks for what makes an RSA modulus easy to factor or no RSA modulus at all (RFC 8017, section 3.1).
 * Takes at most about 30 ms for 4,096 bits.
 *
 * @param modulus a positive integer of 2048 to 4096 bits
 * @returns what was found, as a sentence, or null
 */
export function findModulusWeakness(modulus: bigint): string | null {
  if (modulus % 2n === 0n) return "The modulus is even.";
  if (SMALL_PRIMES.some((prime) => modulus % prime === 0n)) {
    return "The modulus has a prime factor below 10,000.";
  }
  if (hasRocaFingerprint(modulus)) {
    return "The modulus has the ROCA fingerprint (CVE-2017-15361): its key can be computed.";
  }
  if (hasClosePrimes(modulus)) return "The two primes of the modulus are too close to each other.";
  if (isProbablyPrime(modulus)) return "The modulus is a prime number.";
  return null;
}
