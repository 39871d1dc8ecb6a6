import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { FailedAuthentications, ipv4Of } from "@/lib/auth/failed-authentication";
import { ApiError, unauthorized } from "@/lib/errors";
import { generateApiKey } from "@/lib/security/api-key";
import { forgetExpired } from "@/lib/server/maintenance";
import { errorOf } from "@/test/integration/support/answers";
import { makeDeadCredentials } from "@/test/integration/support/dead-credentials";
import {
  type Answer,
  type CallOptions,
  call,
  makeApplication,
  reasonOf,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CHECK = "/api/v1/signature-check";
const PER_MINUTE = 5;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from failed_authentications`;
  start = new Date();
  platform.clock.now = start;
  application = await makeApplication(platform);
  platform.runtime.failedAuthentications = count(PER_MINUTE);
});

const count = (perMinute: number, db: Database["db"] = platform.runtime.database.db) =>
  new FailedAuthentications(db, perMinute);

const at = (seconds: number) => {
  platform.clock.now = new Date(start.getTime() + seconds * 1000);
};

const request = (options: CallOptions = {}) => call(platform, application, "GET", CHECK, options);
const withUnknownKey = () => request({ headers: { "x-api-key": generateApiKey("sandbox", randomBytes) } });

async function inTurn(times: number, send: () => Promise<Answer>): Promise<unknown[]> {
  const reasons: unknown[] = [];
  for (let time = 0; time < times; time += 1) reasons.push(reasonOf(await send()));
  return reasons;
}

describe("bad credentials from one address", () => {
  it("are answered with their reason within the limit, and beyond it with the time to wait", async () => {
    expect(await inTurn(PER_MINUTE, withUnknownKey)).toEqual(Array(PER_MINUTE).fill("invalid_api_key"));
    const refused = await withUnknownKey();
    expect([refused.status, reasonOf(refused)]).toEqual([429, "rate_limited"]);
    expect(refused.headers["retry-after"]).toBe("12");
    expect(errorOf(refused).details).toEqual({ limit: 5, windowSeconds: 60, retryAfterSeconds: 12 });
    expect(refused.headers).not.toHaveProperty("ratelimit");
    at(11.9);
    expect(reasonOf(await withUnknownKey())).toBe("rate_limited");
    at(12);
    expect(await inTurn(2, withUnknownKey)).toEqual(["invalid_api_key", "rate_limited"]);
    at(600);
    expect(await inTurn(6, withUnknownKey)).toEqual([...Array(5).fill("invalid_api_key"), "rate_limited"]);
  });

  it("never hold up a request whose credentials are good", async () => {
    await inTurn(2 * PER_MINUTE, withUnknownKey);
    const answers = await Promise.all(Array.from({ length: 10 }, () => request()));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it("count whichever way they are bad", async () => {
    const spent = await signToken(platform, application, "GET", CHECK);
    await request({ token: spent });
    const reasons = [
      await request({ token: spent }),
      await request({ token: "none" }),
      await request({ sign: { method: "POST" } }),
      await request({ headers: { "x-api-key": undefined } }),
      await request({ headers: { "x-api-key": "nonsense" } }),
      await request({ token: "none" }),
    ].map(reasonOf);
    expect(reasons).toEqual([
      "token_replayed",
      "token_malformed",
      "method_mismatch",
      "invalid_api_key",
      "invalid_api_key",
      "rate_limited",
    ]);
  });

  it("do not count where the key is genuine and has ended: its owner reads why as often as it takes", async () => {
    for (const [how, dead] of Object.entries(await makeDeadCredentials(platform))) {
      const reasons = await inTurn(PER_MINUTE + 1, () => call(platform, dead, "GET", CHECK));
      expect(new Set(reasons)).toEqual(new Set([how.replace(/:.*/, "")]));
    }
    expect(await platform.database.owner`select from failed_authentications`).toHaveLength(0);
  });

  it("are without limit where the setting is 0", async () => {
    platform.runtime.failedAuthentications = count(0);
    expect(new Set(await inTurn(20, withUnknownKey))).toEqual(new Set(["invalid_api_key"]));
  });
});

describe("the count", () => {
  const refusal = unauthorized("invalid_api_key", "No valid API key provided.");

  async function countAt(failures: FailedAuthentications, address: string | null, times = 1) {
    const answers = await Promise.all(
      Array.from({ length: times }, () => failures.answerFor(refusal, address, platform.clock.now)),
    );
    return answers.map((answer) => (answer instanceof ApiError ? answer.reason : answer));
  }

  const refused = (reasons: unknown[]) => reasons.filter((reason) => reason === "rate_limited").length;

  it("is exact and one for all processes", async () => {
    const processes = [count(10), count(10)];
    const answers = await Promise.all(processes.map((one) => countAt(one, "192.0.2.1", 30)));
    expect(refused(answers.flat())).toBe(50);
  });

  it("is one for each IPv4 address and for each IPv6 /64, however they are spelt", async () => {
    const failures = count(1);
    const first = ["192.0.2.1", "192.0.2.2", "2001:db8:0:1::1", "2001:db8:0:2::1", null];
    for (const address of first) expect(await countAt(failures, address)).toEqual(["invalid_api_key"]);
    const same = ["::ffff:192.0.2.1", "::FFFF:c000:202", "2001:db8:0:1:ffff::9", "2001:db8:0:2::ffff"];
    for (const address of same) {
      // Another process, which remembers nothing by itself.
      expect([address, await countAt(count(1), address)]).toEqual([address, ["rate_limited"]]);
    }
    expect(ipv4Of("2001:db8::1")).toBe("2001:db8::1");
  });

  it("costs no statement for a place that is known to be over the limit", async () => {
    const { db } = platform.runtime.database;
    let statements = 0;
    const counting = new Proxy(db, {
      get: (target, name, receiver) => {
        if (name === "execute") statements += 1;
        return Reflect.get(target, name, receiver);
      },
    });
    const failures = count(3, counting);
    for (let time = 0; time < 20; time += 1) await countAt(failures, "192.0.2.3");
    expect(statements).toBe(4);
    at(20);
    expect(await countAt(failures, "192.0.2.3")).toEqual(["invalid_api_key"]);
  });

  it("leaves a refusal as it is when it cannot be written", async () => {
    const nowhere = openDatabase({
      url: "postgres://nobody@127.0.0.1:1/nothing",
      maxConnections: 1,
      applicationName: "test",
    });
    expect(await countAt(count(1, nowhere.db), "192.0.2.4", 3)).toEqual(Array(3).fill("invalid_api_key"));
    await nowhere.close();
  });

  it("forgets a place as soon as its allowance is whole again", async () => {
    await countAt(count(60), "192.0.2.5", 3);
    await countAt(count(60), "192.0.2.6", 30);
    const places = async () => (await platform.database.owner`select from failed_authentications`).length;
    await forgetExpired(platform.runtime);
    expect(await places()).toBe(2);
    at(3);
    await forgetExpired(platform.runtime);
    expect(await places()).toBe(1);
    at(30);
    await forgetExpired(platform.runtime);
    expect(await places()).toBe(0);
  });
});
