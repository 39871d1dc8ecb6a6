/** Several processes on one port: nothing is lost while they are replaced, whoever dies and however it ends. */

import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isProcessAlive } from "@/lib/boot/process-identity";
import {
  makeApplication,
  send,
  sendHoldingBack,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startWorkers, type TestWorkers } from "@/test/integration/support/start-workers";

const CHECK = "/api/v1/signature-check";
const CALLERS = 8;

let platform: TestPlatform;
let application: TestApplication;
let workers: TestWorkers;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  workers = await startWorkers(platform, { count: 2 });
}, 240_000);
afterAll(async () => {
  await workers.stop();
  await platform.stop();
});
beforeEach(() => {
  platform.clock.now = new Date();
});

/** One signed request, over a connection that `agent` keeps. Rejects where there is no answer. */
async function signedCall(agent: http.Agent | false, method = "GET"): Promise<number> {
  const body = method === "POST" ? "{}" : undefined;
  platform.clock.now = new Date();
  const token = await signToken(platform, application, method, CHECK, body === undefined ? {} : { body });
  const headers = { "x-api-key": application.apiKey, authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const { port } = workers;
    const request = http.request(
      { host: "127.0.0.1", port, method, path: CHECK, headers, agent },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
        answer.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** A signed POST whose last byte is still to come. */
async function holdBack(): Promise<ReturnType<typeof sendHoldingBack>> {
  platform.clock.now = new Date();
  const token = await signToken(platform, application, "POST", CHECK, { body: "{}" });
  return sendHoldingBack({ ...platform, port: workers.port }, application, CHECK, token, "{}");
}

/** Calls over kept connections until the returned function ends it, which gives what was answered and what was not. */
function startLoad(): {
  counted: () => number;
  end: () => Promise<{ statuses: Set<number>; failures: unknown[] }>;
} {
  const agent = new http.Agent({ keepAlive: true });
  const statuses: number[] = [];
  const failures: unknown[] = [];
  let isOver = false;
  const caller = async (index: number): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      await signedCall(agent, turn % 3 === 0 ? "POST" : "GET").then(
        (status) => statuses.push(status),
        (error: unknown) => failures.push(error),
      );
      // Connections that idle for a moment are those that a server might close under a request.
      await new Promise((resolve) => setTimeout(resolve, (index * turn) % 20));
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, index) => caller(index));
  return {
    counted: () => statuses.length,
    end: async () => {
      isOver = true;
      await Promise.all(callers);
      agent.destroy();
      return { statuses: new Set(statuses), failures };
    },
  };
}

const moreThan = (count: () => number, before: number) =>
  vi.waitFor(() => expect(count()).toBeGreaterThan(before), { timeout: 60_000 });

async function sampleOf(name: string): Promise<number> {
  const line = (await workers.metrics()).split("\n").find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length));
}
const REQUESTS = `nuvera_http_requests_total{route="${CHECK}",method="GET",status_class="2xx"}`;

/** Processes take their time to start where many do. */
const PATIENCE = { timeout: 60_000, interval: 100 };

