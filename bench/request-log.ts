/**
 * `npm run bench:requests`: what the log of requests costs a signed request, and how long each filter and search over it
 * takes at ten million rows. Exit code 0 when the cost is below 5 % and nothing takes a second.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { makeCredentials, makeOrganization } from "@/bench/operator";
import { type OwnDatabase, withOwnDatabase } from "@/bench/own-database";
import { type Cost, measureCost } from "@/bench/request-log/cost";
import { fillRequestLog } from "@/bench/request-log/fill";
import { measureSearches, type SearchFigures } from "@/bench/request-log/searches";
import { median } from "@/bench/statistics";

const LARGEST_COST = 0.05;
const LONGEST_MILLISECONDS = 1_000;

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
async function showCost({ dataDirectory, operator }: OwnDatabase, { cost }: Options): Promise<boolean> {
  const note = await readFile(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8");
  const place = await makeOrganization(operator, "Measured");
  const credentials = await makeCredentials(operator, place, ["CUSTOMERS_READ"]);
  const database = { dataDirectory, postmasterPid: Number.parseInt(note, 10) };
  const costs = await measureCost(database, credentials, cost, say);
  process.stdout.write(`\n${costLines(costs).join("\n")}`);
  return median(costs.perRound) < LARGEST_COST;
}

/** Whether everything is found quickly enough. */
async function showSearches({ operator }: OwnDatabase, { rows }: Options): Promise<boolean> {
  say(`Writing ${rows.toLocaleString("en")} requests …`);
  const filled = await fillRequestLog(operator.ownerDatabaseUrl, rows, say);
  const figures = await measureSearches(operator.runtime, filled);
  process.stdout.write(`\n${searchLines(figures).join("\n")}`);
  return figures.every(({ slowestMilliseconds }) => slowestMilliseconds < LONGEST_MILLISECONDS);
}

const options = readOptions();
const isInOrder = await withOwnDatabase("request-log", async (database) => {
  const isCheap = !options.only.includes("cost") || (await showCost(database, options));
  const isQuick = !options.only.includes("searches") || (await showSearches(database, options));
  return isCheap && isQuick;
});
process.exit(isInOrder ? 0 : 1);
