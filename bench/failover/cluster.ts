/**
 * Two real PostgreSQL servers on this machine: a primary that acknowledges a commit when its standby has it on disk, and that
 * standby, fed by streaming replication. Linux only: failures are signals to every process of a server.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "@/lib/boot/free-port";
import { choosePostgresIdentity, type PostgresIdentity } from "@/lib/boot/postgres-identity";
import { locatePostgresPrograms, type PostgresPrograms } from "@/lib/boot/postgres-programs";

const OWNER = "nuvera_owner";
const REPLICATOR = "replicator";
const DATABASE = "nuvera";
const STANDBY = "standby";
const REPLICATION_MILLISECONDS = 30_000;

export type ClusterNode = {
  port: number;
  /** The owner's connection string for this host alone. */
  url: string;
  /** Sends `signal` to the server and all its processes. */
  signal(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
};

export type Cluster = {
  /** Names both hosts. */
  url: string;
  primary: ClusterNode;
  standby: ClusterNode;
  /** Makes the standby a primary; it waits for no standby of its own. */
  promote(): Promise<void>;
  stop(): Promise<void>;
};

type Tools = { programs: PostgresPrograms; identity: PostgresIdentity; password: string; root: string };

/** Makes both under `root`, a folder that does not exist yet, and resolves when commits wait for the standby. */
export async function startCluster(root: string): Promise<Cluster> {
  await mkdir(root, { recursive: true, mode: 0o711 });
  const folders = { primary: path.join(root, "primary"), standby: path.join(root, STANDBY) };
  await mkdir(folders.primary, { mode: 0o700 });
  const programs = await locatePostgresPrograms();
  const identity = await choosePostgresIdentity(programs.postgres, folders.primary);
  await identity.own(root);
  await identity.own(folders.primary);
  const tools: Tools = { programs, identity, password: randomBytes(18).toString("base64url"), root };
  const running: string[] = [];
  const stop = async () => {
    for (const folder of running) await end(folder);
    await rm(root, { recursive: true, force: true });
  };
  try {
    await initialise(tools, folders.primary);
    const ports = { primary: await freePort(), standby: await freePort() };
    running.push(folders.primary);
    await start(tools, folders.primary, ports.primary);
    const owner = ownerOf(tools, ports.primary, "postgres");
    try {
      await prepare(owner, tools.password);
      await copy(tools, owner, folders, ports.primary);
      running.push(folders.standby);
      await start(tools, folders.standby, ports.standby);
      await requireStandby(owner);
    } finally {
      await owner.end({ timeout: 5 });
    }
    const nodeOf = (folder: string, port: number): ClusterNode => ({
      port,
      url: urlOf(tools, `127.0.0.1:${port}`),
      signal: (signal) => signalServer(folder, signal),
    });
    return {
      url: urlOf(tools, `127.0.0.1:${ports.primary},127.0.0.1:${ports.standby}`),
      primary: nodeOf(folders.primary, ports.primary),
      standby: nodeOf(folders.standby, ports.standby),
      promote: async () => {
        await identity.run(programs.pg_ctl, ["promote", "-w", "-D", folders.standby], {
          cwd: folders.standby,
        });
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function urlOf({ password }: Tools, hosts: string): string {
  return `postgres://${OWNER}:${password}@${hosts}/${DATABASE}`;
}

function ownerOf(tools: Tools, port: number, database: string): postgres.Sql {
  const options = { max: 1, fetch_types: false, database, onnotice: () => {} };
  return postgres(urlOf(tools, `127.0.0.1:${port}`), options);
}

async function initialise({ programs, identity, password, root }: Tools, folder: string): Promise<void> {
  const passwordFile = path.join(root, "initdb-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await identity.own(passwordFile);
  const words = ["-D", folder, "-U", OWNER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
  await identity.run(programs.initdb, [...words, ...locale], { cwd: folder });
}

async function start({ programs, identity }: Tools, folder: string, port: number): Promise<void> {
  const options = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=",
    "-c max_connections=200",
    "-c synchronous_commit=on",
  ].join(" ");
  const log = path.join(folder, "server.log");
  await identity.run(programs.pg_ctl, ["start", "-w", "-t", "60", "-D", folder, "-l", log, "-o", options], {
    cwd: folder,
  });
}

async function prepare(owner: postgres.Sql, password: string): Promise<void> {
  await owner.unsafe(`create role ${REPLICATOR} login replication password '${password}'`);
  await owner.unsafe(`create database ${DATABASE}`);
  await owner`select pg_create_physical_replication_slot(${STANDBY}, true)`;
}

/** A base backup by PostgreSQL's low-level API: its package has no pg_basebackup. */
async function copy(
  { identity, password }: Tools,
  owner: postgres.Sql,
  folders: { primary: string; standby: string },
  primaryPort: number,
): Promise<void> {
  await owner`select pg_backup_start('standby', fast => true)`;
  await identity.run("cp", ["-a", folders.primary, folders.standby]);
  const [backup] = await owner`select labelfile from pg_backup_stop(wait_for_archive => false)`;
  const inStandby = (name: string) => path.join(folders.standby, name);
  await rm(inStandby("postmaster.pid"), { force: true });
  for (const name of await readdir(inStandby("pg_wal"))) {
    await rm(path.join(inStandby("pg_wal"), name), { recursive: true });
  }
  await rm(path.join(inStandby("pg_replslot"), STANDBY), { recursive: true, force: true });
  const source = `host=127.0.0.1 port=${primaryPort} user=${REPLICATOR} password=${password} application_name=${STANDBY}`;
  const files = {
    backup_label: String(backup?.labelfile),
    "standby.signal": "",
    "postgresql.auto.conf": `primary_conninfo = '${source}'\nprimary_slot_name = '${STANDBY}'\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(inStandby(name), text, { mode: 0o600 });
    await identity.own(inStandby(name));
    await chmod(inStandby(name), 0o600);
  }
}

/** After the copy, so that the standby, promoted, waits for nobody. */
async function requireStandby(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`alter system set synchronous_standby_names = '${STANDBY}'`);
  await owner`select pg_reload_conf()`;
  const deadline = Date.now() + REPLICATION_MILLISECONDS;
  for (;;) {
    const [row] = await owner`select 1 from pg_stat_replication where sync_state = 'sync'`;
    if (row !== undefined) return;
    if (Date.now() > deadline) throw new Error("The standby does not follow the primary.");
    await sleep(100);
  }
}

async function signalServer(folder: string, signal: NodeJS.Signals): Promise<void> {
  const postmaster = await postmasterOf(folder);
  if (postmaster === null) return;
  // The postmaster first, so that it starts nothing in the place of those that end.
  for (const pid of [postmaster, ...(await childrenOf(postmaster))]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/** A server that is stopped takes no other signal, so the drill's are simply killed; their data goes with them. */
async function end(folder: string): Promise<void> {
  await signalServer(folder, "SIGKILL");
  await sleep(200);
}

/** `null` where the server has not started, or its process is another's by now. */
async function postmasterOf(folder: string): Promise<number | null> {
  const note = await readFile(path.join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(note, 10);
  if (!(pid > 1)) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.split("\0").includes(folder) ? pid : null;
}

async function childrenOf(parent: number): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    names.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, "latin1").catch(() => "");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }),
  );
  return names.map(Number).filter((_, index) => parents[index] === parent);
}
