/** A real PgBouncer in transaction mode before a test's database, where one is installed. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { freePort } from "@/lib/boot/free-port";

const START_MILLISECONDS = 10_000;
/** Fewer than the application's connections, so that transactions do change the one below them. */
const SERVER_CONNECTIONS = 3;

export type PgBouncer = { url: string; stop(): Promise<void> };

/** Its version, or `null` where it is not installed. */
export function pgBouncerVersion(): readonly [number, number] | null {
  try {
    const [, major, minor] =
      /PgBouncer (\d+)\.(\d+)/.exec(execFileSync("pgbouncer", ["--version"], { encoding: "utf8" })) ?? [];
    return [Number(major), Number(minor)];
  } catch {
    return null;
  }
}

/** Stands before the database of `databaseUrl`, for that user alone. `preparedStatements` needs version 1.21. */
export async function startPgBouncer(databaseUrl: string, preparedStatements = 0): Promise<PgBouncer> {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(path.join(inject("runDirectory"), "pgbouncer-"));
  const listenPort = await freePort();
  const inFolder = (name: string) => path.join(folder, name);
  const isRoot = process.getuid?.() === 0;
  await writeFile(inFolder("users.txt"), `"${username}" "${decodeURIComponent(password)}"\n`);
  await writeFile(
    inFolder("pgbouncer.ini"),
    [
      "[databases]",
      `* = host=${hostname} port=${port} connect_query='set statement_timeout = 15000'`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${listenPort}`,
      "unix_socket_dir =",
      "auth_type = scram-sha-256",
      `auth_file = ${inFolder("users.txt")}`,
      "pool_mode = transaction",
      `default_pool_size = ${SERVER_CONNECTIONS}`,
      ...(preparedStatements === 0 ? [] : [`max_prepared_statements = ${preparedStatements}`]),
      // It refuses to be root.
      ...(isRoot ? ["user = nobody"] : []),
    ].join("\n"),
  );
  if (isRoot) {
    await chmod(folder, 0o711);
    for (const name of ["users.txt", "pgbouncer.ini"]) await chown(inFolder(name), 65_534, 65_534);
  }
  const child = spawn("pgbouncer", ["-q", inFolder("pgbouncer.ini")], { stdio: "ignore" });
  const exited = once(child, "exit");
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await accepts(listenPort))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("PgBouncer did not start.");
    await sleep(50);
  }
  const url = new URL(databaseUrl);
  url.port = String(listenPort);
  return {
    url: url.href,
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = net.connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
