import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uiApi } from "@/lib/routes";
import { type QueueItem, type QueuePage, queuePageSchema } from "@/lib/schemas/queue";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  type TestPerson,
} from "@/test/integration/support/members";
import { makeApplication, makeOrganization, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { type Reviewed, setScreening } from "@/test/integration/support/reviews";
import { makeBeneficiary, makeCustomer, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let support: TestPerson;
let session: string;
let partners: TestApplication[];
/** One customer of each partner, waiting itself. */
let customers: string[];

beforeAll(async () => {
  platform = await startTestPlatform();
  support = await makePerson(platform, "Remy", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  await enrolSecondFactor(platform, support);
  partners = [];
  customers = [];
  for (const name of ["First Partner", "Second Partner"]) {
    const organizationId = await makeOrganization(platform, name);
    const application = await makeApplication(platform, { organizationId, environment: "production" });
    partners.push(application);
    customers.push(await makeCustomer({ platform, application }, { companyName: `Customer of ${name}` }));
  }
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  session = await openTestSession(platform, support);
});

async function page(part: Reviewed, query: Record<string, string> = {}): Promise<QueuePage> {
  const answer = await callUi(
    platform,
    session,
    "GET",
    `${uiApi.hubQueue(part)}?${new URLSearchParams(query)}`,
  );
  expect(answer).toMatchObject({ status: 200 });
  return queuePageSchema.parse(answer.body);
}

async function all(part: Reviewed, query: Record<string, string> = {}): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  let cursor: string | null = null;
  do {
    const one: QueuePage = await page(part, { limit: "2", ...query, ...(cursor === null ? {} : { cursor }) });
    items.push(...one.items);
    cursor = one.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Empties the queue, then makes things that wait one second longer the earlier they are; public ids, in that order. */
async function makeWaiting(part: Reviewed, count: number): Promise<string[]> {
  const { owner } = platform.database;
  await owner`update ${owner(part)} set status = 'APPROVED' where status = 'PENDING_REVIEW'`;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const application = partners[index % 2];
    if (application === undefined) throw new Error("There are two partners.");
    const caller = { platform, application };
    const made =
      part === "customers" ? makeCustomer(caller) : makeBeneficiary(caller, customers[index % 2] ?? "");
    ids.push(await made);
  }
  return ids;
}

const kindOf = (part: Reviewed) => (part === "customers" ? "customer" : "beneficiary");
const idsOf = (items: readonly QueueItem[]) => items.map(({ id }) => id);

describe.each(["customers", "beneficiaries"] as const)("the queue of %s", (part) => {
  it("holds what waits in every organization, longest waiting first, page by page", async () => {
    const waiting = await makeWaiting(part, 5);
    const items = await all(part);
    expect(idsOf(items)).toEqual(waiting);
    expect(items.map(({ organizationName }) => organizationName)).toEqual([
      "First Partner",
      "Second Partner",
      "First Partner",
      "Second Partner",
      "First Partner",
    ]);
    expect(items.map(({ waitingSince }) => waitingSince).sort()).toEqual(
      items.map(({ waitingSince }) => waitingSince),
    );
  });

  it("says whose each is, and what screening says", async () => {
    const [id = ""] = await makeWaiting(part, 1);
    await setScreening(platform, id, { paymentHold: true, onboardingBlocked: true, openMatchCount: 3 });
    const own = { id, companyName: "Acme Ltd" };
    const of = { id: customers[0], companyName: "Customer of First Partner" };
    expect(await all(part)).toEqual([
      {
        kind: part,
        id,
        organizationId: `org_${partners[0]?.organizationId}`,
        organizationName: "First Partner",
        environment: "production",
        customer: part === "customers" ? own : of,
        title: part === "customers" ? "Acme Ltd" : "Rhein Werft GmbH",
        status: "PENDING_REVIEW",
        priority: null,
        amount: null,
        openMatchCount: 3,
        paymentHold: true,
        waitingSince: platform.clock.now.toISOString(),
      },
    ]);
  });

  it("holds nothing that is decided or with the partner", async () => {
    const waiting = await makeWaiting(part, 6);
    const statuses = ["APPROVED", "REJECTED", "CORRECTION_REQUESTED", "SUSPENDED"];
    for (const [index, status] of statuses.entries()) {
      await setStatus({ platform }, kindOf(part), waiting[index] ?? "", status);
    }
    expect(idsOf(await all(part))).toEqual(waiting.slice(statuses.length));
  });

  it("goes on where it was when what was shown last has been decided, or has been submitted anew", async () => {
    for (const change of ["status = 'APPROVED'", "submitted_at = now() + interval '1 day'"]) {
      const waiting = await makeWaiting(part, 4);
      const first = await page(part, { limit: "2" });
      await platform.database.owner.unsafe(`update ${part} set ${change} where id = $1`, [
        waiting[1]?.slice(4) ?? "",
      ]);
      const next = await page(part, { limit: "2", cursor: first.nextCursor ?? "" });
      expect(idsOf(next.items)).toEqual(waiting.slice(2));
    }
  });

  it("is production's unless the sandbox is asked for", async () => {
    const application = await makeApplication(platform, { environment: "sandbox" });
    const caller = { platform, application };
    const sandboxCustomer = await makeCustomer(caller);
    const wanted = part === "customers" ? sandboxCustomer : await makeBeneficiary(caller, sandboxCustomer);
    expect(idsOf(await all(part))).not.toContain(wanted);
    const inSandbox = await all(part, { environment: "sandbox" });
    expect(idsOf(inSandbox)).toContain(wanted);
    expect(new Set(inSandbox.map(({ environment }) => environment))).toEqual(new Set(["sandbox"]));
  });

  it("takes cursors of its own with the same filter, and nothing it does not know", async () => {
    await makeWaiting(part, 2);
    const { nextCursor } = await page(part, { limit: "1" });
    const other = part === "customers" ? "beneficiaries" : "customers";
    for (const [of, query, path] of [
      [part, { cursor: nextCursor ?? "", environment: "sandbox" }, "cursor"],
      [other, { cursor: nextCursor ?? "" }, "cursor"],
      [part, { cursor: "x" }, "cursor"],
      [part, { limit: "0" }, "limit"],
      [part, { environment: "staging" }, "environment"],
      [part, { status: "APPROVED" }, "status"],
    ] as const) {
      const target = `${uiApi.hubQueue(of)}?${new URLSearchParams(query)}`;
      expect([query, await callUi(platform, session, "GET", target)]).toMatchObject([
        query,
        { status: 422, body: { error: { details: { fields: [{ path }] } } } },
      ]);
    }
  });

  it("is not there for anybody but staff", async () => {
    const member = await makeMember(platform, partners[0]?.organizationId ?? "", "OWNER");
    const outsider = await makePerson(platform, "Cleo", { kind: "CUSTOMER" });
    for (const { sessionId } of [member, outsider]) {
      expect(await callUi(platform, sessionId, "GET", uiApi.hubQueue(part))).toMatchObject({ status: 404 });
    }
    expect(await callUi(platform, null, "GET", uiApi.hubQueue(part))).toMatchObject({ status: 401 });
  });
});
