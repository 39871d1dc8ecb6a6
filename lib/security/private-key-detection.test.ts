import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { effortOf } from "@/test/support/effort";
import { integer, pem, sequence } from "@/test/vectors/key-builder";
import { badPublicKeys, goodPem, goodPublicKeys } from "@/test/vectors/public-keys";
import { ownKey } from "@/test/vectors/token-fixture";
import { looksLikePrivateKey } from "./private-key-detection";
import { admitPublicKey } from "./public-key";

const pkcs8 = ownKey.export({ format: "der", type: "pkcs8" });
const pkcs1 = ownKey.export({ format: "der", type: "pkcs1" });
const pkcs8Pem = pem(pkcs8, "PRIVATE KEY");
const pkcs1Pem = pem(pkcs1, "RSA PRIVATE KEY");
const protection = { cipher: "aes-256-cbc", passphrase: "secret" };
const encrypted = ownKey.export({ format: "pem", type: "pkcs8", ...protection }).toString();
const encryptedDer = ownKey.export({ format: "der", type: "pkcs8", ...protection });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const ecSec1 = ec.export({ format: "der", type: "sec1" });
const ed25519 = generateKeyPairSync("ed25519").privateKey;
const jwk = ownKey.export({ format: "jwk" });
const base64 = pkcs8.toString("base64");
const xml = "<RSAKeyValue><Modulus>AAAA</Modulus><Exponent>AQAB</Exponent><D>AAAA</D></RSAKeyValue>";
const pkcs12 = Buffer.concat([sequence(integer(3n), sequence(Buffer.alloc(200, 0x55)))]);

const privateKeys: [string, string][] = [
  ["PKCS#8 PEM", pkcs8Pem],
  ["PKCS#1 PEM", pkcs1Pem],
  ["encrypted PKCS#8 PEM", encrypted],
  ["encrypted PKCS#1 PEM", ownKey.export({ format: "pem", type: "pkcs1", ...protection }).toString()],
  ["EC SEC 1 PEM", ec.export({ format: "pem", type: "sec1" }).toString()],
  ["EC PKCS#8 PEM", ec.export({ format: "pem", type: "pkcs8" }).toString()],
  ["Ed25519 PKCS#8 PEM", ed25519.export({ format: "pem", type: "pkcs8" }).toString()],
  ["OpenSSH PEM", pem(Buffer.from("openssh-key-v1\u0000none none"), "OPENSSH PRIVATE KEY")],
  ["OpenSSH base64 without its lines", Buffer.from("openssh-key-v1\u0000none none").toString("base64")],
  ["SSH2", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA"],
  ["PGP", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ"],
  ["PuTTY", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none"],
  ["age", "AGE-SECRET-KEY-1QQQQQQ"],
  ["an RSA JWK", JSON.stringify(jwk)],
  ["an indented JWK", JSON.stringify(jwk, null, 2)],
  ["a JWK set", JSON.stringify({ keys: [{ kty: "RSA" }, jwk] })],
  ["an EC JWK", JSON.stringify(ec.export({ format: "jwk" }))],
  ["a symmetric JWK", JSON.stringify({ kty: "oct", k: "c2VjcmV0" })],
  ["a damaged JWK", JSON.stringify(jwk).slice(0, -1)],
  ["a JWK as a JavaScript object", `{ kty: 'RSA', d: 'AAAA' }`],
  ["XML", xml],
  ["PKCS#8 under the label PUBLIC KEY", pem(pkcs8)],
  ["PKCS#1 under the label PUBLIC KEY", pem(pkcs1)],
  ["encrypted PKCS#8 under the label PUBLIC KEY", pem(encryptedDer)],
  ["SEC 1 under the label PUBLIC KEY", pem(ecSec1)],
  ["Ed25519 under the label PUBLIC KEY", pem(ed25519.export({ format: "der", type: "pkcs8" }))],
  ["PKCS#12 in base64", pkcs12.toString("base64")],
  ["PKCS#8 in base64", base64],
  ["PKCS#8 in base64, wrapped", pem(pkcs8, "X").split("\n").slice(1, -2).join("\r\n")],
  ["PKCS#8 in base64url", pkcs8.toString("base64url")],
  ["PKCS#1 in base64", pkcs1.toString("base64")],
  ["SEC 1 in base64", ecSec1.toString("base64")],
  ["PKCS#8 in hex", pkcs8.toString("hex")],
  ["PKCS#8 in hex with colons", (pkcs8.toString("hex").match(/../g) ?? []).join(":")],
  ["PKCS#8 in upper-case hex", pkcs8.toString("hex").toUpperCase()],
  ["PKCS#8 DER read as Latin-1", pkcs8.toString("latin1")],
  ["PKCS#8 DER read as UTF-8", pkcs8.toString("utf8")],
  ["PKCS#1 DER read as UTF-8", pkcs1.toString("utf8")],
  ["SEC 1 DER read as UTF-8", ecSec1.toString("utf8")],
  ["an environment variable", `PRIVATE_KEY="${pkcs8Pem.replaceAll("\n", "\\n")}"`],
  ["an environment variable in base64", `SIGNING=${base64}`],
  ["a JSON string", JSON.stringify({ key: pkcs8Pem })],
  ["after the public key", goodPem + pkcs8Pem],
  ["before the public key", pkcs1Pem + goodPem],
  ["in lower case", pkcs8Pem.toLowerCase()],
  ["without the END line", pkcs8Pem.slice(0, 400)],
  ["after much white space", `${" \n".repeat(5_000)}${pkcs8Pem}`],
];

describe("a private key", () => {
  it.each(privateKeys)("as %s is caught before anything is sent", (_, text) => {
    expect(looksLikePrivateKey(text)).toBe(true);
  });

  it.each(privateKeys)("as %s is refused by the server, without showing any of it", (_, text) => {
    const result = admitPublicKey(text);
    expect(result).toMatchObject({ ok: false, reason: "private_key" });
    const shown = JSON.stringify(result);
    for (const piece of text.match(/[A-Za-z0-9+/_-]{24}/g) ?? []) {
      if (!/PRIVATE-KEY|SECRET-KEY|-----/i.test(piece)) expect(shown).not.toContain(piece.slice(0, 12));
    }
  });

  it("is not seen in any public key, certificate, or other text without a secret", () => {
    const harmless = [...goodPublicKeys, ...badPublicKeys].map(([name, text]) => [
      name,
      text.slice(0, 70_000),
    ]);
    for (const [name, text] of harmless)
      expect([name, looksLikePrivateKey(text ?? "")]).toEqual([name, false]);
    expect(looksLikePrivateKey("Payments worker production")).toBe(false);
    expect(createPrivateKey(pkcs8Pem).asymmetricKeyType).toBe("rsa");
  });

  it("is looked for in linear time, whatever the text", () => {
    const pieces = [
      "\\",
      "<D",
      "BEGIN ",
      "-----BEGIN ",
      "-----a",
      "kty: ",
      '"d" ',
      "A ",
      "'",
      "0x30",
      "MII",
      "MIIEvQ ",
    ];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length));
      const isCheap = effortOf(() => looksLikePrivateKey(text)) < 50;
      expect([piece, isCheap]).toEqual([piece, true]);
    }
  });
});
