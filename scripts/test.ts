/** `npm test`: every check there is, in order of cost. The last line is `N passed, N failed`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { findOrInstallBrowser } from "./find-browser";

type Count = { passed: number; failed: number };

const say = (line: string) => process.stdout.write(`${line}\n`);

function run(command: string, args: string[]): boolean {
  say(`\n> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/** A check without cases of its own counts as one. */
function check(command: string, args: string[]): Count {
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });

function vitest(project: string): Count {
  const report = `test-results/${project}.json`;
  const succeeded = run("npx", [
    "vitest",
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

function playwright(): Count {
  findOrInstallBrowser(say);
  const succeeded = run("npx", ["playwright", "test"]);
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync("test-results/e2e.json", "utf8")));
  return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, succeeded ? 0 : 1) };
}

/** A step that cannot even say what happened has failed once. */
function attempt(step: () => Count): Count {
  try {
    return step();
  } catch (error) {
    say(String(error));
    return { passed: 0, failed: 1 };
  }
}

mkdirSync("test-results", { recursive: true });
const counts = [
  () => check("npx", ["biome", "check", "--error-on-warnings"]),
  () => check("npx", ["tsx", "scripts/make-route-modules.ts", "--check"]),
  () => check("npx", ["tsx", "scripts/make-openapi.ts", "--check"]),
  () => check("npx", ["next", "typegen"]),
  () => check("npx", ["tsc", "--noEmit"]),
  () => vitest("unit"),
  () => vitest("integration"),
  () => check("npx", ["tsx", "scripts/build.ts"]),
  () => playwright(),
].map(attempt);

const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
say(`\n${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;
