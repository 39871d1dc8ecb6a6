/** A primary and its standby by real streaming replication: what reads there may lag, and what follows a promotion. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "@/bench/failover/cluster";
import { type Database, openDatabase } from "@/db/client";
import { PrimaryFinder } from "@/db/primary";
import { ReplicaReads } from "@/db/replica";
import { isDatabaseUnreachable } from "@/lib/database-errors";
import { singleHostUrls } from "@/lib/database-url";
import { findQueuePlace } from "@/lib/webhooks/queue-place";

const SCOPE = { organizationId: "11111111-1111-4111-8111-111111111111", environment: null };
const LONGEST_LAG_MILLISECONDS = 500;

// Failures are signals to whole process families, found as Linux shows them.
describe.runIf(process.platform === "linux")("a database with a standby", () => {
  let cluster: Cluster;
  let database: Database;
  let reads: ReplicaReads;
  let ownerOfStandby: postgres.Sql;

  beforeAll(async () => {
    cluster = await startCluster(path.join(tmpdir(), `nuvera-standby-${randomBytes(6).toString("hex")}`));
    const options = { maxConnections: 4, applicationName: "test" };
    database = openDatabase({ url: cluster.url, ...options });
    const replica = openDatabase({ url: cluster.standby.url, ...options });
    await database.db.execute("create table notes (note text)");
    reads = new ReplicaReads(replica, database, LONGEST_LAG_MILLISECONDS, 50);
    ownerOfStandby = postgres(cluster.standby.url, { max: 1, fetch_types: false, onnotice: () => {} });
  }, 120_000);
  afterAll(async () => {
    await ownerOfStandby.end({ timeout: 0 });
    await reads.close();
    await database.close();
    await cluster.stop();
  });

  const write = (note: string) => database.db.execute(sql`insert into notes values (${note})`);
  const look = () =>
    reads.readInScope(SCOPE, async (tx) => {
      const [row] = await tx.execute(
        sql`select pg_is_in_recovery() as at_standby, coalesce((select jsonb_agg(note order by note) from notes), '[]') as notes`,
      );
      return { atStandby: row?.at_standby, notes: row?.notes };
    });

  async function until<Value>(get: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
    const end = Date.now() + 25_000;
    for (;;) {
      const value = await get();
      if (isSo(value)) return value;
      if (Date.now() > end) throw new Error(`Still ${JSON.stringify(value)}.`);
      await sleep(25);
    }
  }

  it("answers what may lag from the standby, and from the primary while the standby lags", async () => {
    await write("one");
    await until(look, ({ atStandby }) => atStandby === true);
    await until(look, ({ notes }) => JSON.stringify(notes) === '["one"]');
    await ownerOfStandby`select pg_wal_replay_pause()`;
    await write("two");
    const meanwhile = await until(look, ({ atStandby }) => atStandby === false);
    expect(meanwhile.notes).toEqual(["one", "two"]);
    await ownerOfStandby`select pg_wal_replay_resume()`;
    const afterwards = await until(look, ({ atStandby }) => atStandby === true);
    expect(afterwards.notes).toEqual(["one", "two"]);
  });

  it("follows a promotion while the old primary is silent, and never goes back to it", async () => {
    const urls = singleHostUrls(cluster.url);
    const queue = await findQueuePlace({ url: cluster.url, maxConnections: 1 });
    expect([queue.url, queue.moved.aborted]).toEqual([urls[0], false]);
    await cluster.primary.signal("SIGSTOP");
    await cluster.promote();
    const writing = () =>
      Promise.race([write("three").then(() => "written"), sleep(1_000).then(() => "no answer")]).catch(
        (error: unknown) => {
          if (!isDatabaseUnreachable(error)) throw error;
          return "unreachable";
        },
      );
    await until(writing, (outcome) => outcome === "written");
    await cluster.primary.signal("SIGCONT");
    // It does not know that it was replaced, and says that it takes writes.
    const awake = postgres(cluster.primary.url, { max: 1, fetch_types: false, onnotice: () => {} });
    const [row] = await awake`select pg_is_in_recovery() as is_standby`;
    await awake.end();
    expect(row?.is_standby).toBe(false);
    const newcomer = new PrimaryFinder(urls);
    try {
      expect(await newcomer.find()).toBe(urls[1]);
    } finally {
      await newcomer.close();
    }
    await until(async () => queue.moved.aborted, Boolean);
    await queue.close();
    for (let turn = 0; turn < 20; turn += 1) {
      const [place] = await database.db.execute(sql`select inet_server_port() as port`);
      expect(place?.port).toBe(cluster.standby.port);
    }
  });
});
