/** Starting, crashing and stopping, on data folders of one's own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DataDirectory,
  dataDirectoryAt,
  openDataDirectory,
  readOrCreateSecrets,
  type Secrets,
} from "@/lib/boot/data-directory";
import { watchDatabase } from "@/lib/boot/database-watchdog";
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  joinEmbeddedPostgres,
} from "@/lib/boot/embedded-postgres";
import { freePort } from "@/lib/boot/free-port";
import { isProcessAlive } from "@/lib/boot/process-identity";
import { PROJECT_ROOT } from "@/lib/project-root";

const roots: string[] = [];
const bystanders: ChildProcess[] = [];

async function newRoot(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "nuvera-boot-"));
  roots.push(root);
  return root;
}

/** A process that has nothing to do with us, and whose id somebody else had before. */
function bystander(): number {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  bystanders.push(child);
  return child.pid ?? 0;
}

afterAll(async () => {
  for (const child of bystanders) child.kill();
  for (const root of roots) await rm(root, { recursive: true, force: true });
});

const claimOf = (directory: DataDirectory) => path.join(directory.postgres, "postmaster.pid");

async function postmasterOf(directory: DataDirectory): Promise<number> {
  return Number.parseInt(await readFile(claimOf(directory), "utf8"), 10);
}

async function crash(directory: DataDirectory): Promise<void> {
  const pid = await postmasterOf(directory);
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), { timeout: 5_000 });
}

const portOf = ({ ownerUrl }: EmbeddedPostgres) => Number(new URL(ownerUrl).port);

describe("the embedded database", () => {
  let directory: DataDirectory;
  let secrets: Secrets;
  let database: EmbeddedPostgres;

  beforeAll(async () => {
    directory = await openDataDirectory(await newRoot());
    secrets = await readOrCreateSecrets(directory);
    database = await joinEmbeddedPostgres(directory, secrets);
    await withOwner((owner) => owner`create table kept as select 42 as answer`);
  });
  afterAll(() => database.leave());

  async function withOwner<Result>(work: (owner: postgres.Sql) => Promise<Result>): Promise<Result> {
    const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      return await work(owner);
    } finally {
      await owner.end({ timeout: 5 });
    }
  }

  const answer = () => withOwner(async (owner) => (await owner`select answer from kept`)[0]?.answer);

  /** As after a restart of the container: nobody left in an orderly way, and the ids went to others. */
  async function restartWithReusedIds(): Promise<void> {
    await crash(directory);
    const claim = await readFile(claimOf(directory), "utf8");
    await writeFile(claimOf(directory), claim.replace(/^.*/, String(bystander())));
    await writeFile(directory.lockFile, `${process.pid} 1@an-earlier-boot\n`);
    await writeFile(path.join(directory.servers, "7"), `${bystander()} 1@an-earlier-boot`);
  }

  it("is shared by servers that start at once, and goes on when one of them leaves", async () => {
    const joined = await Promise.all([
      joinEmbeddedPostgres(directory, secrets),
      joinEmbeddedPostgres(directory, secrets),
    ]);
    for (const other of joined) {
      expect(other.ownerUrl).toBe(database.ownerUrl);
      await other.leave();
    }
    expect(await answer()).toBe(42);
  });

  it("comes back on its port, with its data, under a server that goes on running", async () => {
    const application = postgres(database.appUrl, { max: 2, backoff: () => 0.1, onnotice: () => {} });
    const stopWatching = watchDatabase(database.revive, 100);
    const stopOtherWatch = watchDatabase(database.revive, 100);
    try {
      expect(await application`select 1 as one`).toMatchObject([{ one: 1 }]);
      const before = await postmasterOf(directory);
      await crash(directory);
      await vi.waitFor(async () => expect(await application`select 1 as one`).toMatchObject([{ one: 1 }]), {
        timeout: 15_000,
        interval: 100,
      });
      expect(await postmasterOf(directory)).not.toBe(before);
      expect(await answer()).toBe(42);
    } finally {
      await stopWatching();
      await stopOtherWatch();
      await application.end({ timeout: 5 });
    }
    expect(await database.revive()).toBe(false);
  });

  it("starts again where it was after a crash, whoever has the process ids now", async () => {
    await restartWithReusedIds();
    expect(await findEmbeddedPostgres(directory, secrets)).toBeNull();
    const again = await joinEmbeddedPostgres(directory, secrets);
    expect(again.ownerUrl).toBe(database.ownerUrl);
    expect(await answer()).toBe(42);
    await again.leave();
    // The first one still counts as a server; the process that only has an old server's id does not.
    expect(await readdir(directory.servers)).toHaveLength(1);
    expect(isProcessAlive(await postmasterOf(directory))).toBe(true);
  });

  it("takes another port when its own is somebody else's by now", async () => {
    await crash(directory);
    const other = net.createServer((socket) => socket.on("error", () => {}));
    other.listen(portOf(database), "127.0.0.1");
    await once(other, "listening");
    try {
      const moved = await joinEmbeddedPostgres(directory, secrets);
      expect(portOf(moved)).not.toBe(portOf(database));
      await database.leave();
      database = moved;
      expect(await answer()).toBe(42);
    } finally {
      other.close();
    }
  });

  it("is not started with secrets of another folder", async () => {
    const foreign = { ...secrets, databaseOwnerPassword: "a password of another folder" };
    await expect(joinEmbeddedPostgres(directory, foreign)).rejects.toThrow(/secrets\.json does not fit/);
    expect(await answer()).toBe(42);
  });

  it("stops with the last server, and sends no signal to a stranger", async () => {
    const pid = await postmasterOf(directory);
    await database.leave();
    // `pg_ctl` waits for the claim to go, which is the last but one thing that the server does.
    await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), { timeout: 5_000 });
    expect(existsSync(claimOf(directory))).toBe(false);
    const stranger = bystander();
    await writeFile(claimOf(directory), `${stranger}\n${directory.postgres}\n1\n${portOf(database)}\n`);
    await database.leave();
    expect(isProcessAlive(stranger)).toBe(true);
    await rm(claimOf(directory));
  });
});

