/** Searching by name among many customers: common texts are walked to, rare ones looked up, and both must find the same. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUuid, toPublicId } from "@/lib/ids";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

/** More than are ever walked through. */
const CUSTOMER_COUNT = 26_000;

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  const neighbour = await makeApplication(platform);
  for (const { organizationId, environment, count, suffix } of [
    { ...application, count: CUSTOMER_COUNT, suffix: "" },
    // What others have must not be found, however well it fits.
    { ...neighbour, count: 3_000, suffix: " Zwickl 華為 q~" },
    { ...application, environment: "production", count: 3_000, suffix: " Zwickl 華為 q~" },
  ]) {
    await platform.database.owner`
      insert into customers (id, organization_id, environment, status, company_name, registration_number,
        country_of_incorporation_id, business_industry_id, document_ids, profile, created_at, updated_at)
      select uuidv7(), ${organizationId}, ${environment}, (array['APPROVED', 'DRAFT', 'APPROVED', 'SUSPENDED'])[1 + i % 4],
             (array['Blue', 'Northwind', 'ŽLUTÝ', 'Ωmega'])[1 + i % 4]
               || ' ' || (array['Harbour', 'Robotics'])[1 + i / 7 % 2]
               || case when i % 40 = 0 then ' Quarter' else '' end
               || case when i % 900 = 0 then ' & Söhne' else '' end
               || case when i % 5000 = 7 then ' Zwickl 華為 q~' else '' end
               || case when i < 3000 then ' Ancient' else '' end
               || ' ' || i || ${suffix},
             '1', 'GB', '541511', '{}', '{}'::jsonb, now(), now()
        from generate_series(1, ${count}::integer) i order by i`;
  }
  await platform.database.owner`vacuum analyze customers`;
}, 180_000);
afterAll(() => platform.stop());

type Page = { items: { id: string }[]; nextCursor: string | null };

/** The ids of the first `pages` pages, through the API. */
async function find(query: Record<string, string>, pages: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let count = 0; count < pages; count += 1) {
    const asked: Record<string, string> = { ...query, ...(cursor === null ? {} : { cursor }) };
    const answer = await call(platform, application, "GET", `${CUSTOMERS}?${new URLSearchParams(asked)}`);
    expect(answer).toMatchObject({ status: 200 });
    // The endpoint's output schema has checked the shape.
    const page = answer.body as Page;
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return found;
}

/** The same by looking at every row. */
async function lookAtAll(text: string, status: string | null, count: number): Promise<string[]> {
  const rows = await platform.database.owner<{ id: string }[]>`
    select id from customers
     where organization_id = ${application.organizationId} and environment = 'sandbox'
       and company_name ilike ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}
       and (${status}::text is null or status = ${status})
     order by id desc limit ${count}`;
  return rows.map(({ id }) => toPublicId("customer", id));
}

describe("a search by name", () => {
  it.each([
    ["robotics", "in every second name"],
    ["quarter", "in every fortieth"],
    ["R QUARTER 2", "in some of these"],
    ["söhne", "in every nine hundredth"],
    ["& S", "the same, by signs and letters"],
    ["zwickl", "in a handful"],
    ["wickl 華", "the same, in two scripts"],
    ["華為", "the same, by two letters"],
    ["華", "the same, by one letter"],
    ["~", "the same, by a sign"],
    ["ancient", "in the oldest alone"],
    ["a", "nearly everywhere"],
    ["žlu", "with letters beyond ASCII"],
    ["ω", "in lower case"],
    [" 25", "with a space before"],
    ["zz", "nowhere, two letters"],
    ["%", "nowhere, a sign that patterns have"],
    ["_", "nowhere, another"],
    ["\\", "nowhere, a third"],
    ["nobody is called this", "nowhere"],
    ["x".repeat(200), "nowhere, as long as a name can be"],
  ])("finds %j, which is %s, newest first, like looking at every name", async (text) => {
    for (const [status, limit] of [
      [null, 100],
      [null, 7],
      ["DRAFT", 20],
      ["REJECTED", 20],
    ] as const) {
      const query = { q: text, limit: String(limit), ...(status === null ? {} : { status }) };
      const expected = await lookAtAll(text, status, 3 * limit);
      expect([status, limit, await find(query, 3)]).toEqual([status, limit, expected]);
    }
  });

  it("goes on from any page to the last", async () => {
    for (const [text, limit] of [
      ["söhne", 3],
      ["zwickl", 1],
      ["ancient", 100],
    ] as const) {
      const expected = await lookAtAll(text, null, CUSTOMER_COUNT);
      expect([text, await find({ q: text, limit: String(limit) }, CUSTOMER_COUNT)]).toEqual([text, expected]);
    }
  });

  it("finds what was just created", async () => {
    const name = `Fresh ${newUuid()}`;
    const body = JSON.stringify({
      companyName: name,
      registrationNumber: "1",
      countryOfIncorporationId: "GB",
      businessIndustryId: "541511",
      documentIds: [],
      persons: [],
    });
    const created = await call(platform, application, "POST", CUSTOMERS, { body });
    expect(created).toMatchObject({ status: 201, body: { companyName: name } });
    expect(await find({ q: name.toUpperCase() }, 1)).toEqual([(created.body as { id: string }).id]);
  });
});
