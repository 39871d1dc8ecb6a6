/** `npm test`: every check there is. The last line is `N passed, N failed`. */

import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { z } from "zod";
import { findOrInstallBrowser } from "./find-browser";
import { runChild, wasStoppedBy } from "./run-child";

type Count = { passed: number; failed: number };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a program beside others: what it says is printed when it has ended, and whole. */
async function runAside(name: string, program: string, args: readonly string[]): Promise<boolean> {
  const command = `${program} ${args.join(" ")}`;
  const said = `test-results/${name}.txt`;
  const file = openSync(said, "w");
  const begun = performance.now();
  say(`> ${command} …`);
  try {
    return await runChild(program, args, ["ignore", file, file]);
  } finally {
    closeSync(file);
    const seconds = Math.round((performance.now() - begun) / 1000);
    say(`\n> ${command} (${seconds} s)\n${readFileSync(said, "utf8")}`);
  }
}

/** A check without cases of its own counts as one. */
async function check(...command: Parameters<typeof runAside>): Promise<Count> {
  return (await runAside(...command)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });

async function vitest(project: string): Promise<Count> {
  const report = `test-results/${project}.json`;
  const succeeded = await runAside(project, "vitest", [
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
  say("\n> playwright test");
  const succeeded = await runChild("playwright", ["test"]);
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync("test-results/e2e.json", "utf8")));
  return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, succeeded ? 0 : 1) };
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

/** One step after the other, to the end or until this process is told to stop. */
async function inTurn(steps: readonly Step[]): Promise<Count> {
  const counts: Count[] = [];
  for (const step of steps) {
    if (wasStoppedBy() === null) counts.push(await attempt(step));
  }
  return sum(counts);
}

function sum(counts: readonly Count[]): Count {
  const total = (key: keyof Count) => counts.reduce((before, count) => before + count[key], 0);
  return { passed: total("passed"), failed: total("failed") };
}

/** Most of these keep one core busy. */
const CHECKS: Step[] = [
  () => check("format-and-lint", "biome", ["check", "--error-on-warnings"]),
  () => check("routes", "tsx", ["scripts/make-route-modules.ts", "--check"]),
  () => check("openapi", "tsx", ["scripts/make-openapi.ts", "--check"]),
  () => check("build", "tsx", ["scripts/build.ts"]),
  () => check("route-types", "next", ["typegen"]),
  () => check("types", "tsc", ["--noEmit"]),
];
/** These have the time that the checks leave. */
const TESTS: Step[] = [() => vitest("unit"), () => vitest("integration")];
/** The browser, its server and its tests have the whole machine: what they wait for has limits. */
const BROWSER_TESTS: Step[] = [playwright];

mkdirSync("test-results", { recursive: true });
const beside = await Promise.all([inTurn(CHECKS), inTurn(TESTS)]);
const { passed, failed } = sum([...beside, await inTurn(BROWSER_TESTS)]);
const signal = wasStoppedBy();
if (signal !== null) {
  say(`\nStopped by ${signal}.`);
  process.exit(128 + constants.signals[signal]);
}
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
