/**
 * Whether the data folder's PostgreSQL runs, and where. Its `postmaster.pid` is a claim that outlives it: the process
 * id in it may belong to anybody by now, and the port may too. So the claim is checked before it is believed.
 */
import { readFile, realpath, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { DataDirectory, Secrets } from "@/lib/boot/data-directory";
import { commandOf, isProcessAlive } from "@/lib/boot/process-identity";
import { StartError } from "@/lib/boot/start-error";
import { databaseErrorCode, withDeadline } from "@/lib/database-errors";

export const OWNER = "nuvera_owner";

const ANSWER_MILLISECONDS = 3_000;
const START_MILLISECONDS = 60_000;

/** PostgreSQL refuses ids that are no positive number; this one is larger than any system gives out. */
const NOBODY = "2147483646";

type Claim = { pid: number; port: number };

/** `maybe` where the system does not show what a process runs. */
type Standing = "runs" | "maybe" | "gone";

/** The port of the running database: this folder's, and it lets our owner in. Otherwise `null`, at once. */
export async function runningPort(directory: DataDirectory, secrets: Secrets): Promise<number | null> {
  const claim = await readClaim(directory);
  if (claim === null || (await standingOf(claim.pid, directory)) === "gone") return null;
  return (await ask(claim.port, directory, secrets)) === "ours" ? claim.port : null;
}

/** Like `runningPort`, and waits for a database that is just starting, recovering or stopping. */
export async function settledPort(directory: DataDirectory, secrets: Secrets): Promise<number | null> {
  const deadline = Date.now() + START_MILLISECONDS;
  for (;;) {
    const claim = await readClaim(directory);
    const standing = claim === null ? "gone" : await standingOf(claim.pid, directory);
    if (claim === null || standing === "gone") return null;
    const answer = await ask(claim.port, directory, secrets);
    if (answer === "ours") return claim.port;
    if (answer !== "busy" && standing === "maybe") return null;
    if (answer === "locked") {
      throw new StartError(
        `${directory.secretsFile} does not fit the database in ${directory.postgres}: restore it from a backup.`,
      );
    }
    if (Date.now() > deadline) {
      throw new StartError(
        `The embedded database (process ${claim.pid}) runs but does not answer; see ${directory.postgresLog}.`,
      );
    }
    await sleep(200);
  }
}

/** Whether the process in the claim is this folder's server, however it is doing. */
export async function isOurPostmaster(directory: DataDirectory, secrets: Secrets): Promise<boolean> {
  const claim = await readClaim(directory);
  const standing = claim === null ? "gone" : await standingOf(claim.pid, directory);
  if (claim === null || standing !== "maybe") return standing === "runs";
  return (await ask(claim.port, directory, secrets)) === "ours";
}

/** Whether the postmaster has gone, without a connection: cheap enough to look every few seconds. */
export async function isPostmasterGone(directory: DataDirectory): Promise<boolean> {
  const claim = await readClaim(directory);
  return claim === null || (await standingOf(claim.pid, directory)) === "gone";
}

/**
 * PostgreSQL does not start while the id in a left-over `postmaster.pid` is anybody's. The rest of that file must
 * stay: by it PostgreSQL sees whether children of the dead server still use its memory.
 */
export async function disownStaleClaim(directory: DataDirectory): Promise<void> {
  const claim = await readClaim(directory);
  if (claim === null || !isProcessAlive(claim.pid) || (await standingOf(claim.pid, directory)) !== "gone")
    return;
  const file = claimFile(directory);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^.*/, NOBODY));
}

function claimFile(directory: DataDirectory): string {
  return path.join(directory.postgres, "postmaster.pid");
}

/** The first line is the process id, the fourth the port. */
async function readClaim(directory: DataDirectory): Promise<Claim | null> {
  const lines = (await readFile(claimFile(directory), "utf8").catch(() => "")).split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  const port = Number.parseInt(lines[3] ?? "", 10);
  // A server that has only just begun has not written its port yet; 0 answers nobody.
  return pid > 0 ? { pid, port: Number.isSafeInteger(port) ? port : 0 } : null;
}

async function standingOf(pid: number, directory: DataDirectory): Promise<Standing> {
  if (!isProcessAlive(pid)) return "gone";
  const command = await commandOf(pid);
  if (command === null) return "maybe";
  if (!/^postgres(\.exe)?$/.test(path.basename(command[0] ?? ""))) return "gone";
  const folder = command[command.indexOf("-D") + 1] ?? "";
  const same = await isSameFolder(folder, directory.postgres);
  return same === null ? "maybe" : same ? "runs" : "gone";
}

async function isSameFolder(one: string, other: string): Promise<boolean | null> {
  try {
    const [a, b] = await Promise.all([stat(one), stat(other)]);
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return null;
  }
}

/** `busy`: a server that does not take connections yet, or any more. `locked`: it knows another password. */
async function ask(
  port: number,
  directory: DataDirectory,
  secrets: Secrets,
): Promise<"ours" | "busy" | "locked" | "silent"> {
  if (port === 0) return "silent";
  const owner = connectAsOwner(port, secrets, { connect_timeout: ANSWER_MILLISECONDS / 1000 });
  try {
    const rows = await withDeadline(owner`show data_directory`, ANSWER_MILLISECONDS);
    const folder = await realpath(String(rows[0]?.data_directory));
    // A copied data folder has the same passwords, and a claim that names the original's server.
    return folder === (await realpath(directory.postgres)) ? "ours" : "silent";
  } catch (error) {
    const code = databaseErrorCode(error);
    if (code === "28P01") return "locked";
    return code === "57P03" || code === "53300" ? "busy" : "silent";
  } finally {
    await owner.end({ timeout: 0 });
  }
}

export function connectAsOwner(port: number, secrets: Secrets, options: { connect_timeout?: number } = {}) {
  return postgres({
    host: "127.0.0.1",
    port,
    user: OWNER,
    password: secrets.databaseOwnerPassword,
    database: "postgres",
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    ...options,
  });
}
