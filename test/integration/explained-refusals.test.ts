import { createPrivateKey, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAUSES } from "@/lib/diagnosis/causes";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { getRequest } from "@/lib/operations/requests/get";
import { runOperation } from "@/lib/operations/run";
import { errorOf, expectNothingSecret } from "@/test/integration/support/answers";
import { goodRequest, sendParts, sha256 } from "@/test/integration/support/mutations";
import {
  type Answer,
  makeApplication,
  makeKeyPair,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { singleMistakes } from "@/test/integration/support/single-mistakes";

let platform: TestPlatform;
let application: TestApplication;
let strangersKey: KeyObject;
let formerKey: KeyObject;
let otherApiKeyId: string;

beforeAll(async () => {
  platform = await startTestPlatform({}, {}, { failedAuthenticationsPerMinute: 0 });
  const made = await makeApplication(platform);
  formerKey = createPrivateKey(made.privateKeyPem);
  const actor = operator(made.organizationId);
  const keys = makeKeyPair();
  const { applicationId } = made;
  await runOperation(
    platform.runtime,
    actor,
    replaceSigningKey,
    { applicationId, publicKeyPem: keys.publicKeyPem },
    TEST_ORIGIN,
  );
  const replacement = { applicationId, grace: "1h" as const };
  const other = await runOperation(platform.runtime, actor, createReplacementKey, replacement, TEST_ORIGIN);
  otherApiKeyId = other.apiKeyId;
  application = { ...made, ...keys };
  strangersKey = createPrivateKey(makeKeyPair().privateKeyPem);
});
afterAll(() => platform.stop());

const mutations = singleMistakes(() => ({ application, strangersKey, formerKey, otherApiKeyId }));

/** What is refused before anybody asks whose key it is, and by no path of the API, is in nobody's log. */
const NOT_LOGGED = new Set(["no base path sent"]);

async function expectExplainedInLog(answer: Answer, cause: string): Promise<void> {
  const { reason, details, requestId } = errorOf(answer);
  await platform.runtime.requestLog.flush();
  const logged = await runOperation(
    platform.runtime,
    operator(application.organizationId),
    getRequest,
    { requestId },
    TEST_ORIGIN,
  );
  expect(logged.refusal).toMatchObject({ reason, cause });
  expect(logged.refusal?.whatToChange[0]).toBe(details.hint);
  if (typeof details.expected === "string") expect(logged.refusal?.expected).toBe(details.expected);
  if (typeof details.received === "string") expect(logged.refusal?.received).toBe(details.received);
  expect(logged.checks.filter(({ outcome }) => outcome === "failed")).toHaveLength(1);
}

describe("a single mistake in a good request", () => {
  it("is the only thing between it and an answer", async () => {
    expect((await sendParts(platform, goodRequest(platform, application))).status).toBe(200);
  });

  it.each(mutations)("%s", async (mistake, change, reason, cause, remedy, status = 401) => {
    const parts = goodRequest(platform, application);
    change(parts);
    const answer = await sendParts(platform, parts);
    expect({ status: answer.status, reason: errorOf(answer).reason }).toEqual({ status, reason });
    const { details } = errorOf(answer);
    expect(details).toMatchObject({ cause, hint: expect.stringMatching(remedy) });
    expect(CAUSES).toHaveProperty([reason, cause]);
    expectNothingSecret(answer);
    if (!NOT_LOGGED.has(mistake)) await expectExplainedInLog(answer, cause);
  });

  it("is told apart from a second sending", async () => {
    const parts = goodRequest(platform, application);
    expect((await sendParts(platform, parts)).status).toBe(200);
    const again = await sendParts(platform, parts);
    expect(errorOf(again)).toMatchObject({
      reason: "token_replayed",
      details: { cause: "token_sent_again", hint: expect.stringContaining("Sign anew") },
    });
    await expectExplainedInLog(again, "token_sent_again");
    const timed = () => {
      const made = goodRequest(platform, application);
      made.claims.jti = String(made.claims.iat);
      return sendParts(platform, made);
    };
    expect((await timed()).status).toBe(200);
    expect(errorOf(await timed()).details).toMatchObject({ cause: "jti_from_time" });
  });

  it("comes in at least forty kinds, each with a cause of its own", () => {
    const causes = new Set(mutations.map(([, , reason, cause]) => `${reason} ${cause}`));
    expect(causes.size).toBeGreaterThan(40);
  });
});

describe("a single mistake in a call that creates something", () => {
  const file = "%PDF-1.7 and nothing else";
  const form = `--b1\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n${file}\r\n--b1--\r\n`;

  const cases: [
    mistake: string,
    path: string,
    contentType: string | null,
    body: string,
    signed: string | null,
    reason: string,
    cause: string,
    remedy: RegExp,
    status: number,
  ][] = [
    [
      "curl's content type",
      "/api/v1/customers",
      "application/x-www-form-urlencoded",
      "{}",
      null,
      "unsupported_media_type",
      "form_content_type",
      /--header/,
      415,
    ],
    [
      "no content type",
      "/api/v1/customers",
      null,
      "{}",
      null,
      "unsupported_media_type",
      "content_type_missing",
      /application\/json/,
      415,
    ],
    [
      "a trailing comma",
      "/api/v1/customers",
      "application/json",
      '{"type":"BUSINESS",}',
      null,
      "invalid_json",
      "trailing_comma",
      /Remove it/,
      400,
    ],
    [
      "a Python literal",
      "/api/v1/customers",
      "application/json",
      '{"type":None}',
      null,
      "invalid_json",
      "not_a_value",
      /JSON library/,
      400,
    ],
    [
      "JSON inside JSON",
      "/api/v1/customers",
      "application/json",
      '"{}"',
      null,
      "invalid_json",
      "json_in_json",
      /Serialize it once/,
      400,
    ],
    [
      "the file hashed instead of the form",
      "/api/v1/documents",
      "multipart/form-data; boundary=b1",
      form,
      file,
      "body_hash_mismatch",
      "part_hashed",
      /whole form/,
      401,
    ],
    [
      "another boundary hashed",
      "/api/v1/documents",
      "multipart/form-data; boundary=b1",
      form,
      form.replaceAll("b1", "b2"),
      "body_hash_mismatch",
      "multipart_rebuilt",
      /boundary/,
      401,
    ],
    [
      "JSON where a form is expected",
      "/api/v1/documents",
      "application/json",
      "{}",
      null,
      "unsupported_media_type",
      "json_content_type",
      /form/,
      415,
    ],
    [
      "a form without boundary",
      "/api/v1/documents",
      "multipart/form-data",
      form,
      null,
      "invalid_multipart",
      "boundary_missing",
      /library/,
      400,
    ],
  ];

  it.each(cases)("%s", async (_, target, contentType, text, signed, reason, cause, remedy, status) => {
    const good = goodRequest(platform, application);
    const answer = await sendParts(platform, {
      ...good,
      target,
      headers: [
        "x-api-key",
        application.apiKey,
        ...(contentType === null ? [] : ["content-type", contentType]),
      ],
      body: Buffer.from(text),
      claims: { ...good.claims, uri: target, bodyHash: sha256(signed ?? text) },
    });
    expect({ status: answer.status, reason: errorOf(answer).reason }).toEqual({ status, reason });
    expect(errorOf(answer).details).toMatchObject({ cause, hint: expect.stringMatching(remedy) });
    expectNothingSecret(answer);
    await expectExplainedInLog(answer, cause);
  });
});
