// biome-ignore lint/style/noRestrictedImports: a test compares with an independent implementation
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { looksLikePrivateKey } from "@/lib/security/private-key-detection";
import { inspectPublicKey } from "./inspect-public-key";
import { generateKeyPair, privateKeyFileName } from "./key-pair";

describe("key pairs made in the browser", () => {
  it("gives a PKCS#8 private key, its SPKI public key, and the fingerprint of the SPKI DER", async () => {
    const pair = await generateKeyPair(2048);
    const publicKey = createPublicKey(pair.publicKeyPem);
    const der = publicKey.export({ type: "spki", format: "der" });
    expect(publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
    expect(pair.fingerprint).toBe(createHash("sha256").update(der).digest("hex"));
    expect(createPublicKey(createPrivateKey(pair.privateKeyPem)).equals(publicKey)).toBe(true);
    expect(pair.privateKeyPem.startsWith("-----BEGIN PRIVATE KEY-----\n")).toBe(true);
  });

  it("makes a private key that the paste check would catch, and a public one that it would not", async () => {
    const pair = await generateKeyPair(2048);
    expect(looksLikePrivateKey(pair.privateKeyPem)).toBe(true);
    expect(looksLikePrivateKey(pair.publicKeyPem)).toBe(false);
  });

  it.each([
    ["Payments worker", "sandbox", "payments-worker-sandbox-private-key.pem"],
    ["../../etc/passwd", "production", "etc-passwd-production-private-key.pem"],
    ["Überweisungen №1", "sandbox", "uberweisungen-no1-sandbox-private-key.pem"],
    ["支付", "sandbox", "application-sandbox-private-key.pem"],
  ])("names the file of %j in %s %s", (name, environment, fileName) => {
    expect(privateKeyFileName(name, environment)).toBe(fileName);
  });
});

describe("the first look at a pasted key", () => {
  it("refuses a private key", async () => {
    const { privateKeyPem } = await generateKeyPair(2048);
    expect(await inspectPublicKey(privateKeyPem)).toMatchObject({ ok: false, reason: "private_key" });
  });

  it.each([
    ["-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----", "pkcs1"],
    ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "certificate"],
    ["ssh-rsa AAAAB3NzaC1yc2E", "unsupported_format"],
    ["-----BEGIN PUBLIC KEY-----\nMIIB", "malformed"],
    ["-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", "not_rsa"],
  ])("explains %j as %s", async (text, reason) => {
    expect(await inspectPublicKey(text)).toMatchObject({ ok: false, reason });
  });
});
