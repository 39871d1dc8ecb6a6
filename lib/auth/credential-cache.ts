/**
 * Credentials by key hash, so that the steady state needs no look-up. An entry is only ever a guess: on every request
 * the claim statement compares its versions with the database's, and a refusal is never given from here.
 */
import type { Credential } from "@/lib/auth/credential";

const MAXIMUM_ENTRIES = 10_000;

export class CredentialCache {
  readonly #entries = new Map<string, Credential>();

  get(keyHash: Buffer): Credential | undefined {
    return this.#entries.get(keyHash.toString("base64"));
  }

  set(keyHash: Buffer, credential: Credential): void {
    const key = keyHash.toString("base64");
    this.#entries.delete(key);
    this.#entries.set(key, credential);
    if (this.#entries.size > MAXIMUM_ENTRIES) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
  }
}
