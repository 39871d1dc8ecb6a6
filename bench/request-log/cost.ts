/** What the log of requests costs the signed path: the same requests to one server that keeps it and does not, by turns. */
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { familyCpu, processCpu } from "@/bench/cpu";
import type { Credentials, RequestPlan } from "@/bench/load/protocol";
import { type LoadProcess, startLoadProcess } from "@/bench/load-process";
import { type ServerProcess, startServer } from "@/bench/server-process";
import { median } from "@/bench/statistics";

export type CostOptions = { rounds: number; requests: number; connections: number };

/** Microseconds of CPU per request; `difference` is of the sums. */
export type Cost = { app: number; postgres: number };

/** Longer than the log waits before it writes. */
const SETTLING_MILLISECONDS = 2_500;
const WARM_UP_ROUNDS = 4;

type Measured = Record<"on" | "off", Cost[]>;

export async function measureCost(
  { dataDirectory, postmasterPid }: { dataDirectory: string; postmasterPid: number },
  credentials: Credentials,
  options: CostOptions,
  say: (line: string) => void,
): Promise<{ on: Cost; off: Cost; perRound: number[] }> {
  const load = startLoadProcess();
  const server = await startLogServer(dataDirectory);
  const measured: Measured = { on: [], off: [] };
  const plan: RequestPlan = {
    method: "GET",
    target: "/api/v1/signature-check",
    headers: {},
    bodyTemplate: null,
    credentials,
    expectedStatus: 200,
    expectedText: '"expiresInSeconds":',
  };
  try {
    for (let round = 1 - WARM_UP_ROUNDS; round <= options.rounds; round += 1) {
      const order = round % 2 === 0 ? (["on", "off"] as const) : (["off", "on"] as const);
      for (const which of order) {
        const cost = await measureOnce({ load, server, postmasterPid, plan, which }, options);
        say(
          `Round ${round}, log ${which}: app ${cost.app.toFixed(1)} µs, PostgreSQL ${cost.postgres.toFixed(1)} µs`,
        );
        if (round > 0) measured[which].push(cost);
      }
    }
  } finally {
    load.stop();
    await server.stop();
  }
  const middle = (costs: readonly Cost[]): Cost => ({
    app: median(costs.map(({ app }) => app)),
    postgres: median(costs.map(({ postgres }) => postgres)),
  });
  const perRound = measured.on.map((on, index) => {
    const off = measured.off[index] ?? on;
    return (on.app + on.postgres) / (off.app + off.postgres) - 1;
  });
  return { on: middle(measured.on), off: middle(measured.off), perRound };
}

function startLogServer(dataDirectory: string): Promise<ServerProcess> {
  return startServer({
    name: "server of the partner API",
    args: ["--import", "tsx", path.join("bench", "request-log", "server-process.ts")],
    environment: { NUVERA_DATA_DIR: dataDirectory },
    readyPath: "/ready",
  });
}

async function measureOnce(
  {
    load,
    server,
    postmasterPid,
    plan,
    which,
  }: {
    load: LoadProcess;
    server: ServerProcess;
    postmasterPid: number;
    plan: RequestPlan;
    which: "on" | "off";
  },
  { requests, connections }: CostOptions,
): Promise<Cost> {
  const read = async () =>
    [(await processCpu(server.pid)) ?? Number.NaN, (await familyCpu(postmasterPid)) ?? Number.NaN] as const;
  await fetch(`${server.baseUrl}/log/${which}`);
  await load.prepare(plan, requests, server.port);
  const [app, postgres] = await read();
  await load.fire(connections);
  await sleep(SETTLING_MILLISECONDS);
  const [appAfter, postgresAfter] = await read();
  const perRequest = (milliseconds: number) => (milliseconds / requests) * 1000;
  return { app: perRequest(appAfter - app), postgres: perRequest(postgresAfter - postgres) };
}
