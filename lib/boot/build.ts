/** The production build: made when it is missing or older than the sources. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { withFileLock } from "@/lib/boot/file-lock";
import { StartError } from "@/lib/boot/start-error";
import { buildEnvironment } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";

/** The last two are what the documentation is made of, beside the code. */
const SOURCE_FOLDERS = ["app", "components", "db", "lib", "docs/site", "examples"];
const SOURCE_FILES = [
  "docs/openapi.json",
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "scripts/bundle-programs.ts",
  "scripts/pack-assets.ts",
  "scripts/prepare-docs.ts",
  "scripts/served-by-next.ts",
  "server.ts",
  "tools/conformance/README.md",
  "tsconfig.json",
];
const OUTPUT = path.join(PROJECT_ROOT, ".next");
/** Where a build leaves the texts of the documentation, ready-made. */
export const PREPARED_DOCS = path.join(OUTPUT, "prepared-docs");
const ASSETS = path.join(OUTPUT, "static");
/** Scripts and styles, compressed as they are sent. */
export const PACKED_ASSETS = path.join(OUTPUT, "packed-assets");
const PROGRAMS = path.join(OUTPUT, "program");
/** The server, without the tools that read TypeScript. */
export const SERVER_PROGRAM = path.join(PROGRAMS, "server.mjs");
const STAMP = path.join(OUTPUT, "source-digest");
/** Types that earlier builds and `npm run dev` generated: they may name pages that are gone. */
const GENERATED_TYPES = [path.join(OUTPUT, "types"), path.join(OUTPUT, "dev", "types")];
const LOCK = path.join(PROJECT_ROOT, "node_modules", ".nuvera-build.lock");

const KILL_MILLISECONDS = 5_000;

/**
 * Builds unless `.next` was built from exactly these sources. `say` gets progress for people. `signal` ends the build
 * and everything it started; throws `StartError` when it fails.
 */
export async function ensureProductionBuild(
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const digest = sourceDigest();
  if ((await stampedDigest()) === digest) return;
  await withFileLock(
    LOCK,
    async () => {
      if ((await stampedDigest()) === digest) return;
      say("Building the app (once per change of its sources; about a minute) …");
      // From here on `.next` is neither the old build nor the new one, until it is whole.
      await rm(STAMP, { force: true });
      for (const folder of GENERATED_TYPES) await rm(folder, { recursive: true, force: true });
      await runStep(
        [path.join(PROJECT_ROOT, "node_modules", "next", "dist", "bin", "next"), "build"],
        signal,
      );
      await rm(PREPARED_DOCS, { recursive: true, force: true });
      await rm(PACKED_ASSETS, { recursive: true, force: true });
      await Promise.all([
        runStep(["--import", "tsx", path.join("scripts", "bundle-programs.ts"), PROGRAMS], signal),
        runStep(["--import", "tsx", path.join("scripts", "prepare-docs.ts"), PREPARED_DOCS], signal),
        runStep(["--import", "tsx", path.join("scripts", "pack-assets.ts"), ASSETS, PACKED_ASSETS], signal),
      ]);
      await writeFile(STAMP, digest);
    },
    {
      onWait: ({ pid }) => say(`Another process (${pid}) is building the app; waiting …`),
      signal,
    },
  );
}

async function stampedDigest(): Promise<string | null> {
  return readFile(STAMP, "utf8").catch(() => null);
}

/** Runs Node.js with these arguments in a process of its own; what it said is told when it fails. */
async function runStep(words: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, [...words], {
    cwd: PROJECT_ROOT,
    env: buildEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that the build's helpers end with it.
    detached: process.platform !== "win32",
  });
  const end = () => {
    kill(child, "SIGTERM");
    setTimeout(() => kill(child, "SIGKILL"), KILL_MILLISECONDS).unref();
  };
  signal?.addEventListener("abort", end);
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  signal?.removeEventListener("abort", end);
  signal?.throwIfAborted();
  if (code !== 0) throw new StartError(`The build failed:\n${Buffer.concat(output).toString("utf8").trim()}`);
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // All of them have ended already.
  }
}

/**
 * SHA-256 over names and contents of everything that goes into the build. It reads as a script would, one file at once and waiting
 * for each: every start does this before anything else, and asking for 1,500 small files in turns takes ten times as long.
 */
function sourceDigest(): string {
  const inFolders = SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name)),
  );
  const files = [...inFolders, ...SOURCE_FILES.map((file) => path.join(PROJECT_ROOT, file))]
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(path.relative(PROJECT_ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
