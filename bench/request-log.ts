/**
 * `npm run bench:requests`: what the log of requests costs a signed request, and how long each filter and search over it
 * takes at ten million rows. Exit code 0 when the cost is below 5 % and nothing takes a second.
 */
import { generateKeyPairSync } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Cost, measureCost } from "@/bench/request-log/cost";
import { fillRequestLog } from "@/bench/request-log/fill";
import { measureSearches, type SearchFigures } from "@/bench/request-log/searches";
import { median } from "@/bench/statistics";
import { operate } from "@/cli/deployment";
import { migrateDatabase } from "@/db/migrate";
import type { Place } from "@/db/queries/locate";
import { PROJECT_ROOT } from "@/lib/boot/build";
import { openDeployment } from "@/lib/boot/deployment";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { readProcessEnvironment } from "@/lib/env";
import { newUuid } from "@/lib/ids";
import { createApplication } from "@/lib/operations/applications/create";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { createOrganization } from "@/lib/operations/organizations/create";
import { createRuntime, type Runtime } from "@/lib/runtime";

const LARGEST_COST = 0.05;
const LONGEST_MILLISECONDS = 1_000;
const DATA_DIRECTORY = path.join(PROJECT_ROOT, "bench", ".data", `request-log-${process.pid}`);

const say = (line: string) => process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "cost,searches" },
      rounds: { type: "string", default: "20" },
      requests: { type: "string", default: "5000" },
      connections: { type: "string", default: "64" },
      rows: { type: "string", default: "10000000" },
    },
  });
  return {
    only: values.only.split(","),
    cost: {
      rounds: Number(values.rounds),
      requests: Number(values.requests),
      connections: Number(values.connections),
    },
    rows: Number(values.rows),
  };
}

async function makeCredentials(runtime: Runtime) {
  const place: Place = { organizationId: newUuid(), environment: "sandbox" };
  await operate(runtime, place, createOrganization, { name: "Measured" });
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const { application, apiKey } = await operate(runtime, place, createApplication, {
    name: "Measured",
    publicKeyPem: publicKey,
    permissions: ["CUSTOMERS_READ"],
  });
  const limit = { applicationId: application.id, perSecond: 100_000 };
  await operate(runtime, place, setApplicationRateLimit, limit);
  return { apiKey, apiKeyId: application.apiKeys[0]?.id ?? "", privateKeyPem: privateKey };
}

function costLines({ on, off, perRound }: { on: Cost; off: Cost; perRound: number[] }): string[] {
  const row = (name: string, { app, postgres }: Cost) =>
    `| ${name} | ${app.toFixed(1)} | ${postgres.toFixed(1)} | ${(app + postgres).toFixed(1)} |`;
  return [
    "| CPU per signed GET signature-check, µs | app | PostgreSQL | together |",
    "| --- | ---: | ---: | ---: |",
    row("without the log", off),
    row("with the log", on),
    "",
    `The log costs ${(median(perRound) * 100).toFixed(1)} % (median of ${perRound.length} rounds: ${perRound
      .map((share) => `${(share * 100).toFixed(1)} %`)
      .join(", ")}).`,
    "",
  ];
}

function searchLines(figures: readonly SearchFigures[]): string[] {
  return [
    "| asked | p50 ms | slowest ms | found |",
    "| --- | ---: | ---: | --- |",
    ...figures.map(
      ({ title, p50Milliseconds, slowestMilliseconds, found }) =>
        `| ${title} | ${p50Milliseconds.toFixed(1)} | ${slowestMilliseconds.toFixed(1)} | ${found} |`,
    ),
    "",
  ];
}

type Options = ReturnType<typeof readOptions>;

/** Whether the cost is as low as it has to be. */
async function showCost(runtime: Runtime, { cost }: Options): Promise<boolean> {
  const note = await readFile(path.join(DATA_DIRECTORY, "postgres", "postmaster.pid"), "utf8");
  const database = { dataDirectory: DATA_DIRECTORY, postmasterPid: Number.parseInt(note, 10) };
  const costs = await measureCost(database, await makeCredentials(runtime), cost, say);
  process.stdout.write(`\n${costLines(costs).join("\n")}`);
  return median(costs.perRound) < LARGEST_COST;
}

/** Whether everything is found quickly enough. */
async function showSearches(runtime: Runtime, ownerUrl: string, { rows }: Options): Promise<boolean> {
  say(`Writing ${rows.toLocaleString("en")} requests …`);
  const filled = await fillRequestLog(ownerUrl, rows, say);
  const figures = await measureSearches(runtime, filled);
  process.stdout.write(`\n${searchLines(figures).join("\n")}`);
  return figures.every(({ slowestMilliseconds }) => slowestMilliseconds < LONGEST_MILLISECONDS);
}

/** SIGINT and SIGTERM end it too, and take the data away. */
async function main(): Promise<number> {
  const options = readOptions();
  const signal = abortOnShutdownSignal();
  const environment = {
    ...readProcessEnvironment(),
    NUVERA_DATA_DIR: DATA_DIRECTORY,
    DATABASE_URL: undefined,
  };
  const deployment = await openDeployment(environment);
  const runtime = createRuntime(deployment.settings);
  const showBoth = async () => {
    await migrateDatabase(deployment.ownerDatabaseUrl);
    const isCheap = !options.only.includes("cost") || (await showCost(runtime, options));
    const isQuick =
      !options.only.includes("searches") ||
      (await showSearches(runtime, deployment.ownerDatabaseUrl, options));
    return isCheap && isQuick;
  };
  try {
    return (await unlessAborted(showBoth(), signal)) ? 0 : 1;
  } finally {
    await runtime.database.close();
    await deployment.leave();
    await rm(DATA_DIRECTORY, { recursive: true, force: true });
  }
}

process.exit(await main());
