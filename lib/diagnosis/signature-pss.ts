/** Whether a signature is one of RSASSA-PSS (RFC 8017, section 8.1). Pure. */
import { constants, type KeyObject, verify } from "node:crypto";

/** `block`: the opened signature, whose last byte spares the work for almost every other one. */
export function isPss(key: KeyObject, block: Buffer, signingInput: string, signature: Buffer): boolean {
  if (block.at(-1) !== 0xbc) return false;
  const options = {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_AUTO,
  };
  return ["sha256", "sha384", "sha512"].some((digest) => {
    try {
      return verify(digest, Buffer.from(signingInput, "ascii"), options, signature);
    } catch {
      return false;
    }
  });
}
