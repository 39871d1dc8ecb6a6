/** `npm test`: every check there is, in order of cost. The last line is `N passed, N failed`. */

import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { z } from "zod";
import { findOrInstallBrowser } from "./find-browser";
import { runChild, wasStoppedBy } from "./run-child";

type Count = { passed: number; failed: number };

const say = (line: string) => process.stdout.write(`${line}\n`);

function run(...[program, args, stdio]: Parameters<typeof runChild>): Promise<boolean> {
  say(`\n> ${program} ${args.join(" ")}`);
  return runChild(program, args, stdio);
}

/** A check without cases of its own counts as one. */
async function check(...command: Parameters<typeof run>): Promise<Count> {
  return (await run(...command)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });

async function vitest(project: string): Promise<Count> {
  const report = `test-results/${project}.json`;
  const succeeded = await run("vitest", [
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests } = vitestReport.parse(JSON.parse(readFileSync(report, "utf8")));
  return { passed: numPassedTests, failed: Math.max(numFailedTests, succeeded ? 0 : 1) };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

async function playwright(): Promise<Count> {
  findOrInstallBrowser(say);
  const succeeded = await run("playwright", ["test"]);
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync("test-results/e2e.json", "utf8")));
  return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, succeeded ? 0 : 1) };
}

/** With what it says kept for the end: it runs beside something else. */
async function build(): Promise<Count> {
  const said = "test-results/build.txt";
  const file = openSync(said, "w");
  try {
    return await check("tsx", ["scripts/build.ts"], ["ignore", file, file]);
  } finally {
    closeSync(file);
    say(`\nThe build said:\n${readFileSync(said, "utf8")}`);
  }
}

type Step = () => Promise<Count>;

/** A step that cannot even say what happened has failed once. */
async function attempt(step: Step): Promise<Count> {
  try {
    return await step();
  } catch (error) {
    say(String(error));
    return { passed: 0, failed: 1 };
  }
}

const steps: Step[] = [
  () => check("biome", ["check", "--error-on-warnings"]),
  () => check("tsx", ["scripts/make-route-modules.ts", "--check"]),
  () => check("tsx", ["scripts/make-openapi.ts", "--check"]),
  () => check("next", ["typegen"]),
  () => check("tsc", ["--noEmit"]),
  () => vitest("unit"),
  // Tests of the database wait for it about half of their time; the build has that half.
  async () => sum(await Promise.all([build, () => vitest("integration")].map(attempt))),
  playwright,
];

function sum(counts: readonly Count[]): Count {
  const total = (key: keyof Count) => counts.reduce((before, count) => before + count[key], 0);
  return { passed: total("passed"), failed: total("failed") };
}

mkdirSync("test-results", { recursive: true });
const counts: Count[] = [];
for (const step of steps) {
  counts.push(await attempt(step));
  const signal = wasStoppedBy();
  if (signal === null) continue;
  say(`\nStopped by ${signal}.`);
  process.exit(128 + constants.signals[signal]);
}
const { passed, failed } = sum(counts);
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
