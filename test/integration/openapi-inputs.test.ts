/** What no endpoint takes: members and parameters that nobody reads, and cursors and limits that are none. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldPaths } from "@/test/integration/support/answers";
import {
  callEndpoint,
  type EndpointCase,
  endpointCases,
  makeRequest,
  type ReadyRequest,
} from "@/test/integration/support/endpoints";
import { type Answer, call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let partner: TestApplication;
let stranger: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  partner = await makeApplication(platform);
  stranger = await makeApplication(platform);
});
afterAll(() => platform.stop());

/** The members of the endpoint's input, as JSON Schema. */
function inputOf({ declaration }: EndpointCase): Record<string, z.core.JSONSchema._JSONSchema> {
  const { operation } = declaration;
  return z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" }).properties ?? {};
}

const reading = endpointCases.filter(({ declaration }) => declaration.options.input !== "ignored");
const lists = reading.filter((endpoint) => Object.hasOwn(inputOf(endpoint), "cursor"));

describe.each(reading)("$title", (endpoint) => {
  let ready: ReadyRequest;
  let rows: Record<string, string>;
  beforeAll(async () => {
    ready = await makeRequest(endpoint, platform, partner);
    rows = await rowDigests(platform.database);
  });

  const send = (changes: Partial<ReadyRequest>) =>
    callEndpoint(platform, endpoint, { ...ready, ...changes }, partner);

  it("refuses a query parameter that nobody reads", async () => {
    const answer = await send({ target: `${ready.target}?nobodyReadsThis=1` });
    expect(fieldPaths(answer)).toEqual(["nobodyReadsThis"]);
  });

  it.each(["GET", "DELETE"].includes(endpoint.method) ? [] : ["nobodyReadsThis", "orgId", "status"])(
    "refuses the member %s, which nobody reads",
    async (member) => {
      if (ready.body === undefined) throw new Error(`${endpoint.title} takes no body.`);
      const answer = await send({ body: ready.body.changed({ [member]: "DRAFT" }) });
      expect(fieldPaths(answer)).toEqual([member]);
    },
  );

  it("has changed no row by any of these", async () => {
    expect(await rowDigests(platform.database)).toEqual(rows);
  });
});

describe.each(lists)("$title", (endpoint) => {
  let own: PagedList;
  let strangers: PagedList;
  beforeAll(async () => {
    own = await makePagedList(endpoint, partner);
    strangers = await makePagedList(endpoint, stranger);
  });

  const list = (query: string): Promise<Answer> => call(platform, partner, "GET", `${own.target}?${query}`);

  it.each(["0", "101", "-1", "1.5", "1e1", "ten", ""])("refuses the limit %j", async (limit) => {
    expect(fieldPaths(await list(`limit=${limit}`))).toEqual(["limit"]);
  });

  it.each(["1", "100"])("takes the limit %s", async (limit) => {
    expect((await list(`limit=${limit}`)).status).toBe(200);
  });

  it("continues at its own cursor, and at nobody else's", async () => {
    expect((await list(`cursor=${own.cursor}`)).status).toBe(200);
    const { cursor: mine } = own;
    const changed = `${mine.slice(0, -1)}${mine.endsWith("A") ? "E" : "A"}`;
    for (const cursor of [strangers.cursor, changed, mine.slice(1), `${mine}A`, "x", ""]) {
      expect(fieldPaths(await list(`cursor=${cursor}`))).toEqual(["cursor"]);
    }
  });

  it.each(enumFilters(endpoint))("refuses its cursor with another filter: %s=%s", async (name, value) => {
    expect(fieldPaths(await list(`cursor=${own.cursor}&${name}=${value}`))).toEqual(["cursor"]);
  });
});

type PagedList = { target: string; cursor: string };

/** A list of two rows, and where its second page begins. */
async function makePagedList({ pattern }: EndpointCase, application: TestApplication): Promise<PagedList> {
  const creator = endpointCases.find(({ title }) => title === `POST ${pattern}`);
  if (creator === undefined) throw new Error(`Nothing is posted to ${pattern}.`);
  const { target, body: first, ids } = await makeRequest(creator, platform, application);
  const { body: second } = await makeRequest(creator, platform, application);
  for (const body of [first, second]) {
    await callEndpoint(platform, creator, { ids, target, body }, application);
  }
  const page = await call(platform, application, "GET", `${target}?limit=1`);
  return { target, cursor: z.object({ nextCursor: z.string() }).parse(page.body).nextCursor };
}

/** Filters with a list of values, each with one of them. */
function enumFilters(endpoint: EndpointCase): [name: string, value: string][] {
  return Object.entries(inputOf(endpoint)).flatMap(([name, schema]): [string, string][] => {
    const value = typeof schema === "object" ? schema.enum?.[0] : undefined;
    return typeof value === "string" ? [[name, value]] : [];
  });
}

it("knows lists to hold this against", () => {
  expect(lists.length).toBeGreaterThan(4);
});
