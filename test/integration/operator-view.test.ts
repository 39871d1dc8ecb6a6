/** What staff see over all organizations, and that nobody else sees any of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { uiApi } from "@/lib/routes";
import {
  overviewAttentionSchema,
  overviewTrafficSchema,
  systemHealthSchema,
} from "@/lib/schemas/operator-view";
import { OVERVIEW_HOURS } from "@/lib/schemas/operator-view-terms";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
} from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  makeOrganization,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { addEndpoint } from "@/test/integration/support/webhooks";

const PARTS = ["traffic", "attention", "system"] as const;
const DAY = 86_400_000;

let platform: TestPlatform;
let busy: TestApplication;
let quiet: TestApplication;
const sessions: Record<"admin" | "support" | "owner" | "customer", string> = {
  admin: "",
  support: "",
  owner: "",
  customer: "",
};

beforeAll(async () => {
  platform = await startTestPlatform();
  busy = await makeApplication(platform, { organizationId: await makeOrganization(platform, "Busy Org") });
  quiet = await makeApplication(platform, {
    organizationId: await makeOrganization(platform, "Quiet Org"),
    environment: "production",
  });
  for (const [name, role] of [
    ["admin", "NUVERA_ADMIN"],
    ["support", "NUVERA_SUPPORT"],
  ] as const) {
    const person = await makePerson(platform, name, { kind: "OPERATOR", role });
    await enrolSecondFactor(platform, person);
    sessions[name] = await openTestSession(platform, person);
  }
  sessions.owner = await openTestSession(platform, await makeMember(platform, busy.organizationId, "OWNER"));
  sessions.customer = await openTestSession(
    platform,
    await makePerson(platform, "Cara", { kind: "CUSTOMER" }),
  );
  for (let times = 0; times < 4; times += 1) await call(platform, busy, "GET", "/api/v1/customers");
  await call(platform, busy, "GET", "/api/v1/customers", { sign: { method: "POST" } });
  await call(platform, busy, "GET", "/api/v1/customers", { sign: { target: "/x" } });
  await call(platform, quiet, "GET", "/api/v1/customers", { sign: { method: "POST" } });
  await platform.runtime.requestLog.flush();
});
afterAll(() => platform.stop());

async function traffic(query = "") {
  const answer = await callUi(platform, sessions.support, "GET", `${uiApi.hubOverview("traffic")}${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return overviewTrafficSchema.parse(answer.body);
}

async function attention() {
  const answer = await callUi(platform, sessions.support, "GET", uiApi.hubOverview("attention"));
  expect(answer).toMatchObject({ status: 200 });
  return overviewAttentionSchema.parse(answer.body);
}

describe("traffic of all organizations", () => {
  it("is by organization, with what was refused and how long requests took", async () => {
    const { organizations } = await traffic();
    expect(organizations).toMatchObject([
      { organization: { name: "Busy Org" }, requests: 6, refused: 2, failed: 0 },
      { organization: { name: "Quiet Org" }, requests: 1, refused: 1, failed: 0 },
    ]);
    expect(organizations[0]?.organization.id).toBe(toPublicId("organization", busy.organizationId));
    expect(organizations[0]?.p95Milliseconds).toBeGreaterThan(0);
    expect(organizations[0]?.hours).toEqual([...Array(OVERVIEW_HOURS - 1).fill(0), 6]);
  });

  it("is of one environment, or in another order, where asked for", async () => {
    const { organizations } = await traffic("?environment=production&order=refused");
    expect(organizations).toMatchObject([{ organization: { name: "Quiet Org" }, requests: 1 }]);
    for (const order of ["requests", "refused", "failed"]) {
      expect((await traffic(`?order=${order}`)).organizations).toHaveLength(2);
    }
    const answer = await callUi(
      platform,
      sessions.support,
      "GET",
      `${uiApi.hubOverview("traffic")}?order=name`,
    );
    expect(answer).toMatchObject({ status: 422 });
  });

  it("says what requests were refused for, over all organizations", async () => {
    expect((await traffic()).reasons).toEqual([
      { reason: "method_mismatch", status: 401, requests: 2, organizations: 2 },
      { reason: "uri_mismatch", status: 401, requests: 1, organizations: 1 },
    ]);
  });

  it("is of the last 24 hours alone", async () => {
    const { owner } = platform.database;
    for (const table of ["request_log_hours", "request_log_reason_hours", "request_log_latencies"]) {
      await owner`update ${owner(table)} set starts_at = starts_at - interval '25 hours'`;
    }
    expect(await traffic()).toMatchObject({ organizations: [], reasons: [] });
  });
});

describe("what needs somebody", () => {
  it("are credentials that end within two weeks, soonest first, and say whether another goes on", async () => {
    expect(await attention()).toEqual({ ending: [], webhooks: [], claims: [] });
    const { owner } = platform.database;
    const { now } = platform.clock;
    const at = (days: number) => new Date(now.getTime() + days * DAY);
    await owner`update api_keys set expires_at = ${at(3)} where id = ${fromPublicId("apiKey", busy.apiKeyId)}`;
    await owner`update signing_keys set retires_at = ${at(2)}
      where application_id = ${fromPublicId("application", quiet.applicationId)}`;
    const { ending } = await attention();
    expect(ending).toMatchObject([
      {
        kind: "signing_key",
        organization: { name: "Quiet Org" },
        environment: "production",
        isReplaced: false,
      },
      { kind: "api_key", id: busy.apiKeyId, mark: busy.apiKey.slice(-4), endsAt: at(3).toISOString() },
    ]);
    await owner`update api_keys set expires_at = ${at(15)} where id = ${fromPublicId("apiKey", busy.apiKeyId)}`;
    expect((await attention()).ending).toHaveLength(1);
  });

  it("are webhooks that fail or were disabled by somebody else than the partner", async () => {
    const { owner } = platform.database;
    const failing = await addEndpoint(platform, busy, { url: "http://127.0.0.1:1/failing" });
    const disabled = await addEndpoint(platform, busy, { url: "http://127.0.0.1:1/disabled" });
    const own = await addEndpoint(platform, busy, { url: "http://127.0.0.1:1/own" });
    await addEndpoint(platform, busy, { url: "http://127.0.0.1:1/fine" });
    await owner`update webhook_endpoints set failing_since = now() where id in (${failing.id}, ${own.id})`;
    await owner`update webhook_endpoints set disabled_at = now(), disabled_by = 'system' where id = ${disabled.id}`;
    await owner`update webhook_endpoints set disabled_at = now(), disabled_by = 'partner' where id = ${own.id}`;
    expect((await attention()).webhooks).toMatchObject([
      { id: toPublicId("webhookEndpoint", disabled.id), disabledBy: "system" },
      { id: toPublicId("webhookEndpoint", failing.id), disabledBy: null },
    ]);
  });

  it("are replacement keys that nobody has claimed", async () => {
    const { owner } = platform.database;
    const applicationUuid = fromPublicId("application", busy.applicationId);
    const until = new Date(platform.clock.now.getTime() + DAY);
    await owner`insert into key_claims
      (id, organization_id, application_id, grace_seconds, reason, created_at, created_by_name, expires_at)
      values (${newUuid()}, ${busy.organizationId}, ${applicationUuid}, 0, 'why', now(), 'Nova', ${until})`;
    expect((await attention()).claims).toMatchObject([
      { applicationId: busy.applicationId, createdByName: "Nova", organization: { name: "Busy Org" } },
    ]);
  });
});

describe("the system", () => {
  it("is seen by who may see it, with database, queues, buffers and jobs", async () => {
    const answer = await callUi(platform, sessions.admin, "GET", uiApi.hubOverview("system"));
    expect(answer).toMatchObject({ status: 200 });
    const health = systemHealthSchema.parse(answer.body);
    expect(health.database?.sizeBytes).toBeGreaterThan(1_000_000);
    expect(health.queues).toMatchObject({ webhooksDue: 0, mailsWaiting: 0 });
    expect(health.buffers.map(({ name }) => name)).toEqual(["usage", "request_log"]);
    expect(await callUi(platform, sessions.support, "GET", uiApi.hubOverview("system"))).toMatchObject({
      status: 403,
    });
  });
});

describe("whoever is not staff", () => {
  it.each(["owner", "customer"] as const)("gets 404 as the %s, from each part", async (who) => {
    for (const part of PARTS) {
      const answer = await callUi(platform, sessions[who], "GET", uiApi.hubOverview(part));
      expect(answer, part).toMatchObject({ status: 404 });
    }
  });

  it("is told to sign in where nobody is", async () => {
    for (const part of PARTS) {
      const answer = await callUi(platform, null, "GET", uiApi.hubOverview(part));
      expect(answer, part).toMatchObject({ status: 401 });
    }
  });
});
