import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takesIdempotencyKey } from "@/lib/api/idempotency";
import { expectRefusal } from "@/test/integration/support/answers";
import { callEndpoint, endpointCases, makeRequest } from "@/test/integration/support/endpoints";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import type { RequestBody } from "@/test/integration/support/request-body";
import { rowDigests } from "@/test/integration/support/rows";
import { documentForm } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());

const writingPosts = endpointCases.filter(({ method, declaration }) =>
  takesIdempotencyKey(method, declaration.operation),
);

/** What every table holds, without the notes of what to look for in the store of contents, which is written to beforehand. */
async function dataDigests(): Promise<Record<string, string>> {
  const { document_content_checks: _, ...digests } = await rowDigests(platform.database);
  return digests;
}

/** Other bytes that the operation would take as well. */
function otherBytes(body: RequestBody): RequestBody {
  if (body.contentType !== "application/json") return body.changed({ type: "INVOICE" });
  return { ...body, bytes: Buffer.concat([body.bytes, Buffer.from(" ")]) };
}

describe.each(writingPosts)("$title", (endpoint) => {
  it("is done once under an idempotency key", async () => {
    const request = await makeRequest(endpoint, platform, application);
    if (request.body === undefined) throw new Error("A POST takes a body.");
    const headers = { "idempotency-key": randomUUID() };
    const first = await callEndpoint(platform, endpoint, request, application, { headers });
    expect([200, 201]).toContain(first.status);
    const before = await dataDigests();

    const second = await callEndpoint(platform, endpoint, request, application, { headers });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect([first, second].map((answer) => answer.headers["idempotency-replayed"])).toEqual([
      undefined,
      "true",
    ]);

    const other = { ...request, body: otherBytes(request.body) };
    const refused = await callEndpoint(platform, endpoint, other, application, { headers });
    expectRefusal(refused, 422, "idempotency_key_reused");
    expect(await dataDigests()).toEqual(before);
  });
});

describe("a form with a file", () => {
  it("is the same request when its parts are the same, whatever stands between them", async () => {
    const form = documentForm({ type: "CONTRACT" }, "one");
    const boundary = form.contentType.replace(/^.*boundary=/, "");
    const again = {
      contentType: form.contentType.replace(boundary, "another-boundary"),
      bytes: Buffer.from(
        Buffer.from(form.bytes).toString("latin1").replaceAll(boundary, "another-boundary"),
        "latin1",
      ),
    };
    const post = ({ contentType, bytes }: Pick<RequestBody, "contentType" | "bytes">) =>
      call(platform, application, "POST", "/api/v1/documents", {
        body: bytes,
        contentType,
        headers: { "idempotency-key": "form" },
      });
    const first = await post(form);
    const second = await post(again);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expectRefusal(await post(documentForm({ type: "CONTRACT" }, "two")), 422, "idempotency_key_reused");
  });
});
