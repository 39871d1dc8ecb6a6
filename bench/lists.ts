/**
 * `npm run bench:lists`: one organization with a million customers and five million payments, and what the first and
 * the ten-thousandth page of each of its lists cost. Exit code 0 when no two differ by more than 20 %.
 */
import { generateKeyPairSync } from "node:crypto";
import { parseArgs } from "node:util";
import { COMMON_WORD, type Filled, fillLists, RARE_WORD } from "@/bench/lists/fill";
import { type ListCase, type ListFigures, measureList } from "@/bench/lists/measure";
import { startBenchPlatform } from "@/bench/platform";
import { operate } from "@/cli/deployment";
import { ensureProductionBuild } from "@/lib/boot/build";
import { findDeployment } from "@/lib/boot/deployment";
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

function listCases({ customerId, beneficiaryId }: Filled): ListCase[] {
  const customers = "/api/v1/customers";
  const payments = "/api/v1/payment";
  return [
    { title: "customers", path: customers, query: {} },
    { title: "customers, status=APPROVED", path: customers, query: { status: "APPROVED" } },
    { title: `customers, q=${COMMON_WORD} (1 in 10)`, path: customers, query: { q: COMMON_WORD } },
    { title: `customers, q=${RARE_WORD} (1 in 50,000)`, path: customers, query: { q: RARE_WORD } },
    { title: "beneficiaries of one customer", path: `${customers}/${customerId}/beneficiaries`, query: {} },
    { title: "documents", path: "/api/v1/documents", query: {} },
    { title: "documents of one customer", path: "/api/v1/documents", query: { customerId } },
    { title: "payments", path: payments, query: {} },
    { title: "payments, status=COMPLETED", path: payments, query: { status: "COMPLETED" } },
    { title: "payments of one customer", path: payments, query: { customerId } },
    { title: "payments to one beneficiary", path: payments, query: { beneficiaryId } },
    { title: "tickets", path: "/api/v1/support/tickets", query: {} },
    { title: "tickets, status=CLOSED", path: "/api/v1/support/tickets", query: { status: "CLOSED" } },
  ];
}

async function makePartner(
  runtime: Runtime,
  baseUrl: string,
): Promise<{ client: NuveraClient; organizationId: string }> {
  const place = { organizationId: newUuid(), environment: "sandbox" as const };
  await operate(runtime, place, createOrganization, { name: "Long lists" });
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
  const client = createNuveraClient({ baseUrl, apiKey, apiKeyId, privateKeyPem: privateKey });
  return { client, organizationId: place.organizationId };
}

function isFlat({ firstMilliseconds: first, farMilliseconds: far }: ListFigures): boolean {
  return Math.abs(far - first) <= Math.max(first * LARGEST_DIFFERENCE, NOISE_MILLISECONDS);
}

function toMarkdown(figures: readonly ListFigures[]): string {
  const row = (list: ListFigures) => {
    const { title, depth, firstMilliseconds, farMilliseconds } = list;
    const times = [firstMilliseconds, farMilliseconds].map((value) => value.toFixed(2));
    const difference = `${Math.round((farMilliseconds / firstMilliseconds - 1) * 100)} %`;
    return `| ${[title, depth.toLocaleString("en"), ...times, difference, isFlat(list) ? "yes" : "NO"].join(" | ")} |`;
  };
  return [
    "| list | rows before | first page ms | far page ms | difference | flat |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...figures.map(row),
    "",
  ].join("\n");
}

async function main(): Promise<number> {
  const { sizes, pages, rounds } = readOptions();
  await ensureProductionBuild(say);
  const platform = await startBenchPlatform(undefined);
  try {
    const environment = {
      ...readProcessEnvironment(),
      NUVERA_DATA_DIR: platform.dataDirectory,
      DATABASE_URL: undefined,
    };
    const { settings, ownerDatabaseUrl } = await findDeployment(environment);
    const runtime = createRuntime({ ...settings, database: { ...settings.database, maxConnections: 2 } });
    const { client, organizationId } = await makePartner(runtime, platform.baseUrl);
    await runtime.database.close();
    say("Filling the lists …");
    const filled = await fillLists(ownerDatabaseUrl, organizationId, sizes, say);
    const figures: ListFigures[] = [];
    for (const list of listCases(filled)) {
      say(`Measuring ${list.title} …`);
      figures.push(await measureList(client, list, { pages, rounds }));
    }
    process.stdout.write(`\n${toMarkdown(figures)}`);
    return figures.every(isFlat) ? 0 : 1;
  } finally {
    await platform.stop();
  }
}

process.exit(await main());
