/**
 * `npm run bench:nonces`: an hour of token ids at full speed, by a clock that runs as fast as the database claims them. Exit
 * code 0 when neither the tables nor the time for a claim are greater in its second half than in its first.
 */
import { parseArgs } from "node:util";
import postgres from "postgres";
import { makeCredentials, makeOrganization, type Operator } from "@/bench/operator";
import { withOwnDatabase } from "@/bench/own-database";
import { median } from "@/bench/statistics";
import { fromPublicId } from "@/lib/ids";

/** As many as share a statement when 64 connections are busy. */
const BATCH = 50;
/** Token ids are remembered for a token's longest life and the grace after it. */
const REMEMBERED_MILLISECONDS = 65_000;
/** A server forgets what is over as often. */
const FORGET_MILLISECONDS = 15_000;
/** Tokens from before the memory's beginning are refused; afterwards all are claimed. */
const BEGINNING_MILLISECONDS = 30_000;
const STEP_MINUTES = 5;
const MINUTE_MILLISECONDS = 60_000;
const LARGEST_GROWTH = 1.2;

type Step = { minute: number; claimed: number; megabytes: number; p50Milliseconds: number };

function readOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "60" },
      "per-second": { type: "string", default: "3000" },
    },
  });
  const options = { minutes: Number(values.minutes), perSecond: Number(values["per-second"]) };
  if (options.minutes >= 4 * STEP_MINUTES && options.perSecond >= BATCH) return options;
  throw new Error(`Options: --minutes ${4 * STEP_MINUTES} or more, --per-second ${BATCH} or more.`);
}

type Options = ReturnType<typeof readOptions>;

/** Gives a row for every few minutes of the simulated time, which ends now. */
async function claimForMinutes(
  sql: postgres.Sql,
  apiKeyId: string,
  { minutes, perSecond }: Options,
): Promise<Step[]> {
  const [key] = await sql<{ application: string; version: string; organization_version: string }[]>`
    select a.id as application, a.state_version as version, o.state_version as organization_version
      from api_keys k join applications a on a.id = k.application_id join organizations o on o.id = a.organization_id
     where k.id = ${apiKeyId}`;
  if (key === undefined) throw new Error("The key is not there.");
  const begin = Date.now() - minutes * MINUTE_MILLISECONDS;
  const steps: Step[] = [];
  let claimed = 0;
  let times: number[] = [];
  let forgetAt = begin;
  let stepAt = begin + STEP_MINUTES * MINUTE_MILLISECONDS;
  const lastBatch = Math.ceil((minutes * 60 * perSecond) / BATCH);
  for (let batch = 0; batch <= lastBatch; batch += 1) {
    const at = begin + Math.floor((batch * BATCH * 1000) / perSecond);
    const before = performance.now();
    const [row] = await sql<{ claimed: number }[]>`
      select count(*) filter (where outcome = 'claimed')::integer as claimed
        from claim_requests(${apiKeyId}, ${key.application}, ${key.version}, ${key.organization_version},
          array(select gen_random_uuid() from generate_series(1, ${BATCH}::integer)), array_fill(${at}::bigint, array[${BATCH}::integer]),
          array_fill(${at + REMEMBERED_MILLISECONDS}::bigint, array[${BATCH}::integer]), ${at}::bigint)`;
    times.push(performance.now() - before);
    claimed += row?.claimed ?? 0;
    if (row?.claimed !== BATCH && at > begin + BEGINNING_MILLISECONDS)
      throw new Error("A token id was not claimed.");
    if (at >= forgetAt) {
      await sql`select forget_past_nonces(${at}::bigint)`;
      forgetAt = at + FORGET_MILLISECONDS;
    }
    if (at >= stepAt) {
      steps.push({
        minute: Math.round((at - begin) / MINUTE_MILLISECONDS),
        claimed,
        megabytes: await megabytesOf(sql),
        p50Milliseconds: median(times),
      });
      times = [];
      stepAt += STEP_MINUTES * MINUTE_MILLISECONDS;
    }
  }
  return steps;
}

/** All that a claim writes to, with indexes. */
async function megabytesOf(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select sum(pg_total_relation_size(oid))::float8 as bytes
      from pg_class where relkind = 'r' and (relname like 'request\\_nonces\\_%' or relname = 'request_buckets')`;
  return (row?.bytes ?? 0) / 1e6;
}

function judge(steps: readonly Step[]): { lines: string[]; isFlat: boolean } {
  const half = Math.floor(steps.length / 2);
  const growth = (of: (step: Step) => number, summary: (values: number[]) => number) =>
    summary(steps.slice(half).map(of)) / summary(steps.slice(0, half).map(of));
  // How full the tables are depends on where in their turn a look falls, so the fullest are compared.
  const isFlat =
    growth(
      ({ megabytes }) => megabytes,
      (values) => Math.max(...values),
    ) <= LARGEST_GROWTH && growth(({ p50Milliseconds }) => p50Milliseconds, median) <= LARGEST_GROWTH;
  return {
    isFlat,
    lines: [
      `| minute | token ids claimed | tables and indexes, MB | p50 of ${BATCH} claims, ms |`,
      "| ---: | ---: | ---: | ---: |",
      ...steps.map(
        ({ minute, claimed, megabytes, p50Milliseconds }) =>
          `| ${minute} | ${claimed.toLocaleString("en")} | ${megabytes.toFixed(1)} | ${p50Milliseconds.toFixed(2)} |`,
      ),
    ],
  };
}

async function measure(operator: Operator, options: Options): Promise<boolean> {
  const sql = postgres(operator.ownerDatabaseUrl, { max: 1, onnotice: () => {} });
  try {
    const { apiKeyId } = await makeCredentials(operator, await makeOrganization(operator, "Measured"));
    const { lines, isFlat } = judge(
      await claimForMinutes(sql, fromPublicId("apiKey", apiKeyId) ?? "", options),
    );
    process.stdout.write(`${lines.join("\n")}\n`);
    return isFlat;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const options = readOptions();
const isFlat = await withOwnDatabase("nonces", ({ operator }) => measure(operator, options));
process.exit(isFlat ? 0 : 1);
