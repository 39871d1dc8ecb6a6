import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import { expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import { createCustomer, idOf } from "@/test/integration/support/customers";
import {
  createDocument,
  DOCUMENTS,
  fileForm,
  filesOf,
  form,
  jpeg,
  pdf,
  png,
  sha256,
  upload,
} from "@/test/integration/support/documents";
import {
  call,
  makeApplication,
  makeOrganization,
  reasonOf,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  application = await makeApplication(platform);
});

const get = (target: string, who = application) => call(platform, who, "GET", target);

describe("an upload", () => {
  it("makes a document with what the content is and hashes to", async () => {
    const content = png(70_000);
    const answer = await upload(platform, application, fileForm(content, { type: "PASSPORT" }, "scan.png"));
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^doc_/),
        orgId: toPublicId("organization", application.organizationId),
        customerId: null,
        type: "PASSPORT",
        fileName: "scan.png",
        contentType: "image/png",
        sizeBytes: 70_000,
        sha256: sha256(content),
        createdAt: platform.clock.now.toISOString(),
      },
    });
    expect((await get(`${DOCUMENTS}/${idOf(answer.body)}`)).body).toEqual(answer.body);
    const { contents, incoming } = await filesOf(platform);
    expect(contents).toContain(sha256(content));
    expect(incoming).toEqual([]);
  });

  it.each([
    ["application/pdf", pdf()],
    ["image/png", png()],
    ["image/jpeg", jpeg()],
  ])("tells %s by its content, whatever the sender says", async (contentType, content) => {
    const file = { name: "file", content, fileName: "x.exe", headers: ["Content-Type: text/html"] };
    const body = form([file, { name: "type", content: "OTHER" }]);
    expect((await upload(platform, application, body)).body).toMatchObject({ contentType });
  });

  it("is about a customer where it names one, and only about the caller's own", async () => {
    const customerId = await createCustomer(platform, application);
    const answer = await upload(platform, application, fileForm(pdf(), { customerId }));
    expect(answer.body).toMatchObject({ customerId });
    const stranger = await makeApplication(platform);
    const foreign = await createCustomer(platform, stranger);
    const before = await filesOf(platform);
    for (const id of [foreign, "cus_1", "", customerId.toUpperCase(), customerId.replace("cus_", "ben_")]) {
      const refused = await upload(platform, application, fileForm(pdf(), { customerId: id }));
      expect(fieldPaths(refused)).toEqual(["customerId"]);
    }
    expect(await filesOf(platform)).toEqual(before);
  });

  it("leaves its row in the history and its event", async () => {
    const content = pdf();
    const answer = await upload(platform, application, fileForm(content));
    const [event] = await platform.database.owner`
      select type, data from events where organization_id = ${application.organizationId}`;
    expect(event).toEqual({ type: "documents.created", data: answer.body });
    const [audit] = await platform.database.owner`
      select action, target_id, after from audit_events
       where organization_id = ${application.organizationId} and target_kind = 'document'`;
    expect(audit).toEqual({
      action: "document.created",
      target_id: idOf(answer.body),
      after: { type: "OTHER", contentType: "application/pdf", sizeBytes: 200, sha256: sha256(content) },
    });
  });

  it("is made once under an idempotency key, and answered alike", async () => {
    const { bytes: body, contentType } = fileForm(pdf());
    const headers = { "idempotency-key": "upload-1" };
    const first = await call(platform, application, "POST", DOCUMENTS, { body, contentType, headers });
    const second = await call(platform, application, "POST", DOCUMENTS, { body, contentType, headers });
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers["idempotency-replayed"]).toBe("true");
    // Its content was not stored once more, to be looked after later.
    const { owner } = platform.database;
    expect(
      await owner`select * from document_content_checks where environment = 'sandbox'
      and organization_id = ${application.organizationId}`,
    ).toEqual([]);
    const other = fileForm(pdf());
    const reused = await call(platform, application, "POST", DOCUMENTS, {
      body: other.bytes,
      contentType,
      headers,
    });
    expect(reasonOf(reused)).toBe("idempotency_key_reused");
    expect((await filesOf(platform)).incoming).toEqual([]);
  });
});

