import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FailedAuthentications } from "@/lib/auth/failed-authentication";
import { fromPublicId } from "@/lib/ids";
import { setApplicationAddressList } from "@/lib/operations/applications/address-list";
import {
  getApplicationAddresses,
  previewApplicationAddressList,
} from "@/lib/operations/applications/address-report";
import { getApplication } from "@/lib/operations/applications/get";
import { runOperation } from "@/lib/operations/run";
import type { Principal } from "@/lib/principal";
import type { AddressListMode } from "@/lib/schemas/address-list";
import { forgetWhatIsOver } from "@/lib/server/maintenance";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { errorOf } from "@/test/integration/support/answers";
import { historyOf } from "@/test/integration/support/history";
import {
  type Answer,
  call,
  makeApplication,
  operator,
  reasonOf,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";

/** The test's own connections are those of a proxy that is trusted, so that it can be anybody. */
let behindProxies: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  behindProxies = await startTestPlatform({}, {}, { trustedProxies: ["127.0.0.1", "10.0.0.0/8"] });
});
afterAll(() => behindProxies.stop());
beforeEach(async () => {
  behindProxies.clock.now = new Date();
  application = await makeApplication(behindProxies);
});

type Change = { mode: AddressListMode; entries?: string[]; expected?: unknown };

const set = (change: Change, principal?: Principal, platform = behindProxies, reason: string | null = null) =>
  runOperation(
    platform.runtime,
    principal ?? operator(application.organizationId, application.environment),
    setApplicationAddressList,
    { applicationId: application.applicationId, entries: [], ...change },
    TEST_ORIGIN,
    reason,
  );
const enforce = (...entries: string[]) => set({ mode: "enforce", entries });
const ask = (forwardedFor: string | string[] | undefined, platform = behindProxies) =>
  call(platform, application, "GET", CHECK, { headers: { "x-forwarded-for": forwardedFor } });
const outcome = (answer: Answer) => (answer.status === 200 ? 200 : reasonOf(answer));
const report = () =>
  runOperation(
    behindProxies.runtime,
    operator(application.organizationId, application.environment),
    getApplicationAddresses,
    { applicationId: application.applicationId },
    TEST_ORIGIN,
  );
const flush = () => behindProxies.runtime.usage.flush();

