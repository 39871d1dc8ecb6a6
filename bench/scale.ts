/**
 * `npm run bench:scale`: two platforms of the same build side by side, one with little in its database and one with very
 * much, asked the same by turns. Exit code 0 when with very much nothing takes more than 20 % longer.
 */
import { statfs } from "node:fs/promises";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { fillLists } from "@/bench/lists/fill";
import { walkTo } from "@/bench/lists/measure";
import { makeOrganization } from "@/bench/operator";
import { fillRequestLog } from "@/bench/request-log/fill";
import { runAll } from "@/bench/run-all";
import { type Both, customerCases, keyCases, nonceCases, requestCases } from "@/bench/scale/cases";
import { compare, type Rounds, type ScaleCase, type ScaleFigures, toMarkdown } from "@/bench/scale/compare";
import { fillKeys } from "@/bench/scale/keys";
import { fillNonces } from "@/bench/scale/nonces";
import { type Side, type Sides, startSide } from "@/bench/scale/side";
import { ensureProductionBuild } from "@/lib/boot/build";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { createNuveraClient } from "@/lib/partner-client";
import { PROJECT_ROOT } from "@/lib/project-root";

const SMALL = { keys: 1_000, nonces: 0, customers: 1_000, requests: 100_000 };
const LARGE = { keys: 1_000_000, nonces: 10_000_000, customers: 1_000_000, requests: 10_000_000 };
/** In this order: what the log adds up would count the requests of the others. */
const THINGS = ["requests", "keys", "nonces", "customers"] as const;
type Thing = (typeof THINGS)[number];

/** Beside the customers; their lists are measured by `npm run bench:lists`. */
const OTHER_ROWS = 100;
const PAGE = 20;
const GIBIBYTE = 2 ** 30;
const DISK_GIBIBYTES = 20;

const say = (line: string) => process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      "rows-scale": { type: "string", default: "1" },
      only: { type: "string", default: THINGS.join(",") },
      turns: { type: "string", default: "20" },
      "per-turn": { type: "string", default: "25" },
    },
  });
  const scale = Number(values["rows-scale"]);
  const rounds: Rounds = { turns: Number(values.turns), perTurn: Number(values["per-turn"]) };
  const only = values.only.split(",");
  const isUnderstood =
    scale > 0 &&
    Number.isInteger(rounds.turns) &&
    Number.isInteger(rounds.perTurn) &&
    Math.min(rounds.turns, rounds.perTurn) > 0 &&
    only.every((word) => THINGS.some((thing) => thing === word));
  if (!isUnderstood) {
    throw new Error(
      `Options: --rows-scale 0.01, --only ${THINGS.join(",")}, --turns 20, --per-turn 25. Got ${process.argv.slice(2).join(" ")}`,
    );
  }
  const large = (thing: Thing) => Math.max(SMALL[thing], Math.round(LARGE[thing] * scale));
  return {
    scale,
    rounds,
    things: THINGS.filter((thing) => only.includes(thing)),
    rowsOf: (thing: Thing) => ({ small: SMALL[thing], large: large(thing) }),
  };
}

type Options = ReturnType<typeof readOptions>;

/** Fills both sides, the small one first, and keeps what each filling gave. */
async function onBoth<Value>(
  { small, large }: Sides,
  rows: ScaleCase["rows"],
  fill: (side: Side, count: number) => Promise<Value>,
): Promise<Both<Value>> {
  const onSmall = await fill(small, rows.small);
  return new Map([
    [small, onSmall],
    [large, await fill(large, rows.large)],
  ]);
}

/** Fills in one thing and says what is to be asked then. What was filled in before stays. */
const FILL: Readonly<Record<Thing, (sides: Sides, options: Options) => Promise<ScaleCase[]>>> = {
  keys: async (sides, { rowsOf, rounds }) => {
    const rows = rowsOf("keys");
    const used = rounds.turns * rounds.perTurn;
    return keyCases(rows, await onBoth(sides, rows, (side, count) => fillKeys(side, { count, used }, say)));
  },
  nonces: async ({ large }, { rowsOf }) => {
    const rows = rowsOf("nonces");
    await fillNonces(large, rows.large, say);
    return nonceCases(rows);
  },
  customers: async (sides, { rowsOf }) => {
    const rows = rowsOf("customers");
    return customerCases(rows, await onBoth(sides, rows, fillCustomers));
  },
  requests: async (sides, { rowsOf }) => {
    const rows = rowsOf("requests");
    const fill = ({ operator }: Side, count: number) => fillRequestLog(operator.ownerDatabaseUrl, count, say);
    return requestCases(rows, await onBoth(sides, rows, fill));
  },
};

/** Gives the cursor of the page halfway. */
async function fillCustomers(
  { platform, operator, place, credentials }: Side,
  count: number,
): Promise<string> {
  const neighbour = await makeOrganization(operator, "Neighbour");
  const organizations = { measured: place.organizationId, neighbour: neighbour.organizationId };
  const sizes = { customers: count, payments: OTHER_ROWS, others: OTHER_ROWS };
  await fillLists(operator.ownerDatabaseUrl, organizations, sizes, say);
  const client = createNuveraClient({ baseUrl: platform.baseUrl, ...credentials });
  const list = { title: "customers", path: "/api/v1/customers", query: {} };
  const { cursor } = await walkTo(client, list, Math.ceil(count / 2 / PAGE));
  if (cursor === null) throw new Error("The list of customers ends before its middle.");
  return cursor;
}

async function measureAll(sides: Sides, options: Options): Promise<ScaleFigures[]> {
  const figures: ScaleFigures[] = [];
  for (const thing of options.things) {
    say(`Filling in ${options.rowsOf(thing).large.toLocaleString("en")} ${thing} …`);
    for (const one of await FILL[thing](sides, options)) {
      say(`Measuring: ${one.title} …`);
      figures.push(await compare(sides, one, options.rounds));
    }
  }
  say(`The large database takes ${await gibibytesOf(sides.large)} GiB of disk.`);
  return figures;
}

/** With what it has written ahead. */
async function gibibytesOf({ operator }: Side): Promise<string> {
  const sql = postgres(operator.ownerDatabaseUrl, { max: 1 });
  try {
    const [row] = await sql<{ bytes: number }[]>`
      select (pg_database_size(current_database()) + (select sum(size) from pg_ls_waldir()))::float8 as bytes`;
    return ((row?.bytes ?? 0) / GIBIBYTE).toFixed(1);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function requireDisk(scale: number): Promise<void> {
  const { bavail, bsize } = await statfs(PROJECT_ROOT);
  const needed = Math.max(1, DISK_GIBIBYTES * scale);
  if ((bavail * bsize) / GIBIBYTE < needed) {
    throw new Error(`${needed.toFixed(0)} GiB of free disk are needed; --rows-scale makes it less.`);
  }
}

/** SIGINT and SIGTERM end it too, and take the data away. */
async function main(): Promise<number> {
  const options = readOptions();
  const signal = abortOnShutdownSignal();
  const cleanUps: (() => Promise<void>)[] = [];
  const onStop = (cleanUp: () => Promise<void>) => cleanUps.push(cleanUp);
  try {
    await requireDisk(options.scale);
    await ensureProductionBuild(say, signal);
    const sides = { small: await startSide(onStop), large: await startSide(onStop) };
    const figures = await unlessAborted(measureAll(sides, options), signal);
    process.stdout.write(`\n${toMarkdown(figures)}`);
    return figures.length > 0 && figures.every(({ isFlat }) => isFlat) ? 0 : 1;
  } finally {
    await runAll(cleanUps.reverse());
  }
}

process.exit(await main());
