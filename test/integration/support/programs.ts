/**
 * The tests' own programs, put together as the build puts the server together: out of its sources, each process would take
 * seconds to load. Made once in a run, when a test first starts one of them.
 */
import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";
import { withFileLock } from "@/lib/boot/file-lock";
import { PROJECT_ROOT } from "@/lib/project-root";
import { runProgram } from "@/test/support/run-program";

const NAMES = [
  "canary-server",
  "crashing-server",
  "dying-server",
  "import-process",
  "measured-server",
  "second-server",
  "simulator-process",
  "two-hosts",
  "webhook-worker-process",
  "workers-member",
  "workers-primary",
] as const;

/** Each is a file beside this one. */
export type ProgramName = (typeof NAMES)[number];

/** Starts a program in a process of its own, with a channel for messages. */
export async function startProgram(
  name: ProgramName,
  { args = [], ...options }: { args?: readonly string[] } & ForkOptions = {},
): Promise<ChildProcess> {
  return fork(await programFile(name), args, { execArgv: [], ...options });
}

/** Where the program is that Node.js runs as it is. */
export async function programFile(name: ProgramName): Promise<string> {
  const folder = inject("programsFolder");
  if (!existsSync(folder)) {
    await withFileLock(path.join(inject("runDirectory"), "programs.lock"), async () => {
      if (!existsSync(folder)) await makePrograms(folder);
    });
  }
  return path.join(folder, `${name}.mjs`);
}

/** The folder appears whole or not at all. */
async function makePrograms(folder: string): Promise<void> {
  const programs = NAMES.map((name) => `${name}=test/integration/support/${name}.ts`);
  const args = ["--import", "tsx", "scripts/bundle-programs.ts", folder, ...programs];
  const { code, stderr } = await runProgram("node", args, {}, PROJECT_ROOT);
  if (code !== 0) throw new Error(`The programs of the tests could not be put together:\n${stderr}`);
}
