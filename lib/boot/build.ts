/** The production build: made when it is missing or older than the sources. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withFileLock } from "@/lib/boot/file-lock";
import { buildEnvironment } from "@/lib/env";

export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));

const SOURCE_FOLDERS = ["app", "components", "db", "lib"];
const SOURCE_FILES = [
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const STAMP = path.join(PROJECT_ROOT, ".next", "source-digest");
const LOCK = path.join(PROJECT_ROOT, "node_modules", ".nuvera-build.lock");

/** Builds unless `.next` was built from exactly these sources. `say` gets progress for people. */
export async function ensureProductionBuild(say: (line: string) => void): Promise<void> {
  const digest = await sourceDigest();
  if ((await stampedDigest()) === digest) return;
  await withFileLock(
    LOCK,
    async () => {
      if ((await stampedDigest()) === digest) return;
      say("Building the app (once per change of its sources; about a minute) …");
      await runNextBuild();
      await writeFile(STAMP, digest);
    },
    () => say("Another process is building the app; waiting …"),
  );
}

async function stampedDigest(): Promise<string | null> {
  return readFile(STAMP, "utf8").catch(() => null);
}

async function runNextBuild(): Promise<void> {
  const next = path.join(PROJECT_ROOT, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: PROJECT_ROOT,
    env: buildEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output).toString("utf8")}`);
}

/** SHA-256 over names and contents of everything that goes into the build. */
async function sourceDigest(): Promise<string> {
  const inFolders = await Promise.all(
    SOURCE_FOLDERS.map(async (folder) => {
      const entries = await readdir(path.join(PROJECT_ROOT, folder), {
        recursive: true,
        withFileTypes: true,
      });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  const files = [...inFolders.flat(), ...SOURCE_FILES.map((file) => path.join(PROJECT_ROOT, file))]
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(path.relative(PROJECT_ROOT, file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
}
