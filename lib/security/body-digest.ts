import { createHash } from "node:crypto";

/** SHA-256 of zero bytes: the `bodyHash` of a request without a body. 64 lower-case hex characters. */
export const EMPTY_BODY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * SHA-256 (FIPS 180-4) of the given bytes.
 *
 * @param bytes the exact body bytes; a string counts as its UTF-8 bytes
 * @returns 64 lower-case hex characters
 */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A SHA-256 under construction over the chunks of a body. */
export type BodyDigest = { update(chunk: Uint8Array): void; hex(): string };

/**
 * Starts a digest over a body that arrives in chunks.
 *
 * @returns `update` takes the next bytes; `hex` ends the digest and gives 64 lower-case hex characters, the
 *   same ones however often it is called. `update` after `hex` throws an Error, because those bytes would
 *   be missing from an answer already given
 */
export function createBodyDigest(): BodyDigest {
  const hash = createHash("sha256");
  let result: string | undefined;
  return {
    update(chunk) {
      if (result !== undefined) throw new Error("The body digest has already been read.");
      hash.update(chunk);
    },
    hex() {
      result ??= hash.digest("hex");
      return result;
    },
  };
}
