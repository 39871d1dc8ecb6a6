import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import { idOf } from "@/test/integration/support/customers";
import { fileForm, jpeg, pdf, png, sha256, upload } from "@/test/integration/support/documents";
import {
  enrolSecondFactor,
  fetchUi,
  makeMember,
  makePerson,
  openTestSession,
} from "@/test/integration/support/members";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let application: TestApplication;
let reviewer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  const person = await makePerson(platform, "A reviewer", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  await enrolSecondFactor(platform, person);
  reviewer = await openTestSession(platform, person);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const target = (documentId: string, environment: Environment = "sandbox") =>
  uiApi.hubDocumentContent(
    {
      area: "hub",
      organizationId: toPublicId("organization", application.organizationId),
      environment,
    },
    documentId,
  );

const look = (
  documentId: string,
  headers: Record<string, string> = {},
  sessionId: string | null = reviewer,
) => fetchUi(platform, sessionId, "GET", target(documentId), undefined, headers);

async function made(content: Buffer, fileName: string): Promise<string> {
  return idOf((await upload(platform, application, fileForm(content, { type: "PASSPORT" }, fileName))).body);
}

describe("a reviewer", () => {
  it.each<[string, Buffer, string]>([
    ["application/pdf", pdf(5_000), "a.pdf"],
    ["image/png", png(5_000), "a.png"],
    ["image/jpeg", jpeg(5_000), "a.jpg"],
  ])("sees %s in the page, where nothing in it can run or load", async (contentType, content, name) => {
    const answer = await look(await made(content, name));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      "content-type": contentType,
      "content-length": "5000",
      "content-disposition": `inline; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "SAMEORIGIN",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringContaining("default-src 'none'; frame-ancestors 'self'"),
    });
    expect(headers).not.toHaveProperty("accept-ranges");
    expect(headers["content-security-policy"]?.startsWith("sandbox; ")).toBe(
      contentType !== "application/pdf",
    );
  });

  it("leaves one row in the partner's history for each look", async () => {
    const content = pdf();
    const id = await made(content, "a.pdf");
    for (const _ of [1, 2]) expect((await look(id)).status).toBe(200);
    const rows = await platform.database.owner`
      select actor_kind, actor_label, environment, after from audit_events
       where action = 'document.read' and target_id = ${id}`;
    const row = {
      actor_kind: "operator",
      actor_label: "A reviewer",
      environment: "sandbox",
      after: { type: "PASSPORT", sha256: sha256(content) },
    };
    expect([...rows]).toEqual([row, row]);
  });

  it("is sent the whole whatever part is asked for", async () => {
    const answer = await look(await made(pdf(), "a.pdf"), { range: "bytes=0-9" });
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "200"]);
  });
});

describe("a look that may not be", () => {
  it.each(["cross-site", "same-site"])(
    "from a page that is %s is refused and leaves nothing",
    async (site) => {
      const id = await made(pdf(), "a.pdf");
      const before = await rowDigests(platform.database);
      const answer = await look(id, { "sec-fetch-site": site });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { reason: "cross_site_request" } });
      expect(await rowDigests(platform.database)).toEqual(before);
    },
  );

  it("of nobody and of a partner's owner finds no path", async () => {
    const id = await made(pdf(), "a.pdf");
    const owner = await makeMember(platform, application.organizationId, "OWNER");
    expect((await look(id, {}, null)).status).toBe(401);
    expect((await look(id, {}, await openTestSession(platform, owner))).status).toBe(404);
  });

  it("of another environment or organization, or of no document, is 404 and no look", async () => {
    const id = await made(pdf(), "a.pdf");
    const stranger = await makeApplication(platform);
    const organizationId = toPublicId("organization", stranger.organizationId);
    const foreign = { area: "hub", organizationId, environment: "sandbox" } as const;
    for (const path of [target(id, "production"), uiApi.hubDocumentContent(foreign, id), target("doc_1")]) {
      expect((await fetchUi(platform, reviewer, "GET", path)).status).toBe(404);
    }
    const rows = await platform.database.owner`
      select from audit_events where action = 'document.read' and target_id = ${id}`;
    expect(rows).toHaveLength(0);
  });
});
