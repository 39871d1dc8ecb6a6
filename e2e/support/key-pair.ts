import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, type Locator } from "@playwright/test";

export type KeyPair = { privateKeyPem: string; publicKeyPem: string; fingerprint: string };

/** An RSA key pair made outside of any browser. */
export function makeKeyPair(): KeyPair {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  return {
    privateKeyPem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKeyPem,
    fingerprint: fingerprintOf(publicKeyPem),
  };
}

/** SHA-256 of the public key, as the platform names it. */
export function fingerprintOf(publicKeyPem: string): string {
  const der = createPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex");
}

/** Pastes the public half and waits for its fingerprint: it appears when the field is left, and moves what is below. */
export async function pastePublicKey(dialog: Locator, { publicKeyPem, fingerprint }: KeyPair): Promise<void> {
  const field = dialog.getByLabel("Public key (PEM)");
  await field.fill(publicKeyPem);
  await field.blur();
  await expect(dialog.getByText(fingerprint)).toBeVisible();
}
