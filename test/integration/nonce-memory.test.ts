/** What the database remembers of used token ids, for how long, and what happens when it has lost it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { openDataDirectory, readOrCreateSecrets } from "@/lib/boot/data-directory";
import { joinEmbeddedPostgres } from "@/lib/boot/embedded-postgres";
import { forgetExpired } from "@/lib/server/maintenance";
import {
  type Answer,
  call,
  makeApplication,
  reasonOf,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { serve, testSettings } from "@/test/integration/support/serve";

const TARGET = "/api/v1/signature-check";
const SLOT_MILLISECONDS = 128_000;
/** Before now, since the database's own clock is asked as well. The beginning of a slot's time. */
const BEGIN = Math.floor(Date.parse("2026-01-31T12:00:00Z") / SLOT_MILLISECONDS) * SLOT_MILLISECONDS;

const get = (platform: TestPlatform, application: TestApplication, token: string) =>
  call(platform, application, "GET", TARGET, { token });

describe("used token ids", () => {
  let platform: TestPlatform;
  let application: TestApplication;

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
  });
  afterAll(() => platform.stop());

  const at = (milliseconds: number) => {
    platform.clock.now = new Date(BEGIN + milliseconds);
  };
  const sign = (jti: string, lifeSeconds = 60) =>
    signToken(platform, application, "GET", TARGET, { sign: { jti, lifetimeSeconds: lifeSeconds } });
  const remembered = async () => {
    const [row] = await platform.database.owner`select count(*)::int as rows from request_nonces`;
    return row?.rows;
  };

  it("lie in no table that is written ahead to the log", async () => {
    const tables = await platform.database.owner`select relname, relpersistence from pg_class
      where relname ~ '^(request_nonces_[0-9]|nonce_memory)$' order by relname`;
    expect(tables.map(({ relname, relpersistence }) => `${relname} ${relpersistence}`)).toEqual([
      "nonce_memory u",
      "request_nonces_0 u",
      "request_nonces_1 u",
      "request_nonces_2 u",
      "request_nonces_3 u",
    ]);
  });

  it("pass once, also in another token that ends in the next slot's time", async () => {
    at(SLOT_MILLISECONDS - 40_000);
    const here = await sign("the-same-token-id", 10);
    const next = await sign("the-same-token-id", 60);
    expect((await get(platform, application, here)).status).toBe(200);
    expect(reasonOf(await get(platform, application, here))).toBe("token_replayed");
    expect(reasonOf(await get(platform, application, next))).toBe("token_replayed");
    const [row] = await platform.database.owner`select count(*)::int as rows from request_nonces`;
    expect(row).toEqual({ rows: 1 });
  });

  it("pass once when the token comes many times at once", async () => {
    at(0);
    const token = await sign("many-times-at-once");
    const answers = await Promise.all(Array.from({ length: 30 }, () => get(platform, application, token)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 29 }, () => 401)]);
  });

  it("are forgotten a slot at a time, no sooner than all of it is over for as long again", async () => {
    await platform.database.owner`truncate request_nonces`;
    at(0);
    for (let index = 0; index < 5; index += 1) {
      expect((await get(platform, application, await sign(`to-be-forgotten-${index}`, 30))).status).toBe(200);
    }
    expect(await remembered()).toBe(5);
    for (const slots of [0, 1]) {
      at(slots * SLOT_MILLISECONDS + SLOT_MILLISECONDS - 1);
      await forgetExpired(platform.runtime);
      expect(await remembered()).toBe(5);
    }
    at(2 * SLOT_MILLISECONDS);
    await forgetExpired(platform.runtime);
    expect(await remembered()).toBe(0);
    const [files] = await platform.database.owner`select sum(pg_relation_size(inhrelid))::int as bytes
      from pg_inherits where inhparent = 'request_nonces'::regclass`;
    expect(files).toEqual({ bytes: 0 });
  });

  it("are not forgotten by a server whose clock is ahead", async () => {
    at(0);
    platform.clock.now = new Date();
    const token = await sign("not-to-be-forgotten");
    expect((await get(platform, application, token)).status).toBe(200);
    for (let slots = 0; slots < 8; slots += 1) {
      platform.clock.now = new Date(Date.now() + slots * SLOT_MILLISECONDS);
      await forgetExpired(platform.runtime);
    }
    platform.clock.now = new Date();
    expect(reasonOf(await get(platform, application, token))).toBe("token_replayed");
  });
});

describe("a database that was killed in the middle of the load", () => {
  let platform: TestPlatform;
  let application: TestApplication;
  let crash: () => Promise<void>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const root = await mkdtemp(path.join(tmpdir(), "nuvera-nonces-"));
    const directory = await openDataDirectory(root);
    const embedded = await joinEmbeddedPostgres(directory, await readOrCreateSecrets(directory));
    await migrateDatabase(embedded.ownerUrl);
    const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => {} });
    const clock = { now: new Date(BEGIN) };
    const server = await serve(testSettings(embedded.appUrl), { clock: () => clock.now });
    const { ownerUrl, appUrl } = embedded;
    platform = {
      baseUrl: `http://127.0.0.1:${server.port}`,
      port: server.port,
      database: { ownerUrl, appUrl, owner, drop: async () => {} },
      runtime: server.runtime,
      clock,
      stop: server.stop,
    };
    application = await makeApplication(platform);
    crash = async () => {
      const note = await readFile(path.join(directory.postgres, "postmaster.pid"), "utf8");
      process.kill(Number.parseInt(note, 10), "SIGKILL");
      await embedded.revive();
    };
    close = async () => {
      await server.stop();
      await owner.end({ timeout: 5 });
      await embedded.leave();
      await rm(root, { recursive: true, force: true });
    };
  }, 120_000);
  afterAll(() => close());

  const sign = () => signToken(platform, application, "GET", TARGET);
  const ask = (token: string): Promise<Answer | null> => get(platform, application, token).catch(() => null);

  it("lets no used token pass a second time, and fresh ones soon after", async () => {
    const tokens = await Promise.all(Array.from({ length: 200 }, sign));
    const first: Promise<Answer | null>[] = [];
    for (const [index, token] of tokens.entries()) {
      first.push(ask(token));
      if (index === 120) await Promise.all([...first.slice(0, 60)]);
      if (index === 150) await crash();
    }
    const passed = (await Promise.all(first)).map((answer) => answer?.status === 200);
    const used = tokens.filter((_, index) => passed[index]);
    expect(used.length).toBeGreaterThanOrEqual(60);

    const refused = async (token: string) => {
      const answer = await ask(token);
      expect([503, 401]).toContain(answer?.status);
      return answer;
    };
    for (const seconds of [0, 5, 10, 12, 55]) {
      platform.clock.now = new Date(BEGIN + seconds * 1000);
      for (const token of used) await refused(token);
    }

    platform.clock.now = new Date(BEGIN);
    const early = await refused(await sign());
    expect(early).toMatchObject({
      status: 503,
      headers: { "retry-after": "11" },
      body: { error: { code: "unavailable", reason: "unavailable", details: { retryAfterSeconds: 11 } } },
    });
    platform.clock.now = new Date(BEGIN + 11_000);
    const fresh = await sign();
    expect((await ask(fresh))?.status).toBe(200);
    expect(reasonOf((await ask(fresh)) ?? { status: 0, headers: {}, body: null })).toBe("token_replayed");
  }, 120_000);
});