describe("an enforced list", () => {
  it.each([
    ["its address", ["192.0.2.7"], "192.0.2.7"],
    ["an address of its network", ["192.0.2.0/24"], "192.0.2.200"],
    ["an IPv6 address, however it is spelt", ["2001:DB8:0:0::7"], "2001:db8::7"],
    ["an address of its IPv6 network", ["2001:db8::/32"], "2001:db8:ffff::1"],
    ["an IPv4 address inside IPv6", ["192.0.2.7"], "::ffff:192.0.2.7"],
    ["one of several", ["198.51.100.0/24", "2001:db8::/32", "192.0.2.7"], "192.0.2.7"],
  ])("lets in %s", async (_, entries, from) => {
    await enforce(...entries);
    expect(outcome(await ask(from))).toBe(200);
  });

  it.each([
    ["a neighbour", ["192.0.2.7"], "192.0.2.8", "192.0.2.8"],
    ["an address beyond its network", ["192.0.2.0/25"], "192.0.2.128", "192.0.2.128"],
    ["IPv4 under an IPv6 list", ["::/0"], "192.0.2.7", "192.0.2.7"],
    ["IPv6 under an IPv4 list", ["0.0.0.0/0"], "2001:DB8::7", "2001:db8::7"],
    ["nobody knows whom: a malformed header", ["0.0.0.0/0", "::/0"], "192.0.2.7, nonsense", "unknown"],
    ["nobody knows whom: proxies alone", ["0.0.0.0/0", "::/0"], "10.1.1.1", "unknown"],
    ["nobody knows whom: no header", ["0.0.0.0/0", "::/0"], undefined, "unknown"],
  ])("refuses %s", async (_, entries, from, received) => {
    await enforce(...entries);
    const answer = await ask(from);
    expect([answer.status, reasonOf(answer)]).toEqual([403, "ip_not_allowed"]);
    const { message, details } = errorOf(answer);
    expect(details).toEqual({
      expected: "an address on the application's list",
      received,
      serverTime: Math.floor(behindProxies.clock.now.getTime() / 1000),
    });
    expect(message).not.toContain(entries[0]);
  });

  it("comes after the key's state and before the token, whose id is not used up", async () => {
    await enforce("192.0.2.7");
    const token = await signToken(behindProxies, application, "GET", CHECK);
    const from = (address: string, options: object) =>
      call(behindProxies, application, "GET", CHECK, {
        ...options,
        headers: { "x-forwarded-for": address },
      });
    expect(outcome(await from("192.0.2.8", { token: "none" }))).toBe("ip_not_allowed");
    expect(outcome(await from("192.0.2.8", { token }))).toBe("ip_not_allowed");
    expect(outcome(await from("192.0.2.7", { token }))).toBe(200);
    await behindProxies.database.owner`update applications set disabled_at = now(), disabled_by = 'partner'
      where id = ${fromPublicId("application", application.applicationId)}`;
    expect(outcome(await from("192.0.2.8", { token }))).toBe("application_disabled");
  });

  it("reads the header from the right, over one trusted proxy and over two, and no further", async () => {
    await enforce("192.0.2.7");
    expect(outcome(await ask("192.0.2.7"))).toBe(200);
    expect(outcome(await ask("192.0.2.7, 10.1.1.1"))).toBe(200);
    expect(outcome(await ask("192.0.2.7:49152, 10.1.1.1"))).toBe(200);
    expect(outcome(await ask("198.51.100.9, 192.0.2.7, 10.1.1.1"))).toBe(200);
    expect(outcome(await ask("192.0.2.7, 198.51.100.9"))).toBe("ip_not_allowed");
    expect(outcome(await ask("192.0.2.7, 198.51.100.9, 10.1.1.1"))).toBe("ip_not_allowed");
    expect(outcome(await ask(["198.51.100.9", "192.0.2.7"]))).toBe(200);
    expect(outcome(await ask(["192.0.2.7", "198.51.100.9"]))).toBe("ip_not_allowed");
  });

  it("counts from the next request on, on every server, in either direction", async () => {
    const second = await startSecondServer(behindProxies);
    const servers = [behindProxies, { ...behindProxies, port: second.port }];
    const everywhere = async () =>
      Promise.all(servers.map(async (server) => outcome(await ask("192.0.2.7", server))));
    try {
      expect([await everywhere(), await everywhere()]).toEqual([
        [200, 200],
        [200, 200],
      ]);
      for (let round = 0; round < 3; round += 1) {
        await enforce("198.51.100.1");
        expect(await everywhere()).toEqual(["ip_not_allowed", "ip_not_allowed"]);
        await enforce("198.51.100.1", "192.0.2.7");
        expect(await everywhere()).toEqual([200, 200]);
        await set({ mode: "report", entries: ["198.51.100.1"] });
        expect(await everywhere()).toEqual([200, 200]);
      }
    } finally {
      await second.stop();
    }
  });
});

