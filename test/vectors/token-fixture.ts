import { createPrivateKey, type KeyObject } from "node:crypto";
import { EMPTY_BODY_SHA256 } from "../../lib/security/body-digest";
import { type TokenExpectations, verifyRequestToken } from "../../lib/security/request-token";
import { loadVerificationKey } from "../../lib/security/verification-key";
import vectorFile from "./signing.json";
import { signObjects } from "./token-builder";

/** A request that is right in every respect, and the means to spoil it in one. */
const [own] = vectorFile.signingKeys;
const [stranger] = vectorFile.strangerKeys;
const [first] = vectorFile.vectors;
if (own === undefined || stranger === undefined || first === undefined)
  throw new Error("signing.json is empty");

export const NOW = 1_800_000_000;
export const ownPem = own.publicKeyPem;
export const strangerPem = stranger.publicKeyPem;
export const ownKey: KeyObject = createPrivateKey(own.privateKeyPem);
export const strangerKey: KeyObject = createPrivateKey(stranger.privateKeyPem);
export const verificationKey = loadVerificationKey(own.publicKeyPem, own.fingerprint);
export const strangerVerificationKey = loadVerificationKey(stranger.publicKeyPem, stranger.fingerprint);

export const header = { alg: "RS256", typ: "JWT" };
export const claims = {
  iss: "nuvera-api",
  aud: "nuvera-rest-api",
  sub: first.apiKey,
  method: "GET",
  uri: "/api/v1/customers?limit=20",
  bodyHash: EMPTY_BODY_SHA256,
  iat: NOW,
  exp: NOW + 55,
  jti: "7d0c1b7e-2f64-4b39-9b1c-5a4f0e6d2c83",
};

export const expectations: TokenExpectations = {
  issuer: claims.iss,
  audience: claims.aud,
  apiKey: first.apiKey,
  apiKeyId: first.apiKeyId,
  method: claims.method,
  target: claims.uri,
  nowSeconds: NOW,
  signingKeys: [verificationKey],
};

export const goodToken = signObjects(header, claims, ownKey);

/** Verifies against the right request, or one changed as told. */
export function check(token: string, changes: Partial<TokenExpectations> = {}) {
  return verifyRequestToken(token, { ...expectations, ...changes });
}

/** `"ok"` or the reason of the refusal. */
export function outcome(token: string, changes: Partial<TokenExpectations> = {}): string {
  const result = check(token, changes);
  return result.ok ? "ok" : result.reason;
}

export const withClaims = (changes: object) => signObjects(header, { ...claims, ...changes }, ownKey);
export const withHeader = (members: object) => signObjects({ ...header, ...members }, claims, ownKey);
