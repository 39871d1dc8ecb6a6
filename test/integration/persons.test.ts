import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";
import { MAXIMUM_PERSONS } from "@/lib/schemas/person";
import { expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  CUSTOMERS,
  createCustomer,
  fullPerson,
  idOf,
  minimalCustomer,
  minimalPerson,
  postCustomer,
} from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";
import { eventsAbout, historyAbout } from "@/test/integration/support/reviews";
import { rowDigests } from "@/test/integration/support/rows";
import { makeDocument, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let application: TestApplication;
let customer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  customer = await createCustomer(platform, application, { submit: false });
});

const persons = (of = customer) => `${CUSTOMERS}/${of}/persons`;
const json = (body: unknown) => ({ body: JSON.stringify(body) });
const add = (person: unknown, of = customer, as = application) =>
  call(platform, as, "POST", persons(of), json(person));
const change = (id: string, changes: unknown, of = customer, as = application) =>
  call(platform, as, "PATCH", `${persons(of)}/${id}`, json(changes));
const remove = (id: string, of = customer, as = application) =>
  call(platform, as, "DELETE", `${persons(of)}/${id}`);
const list = (query = "", of = customer, as = application) =>
  call(platform, as, "GET", `${persons(of)}${query}`);
const show = (id = customer) => call(platform, application, "GET", `${CUSTOMERS}/${id}`);

async function made(changes = {}): Promise<string> {
  const answer = await add(minimalPerson(changes));
  expect(answer.status).toBe(201);
  return idOf(answer.body);
}