describe("workers", { timeout: 240_000 }, () => {
  it("are replaced twice under load without a failed request", async () => {
    const load = startLoad();
    const seen: number[][] = [];
    try {
      await moreThan(load.counted, 50);
      seen.push(await workers.serving());
      for (let round = 0; round < 2; round += 1) {
        await workers.restart();
        seen.push(await workers.serving());
        await moreThan(load.counted, load.counted() + 50);
      }
    } finally {
      expect(await load.end()).toEqual({ statuses: new Set([200]), failures: [] });
    }
    expect(seen.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(new Set(seen.flat()).size).toBe(6);
    // Those that were replaced have ended, since nobody uses their connections any more.
    await vi.waitFor(() => expect(seen.slice(0, 2).flat().filter(isProcessAlive)).toEqual([]), PATIENCE);
  });

  it("hand over without cutting off a request or a connection that is about to be used", async () => {
    const idle = new http.Agent({ keepAlive: true, maxSockets: 1 });
    expect(await signedCall(idle)).toBe(200);
    const [socket] = Object.values(idle.freeSockets).flat();
    const slow = await holdBack();
    await slow.received;
    await workers.restart();
    expect(socket?.destroyed).toBe(false);
    expect(await signedCall(idle)).toBe(200);
    await vi.waitFor(() => expect(socket?.destroyed).toBe(true), PATIENCE);
    expect(await slow.finish()).toMatchObject({ status: 200, headers: { connection: "close" } });
    idle.destroy();
  });

  it("answer while one of them is killed, which is replaced", async () => {
    const before = await workers.serving();
    const [victim = 0] = before;
    process.kill(victim, "SIGKILL");
    await vi.waitFor(() => expect(isProcessAlive(victim)).toBe(false), PATIENCE);
    for (let calls = 0; calls < 20; calls += 1) expect(await signedCall(false)).toBe(200);
    await vi.waitFor(async () => {
      const now = await workers.serving();
      expect(now).toHaveLength(2);
      expect(now).not.toContain(victim);
    }, PATIENCE);
  });

  it("go on as they are when new ones do not start", async () => {
    const before = await workers.serving();
    await workers.breakStarts(true);
    await workers.restart();
    await workers.breakStarts(false);
    expect(await workers.serving()).toEqual(before);
    expect(await signedCall(false)).toBe(200);
  });

  it("count together, and what was counted stays when the one that counted is gone", async () => {
    const before = await sampleOf(REQUESTS);
    const isCounted = (more: number) =>
      vi.waitFor(async () => expect(await sampleOf(REQUESTS)).toBe(before + more), PATIENCE);
    for (let calls = 0; calls < 10; calls += 1) expect(await signedCall(false)).toBe(200);
    await isCounted(10);
    await workers.restart();
    for (let calls = 0; calls < 5; calls += 1) expect(await signedCall(false)).toBe(200);
    await isCounted(15);
    const [victim = 0] = await workers.serving();
    process.kill(victim, "SIGKILL");
    await vi.waitFor(async () => expect(await workers.serving()).not.toContain(victim), PATIENCE);
    // What it told last, which was all.
    await isCounted(15);
    // A limit on connections is no count: it is of those that live.
    await vi.waitFor(
      async () => expect(await sampleOf("nuvera_database_connections_max")).toBe(20),
      PATIENCE,
    );
    expect(await sampleOf("nuvera_database_up")).toBe(1);
  });

  it("end soon when the platform stops while they hand over, and write what they gathered", async () => {
    const idle = new http.Agent({ keepAlive: true });
    expect(await signedCall(idle)).toBe(200);
    const target = `${CHECK}?flushed`;
    const token = await signToken(platform, application, "GET", target);
    const headers = { "x-api-key": application.apiKey, authorization: `Bearer ${token}` };
    const answer = await send({ ...platform, port: workers.port }, "GET", target, headers);
    expect(answer).toMatchObject({ status: 200 });
    const before = await workers.serving();
    await workers.restart();
    await workers.stop();
    expect(await workers.exited).toMatchObject({ code: 0 });
    expect(before.filter(isProcessAlive)).toEqual([]);
    const rows = await platform.database.owner`select 1 from request_log where target = ${target}`;
    expect(rows).toHaveLength(1);
    idle.destroy();
  });

  it("end by themselves when the primary is killed, after what is under way", async () => {
    workers = await startWorkers(platform, { count: 2 });
    const pids = await workers.serving();
    const slow = await holdBack();
    await slow.received;
    await workers.killPrimary();
    expect(await slow.finish()).toMatchObject({ status: 200 });
    await vi.waitFor(() => expect(pids.filter(isProcessAlive)).toEqual([]), PATIENCE);
  });

  it("end the primary with a sentence when none starts", async () => {
    const never = startWorkers(platform, { count: 1, isBroken: true });
    await expect(never).rejects.toThrow(/No worker serves/);
  });
});