describe("what is shown of where requests come from", () => {
  const sendFrom = async (...addresses: (string | undefined)[]) => {
    for (const address of addresses) await ask(address);
    await flush();
  };

  it("holds every address against the list, the strange ones first", async () => {
    await set({ mode: "report", entries: ["192.0.2.0/24"] });
    await sendFrom("192.0.2.7", "192.0.2.7", "198.51.100.1", "2001:db8::1", "2001:db8::1", undefined);
    const lastSeenAt = behindProxies.clock.now.toISOString();
    const row = (address: string | null, isListed: boolean, requests: number) => ({
      address,
      isListed,
      requests,
      refused: 0,
      lastSeenAt,
    });
    expect(await report()).toMatchObject({
      requests: 6,
      requestsNotListed: 4,
      addressesNotListed: 3,
      otherRequests: 0,
      addresses: [
        row("2001:db8::1", false, 2),
        row("198.51.100.1", false, 1),
        row(null, false, 1),
        row("192.0.2.7", true, 2),
      ],
    });
  });

  it("says what another list would have refused, and changes nothing", async () => {
    await sendFrom("192.0.2.7", "192.0.2.7", "198.51.100.1");
    const preview = (entries: string[]) =>
      runOperation(
        behindProxies.runtime,
        operator(application.organizationId),
        previewApplicationAddressList,
        { applicationId: application.applicationId, mode: "enforce", entries },
        { ...TEST_ORIGIN, address: "192.0.2.9" },
      );
    expect(await preview(["198.51.100.0/24"])).toMatchObject({
      requests: 3,
      requestsNotListed: 2,
      yourAddress: { address: "192.0.2.9", isListed: false },
    });
    expect(await preview(["192.0.2.0/24", "198.51.100.1"])).toMatchObject({
      requestsNotListed: 0,
      yourAddress: { isListed: true },
      notes: [],
    });
    expect((await preview(["192.0.2.0/24", "192.0.2.7", "::/0"])).notes).toEqual([
      "192.0.2.7 lies within 192.0.2.0/24 already.",
      "::/0 is every IPv6 address there is.",
    ]);
    expect(outcome(await ask("203.0.113.1"))).toBe(200);
  });

  it("counts what an enforced list refused, and refused requests without a token too", async () => {
    await enforce("192.0.2.7");
    await ask("198.51.100.1");
    await call(behindProxies, application, "GET", CHECK, {
      token: "none",
      headers: { "x-forwarded-for": "198.51.100.1" },
    });
    await flush();
    expect(await report()).toMatchObject({
      requests: 0,
      addresses: [{ address: "198.51.100.1", requests: 0, refused: 2 }],
    });
  });

  it("keeps thirty days", async () => {
    await sendFrom("192.0.2.7");
    behindProxies.clock.now = new Date(behindProxies.clock.now.getTime() + 29 * 86_400_000);
    await forgetWhatIsOver(behindProxies.runtime);
    expect((await report()).addresses).toHaveLength(1);
    behindProxies.clock.now = new Date(behindProxies.clock.now.getTime() + 86_400_000);
    await forgetWhatIsOver(behindProxies.runtime);
    expect(await report()).toMatchObject({ requests: 0, addresses: [] });
    expect(
      await behindProxies.database.owner`select 1 from address_traffic
        where application_id = ${fromPublicId("application", application.applicationId)}`,
    ).toEqual([]);
  });

  it("has room for a thousand addresses a day, and counts the others together", async () => {
    const uuid = fromPublicId("application", application.applicationId);
    const rows = Array.from({ length: 1_010 }, (_, index) => ({
      application_id: uuid,
      day: behindProxies.clock.now.toISOString().slice(0, 10),
      address: `2001:db8::${(index + 1).toString(16)}`,
      requests: 1,
      refused: 0,
      last_seen_at: behindProxies.clock.now.toISOString(),
    }));
    const record = () =>
      behindProxies.database.owner`select record_address_traffic(${JSON.stringify(rows)}::text::jsonb)`;
    await Promise.all([record(), record()]);
    expect(
      await behindProxies.database.owner`select count(*)::int as rows, sum(requests)::int as requests
      from address_traffic where application_id = ${uuid}`,
    ).toEqual([{ rows: 1_001, requests: 2_020 }]);
    expect(await report()).toMatchObject({ requests: 2_020, otherRequests: 20 });
  });
});

