/**
 * `npm run bench:lists`: one organization with a million customers and five million payments beside one whose rows are all
 * newer, and what the first and the ten-thousandth page of each of its lists cost. Exit code 0 when no two differ by more
 * than 20 %; lists with a known limit are shown and not judged.
 */
import { generateKeyPairSync } from "node:crypto";
import { parseArgs } from "node:util";
import { listCases } from "@/bench/lists/cases";
import { fillLists } from "@/bench/lists/fill";
import { type ListCase, type ListFigures, measureList, walkTo } from "@/bench/lists/measure";
import { type Platform, startBenchPlatform } from "@/bench/platform";
import { operate } from "@/cli/deployment";
import type { Place } from "@/db/queries/locate";
import { ensureProductionBuild } from "@/lib/boot/build";
import { findDeployment } from "@/lib/boot/deployment";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { readProcessEnvironment } from "@/lib/env";
import { newUuid } from "@/lib/ids";
import { createApplication } from "@/lib/operations/applications/create";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { createOrganization } from "@/lib/operations/organizations/create";
import { createNuveraClient, type NuveraClient } from "@/lib/partner-client";
import { API_PERMISSIONS } from "@/lib/permissions";
import { createRuntime, type Runtime } from "@/lib/runtime";

const RATE_LIMIT_PER_SECOND = 100_000;
const LARGEST_DIFFERENCE = 0.2;
/** Differences below this are the clock's and the scheduler's, not the list's. */
const NOISE_MILLISECONDS = 0.3;

const say = (line: string) => process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      customers: { type: "string", default: "1000000" },
      payments: { type: "string", default: "5000000" },
      others: { type: "string", default: "250000" },
      page: { type: "string", default: "10000" },
      rounds: { type: "string", default: "300" },
    },
  });
  return {
    sizes: {
      customers: Number(values.customers),
      payments: Number(values.payments),
      others: Number(values.others),
    },
    pages: Number(values.page),
    rounds: Number(values.rounds),
  };
}

async function makeOrganization(runtime: Runtime, name: string): Promise<Place> {
  const place: Place = { organizationId: newUuid(), environment: "sandbox" };
  await operate(runtime, place, createOrganization, { name });
  return place;
}

async function makeClient(runtime: Runtime, place: Place, baseUrl: string): Promise<NuveraClient> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const { application, apiKey } = await operate(runtime, place, createApplication, {
    name: "Lists",
    publicKeyPem: publicKey,
    permissions: [...API_PERMISSIONS],
  });
  await operate(runtime, place, setApplicationRateLimit, {
    applicationId: application.id,
    perSecond: RATE_LIMIT_PER_SECOND,
  });
  const apiKeyId = application.apiKeys[0]?.id ?? "";
  return createNuveraClient({ baseUrl, apiKey, apiKeyId, privateKeyPem: privateKey });
}

function isFlat({ firstMilliseconds: first, farMilliseconds: far }: ListFigures): boolean {
  return Math.abs(far - first) <= Math.max(first * LARGEST_DIFFERENCE, NOISE_MILLISECONDS);
}

function toMarkdown(figures: readonly ListFigures[]): string {
  const row = (list: ListFigures) => {
    const { title, depth, firstMilliseconds, farMilliseconds } = list;
    const times = [firstMilliseconds, farMilliseconds].map((value) => value.toFixed(2));
    const difference = `${Math.round((farMilliseconds / firstMilliseconds - 1) * 100)} %`;
    const verdict = isFlat(list) ? "yes" : list.limit === undefined ? "NO" : `not promised: ${list.limit}`;
    return `| ${[title, depth.toLocaleString("en"), ...times, difference, verdict].join(" | ")} |`;
  };
  return [
    "| list | rows before the far page | first page p50 ms | far page p50 ms | difference | flat |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...figures.map(row),
    "",
  ].join("\n");
}

async function measureLists(
  client: NuveraClient,
  lists: readonly ListCase[],
  { pages, rounds }: { pages: number; rounds: number },
): Promise<ListFigures[]> {
  say(`Walking to page ${pages.toLocaleString("en")} of ${lists.length} lists …`);
  const walked = await Promise.all(
    lists.map(async (list) => ({ list, far: await walkTo(client, list, pages) })),
  );
  const figures: ListFigures[] = [];
  for (const { list, far } of walked) {
    say(`Measuring ${list.title} …`);
    figures.push(await measureList(client, list, far, rounds));
  }
  return figures;
}

async function fillAndMeasure(
  platform: Platform,
  { sizes, pages, rounds }: ReturnType<typeof readOptions>,
): Promise<ListFigures[]> {
  const environment = {
    ...readProcessEnvironment(),
    NUVERA_DATA_DIR: platform.dataDirectory,
    DATABASE_URL: undefined,
  };
  const { settings, ownerDatabaseUrl } = await findDeployment(environment);
  const runtime = createRuntime({ ...settings, database: { ...settings.database, maxConnections: 2 } });
  const place = await makeOrganization(runtime, "Long lists");
  const neighbour = await makeOrganization(runtime, "Neighbour");
  const client = await makeClient(runtime, place, platform.baseUrl);
  await runtime.database.close();
  say("Filling the lists …");
  const organizations = { measured: place.organizationId, neighbour: neighbour.organizationId };
  const filled = await fillLists(ownerDatabaseUrl, organizations, sizes, say);
  return measureLists(client, listCases(filled), { pages, rounds });
}

/** SIGINT and SIGTERM end it too, and take the data away. */
async function main(): Promise<number> {
  const options = readOptions();
  const signal = abortOnShutdownSignal();
  await ensureProductionBuild(say, signal);
  const platform = await startBenchPlatform(undefined);
  try {
    const figures = await unlessAborted(fillAndMeasure(platform, options), signal);
    process.stdout.write(`\n${toMarkdown(figures)}`);
    return figures.every((list) => isFlat(list) || list.limit !== undefined) ? 0 : 1;
  } finally {
    await platform.stop();
  }
}

process.exit(await main());
