import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { minimalCustomer } from "@/test/integration/support/customers";
import { type Answer, call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  type SecondServer,
  startCrashingServer,
  startSecondServer,
} from "@/test/integration/support/start-second-server";

const CUSTOMERS = "/api/v1/customers";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform({ clock: () => new Date() });
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());

function post(port: number, key: string): Promise<Answer> {
  platform.clock.now = new Date();
  const body = JSON.stringify({ ...minimalCustomer(), companyName: `Customer of ${key}` });
  return call({ ...platform, port }, application, "POST", CUSTOMERS, {
    body,
    headers: { "idempotency-key": key },
  });
}

/** What a partner's service does that got no answer: the same request again, until one comes. */
async function retry(key: string): Promise<{ status: number; isReplay: boolean }> {
  const { status, headers } = await vi.waitFor(
    async () => {
      const answer = await post(platform.port, key);
      if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    },
    { timeout: 10_000, interval: 50 },
  );
  return { status, isReplay: headers["idempotency-replayed"] === "true" };
}

async function countOf(key: string) {
  const [row] = await platform.database.owner`select
    (select count(*)::int from customers where company_name = ${`Customer of ${key}`}) as customers,
    (select count(*)::int from idempotency_keys where key = ${key}) as keys`;
  return row;
}

const ONE = { customers: 1, keys: 1 };

/** Each server is a process that compiles its sources first. */
const SEVERAL_SERVERS_MILLISECONDS = 180_000;

describe("a server that is killed while it works on a request with an idempotency key", () => {
  it("before the commit: nothing was done, and the next attempt does it", async () => {
    const server = await startCrashingServer(platform, "before-commit");
    await expect(post(server.port, "before")).rejects.toThrow();
    await server.kill();
    expect(await countOf("before")).toEqual({ customers: 0, keys: 0 });
    expect(await retry("before")).toEqual({ status: 201, isReplay: false });
    expect(await countOf("before")).toEqual(ONE);
  });

  it("between the commit and the answer: it was done, and the next attempt is told so", async () => {
    const server = await startCrashingServer(platform, "after-commit");
    await expect(post(server.port, "after")).rejects.toThrow();
    await server.kill();
    expect(await countOf("after")).toEqual(ONE);
    expect(await retry("after")).toEqual({ status: 201, isReplay: true });
    expect(await countOf("after")).toEqual(ONE);
  });

  it(
    "at any other point, with many under way: each is done once by those who try again",
    async () => {
      let unanswered = 0;
      for (const milliseconds of [20, 60, 140]) {
        const server: SecondServer = await startSecondServer(platform);
        // The first request of a process takes long for reasons of its own.
        await post(server.port, `warm-up-${milliseconds}`);
        const keys = Array.from({ length: 40 }, (_, index) => `killed-${milliseconds}-${index}`);
        const sent = Promise.allSettled(keys.map((key) => post(server.port, key)));
        await sleep(milliseconds);
        await server.kill();
        unanswered += (await sent).filter(({ status }) => status === "rejected").length;
        await Promise.all(keys.map(retry));
        for (const key of keys) expect([key, await countOf(key)]).toEqual([key, ONE]);
      }
      expect(unanswered).toBeGreaterThan(0);
    },
    SEVERAL_SERVERS_MILLISECONDS,
  );
});