describe("the address that a trusted proxy names", () => {
  it("is the one of the last use", async () => {
    await ask("2001:DB8::0:7");
    await flush();
    const view = await runOperation(
      behindProxies.runtime,
      operator(application.organizationId),
      getApplication,
      { applicationId: application.applicationId },
      TEST_ORIGIN,
    );
    expect(view.apiKeys[0]?.lastUsedAddress).toBe("2001:db8::7");
  });

  it("is the one that failed authentications count under; those of nobody knows whom count together", async () => {
    const { runtime } = behindProxies;
    const before = runtime.failedAuthentications;
    runtime.failedAuthentications = new FailedAuthentications(runtime.database.db, 1);
    const fail = async (from: string | undefined) =>
      reasonOf(
        await call(behindProxies, application, "GET", CHECK, {
          token: "none",
          headers: { "x-forwarded-for": from },
        }),
      );
    try {
      const places = ["192.0.2.1", "192.0.2.2", "192.0.2.1", undefined, "nonsense", "10.1.1.1"];
      const reasons: unknown[] = [];
      for (const place of places) reasons.push(await fail(place));
      const [first, over] = ["token_malformed", "rate_limited"];
      expect(reasons).toEqual([first, first, over, first, over, over]);
    } finally {
      runtime.failedAuthentications = before;
    }
  });
});

