/** Calls that name a good key and prove nothing, at any endpoint, and what each is refused for. */
import { bodyOf, type ReadyRequest } from "@/test/integration/support/endpoints";
import { type CallOptions, signToken, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

export type Unproven = {
  platform: TestPlatform;
  healthy: TestApplication;
  stranger: TestApplication;
  method: string;
  ready: ReadyRequest;
  /** Of a request of `healthy` that was answered. */
  usedToken: string;
};

type Case = [what: string, reason: string, options: (subject: Unproven) => Promise<CallOptions>];

export const unprovenCalls: Case[] = [
  ["no token", "token_missing", async () => ({ headers: { authorization: undefined } })],
  [
    "a token under another scheme",
    "token_missing",
    async () => ({ headers: { authorization: "Basic eA==" } }),
  ],
  ["a token that is none", "token_malformed", async () => ({ token: "abc" })],
  [
    "another application's token",
    "signature_invalid",
    async (subject) => ({ token: await tokenOf(subject, subject.stranger) }),
  ],
  [
    "a token for another application's key",
    "subject_mismatch",
    async ({ stranger }) => ({ sign: { apiKeyId: stranger.apiKeyId } }),
  ],
  ["a token for another method", "method_mismatch", async () => ({ sign: { method: "PUT" } })],
  [
    "a token for another path",
    "uri_mismatch",
    async ({ ready }) => ({ sign: { target: `${ready.target}/other` } }),
  ],
  [
    "a token for another query",
    "uri_mismatch",
    async ({ ready }) => ({ sign: { target: `${ready.target}?limit=1` } }),
  ],
  ["a token for another body", "body_hash_mismatch", async () => ({ sign: { body: new Uint8Array([1]) } })],
  [
    "an expired token",
    "token_expired",
    async ({ platform }) => ({ sign: { nowSeconds: secondsOf(platform) - 61 } }),
  ],
  [
    "a token of the future",
    "token_not_yet_valid",
    async ({ platform }) => ({ sign: { nowSeconds: secondsOf(platform) + 7 } }),
  ],
  ["a token that was used before", "token_replayed", async ({ usedToken }) => ({ token: usedToken })],
];

function tokenOf({ platform, method, ready }: Unproven, application: TestApplication): Promise<string> {
  return signToken(platform, application, method, ready.target, bodyOf(ready));
}

function secondsOf({ clock }: TestPlatform): number {
  return Math.floor(clock.now.getTime() / 1000);
}
