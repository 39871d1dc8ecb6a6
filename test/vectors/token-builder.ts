import { constants, type KeyObject, sign } from "node:crypto";

/** One case of `signing.json`: a request with its token at a fixed clock, and what the verifier has to say. */
export type SigningVector = {
  name: string;
  now: number;
  apiKey: string;
  apiKeyId: string;
  method: string;
  target: string;
  bodyBase64: string;
  token: string;
  expect: { ok: true } | { reason: string };
};

export type VectorKey = { fingerprint: string; publicKeyPem: string; privateKeyPem: string };

/** The file `signing.json`. `strangerKeys` belong to nobody; they sign tokens that must be refused. */
export type SigningVectorFile = {
  about: string;
  issuer: string;
  audience: string;
  signingKeys: VectorKey[];
  strangerKeys: VectorKey[];
  vectors: SigningVector[];
};

export const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");

/** Signs two JSON texts exactly as given, so that tests can sign what no JSON serializer would write. */
export function signTexts(header: string | Uint8Array, payload: string | Uint8Array, key: KeyObject): string {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${base64url(sign("RSA-SHA256", Buffer.from(input), key))}`;
}

/** Signs a header and a payload written by `JSON.stringify`. */
export function signObjects(header: object, payload: object, key: KeyObject): string {
  return signTexts(JSON.stringify(header), JSON.stringify(payload), key);
}

/** An RSASSA-PSS signature (salt length 0, so that it is the same each time) under a header that says RS256. */
export function signPss(header: object, payload: object, key: KeyObject): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 };
  return `${input}.${base64url(sign("RSA-SHA256", Buffer.from(input), options))}`;
}