describe("setting a list", () => {
  it("stores one spelling of each entry, once", async () => {
    const entries = ["192.0.2.7/32", "192.0.2.7", " 2001:DB8::0/32 ", "::ffff:192.0.2.7"];
    expect((await enforce(...entries)).addressList).toEqual({
      mode: "enforce",
      entries: ["192.0.2.7", "2001:db8::/32"],
    });
  });

  it.each([
    ["host bits", ["192.0.2.7/24"], "entries[0]", "192.0.2.0/24"],
    ["host bits of IPv6", ["192.0.2.7", "2001:db8::1/32"], "entries[1]", "2001:db8::/32"],
    ["no address", ["example.com"], "entries[0]", "CIDR"],
    ["octal", ["0300.0.2.7"], "entries[0]", "CIDR"],
    ["a short form", ["10/8"], "entries[0]", "CIDR"],
    ["a prefix too long", ["192.0.2.0/33"], "entries[0]", "from 0 to 32"],
    ["a zone", ["fe80::1%eth0"], "entries[0]", "CIDR"],
    ["text that never ends", ["1".repeat(5_000)], "entries[0]", "100 characters"],
    ["nothing at all", [], "entries", "at least one"],
    ["101 entries", Array.from({ length: 101 }, (_, i) => `192.0.2.${i}`), "entries", "100 entries"],
  ])("refuses %s at its field", async (_, entries, path, words) => {
    await expect(enforce(...entries)).rejects.toMatchObject({
      reason: "validation_failed",
      details: { fields: [{ path, message: expect.stringContaining(words) }] },
    });
    await expect(set({ mode: "report", entries: [] })).rejects.toMatchObject({ reason: "validation_failed" });
  });

  it("takes as many as 100 entries, and an empty list that is off", async () => {
    const many = Array.from({ length: 100 }, (_, i) => `192.0.2.${i}`);
    expect((await enforce(...many)).addressList.entries).toHaveLength(100);
    expect((await set({ mode: "off" })).addressList).toEqual({ mode: "off", entries: [] });
  });

  it("stands in the history, and nothing does when nothing changes", async () => {
    await enforce("192.0.2.7", "198.51.100.0/24");
    await enforce("192.0.2.7", "198.51.100.0/24");
    await set({ mode: "report", entries: ["198.51.100.0/24", "2001:db8::/32"] });
    const rows = (await historyOf(behindProxies, application.applicationId)).filter(
      ({ action }) => action === "application.address_list_changed",
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      before: { addressListMode: "enforce", addressList: ["192.0.2.7", "198.51.100.0/24"] },
      after: {
        addressListMode: "report",
        addressList: ["198.51.100.0/24", "2001:db8::/32"],
        added: ["2001:db8::/32"],
        removed: ["192.0.2.7"],
      },
    });
  });

  it("is refused when somebody else was faster", async () => {
    const seen = { mode: "off", entries: [] };
    await set({ mode: "report", entries: ["192.0.2.7"], expected: seen });
    await expect(set({ mode: "report", entries: ["198.51.100.1"], expected: seen })).rejects.toMatchObject({
      reason: "conflict",
      details: { current: { mode: "report", entries: ["192.0.2.7"] } },
    });
  });

  it("is for those who manage applications", async () => {
    const member = (role: Parameters<typeof actingMember>[2]) =>
      actingMember(behindProxies, application.organizationId, role);
    for (const role of ["VIEWER", "MEMBER"] as const) {
      await expect(set({ mode: "report", entries: ["192.0.2.7"] }, await member(role))).rejects.toMatchObject(
        {
          reason: "permission_missing",
        },
      );
    }
    const done = await set({ mode: "report", entries: ["192.0.2.7"] }, await member("DEVELOPER"));
    expect(done.addressList.mode).toBe("report");
  });

  it("is for the operator's admins too, and stands in the partner's history with their reason", async () => {
    const staff = (role: Parameters<typeof actingStaff>[2]) =>
      actingStaff(behindProxies, application.organizationId, role, { displayName: "Nova Admin" });
    const change: Change = { mode: "report", entries: ["192.0.2.7"] };
    await expect(set(change, await staff("NUVERA_SUPPORT"), behindProxies, "Asked")).rejects.toMatchObject({
      reason: "permission_missing",
    });
    await set(change, await staff("NUVERA_ADMIN"), behindProxies, "Asked for by telephone");
    expect((await historyOf(behindProxies, application.applicationId)).at(-1)).toMatchObject({
      action: "application.address_list_changed",
      reason: "Asked for by telephone",
    });
  });

  it("is another organization's application for nobody", async () => {
    const stranger = await actingMember(
      behindProxies,
      (await makeApplication(behindProxies)).organizationId,
      "OWNER",
    );
    await expect(set({ mode: "report", entries: ["192.0.2.7"] }, stranger)).rejects.toMatchObject({
      reason: "not_found",
    });
  });

  it("asks who it is again before production lets more in, and only then", async () => {
    application = await makeApplication(behindProxies, { environment: "production" });
    const stale = await actingMember(behindProxies, application.organizationId, "ADMIN", {
      environment: "production",
      proofAgeSeconds: 3_600,
    });
    const refused = { reason: "proof_required" };
    const wide = ["192.0.2.0/24", "198.51.100.1"];
    await set({ mode: "enforce", entries: wide }, stale);
    await set({ mode: "enforce", entries: ["192.0.2.0/25", "198.51.100.1"] }, stale);
    await expect(set({ mode: "enforce", entries: wide }, stale)).rejects.toMatchObject(refused);
    await expect(set({ mode: "report", entries: ["192.0.2.0/25"] }, stale)).rejects.toMatchObject(refused);
    await expect(set({ mode: "off" }, stale)).rejects.toMatchObject(refused);
    await set({ mode: "enforce", entries: ["192.0.2.0/26"] }, stale);
    const fresh = await actingMember(behindProxies, application.organizationId, "ADMIN", {
      environment: "production",
    });
    expect((await set({ mode: "off" }, fresh)).addressList.mode).toBe("off");
  });
});

// Last, for it takes the process's runtime away from the platform above.
describe("without trusted proxies", () => {
  it("takes the word of no peer that is not trusted", async () => {
    const direct = await startTestPlatform();
    try {
      application = await makeApplication(direct);
      await set({ mode: "enforce", entries: ["192.0.2.7"] }, undefined, direct);
      const answer = await ask("192.0.2.7", direct);
      expect(outcome(answer)).toBe("ip_not_allowed");
      expect(errorOf(answer).details).toMatchObject({ received: "127.0.0.1" });
      await set({ mode: "enforce", entries: ["127.0.0.1"] }, undefined, direct);
      expect(outcome(await ask("192.0.2.7", direct))).toBe(200);
    } finally {
      await direct.stop();
    }
  });
});
