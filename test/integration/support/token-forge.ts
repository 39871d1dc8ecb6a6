/** Tokens with one thing wrong, on their way through the real front door. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { expect } from "vitest";
import { EMPTY_BODY_SHA256 } from "@/lib/security/body-digest";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { type Answer, call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";
import { signObjects, signTexts } from "@/test/vectors/token-builder";

export const HEADER = { alg: "RS256", typ: "JWT" };
export type Claims = Record<string, unknown>;
type MakeToken = (claims: Claims) => string;

export type TokenForge = {
  platform: TestPlatform;
  own: TestApplication;
  stranger: TestApplication;
  key: KeyObject;
  strangersKey: KeyObject;
  nowSeconds(): number;
  /** The claims of a right request, with a token id of its own. */
  rightClaims(): Claims;
  send(token: string): Promise<Answer>;
  /** The token made from right claims is refused, changes no row, and leaves its token id to a good token. */
  expectRefused(make: MakeToken, reason: string): Promise<Answer>;
  withHeader(members: object): MakeToken;
  withHeaderText(text: string | Uint8Array): MakeToken;
  withClaims(changes: Claims): MakeToken;
  withPayload(write: (json: string) => string | Uint8Array): MakeToken;
  /** The three parts of the right token. */
  parts(claims: Claims): string[];
};

export async function openTokenForge(): Promise<TokenForge> {
  const platform = await startTestPlatform();
  const own = await makeApplication(platform);
  const stranger = await makeApplication(platform);
  const key = createPrivateKey(own.privateKeyPem);
  const nowSeconds = () => Math.floor(platform.clock.now.getTime() / 1000);
  let serial = 0;
  const forge: TokenForge = {
    platform,
    own,
    stranger,
    key,
    strangersKey: createPrivateKey(stranger.privateKeyPem),
    nowSeconds,
    rightClaims: () => {
      serial += 1;
      return {
        iss: "nuvera-api",
        aud: "nuvera-rest-api",
        sub: own.apiKeyId,
        method: "GET",
        uri: CUSTOMERS,
        bodyHash: EMPTY_BODY_SHA256,
        iat: nowSeconds(),
        exp: nowSeconds() + 30,
        jti: `token-id-${serial}`,
      };
    },
    send: (token) => call(platform, own, "GET", CUSTOMERS, { token }),
    expectRefused: async (make, reason) => {
      const claims = forge.rightClaims();
      const before = await rowDigests(platform.database);
      const answer = await forge.send(make(claims));
      expectRefusal(answer, 401, reason);
      expect(errorOf(answer).details.serverTime).toBe(nowSeconds());
      expect((await forge.send(signObjects(HEADER, claims, key))).status).toBe(200);
      expect(await rowDigests(platform.database)).toEqual(before);
      return answer;
    },
    withHeader: (members) => (claims) => signObjects({ ...HEADER, ...members }, claims, key),
    withHeaderText: (text) => (claims) => signTexts(text, JSON.stringify(claims), key),
    withClaims: (changes) => (claims) => signObjects(HEADER, { ...claims, ...changes }, key),
    withPayload: (write) => (claims) => signTexts(JSON.stringify(HEADER), write(JSON.stringify(claims)), key),
    parts: (claims) => signObjects(HEADER, claims, key).split("."),
  };
  return forge;
}

/** SHA-256 of the application's public key, as `kid` names it. */
export function fingerprint({ publicKeyPem }: TestApplication): string {
  const der = createPublicKey(publicKeyPem).export({ format: "der", type: "spki" });
  return createHash("sha256").update(der).digest("hex");
}
