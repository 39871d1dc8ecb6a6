import { describe, expect, it } from "vitest";
import { type AllowedRequest, DailyTraffic, roundedRate, SecondCounter } from "@/lib/auth/daily-traffic";

const NOON = Date.parse("2030-01-31T12:00:00.000Z");
const at = (milliseconds: number) => new Date(NOON + milliseconds);

function request(over: Partial<AllowedRequest> = {}): AllowedRequest {
  const keys = { applicationId: "app", apiKeyId: "key", signingKeyId: "skey" };
  return { ...keys, permission: "CUSTOMERS_READ", address: "192.0.2.1", at: at(0), ...over };
}

const trafficOf = (batch: DailyTraffic): unknown[] => JSON.parse(batch.toJson().traffic);
const ratesOf = (batch: DailyTraffic): unknown[] => JSON.parse(batch.toJson().rates);

describe("the requests of a day", () => {
  it("count together where they used the same, apart where anything differs", () => {
    const batch = new DailyTraffic(100);
    expect(batch.isEmpty).toBe(true);
    const differences: Partial<AllowedRequest>[] = [
      { apiKeyId: "key2" },
      { signingKeyId: "skey2" },
      { permission: null },
      { address: null },
      { at: at(86_400_000) },
    ];
    for (const time of [5, 9, 2]) batch.addRequest(request({ at: at(time) }));
    for (const difference of differences) batch.addRequest(request(difference));
    const rows = trafficOf(batch);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({
      application_id: "app",
      day: "2030-01-31",
      api_key_id: "key",
      signing_key_id: "skey",
      permission: "CUSTOMERS_READ",
      address: "192.0.2.1",
      requests: 3,
      last_seen_at: "2030-01-31T12:00:00.009Z",
    });
    expect(rows).toMatchObject([
      {},
      { api_key_id: "key2" },
      { signing_key_id: "skey2" },
      { permission: "none" },
      { address: "unknown" },
      { day: "2030-02-01" },
    ]);
  });

  it("leave out what is new beyond the room, numbered, and go on counting what is known", () => {
    const batch = new DailyTraffic(2);
    for (const address of ["a", "b", "c", "a"]) batch.addRequest(request({ address }));
    expect(trafficOf(batch)).toMatchObject([
      { address: "a", requests: 2 },
      { address: "b", requests: 1 },
    ]);
    expect(batch.left).toBe(1);
  });
});

describe("the requests of a second", () => {
  it("belong to a batch once the second is over, each second once", () => {
    const counter = new SecondCounter(100);
    for (const time of [0, 999, 1_000, 1_500]) counter.add("app", at(time));
    counter.add("other", at(0));
    expect(counter.take(at(999))).toEqual([]);
    const first = NOON / 1_000;
    expect(counter.take(at(1_999))).toEqual([
      { applicationId: "app", secondNumber: first, requests: 2 },
      { applicationId: "other", secondNumber: first, requests: 1 },
    ]);
    expect(counter.isEmpty).toBe(false);
    expect(counter.take()).toEqual([{ applicationId: "app", secondNumber: first + 1, requests: 2 }]);
    expect(counter.isEmpty).toBe(true);
  });

  it("count with the other seconds of the day that had as many", () => {
    const batch = new DailyTraffic(100);
    const seconds = [7, 7, 118, 112].map((requests, index) => ({
      applicationId: "app",
      secondNumber: NOON / 1_000 + index,
      requests,
    }));
    for (const second of seconds) batch.addSecond(second);
    expect(ratesOf(batch)).toMatchObject([
      { rate: 7, seconds: 2, requests: 14, last_at: "2030-01-31T12:00:01.000Z" },
      { rate: 120, seconds: 2, requests: 230, last_at: "2030-01-31T12:00:03.000Z" },
    ]);
  });

  it.each([
    [1, 1],
    [100, 100],
    [101, 110],
    [1_000, 1_000],
    [1_001, 1_100],
    [99_999, 100_000],
  ])("of %i count under a rate of %i", (requests, rate) => {
    expect(roundedRate(requests)).toBe(rate);
  });
});
