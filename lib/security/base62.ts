const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = 62n;

/**
 * Writes a non-negative integer in base 62 (alphabet `0-9A-Za-z`, most significant digit first).
 *
 * @param value the integer
 * @param width number of characters; the result is padded on the left with `0`
 * @throws RangeError when the value does not fit into `width` characters
 */
export function toBase62(value: bigint, width: number): string {
  let rest = value;
  let digits = "";
  for (let position = 0; position < width; position++) {
    digits = ALPHABET.charAt(Number(rest % BASE)) + digits;
    rest /= BASE;
  }
  if (rest !== 0n) throw new RangeError(`The value does not fit into ${width} base62 characters.`);
  return digits;
}
