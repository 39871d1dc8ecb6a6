/** Recovery codes: what a person types when the phone with the one-time codes is gone. Pure; randomness is an argument. */
import { createHash } from "node:crypto";

export const RECOVERY_CODE_CHARACTERS = 16;

/** 32 letters and digits, none of which is easily read as another (no 0, 1, l, o): five bits each. */
const ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";

/** A new code with 80 random bits. */
export function makeRecoveryCode(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(RECOVERY_CODE_CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join(
    "",
  );
}

/** SHA-256 of the code. Its 80 bits are too many to be tried, so nothing slower is needed. */
export function recoveryCodeDigest(code: string): Buffer {
  return createHash("sha256").update(code, "utf8").digest();
}
