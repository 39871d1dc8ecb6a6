import { base64Decode, base64UrlEncode, hexEncode, sha256Hex } from "./encoding";
import { NuveraClientError } from "./errors";

/**
 * Whatever can sign. Keep the private key in a KMS or HSM by writing these two members yourself:
 * `sign` gets the bytes to sign and gives back the raw RSASSA-PKCS1-v1_5 SHA-256 signature.
 */
export interface RequestSigner {
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** Lower-case hex SHA-256 of the public key's SPKI DER; sent as `kid`, useful during a key overlap. */
  readonly fingerprint?: string;
}

/** A signer made from a private key file; its fingerprint is the one that the settings page shows. */
export interface ImportedSigningKey extends RequestSigner {
  readonly fingerprint: string;
}

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;
const CONVERT = "openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem";

function refuse(message: string): never {
  throw new NuveraClientError("invalid_private_key", message);
}

/** What the PEM's label says when it is not the one we need. */
function explainLabel(label: string): never {
  switch (label) {
    case "RSA PRIVATE KEY":
      return refuse(`This is a PKCS#1 private key; PKCS#8 is needed. Convert it with: ${CONVERT}`);
    case "ENCRYPTED PRIVATE KEY":
      return refuse(`This private key is encrypted with a passphrase. Decrypt it with: ${CONVERT}`);
    case "OPENSSH PRIVATE KEY":
      return refuse(
        `This is an OpenSSH private key. On a copy, run ssh-keygen -p -m PKCS8 -f key.pem, then: ${CONVERT}`,
      );
    case "PUBLIC KEY":
    case "RSA PUBLIC KEY":
      return refuse("This is the public key. Requests are signed with the private key that belongs to it.");
    case "CERTIFICATE":
      return refuse("This is a certificate. Requests are signed with the private key that belongs to it.");
    case "EC PRIVATE KEY":
      return refuse("This is an elliptic-curve key. Requests are signed with RSA, 2048 to 4096 bits.");
    default:
      return refuse(
        "A PKCS#8 private key in PEM form is needed, beginning with -----BEGIN PRIVATE KEY-----.",
      );
  }
}

function pemToDer(pem: string): Uint8Array<ArrayBuffer> {
  const blocks = [
    ...pem.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END ([A-Z0-9 ]{1,40})-----/g),
  ];
  const [block, second] = blocks;
  // Old encrypted keys carry header lines inside the block and so do not match the pattern above.
  const label = block?.[1] ?? /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(pem)?.[1];
  if (second !== undefined)
    return refuse("The text holds more than one PEM block; give the private key only.");
  if (label !== "PRIVATE KEY") return explainLabel(label ?? "");
  const der = block?.[3] === label ? base64Decode((block[2] ?? "").replaceAll(/\s/g, "")) : undefined;
  return der ?? refuse("The private key's PEM is damaged: it is cut short or not base64.");
}

async function importRsa(der: Uint8Array<ArrayBuffer>, extractable: boolean): Promise<CryptoKey> {
  try {
    return await globalThis.crypto.subtle.importKey("pkcs8", der, ALGORITHM, extractable, ["sign"]);
  } catch {
    // The cause is not passed on: what a runtime writes about a private key is not ours to log.
    return refuse("The private key could not be read as an RSA key in PKCS#8 form.");
  }
}

/** Fingerprint of the public half; on the way the sizes that the API accepts are checked. */
async function fingerprintOf(der: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto;
  const jwk = await subtle.exportKey("jwk", await importRsa(der, true));
  const modulus = base64Decode((jwk.n ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  const bits = modulus === undefined ? 0 : BigInt(`0x0${hexEncode(modulus)}`).toString(2).length;
  if (bits < 2048 || bits > 4096) refuse(`The RSA key has ${bits} bits; 2048 to 4096 are accepted.`);
  if (jwk.e !== base64UrlEncode(new Uint8Array([1, 0, 1]))) refuse("The RSA key's exponent must be 65537.");
  const publicJwk: JsonWebKey = { kty: "RSA", n: jwk.n ?? "", e: jwk.e, alg: "RS256" };
  const publicKey = await subtle.importKey("jwk", publicJwk, ALGORITHM, true, ["verify"]);
  return sha256Hex(new Uint8Array(await subtle.exportKey("spki", publicKey)));
}

/**
 * Reads a PKCS#8 PEM into a signer. The key that signs afterwards cannot be exported again.
 * Throws {@link NuveraClientError} `invalid_private_key`, with the command that converts where one helps.
 */
export async function importSigningKey(pkcs8Pem: string): Promise<ImportedSigningKey> {
  const der = pemToDer(pkcs8Pem);
  const fingerprint = await fingerprintOf(der);
  const key = await importRsa(der, false);
  der.fill(0);
  return {
    fingerprint,
    async sign(bytes) {
      return new Uint8Array(await globalThis.crypto.subtle.sign(ALGORITHM, key, new Uint8Array(bytes)));
    },
  };
}