describe("npm start and npm run dev", () => {
  type Ended = { code: number | null; stdout: string; stderr: string };

  async function startServer(
    words: readonly string[],
    settings: Record<string, string>,
    whileItRuns: (child: ChildProcess) => Promise<void> = async () => {},
  ): Promise<Ended> {
    // biome-ignore lint/style/noProcessEnv: the child inherits the test's environment
    const env = { ...process.env, NODE_ENV: "production" as const, ...settings };
    const child = spawn(process.execPath, words, { cwd: PROJECT_ROOT, env, stdio: "pipe" });
    bystanders.push(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output.stderr += chunk;
    });
    const closed = once(child, "close");
    await whileItRuns(child);
    const [code] = await closed;
    return { code, ...output };
  }

  it("says in one sentence that the port is taken, before any work", async () => {
    const other = net.createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const root = path.join(await newRoot(), "data");
    const settings = { PORT: String(port), HOST: "127.0.0.1", NUVERA_DATA_DIR: root };
    expect(await startServer(["scripts/start.mjs"], settings)).toEqual({
      code: 1,
      stdout: "",
      stderr: `Port ${port} is in use on 127.0.0.1; stop the other server or set PORT.\n`,
    });
    expect(existsSync(root)).toBe(false);
    other.close();
  });

  it("leaves cleanly when it is stopped while the database starts, and can start again", async () => {
    const root = await newRoot();
    const directory = dataDirectoryAt(root);
    const settings = { PORT: String(await freePort()), HOST: "127.0.0.1", NUVERA_DATA_DIR: root };
    const ended = await startServer(["--import", "tsx", "server.ts", "--dev"], settings, async (child) => {
      await vi.waitFor(() => expect(existsSync(`${directory.postgres}.new`)).toBe(true), {
        timeout: 15_000,
        interval: 10,
      });
      child.kill("SIGTERM");
    });
    expect(ended).toEqual({ code: 0, stdout: "Stopped before the start was complete.\n", stderr: "" });
    expect(existsSync(claimOf(directory))).toBe(false);
    expect(existsSync(directory.lockFile)).toBe(false);
    expect(await readdir(directory.servers)).toEqual([]);
    const secrets = await readOrCreateSecrets(directory);
    const database = await joinEmbeddedPostgres(directory, secrets);
    await database.leave();
  });
});
