/**
 * `npm run bench:lists`: one organization with a million customers and five million payments beside one whose rows are all
 * newer, and what the first and the ten-thousandth page of each of its lists cost. Exit code 0 when no two differ by more
 * than 20 %; lists with a known limit are shown and not judged.
 */
import { parseArgs } from "node:util";
import { listCases } from "@/bench/lists/cases";
import { fillLists } from "@/bench/lists/fill";
import { type ListCase, type ListFigures, measureList, walkTo } from "@/bench/lists/measure";
import { makeCredentials, makeOrganization, openOperator } from "@/bench/operator";
import { type Platform, startBenchPlatform } from "@/bench/platform";
import { ensureProductionBuild } from "@/lib/boot/build";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { createNuveraClient, type NuveraClient } from "@/lib/partner-client";

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
  const operator = await openOperator(platform.dataDirectory);
  const place = await makeOrganization(operator, "Long lists");
  const neighbour = await makeOrganization(operator, "Neighbour");
  const credentials = await makeCredentials(operator, place);
  const client = createNuveraClient({ baseUrl: platform.baseUrl, ...credentials });
  await operator.close();
  say("Filling the lists …");
  const organizations = { measured: place.organizationId, neighbour: neighbour.organizationId };
  const filled = await fillLists(operator.ownerDatabaseUrl, organizations, sizes, say);
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
