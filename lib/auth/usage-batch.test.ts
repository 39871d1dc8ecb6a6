import { describe, expect, it } from "vitest";
import type { AllowedRequest } from "@/lib/auth/daily-traffic";
import { MAXIMUM_ENTRIES, type Usage, UsageBatch } from "@/lib/auth/usage-batch";

const NOON = new Date("2030-01-31T12:00:00.000Z");

function use(over: Partial<Usage> = {}): Usage {
  return { apiKeyId: "key", signingKeyId: "skey", usedAt: NOON, address: null, userAgent: null, ...over };
}

function allowed(over: Partial<AllowedRequest> = {}): AllowedRequest {
  const keys = { applicationId: "app", apiKeyId: "key", signingKeyId: "skey" };
  return { ...keys, permission: "CUSTOMERS_READ", address: null, at: NOON, ...over };
}

function listsOf(batch: UsageBatch): Record<string, Record<string, unknown>[]> {
  const { credentials, traffic, permissions, personalKeys } = batch.toJson();
  return {
    credentials: JSON.parse(credentials),
    traffic: JSON.parse(traffic),
    permissions: JSON.parse(permissions),
    personalKeys: JSON.parse(personalKeys),
  };
}

describe("a batch of uses", () => {
  it("keeps the newest use of a pair of keys, in whatever order they come", () => {
    const batch = new UsageBatch();
    batch.addRequest(use({ usedAt: new Date(NOON.getTime() + 5), userAgent: "newer" }));
    batch.addRequest(use({ userAgent: "older" }));
    expect(listsOf(batch).credentials).toMatchObject([
      { last_used_at: "2030-01-31T12:00:00.005Z", user_agent: "newer" },
    ]);
  });

  it("counts every request in the minute that it belongs to", () => {
    const batch = new UsageBatch();
    for (const offset of [-1, 0, 59_999, 60_000]) {
      batch.addRequest(use({ usedAt: new Date(NOON.getTime() + offset) }));
    }
    expect(listsOf(batch).traffic?.map(({ minute, requests }) => [minute, requests])).toEqual([
      ["2030-01-31T11:59:00.000Z", 1],
      ["2030-01-31T12:00:00.000Z", 2],
      ["2030-01-31T12:01:00.000Z", 1],
    ]);
  });

  it("keeps the newest use of a permission", () => {
    const batch = new UsageBatch();
    for (const offset of [0, 7, 3]) {
      batch.addAllowed(allowed({ at: new Date(NOON.getTime() + offset) }));
    }
    batch.addAllowed(allowed({ permission: null }));
    expect(listsOf(batch).permissions).toMatchObject([
      { permission: "CUSTOMERS_READ", last_used_at: "2030-01-31T12:00:00.007Z" },
    ]);
  });

  it("keeps the newest use of a personal key, and is not empty with that alone", () => {
    const batch = new UsageBatch();
    expect(batch.isEmpty).toBe(true);
    for (const offset of [0, 7, 3]) {
      const usedAt = new Date(NOON.getTime() + offset);
      const userAgent = "x".repeat(16_000);
      batch.addPersonalKey({ personalKeyId: "pkey", usedAt, address: `192.0.2.${offset}`, userAgent });
    }
    expect(batch.isEmpty).toBe(false);
    expect(listsOf(batch).personalKeys).toEqual([
      {
        personal_key_id: "pkey",
        last_used_at: "2030-01-31T12:00:00.007Z",
        address: "192.0.2.7",
        user_agent: "x".repeat(512),
      },
    ]);
  });

  it("is bounded: what is known goes on counting, what is new is left out and numbered", () => {
    const batch = new UsageBatch();
    for (let index = 0; index < MAXIMUM_ENTRIES + 3; index += 1)
      batch.addRequest(use({ apiKeyId: `${index}` }));
    batch.addRequest(use({ apiKeyId: "0" }));
    const { credentials, traffic } = listsOf(batch);
    expect([credentials?.length, traffic?.length]).toEqual([MAXIMUM_ENTRIES, MAXIMUM_ENTRIES]);
    expect(traffic?.[0]).toMatchObject({ api_key_id: "0", requests: 2 });
    expect(batch.left).toBe(6);
  });

  it("does not hoard long user agents", () => {
    const batch = new UsageBatch();
    batch.addRequest(use({ userAgent: "x".repeat(16_000) }));
    expect(String(listsOf(batch).credentials?.[0]?.user_agent)).toHaveLength(512);
  });
});
