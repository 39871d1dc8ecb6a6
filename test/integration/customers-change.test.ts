import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  CUSTOMERS,
  createCustomer,
  fullCustomer,
  minimalCustomer,
  minimalPerson,
} from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";
import { eventsAbout, historyAbout } from "@/test/integration/support/reviews";
import { rowDigests } from "@/test/integration/support/rows";
import { makeDocument, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const json = (body: unknown) => ({ body: JSON.stringify(body) });
const get = (id: string) => call(platform, application, "GET", `${CUSTOMERS}/${id}`);
const patch = (id: string, changes: unknown, as = application) =>
  call(platform, as, "PATCH", `${CUSTOMERS}/${id}`, json(changes));
const submit = (id: string, options = {}, as = application) =>
  call(platform, as, "POST", `${CUSTOMERS}/${id}/submit`, options);
const draft = (changes = {}) => createCustomer(platform, application, { submit: false, ...changes });

/** 422 at exactly these paths, and no row has changed. */
async function expectFields(id: string, changes: unknown, paths: string[]): Promise<void> {
  const before = await rowDigests(platform.database);
  expect([changes, fieldPaths(await patch(id, changes))]).toEqual([changes, [...paths].sort()]);
  expect(await rowDigests(platform.database)).toEqual(before);
}

describe("a change of a customer", () => {
  it("sets every field there is, and takes every optional one away again", async () => {
    const {
      persons: _,
      submit: __,
      ...wanted
    } = { submit: false, ...fullCustomer(), companyName: "Changed Ltd" };
    const id = await draft();
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const answer = await patch(id, wanted);
    expect(answer).toMatchObject({
      status: 200,
      body: { ...wanted, id, status: "DRAFT", persons: [], updatedAt: platform.clock.now.toISOString() },
    });
    expect((await get(id)).body).toEqual(answer.body);
    const optional = Object.keys(wanted).filter((name) => !(name in minimalCustomer()));
    const emptied = await patch(id, Object.fromEntries(optional.map((name) => [name, null])));
    expect(emptied.status).toBe(200);
    for (const name of optional) expect(emptied.body).not.toHaveProperty(name);
    expect(emptied.body).toMatchObject({ companyName: "Changed Ltd", registrationNumber: "12345678" });
    expect((await get(id)).body).toEqual(emptied.body);
  });

  it("leaves what it does not name", async () => {
    const id = await draft({ persons: [minimalPerson()], website: "https://acme.example", phone: "1" });
    const before = (await get(id)).body;
    const answer = await patch(id, { phone: "+44 20 7946 0000" });
    expect(answer.body).toEqual({ ...(before as object), phone: "+44 20 7946 0000" });
  });

  it("takes no null for what every customer has", async () => {
    const id = await draft();
    const { persons: _, ...required } = minimalCustomer();
    for (const name of Object.keys(required)) await expectFields(id, { [name]: null }, [name]);
  });

  it("is checked field by field like a new customer, all at once", async () => {
    const id = await draft();
    const wrong = {
      companyName: "",
      countryOfIncorporationId: "UK",
      businessIndustryId: "54151",
      website: "javascript:alert(1)",
      formationDate: "2024-02-30",
      sourceOfFunds: "sale",
      primaryContactIsAssociate: "true",
      documentIds: "none",
    };
    await expectFields(id, wrong, Object.keys(wrong));
    for (const name of [
      "status",
      "orgId",
      "createdAt",
      "screening",
      "persons",
      "submit",
      "corrections",
      "x",
    ]) {
      await expectFields(id, { [name]: "x" }, [name]);
    }
    await expectFields(id, { id: "cus_0192f0c1-7e2a-7000-8000-000000000000" }, ["id"]);
    expect((await patch(id, { id, phone: "1" })).status).toBe(200);
  });

  it("has to leave a whole that is right", async () => {
    const id = await draft();
    await expectFields(id, { primaryBusinessPurpose: "OTHER" }, ["primaryPurposeOther"]);
    const explained = { primaryBusinessPurpose: "OTHER", primaryPurposeOther: "Ship leasing" };
    expect(await patch(id, explained)).toMatchObject({ status: 200, body: explained });
    await expectFields(id, { primaryPurposeOther: null }, ["primaryPurposeOther"]);
    expect((await patch(id, { primaryPurposeOther: null, primaryBusinessPurpose: "PAYROLL" })).status).toBe(
      200,
    );
    expect((await patch(id, { primaryPurposeOther: "kept, though nobody asks for it" })).status).toBe(200);
    expect((await patch(id, { primaryBusinessPurpose: "OTHER" })).status).toBe(200);
  });

  it("is possible while the customer is with the partner, and else 409; what is wrong is said first", async () => {
    const id = await draft();
    for (const status of CUSTOMER_STATUSES) {
      await setStatus({ platform }, "customer", id, status);
      const before = await rowDigests(platform.database);
      const isWithPartner = status === "DRAFT" || status === "CORRECTION_REQUESTED";
      for (const changes of [{ phone: `1 ${status}` }, {}]) {
        const answer = await patch(id, changes);
        if (isWithPartner) {
          expect([status, answer.status]).toEqual([status, 200]);
        } else {
          expectRefusal(answer, 409, "wrong_status");
          expect(errorOf(answer).details).toEqual({ status, allowed: ["DRAFT", "CORRECTION_REQUESTED"] });
          expect(await rowDigests(platform.database)).toEqual(before);
        }
      }
      expect(fieldPaths(await patch(id, { website: "x" }))).toEqual(["website"]);
      expect(fieldPaths(await patch(id, { documentIds: ["doc_x"] }))).toEqual(["documentIds[0]"]);
      expect(fieldPaths(await patch(id, { primaryBusinessPurpose: "OTHER" }))).toEqual([
        "primaryPurposeOther",
      ]);
    }
  });

  it("that changes nothing leaves nothing behind", async () => {
    const id = await draft({ website: "https://acme.example", highRiskActivities: ["a", "b"] });
    const before = await rowDigests(platform.database);
    for (const changes of [
      {},
      { companyName: "Acme Ltd" },
      { website: "https://acme.example", phone: null, highRiskActivities: ["a", "b"], documentIds: [] },
    ]) {
      const answer = await patch(id, changes);
      expect([changes, answer.status]).toEqual([changes, 200]);
      expect(await rowDigests(platform.database)).toEqual(before);
    }
  });

  it("is told, and stands in the history without personal data", async () => {
    const id = await draft();
    const changed = await patch(id, {
      registrationNumber: "999",
      primaryContactFirstName: "Grace",
      phone: "1",
    });
    const events = await eventsAbout(platform, id);
    expect(events.map(({ type }) => type)).toEqual(["customers.created", "customers.updated"]);
    expect(events.at(-1)?.data).toEqual(changed.body);
    const history = await historyAbout(platform, id);
    expect(history.at(-1)).toEqual({
      action: "customer.updated",
      actor: "application Test application",
      before: { registrationNumber: "12345678" },
      after: { registrationNumber: "999", primaryContactFirstName: "changed", phone: "changed" },
      reason: null,
    });
  });

  it("is nobody else's: a foreign customer is not there", async () => {
    const id = await draft();
    const stranger = await makeApplication(platform);
    const { organizationId } = application;
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    const before = await rowDigests(platform.database);
    for (const as of [stranger, production]) {
      expectRefusal(await patch(id, { phone: "1" }, as), 404, "not_found");
      expectRefusal(await submit(id, {}, as), 404, "not_found");
    }
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("loses nothing when two change different fields at once", async () => {
    const id = await draft();
    const outcomes = await meetAtRow(platform, "customers", id, [
      () => patch(id, { phone: "1" }),
      () => patch(id, { city: "London" }),
      () => patch(id, { website: "https://acme.example" }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get(id)).body).toMatchObject({
      phone: "1",
      city: "London",
      website: "https://acme.example",
    });
  });
});

describe("the documents of a customer", () => {
  it("are the caller's own, each once, and shown with the customer", async () => {
    const caller = { platform, application };
    const [one, other] = [await makeDocument(caller), await makeDocument(caller)];
    const foreign = await makeDocument({ platform, application: await makeApplication(platform) });
    const id = await draft({ documentIds: [one] });
    expect((await get(id)).body).toMatchObject({ documentIds: [one], documents: [{ id: one }] });
    await expectFields(id, { documentIds: [one, foreign, other, one, "x"] }, [
      "documentIds[1]",
      "documentIds[3]",
      "documentIds[4]",
    ]);
    const changed = await patch(id, { documentIds: [other, one] });
    expect(changed.body).toMatchObject({
      documentIds: [other, one],
      documents: [{ id: other }, { id: one }],
    });
    for (const documentId of [one, other]) {
      const answer = await call(platform, application, "DELETE", `/api/v1/documents/${documentId}`);
      expectRefusal(answer, 409, "document_referenced");
    }
    expect((await patch(id, { documentIds: [other] })).status).toBe(200);
    expect(await call(platform, application, "DELETE", `/api/v1/documents/${one}`)).toMatchObject({
      status: 200,
    });
    expect((await patch(id, { documentIds: [] })).status).toBe(200);
    expect(await call(platform, application, "DELETE", `/api/v1/documents/${other}`)).toMatchObject({
      status: 200,
    });
    expect((await get(id)).body).toMatchObject({ documentIds: [], documents: [] });
  });

  it("are checked for the company and every person at once, and none is recorded of a refused customer", async () => {
    const foreign = await makeDocument({ platform, application: await makeApplication(platform) });
    const own = await makeDocument({ platform, application });
    const before = await rowDigests(platform.database);
    const persons = [
      minimalPerson({ documentIds: [own] }),
      minimalPerson({ documentIds: [own, foreign] }),
      minimalPerson({ documentIds: [foreign] }),
    ];
    const body = json(minimalCustomer({ documentIds: [own, "doc_x"], persons }));
    expect(fieldPaths(await call(platform, application, "POST", CUSTOMERS, body))).toEqual([
      "documentIds[1]",
      "persons[1].documentIds[1]",
      "persons[2].documentIds[0]",
    ]);
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("of its persons are shown with it too, each once", async () => {
    const caller = { platform, application };
    const [passport, shared] = [await makeDocument(caller), await makeDocument(caller)];
    const persons = [minimalPerson({ documentIds: [passport, shared] })];
    const id = await draft({ documentIds: [shared], persons });
    expect((await get(id)).body).toMatchObject({ documents: [{ id: shared }, { id: passport }] });
    expectRefusal(
      await call(platform, application, "DELETE", `/api/v1/documents/${passport}`),
      409,
      "document_referenced",
    );
  });
});

describe("submitting a customer", () => {
  it("brings a draft or a corrected customer to review, and nothing else", async () => {
    const id = await draft();
    for (const status of CUSTOMER_STATUSES) {
      await setStatus({ platform }, "customer", id, status);
      const before = await rowDigests(platform.database);
      const answer = await submit(id);
      if (status === "DRAFT" || status === "CORRECTION_REQUESTED") {
        expect(answer).toMatchObject({ status: 200, body: { id, status: "PENDING_REVIEW" } });
      } else {
        expectRefusal(answer, 409, "wrong_status");
        expect(await rowDigests(platform.database)).toEqual(before);
      }
    }
  });

  it("clears what the review asked for", async () => {
    const id = await draft();
    const corrections = JSON.stringify([{ field: "phone", message: "Which country?" }]);
    await platform.database.owner`update customers
      set status = 'CORRECTION_REQUESTED', status_reason = 'Look again', corrections = ${corrections}::text::jsonb
      where id = ${id.slice(4)}`;
    expect((await get(id)).body).toMatchObject({
      statusReason: "Look again",
      corrections: [{ field: "phone" }],
    });
    expect((await submit(id)).body).toMatchObject({ statusReason: null, corrections: [] });
  });

  it("takes no body or an empty one", async () => {
    for (const options of [{}, json({})]) expect((await submit(await draft(), options)).status).toBe(200);
    const id = await draft();
    expect(fieldPaths(await submit(id, json({ comment: "please" })))).toEqual(["comment"]);
  });

  it("is told, and stands in the history", async () => {
    const id = await draft();
    const answer = await submit(id);
    const events = await eventsAbout(platform, id);
    expect(events.at(-1)).toEqual({ type: "customers.status_changed", data: answer.body });
    expect((await historyAbout(platform, id)).at(-1)).toMatchObject({
      action: "customer.submitted",
      before: { status: "DRAFT" },
      after: { status: "PENDING_REVIEW" },
    });
  });

  it("happens once, however many try at once", async () => {
    const id = await draft();
    const outcomes = await meetAtRow(platform, "customers", id, [
      () => submit(id),
      () => submit(id),
      () => submit(id),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await eventsAbout(platform, id)).toHaveLength(2);
  });

  it("and a change at once leave either a changed customer or a refused change", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await draft();
      const [changed, submitted] = await meetAtRow(platform, "customers", id, [
        () => patch(id, { phone: "1" }),
        () => submit(id),
      ]);
      expect(submitted?.status).toBe(200);
      const shown = (await get(id)).body;
      if (changed?.status === 200) expect(shown).toMatchObject({ phone: "1", status: "PENDING_REVIEW" });
      else {
        expect(changed?.status).toBe(409);
        expect(shown).not.toHaveProperty("phone");
      }
    }
  });
});
