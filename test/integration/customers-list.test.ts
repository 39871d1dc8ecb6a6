import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  CUSTOMERS,
  createCustomer,
  minimalCustomer,
  minimalPerson,
} from "@/test/integration/support/customers";
import { type Answer, call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

type Page = {
  items: { id: string; companyName: string; status: string }[];
  nextCursor: string | null;
  hasMore: boolean;
};

let platform: TestPlatform;
let application: TestApplication;
let production: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  production = await makeApplication(platform, {
    organizationId: application.organizationId,
    environment: "production",
  });
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const list = (query: string, as = application): Promise<Answer> =>
  call(platform, as, "GET", query === "" ? CUSTOMERS : `${CUSTOMERS}?${query}`);

async function pageOf(query: string, as = application): Promise<Page> {
  const answer = await list(query, as);
  expect([query, answer.status]).toEqual([query, 200]);
  // The endpoint's output schema has checked the shape.
  return answer.body as Page;
}

const namesOf = async (query: string, as = application) =>
  (await pageOf(query, as)).items.map(({ companyName }) => companyName);

describe("the list of customers", () => {
  it("is empty at first", async () => {
    expect(await pageOf("")).toEqual({ items: [], nextCursor: null, hasMore: false });
  });

  it("is complete over its pages, without repetition, newest first", async () => {
    const partner = await makeApplication(platform);
    const created: string[] = [];
    for (let index = 0; index < 45; index += 1) {
      created.unshift(await createCustomer(platform, partner, { companyName: `Company ${index}` }));
    }
    for (const [query, sizes] of [
      ["", [20, 20, 5]],
      ["limit=15", [15, 15, 15]],
      ["limit=44", [44, 1]],
      ["limit=100", [45]],
    ] as const) {
      const pages: Page[] = [];
      let cursor: string | null = null;
      do {
        const parts = [query, cursor === null ? "" : `cursor=${cursor}`].filter((part) => part !== "");
        const page: Page = await pageOf(parts.join("&"), partner);
        expect(page.hasMore).toBe(page.nextCursor !== null);
        pages.push(page);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(pages.map(({ items }) => items.length)).toEqual(sizes);
      expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(created);
    }
  });

  it("goes on where it was while customers are added", async () => {
    const partner = await makeApplication(platform);
    for (const companyName of ["first", "second", "third"]) {
      await createCustomer(platform, partner, { companyName });
    }
    const page = await pageOf("limit=2", partner);
    await createCustomer(platform, partner, { companyName: "fourth" });
    expect(page.items.map(({ companyName }) => companyName)).toEqual(["third", "second"]);
    expect(await namesOf(`limit=2&cursor=${page.nextCursor}`, partner)).toEqual(["first"]);
  });

  it("finds names that contain a text, whatever characters it is made of", async () => {
    const partner = await makeApplication(platform);
    const names = [
      "Blue Whale Ltd",
      "100% Pure",
      "snake_case GmbH",
      "snakeXcase",
      "Ωmega Žižkov",
      "back\\slash",
      "O'Neil",
    ];
    for (const companyName of names) await createCustomer(platform, partner, { companyName });
    for (const [q, found] of [
      ["blue whale", ["Blue Whale Ltd"]],
      ["e w", ["Blue Whale Ltd"]],
      ["%", ["100% Pure"]],
      ["_", ["snake_case GmbH"]],
      ["snake_case", ["snake_case GmbH"]],
      ["\\", ["back\\slash"]],
      ["ΩMEGA ŽIŽ", ["Ωmega Žižkov"]],
      ["'", ["O'Neil"]],
      ["%%", []],
      ["Blue%Ltd", []],
      ["whale  ltd", []],
    ] as const) {
      expect([q, await namesOf(`q=${encodeURIComponent(q)}`, partner)]).toEqual([q, found]);
    }
    expect(await namesOf("q=blue+whale", partner)).toEqual(["Blue Whale Ltd"]);
  });

  it("is filtered by status, alone and with a text", async () => {
    const partner = await makeApplication(platform);
    await createCustomer(platform, partner, { companyName: "Draft one", submit: false });
    await createCustomer(platform, partner, { companyName: "Draft two", submit: false });
    await createCustomer(platform, partner, { companyName: "Sent one" });
    expect(await namesOf("status=DRAFT", partner)).toEqual(["Draft two", "Draft one"]);
    expect(await namesOf("status=PENDING_REVIEW", partner)).toEqual(["Sent one"]);
    expect(await namesOf("status=APPROVED", partner)).toEqual([]);
    expect(await namesOf("status=DRAFT&q=one", partner)).toEqual(["Draft one"]);
    const page = await pageOf("status=DRAFT&limit=1", partner);
    expect(await namesOf(`status=DRAFT&limit=1&cursor=${page.nextCursor}`, partner)).toEqual(["Draft one"]);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=-1", "limit"],
    ["limit=abc", "limit"],
    ["limit=1e1", "limit"],
    ["limit=1.0", "limit"],
    ["limit=+5", "limit"],
    ["limit=0x10", "limit"],
    ["limit=%D9%A1", "limit"],
    ["limit=99999999999999999999", "limit"],
    ["limit=", "limit"],
    ["limit", "limit"],
    ["status=draft", "status"],
    ["status=", "status"],
    ["status=DRAFT,APPROVED", "status"],
    ["q=", "q"],
    [`q=${"x".repeat(201)}`, "q"],
    ["q=a%C2%85b", "q"],
    ["cursor=", "cursor"],
    ["offset=1", "offset"],
    ["Limit=1", "Limit"],
    ["limit[]=1", "limit[]"],
    ["q[contains]=x", "q[contains]"],
    ["organizationId=x", "organizationId"],
    ["__proto__=x", "__proto__"],
    ["=x", ""],
  ])("refuses the query %s at its parameter", async (query, path) => {
    expect(fieldPaths(await list(query))).toEqual([path]);
  });

  it("takes the limits at their bounds", async () => {
    for (const query of ["limit=1", "limit=100", "limit=001"]) expect((await list(query)).status).toBe(200);
  });

  it("names everything wrong in a query at once", async () => {
    expect(fieldPaths(await list("limit=0&status=x&sort=asc&page=2"))).toEqual([
      "limit",
      "page",
      "sort",
      "status",
    ]);
  });

  it("refuses a parameter that is there twice", async () => {
    for (const query of ["limit=1&limit=2", "limit=1&limit=1", "q=a&q=b", "q=a&%71=b", "x=1&x=2"]) {
      expectRefusal(await list(query), 400, "duplicate_parameter");
    }
  });

  it("shows one environment of one organization", async () => {
    const inSandbox = await createCustomer(platform, application, { companyName: "Sandbox only" });
    const inProduction = await createCustomer(platform, production, { companyName: "Production only" });
    const stranger = await makeApplication(platform);
    expect(await namesOf("q=only")).toEqual(["Sandbox only"]);
    expect(await namesOf("q=only", production)).toEqual(["Production only"]);
    expect(await namesOf("", stranger)).toEqual([]);
    for (const [as, id] of [
      [production, inSandbox],
      [application, inProduction],
      [stranger, inSandbox],
    ] as const) {
      expectRefusal(await call(platform, as, "GET", `${CUSTOMERS}/${id}`), 404, "not_found");
    }
  });

  it("is shared by the applications of one environment", async () => {
    const sibling = await makeApplication(platform, { organizationId: application.organizationId });
    expect(await namesOf("", sibling)).toEqual(await namesOf(""));
  });
});

describe("the body of a POST", () => {
  const post = (body: string | Uint8Array, contentType = "application/json", target = CUSTOMERS) =>
    call(platform, application, "POST", target, { body, contentType });

  it("is one JSON object that no two readers can read differently", async () => {
    const before = await rowDigests(platform.database);
    const good = JSON.stringify(minimalCustomer({ persons: [minimalPerson()] }));
    for (const body of [
      "[]",
      `[${good}]`,
      "null",
      '"text"',
      "1",
      "{",
      `${good}x`,
      good.replace(/}$/, ",}"),
      good.replace(/"/g, "'"),
      good.replace("{", '{"companyName":"Other",'),
      good.replace("{", '{"\\u0063ompanyName":"Other",'),
      good.replace('"firstName"', '"lastName":"X","firstName"'),
      good.replace("Acme", "\\ud800"),
      good.replace("Acme", "\u0001"),
      good.replace("{", "{/**/"),
      `\ufeff${good}`,
      "[".repeat(100_000),
      `{"a":`.repeat(50_000),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      " ",
    ]) {
      expectRefusal(await post(body), 400, "invalid_json");
    }
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("is announced as JSON", async () => {
    const body = JSON.stringify(minimalCustomer());
    for (const contentType of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/jsonx",
      "application/json, text/plain",
      "application/json; charset=latin1",
      "application/problem+json",
      "",
    ]) {
      expectRefusal(await post(body, contentType), 415, "unsupported_media_type");
    }
    for (const contentType of [
      "application/json; charset=utf-8",
      "Application/JSON",
      'application/json;charset="UTF-8"',
    ]) {
      expect((await post(body, contentType)).status).toBe(201);
    }
  });

  it("is where the input is: a query is refused parameter by parameter", async () => {
    const before = await rowDigests(platform.database);
    const body = JSON.stringify(minimalCustomer());
    const answer = await post(body, "application/json", `${CUSTOMERS}?submit=false&x=1`);
    expect(fieldPaths(answer)).toEqual(["submit", "x"]);
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("may be missing, which is an empty object", async () => {
    const empty = await call(platform, application, "POST", CUSTOMERS);
    expect(fieldPaths(empty)).toEqual(Object.keys(minimalCustomer()).sort());
  });
});