describe("documents", () => {
  it("are listed newest first, by type and customer, a page at a time", async () => {
    const customerId = await createCustomer(platform, application);
    const a = await createDocument(platform, application, pdf(), { type: "INVOICE" });
    const b = await createDocument(platform, application, pdf(), { type: "INVOICE", customerId });
    const c = await createDocument(platform, application, pdf(), { type: "CONTRACT", customerId });
    const listed = async (query: string) => {
      const { body } = await get(`${DOCUMENTS}${query}`);
      return (body as { items: unknown[] }).items.map(idOf);
    };
    expect(await listed("")).toEqual([c, b, a]);
    expect(await listed("?type=INVOICE")).toEqual([b, a]);
    expect(await listed(`?customerId=${customerId}`)).toEqual([c, b]);
    expect(await listed(`?customerId=${customerId}&type=INVOICE`)).toEqual([b]);
    const first = await get(`${DOCUMENTS}?limit=2`);
    const { nextCursor, hasMore } = first.body as { nextCursor: string; hasMore: boolean };
    expect(hasMore).toBe(true);
    expect(await listed(`?limit=2&cursor=${nextCursor}`)).toEqual([a]);
    expect(fieldPaths(await get(`${DOCUMENTS}?cursor=${nextCursor}&type=INVOICE`))).toEqual(["cursor"]);
    expect(fieldPaths(await get(`${DOCUMENTS}?customerId=cus_1`))).toEqual(["customerId"]);
    expect(fieldPaths(await get(`${DOCUMENTS}?type=SELFIE`))).toEqual(["type"]);
  });

  it("belong to one organization and one environment", async () => {
    const id = await createDocument(platform, application);
    const stranger = await makeApplication(platform);
    const production = await makeApplication(platform, {
      organizationId: application.organizationId,
      environment: "production",
    });
    for (const other of [stranger, production]) {
      for (const target of [`${DOCUMENTS}/${id}`, `${DOCUMENTS}/${id}/content`]) {
        expectRefusal(await get(target, other), 404, "not_found");
      }
      expectRefusal(await call(platform, other, "DELETE", `${DOCUMENTS}/${id}`), 404, "not_found");
      expect((await get(DOCUMENTS, other)).body).toMatchObject({ items: [] });
      const named = await call(platform, other, "POST", "/api/v1/customers", {
        body: JSON.stringify({
          companyName: "A",
          registrationNumber: "1",
          countryOfIncorporationId: "GB",
          businessIndustryId: "541511",
          documentIds: [id],
          persons: [],
        }),
      });
      expect(fieldPaths(named)).toEqual(["documentIds[0]"]);
    }
    expect((await get(`${DOCUMENTS}/${id}`)).status).toBe(200);
  });

  it("with one content in two organizations are two contents", async () => {
    const content = pdf();
    await createDocument(platform, application, content);
    const other = await makeApplication(platform, { organizationId: await makeOrganization(platform) });
    await createDocument(platform, other, content);
    const { contents } = await filesOf(platform);
    expect(contents.filter((name) => name === sha256(content))).toHaveLength(2);
  });
});

describe("a deletion", () => {
  const remove = (id: string) => call(platform, application, "DELETE", `${DOCUMENTS}/${id}`);

  it("answers with the document as it was, once", async () => {
    const content = pdf();
    const id = await createDocument(platform, application, content);
    expect(await remove(id)).toMatchObject({ status: 200, body: { id, sha256: sha256(content) } });
    expectRefusal(await remove(id), 404, "not_found");
    expectRefusal(await get(`${DOCUMENTS}/${id}`), 404, "not_found");
    const [audit] = await platform.database.owner`
      select before from audit_events where target_id = ${id} and action = 'document.deleted'`;
    expect(audit).toEqual({ before: { type: "OTHER", sizeBytes: 200, sha256: sha256(content) } });
  });

  it("is refused while a customer names the document", async () => {
    const id = await createDocument(platform, application);
    await createCustomer(platform, application, { documentIds: [id] });
    expectRefusal(await remove(id), 409, "document_referenced");
    expect((await get(`${DOCUMENTS}/${id}`)).status).toBe(200);
  });

  it("and a reference made at the same moment never both succeed", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await createDocument(platform, application);
      const customer = {
        companyName: "Race",
        registrationNumber: "1",
        countryOfIncorporationId: "GB",
        businessIndustryId: "541511",
        documentIds: [id],
        persons: [],
      };
      const [deleted, named] = await Promise.all([
        remove(id),
        call(platform, application, "POST", "/api/v1/customers", { body: JSON.stringify(customer) }),
      ]);
      const outcome = `${deleted.status} ${named.status}`;
      expect(["200 422", "200 409", "409 201"]).toContain(outcome);
    }
  });
});
