import { generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { importSigningKey } from "./private-key";
import { createTestKeys } from "./test-support";

const keys = createTestKeys();
const pem = (options: { type: "pkcs1" | "pkcs8"; cipher?: string; passphrase?: string }) =>
  keys.privateKey.export({ format: "pem", ...options }).toString();

describe("importing a signing key", () => {
  it("signs so that node:crypto verifies, and names the key by its SPKI fingerprint", async () => {
    const signer = await importSigningKey(keys.pkcs8);
    const message = new TextEncoder().encode("to be signed");
    expect(signer.fingerprint).toBe(keys.fingerprint);
    expect(verify("sha256", message, keys.publicKey, await signer.sign(message))).toBe(true);
  });

  it("takes Windows line ends, no last line end and text around the block", async () => {
    const body = keys.pkcs8.trimEnd().replaceAll("\n", "\r\n");
    await expect(importSigningKey(`Bag Attributes\r\n${body}`)).resolves.toMatchObject({
      fingerprint: keys.fingerprint,
    });
  });

  it.each([
    ["PKCS#1", () => pem({ type: "pkcs1" }), /PKCS#1.*openssl pkcs8 -topk8 -nocrypt/],
    [
      "encrypted PKCS#8",
      () => pem({ type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" }),
      /passphrase.*openssl pkcs8 -topk8 -nocrypt/,
    ],
    [
      "encrypted PKCS#1",
      () => pem({ type: "pkcs1", cipher: "aes-256-cbc", passphrase: "secret" }),
      /PKCS#1.*openssl pkcs8/,
    ],
    ["a public key", () => keys.publicKey.export({ type: "spki", format: "pem" }).toString(), /public key/],
    ["a certificate", () => "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", /certificate/],
    [
      "an OpenSSH key",
      () => "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
      /ssh-keygen/,
    ],
    ["two keys", () => keys.pkcs8 + keys.pkcs8, /more than one/],
    ["a key cut short", () => keys.pkcs8.slice(0, 900), /cut short/],
    ["a key with a hole", () => keys.pkcs8.replace(/\n.{64}\n/, "\n"), /could not be read/],
    ["nothing", () => "", /BEGIN PRIVATE KEY/],
    [
      "an elliptic-curve key",
      () =>
        generateKeyPairSync("ec", { namedCurve: "P-256" })
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
      /RSA/,
    ],
    ["1024 bits", () => createTestKeys(1024).pkcs8, /1024 bits/],
    [
      "exponent 3",
      () =>
        generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 })
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
      /65537/,
    ],
  ])("refuses %s and says what to do, without a word of the key", async (_, make, message) => {
    const text = make();
    const error: unknown = await importSigningKey(text).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "NuveraClientError", code: "invalid_private_key" });
    expect(error).toHaveProperty("message", expect.stringMatching(message));
    const inside = text.split("\n")[1];
    if (inside !== undefined && inside.length > 40) expect(String(error)).not.toContain(inside);
  });
});
