/**
 * `npm run drill:failover`: two server processes before a primary with a synchronous standby. In mid-load the primary is
 * killed, and in a second run frozen as by a machine that lost its network; the standby is promoted, and the servers
 * have to go on by themselves. Exit code 0 when no acknowledged write is lost, none is there twice, nothing was written where it
 * counts no more, and no used token passes again. `--only kill` or `--only freeze` for one of them.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { type Cluster, type ClusterNode, startCluster } from "@/bench/failover/cluster";
import { type Attempt, type Credentials, PartnerLoad, TOKEN_SECONDS } from "@/bench/failover/load";
import { type DrillResult, isKept, reportFailover } from "@/bench/failover/report";
import { startServer } from "@/bench/server-process";
import { operate } from "@/cli/deployment";
import { ensureProductionBuild } from "@/lib/boot/build";
import { findDeployment } from "@/lib/boot/deployment";
import { readProcessEnvironment } from "@/lib/env";
import { fromPublicId, newUuid } from "@/lib/ids";
import { createApplication } from "@/lib/operations/applications/create";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { createOrganization } from "@/lib/operations/organizations/create";
import { PROJECT_ROOT } from "@/lib/project-root";
import { createRuntime } from "@/lib/runtime";

const WRITERS = 8;
const READERS = 8;
const RATE_LIMIT_PER_SECOND = 100_000;
const BEFORE_MILLISECONDS = 8_000;
/** How long those who watch the primary take to notice. */
const NOTICE_MILLISECONDS = 1_000;
/** What is signed before the database forgot its token ids is refused for some seconds after. */
const AFTER_MILLISECONDS = 25_000;
const REPLAYED_AT_ONCE = 32;

const FAILURES = {
  kill: { title: "the primary killed", signal: "SIGKILL" },
  freeze: { title: "the primary frozen, and awake again later", signal: "SIGSTOP" },
} as const;
type Failure = keyof typeof FAILURES;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function drill(failure: Failure): Promise<DrillResult> {
  const cleanUps: (() => Promise<void>)[] = [];
  const root = path.join(PROJECT_ROOT, "bench", ".data", randomBytes(8).toString("hex"));
  try {
    const cluster = await startCluster(root);
    cleanUps.push(cluster.stop);
    const environment = {
      DATABASE_URL: `${cluster.url}?target_session_attrs=read-write`,
      NUVERA_API_KEY_PEPPER: randomBytes(32).toString("base64url"),
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      NUVERA_DATA_DIR: path.join(root, "data"),
      NUVERA_DEMO: "0",
    };
    const ports: number[] = [];
    for (const name of ["first server", "second server"]) {
      const args = ["scripts/start.mjs"];
      const server = await startServer({ name, args, environment, readyPath: "/api/health" });
      cleanUps.push(server.stop);
      ports.push(server.port);
    }
    const credentials = await makePartner(environment);
    const load = new PartnerLoad(ports, credentials);
    cleanUps.push(async () => load.close());
    return await failOver(failure, cluster, load);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function failOver(failure: Failure, cluster: Cluster, load: PartnerLoad): Promise<DrillResult> {
  const { title, signal } = FAILURES[failure];
  load.start(WRITERS, READERS);
  await sleep(BEFORE_MILLISECONDS);
  say(`${load.acknowledged.length} writes acknowledged; now ${title} …`);
  const failedAt = performance.now();
  await cluster.primary.signal(signal);
  await sleep(NOTICE_MILLISECONDS);
  await cluster.promote();
  const promotedAt = performance.now();
  const usedBefore = load.attempts.filter(isAccepted);
  say("Standby promoted; waiting for the servers to follow …");
  const replays = await replay(load, usedBefore);
  await sleep(AFTER_MILLISECONDS / 2);
  if (failure === "freeze") await cluster.primary.signal("SIGCONT");
  await sleep(AFTER_MILLISECONDS / 2);
  await load.stop();
  replays.push(...(await replay(load, load.attempts.filter(isAccepted))));
  const found = await compare(load, cluster, failure);
  return { failure: title, attempts: load.attempts, failedAt, promotedAt, replays, ...found };
}

function isAccepted({ status }: Attempt): boolean {
  return status === 200 || status === 201;
}

/** Sends every token again that was accepted and has not expired. */
async function replay(load: PartnerLoad, used: readonly Attempt[]): Promise<Attempt[]> {
  const replays: Attempt[] = [];
  const left = used.filter(isFresh);
  const send = async () => {
    for (let attempt = left.pop(); attempt !== undefined; attempt = left.pop()) {
      if (isFresh(attempt)) replays.push(await load.again(attempt));
    }
  };
  await Promise.all(Array.from({ length: REPLAYED_AT_ONCE }, send));
  return replays;
}

function isFresh({ startedAt }: Attempt): boolean {
  return performance.now() - startedAt < (TOKEN_SECONDS - 2) * 1000;
}

/** Holds what was acknowledged against the database that counts, and that against the one that failed. */
async function compare({ acknowledged }: PartnerLoad, { primary, standby }: Cluster, failure: Failure) {
  const made = await customersAt(standby);
  const left = failure === "freeze" ? await customersAt(primary) : [];
  const ids = new Set(made.map(({ id }) => id));
  const perMarker = new Map<string, Set<string>>();
  const note = (marker: string, id: string) =>
    perMarker.set(marker, (perMarker.get(marker) ?? new Set()).add(id));
  for (const { marker, id } of made) note(marker, id);
  for (const { marker, id } of acknowledged) note(marker, fromPublicId("customer", id) ?? id);
  return {
    acknowledged: acknowledged.length,
    retried: acknowledged.filter(({ attempts }) => attempts > 1).length,
    lost: acknowledged.filter(({ id }) => !ids.has(fromPublicId("customer", id) ?? "")).length,
    doubled: [...perMarker.values()].filter(({ size }) => size > 1).length,
    strayed: left.filter(({ id }) => !ids.has(id)).length,
  };
}

async function customersAt({ url }: ClusterNode): Promise<{ id: string; marker: string }[]> {
  const owner = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await owner<
      { id: string; marker: string }[]
    >`select id, registration_number as marker from customers`;
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** From a process of its own, as an operator at the command line. */
async function makePartner(environment: Record<string, string>): Promise<Credentials> {
  const { settings } = await findDeployment({
    ...readProcessEnvironment(),
    ...environment,
    NUVERA_DEMO: "0",
  });
  const runtime = createRuntime({ ...settings, database: { ...settings.database, maxConnections: 2 } });
  try {
    const place = { organizationId: newUuid(), environment: "sandbox" } as const;
    await operate(runtime, place, createOrganization, { name: "Drill" });
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const { application, apiKey } = await operate(runtime, place, createApplication, {
      name: "Drill",
      publicKeyPem: publicKey,
      permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE"],
    });
    const limit = { applicationId: application.id, perSecond: RATE_LIMIT_PER_SECOND };
    await operate(runtime, place, setApplicationRateLimit, limit);
    return { apiKey, apiKeyId: application.apiKeys[0]?.id ?? "", privateKeyPem: privateKey };
  } finally {
    await runtime.database.close();
  }
}

const { values } = parseArgs({ options: { only: { type: "string" } } });
const failures = (["kill", "freeze"] as const).filter(
  (name) => values.only === undefined || values.only === name,
);
await ensureProductionBuild(say);
let allKept = failures.length > 0;
for (const failure of failures) {
  const result = await drill(failure);
  process.stdout.write(reportFailover(result));
  allKept &&= isKept(result);
}
process.exit(allKept ? 0 : 1);