describe("a person added to a customer", () => {
  it("comes back field by field, in the list and with the customer", async () => {
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const now = platform.clock.now.toISOString();
    const answer = await add(fullPerson());
    const id = expect.stringMatching(/^per_[0-9a-f-]{36}$/);
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({ ...fullPerson(), id, createdAt: now, updatedAt: now });
    expect(await list()).toMatchObject({ status: 200, body: { items: [answer.body], nextCursor: null } });
    expect((await show()).body).toMatchObject({ persons: [answer.body], updatedAt: now });
  });

  it("is checked like one who comes with the customer", async () => {
    const wrong = {
      firstName: "",
      roles: ["OWNER"],
      nationality: "English",
      ownershipPercent: 100.5,
      status: "x",
    };
    const before = await rowDigests(platform.database);
    const paths = ["firstName", "roles[0]", "nationality", "ownershipPercent", "status"];
    expect(fieldPaths(await add(minimalPerson(wrong)))).toEqual(paths.sort());
    expect(fieldPaths(await add({}))).toEqual(Object.keys(minimalPerson()).sort());
    expect(fieldPaths(await add(minimalPerson({ documentIds: ["doc_x"] })))).toEqual(["documentIds[0]"]);
    const other = { customerId: "cus_0192f0c1-7e2a-7000-8000-000000000000" };
    expect(fieldPaths(await add(minimalPerson(other)))).toEqual(["customerId"]);
    expect(await rowDigests(platform.database)).toEqual(before);
    expect((await add(minimalPerson({ customerId: customer }))).status).toBe(201);
  });

  it("is told as a change of the customer, and stands in the history without personal data", async () => {
    const id = await made();
    const told = (await eventsAbout(platform, customer)).at(-1);
    expect(told).toEqual({ type: "customers.updated", data: (await show()).body });
    expect(await historyAbout(platform, id)).toMatchObject([
      { action: "person.created", before: null, after: { customerId: customer, roles: ["UBO"] } },
    ]);
  });

  it("has a name that can be compared with those on a list; one of both may be a dash", async () => {
    expect(fieldPaths(await add(minimalPerson({ firstName: ".", lastName: "\u200b" })))).toEqual([
      "lastName",
    ]);
    const id = idOf((await add(minimalPerson({ firstName: "Suharto", lastName: "-" }))).body);
    expect(fieldPaths(await change(id, { firstName: "-" }))).toEqual(["lastName"]);
    expect((await change(id, { firstName: "Sukarno" })).status).toBe(200);
    const withNobody = minimalCustomer({ persons: [minimalPerson({ firstName: "-", lastName: "?" })] });
    expect(fieldPaths(await postCustomer(platform, application, withNobody))).toEqual([
      "persons[0].lastName",
    ]);
  });

  it("is one of at most so many, also when several are added at once", async () => {
    const { owner } = platform.database;
    await made();
    await owner`insert into customer_persons
      select gen_random_uuid(), organization_id, environment, customer_id, first_name, last_name, roles, nationality,
             date_of_birth, document_ids, profile, created_at, updated_at
        from customer_persons, generate_series(1, ${MAXIMUM_PERSONS - 2}) where customer_id = ${customer.slice(4)}`;
    const outcomes = await meetAtRow(platform, "customers", customer, [
      () => add(minimalPerson()),
      () => add(minimalPerson()),
      () => add(minimalPerson()),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expectRefusal(await add(minimalPerson()), 409, "conflict");
    expect((await show()).body).toMatchObject({ persons: { length: MAXIMUM_PERSONS } });
  });
});

describe("a change of a person", () => {
  it("sets every field, and takes every optional one away again", async () => {
    const id = await made();
    const answer = await change(id, fullPerson());
    expect(answer).toMatchObject({ status: 200, body: { ...fullPerson(), id } });
    expect((await show()).body).toMatchObject({ persons: [answer.body] });
    const optional = Object.keys(fullPerson()).filter((name) => !(name in minimalPerson()));
    const emptied = await change(id, Object.fromEntries(optional.map((name) => [name, null])));
    expect(emptied.status).toBe(200);
    for (const name of optional) expect(emptied.body).not.toHaveProperty(name);
    for (const name of Object.keys(minimalPerson())) {
      expect(fieldPaths(await change(id, { [name]: null }))).toEqual([name]);
    }
  });

  it("that changes nothing leaves nothing behind", async () => {
    const id = await made({ phone: "1" });
    const before = await rowDigests(platform.database);
    for (const changes of [{}, { phone: "1" }, { email: null, roles: ["UBO"] }]) {
      expect((await change(id, changes)).status).toBe(200);
      expect(await rowDigests(platform.database)).toEqual(before);
    }
  });

  it("is told as a change of the customer, and stands in the history without personal data", async () => {
    const id = await made();
    await change(id, { firstName: "Augusta", phone: "1" });
    expect((await eventsAbout(platform, customer)).at(-1)).toMatchObject({
      type: "customers.updated",
      data: { persons: [{ firstName: "Augusta" }] },
    });
    expect((await historyAbout(platform, id)).at(-1)).toMatchObject({
      action: "person.updated",
      after: { customerId: customer, firstName: "changed", phone: "changed" },
    });
  });
});

describe("removing a person", () => {
  it("answers with the person, who is then gone with all traces but the history", async () => {
    const document = await makeDocument({ platform, application });
    const id = await made({ documentIds: [document] });
    expectRefusal(
      await call(platform, application, "DELETE", `/api/v1/documents/${document}`),
      409,
      "document_referenced",
    );
    expect(await remove(id)).toMatchObject({ status: 200, body: { id, firstName: "Ada" } });
    expect((await show()).body).toMatchObject({ persons: [], documents: [] });
    expect((await list()).body).toMatchObject({ items: [] });
    expectRefusal(await remove(id), 404, "not_found");
    expectRefusal(await change(id, { phone: "1" }), 404, "not_found");
    expect(await call(platform, application, "DELETE", `/api/v1/documents/${document}`)).toMatchObject({
      status: 200,
    });
    expect((await historyAbout(platform, id)).at(-1)).toMatchObject({
      action: "person.removed",
      before: { customerId: customer, roles: ["UBO"] },
      after: null,
    });
    expect((await eventsAbout(platform, customer)).at(-1)).toMatchObject({
      type: "customers.updated",
      data: { persons: [] },
    });
  });

  it("happens once, however many try at once", async () => {
    const id = await made();
    const outcomes = await meetAtRow(platform, "customers", customer, [() => remove(id), () => remove(id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

describe("persons", () => {
  it("change while the customer is with the partner, and else not; what is wrong is said first", async () => {
    const id = await made();
    for (const status of CUSTOMER_STATUSES) {
      await setStatus({ platform }, "customer", customer, status);
      const before = await rowDigests(platform.database);
      const isWithPartner = status === "DRAFT" || status === "CORRECTION_REQUESTED";
      if (isWithPartner) {
        expect((await add(minimalPerson())).status).toBe(201);
        expect((await change(id, { phone: status })).status).toBe(200);
        expect((await remove(await made())).status).toBe(200);
        continue;
      }
      for (const answer of [
        await add(minimalPerson()),
        await change(id, { phone: status }),
        await change(id, {}),
        await remove(id),
      ]) {
        expectRefusal(answer, 409, "wrong_status");
      }
      expect(fieldPaths(await add(minimalPerson({ documentIds: ["x"] })))).toEqual(["documentIds[0]"]);
      expect(fieldPaths(await change(id, { documentIds: ["x"] }))).toEqual(["documentIds[0]"]);
      expect(fieldPaths(await change(id, { nationality: "XX" }))).toEqual(["nationality"]);
      expect(await rowDigests(platform.database)).toEqual(before);
    }
  });

  it("do not slip in behind a submission", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await createCustomer(platform, application, { submit: false });
      const [added, submitted] = await meetAtRow(platform, "customers", id, [
        () => add(minimalPerson(), id),
        () => call(platform, application, "POST", `${CUSTOMERS}/${id}/submit`),
      ]);
      expect(submitted?.status).toBe(200);
      const { persons: shown } = (await show(id)).body as { persons: unknown[] };
      expect([added?.status, shown.length]).toEqual(added?.status === 201 ? [201, 1] : [409, 0]);
    }
  });

  it("are of one customer, organization and environment; anything else is not there", async () => {
    const id = await made();
    const sibling = await createCustomer(platform, application, { submit: false });
    const stranger = await makeApplication(platform);
    const { organizationId } = application;
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    const before = await rowDigests(platform.database);
    for (const as of [stranger, production]) {
      expectRefusal(await list("", customer, as), 404, "not_found");
      expectRefusal(await add(minimalPerson(), customer, as), 404, "not_found");
      expectRefusal(await change(id, { phone: "1" }, customer, as), 404, "not_found");
      expectRefusal(await remove(id, customer, as), 404, "not_found");
    }
    for (const [person, of] of [
      [id, sibling],
      ["per_x", customer],
      [customer, customer],
      [id.toUpperCase(), customer],
      ["per_0192f0c1-7e2a-7000-8000-000000000000", customer],
    ] as const) {
      expectRefusal(await change(person, { phone: "1" }, of), 404, "not_found");
      expectRefusal(await remove(person, of), 404, "not_found");
    }
    expect((await list("", sibling)).body).toMatchObject({ items: [] });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("are listed in pages, newest first, by cursors of this customer", async () => {
    const created: string[] = [];
    for (let index = 0; index < 5; index += 1) created.unshift(await made({ lastName: `Number ${index}` }));
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await list(`?limit=2${cursor === null ? "" : `&cursor=${cursor}`}`);
      const page = answer.body as { items: { id: string }[]; nextCursor: string | null; hasMore: boolean };
      expect(page.hasMore).toBe(page.nextCursor !== null);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(created);
    const { nextCursor } = (await list("?limit=2")).body as { nextCursor: string };
    const sibling = await createCustomer(platform, application, { submit: false });
    expect(fieldPaths(await list(`?cursor=${nextCursor}`, sibling))).toEqual(["cursor"]);
    expect(fieldPaths(await list("?status=DRAFT&limit=0"))).toEqual(["limit", "status"]);
    expect((await show()).body).toMatchObject({ persons: [...created].reverse().map((id) => ({ id })) });
  });
});
