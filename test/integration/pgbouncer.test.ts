/** The platform behind a real PgBouncer in transaction mode, with fewer connections to the database than of its own. */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "@/examples/webhook-receiver";
import { startWebhookWorker } from "@/lib/webhooks/worker";
import { CUSTOMERS, createCustomer, idOf, minimalCustomer } from "@/test/integration/support/customers";
import {
  call,
  makeApplication,
  makeOrganization,
  reasonOf,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { type PgBouncer, pgBouncerVersion, startPgBouncer } from "@/test/integration/support/pgbouncer";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { addEndpoint } from "@/test/integration/support/webhooks";

const [major = 0, minor = 0] = pgBouncerVersion() ?? [];
const isInstalled = major > 0;
const keepsPrepared = major > 1 || minor >= 21;

const modes = [
  { pooler: "transaction", runs: isInstalled, needs: "PgBouncer", preparedStatements: 0 },
  { pooler: "transaction-prepared", runs: keepsPrepared, needs: "PgBouncer 1.21", preparedStatements: 200 },
] as const;

describe.each(modes)("behind $needs as pooler $pooler (skipped where that is not installed)", (mode) => {
  let bouncer: PgBouncer;
  let platform: TestPlatform;

  beforeAll(async () => {
    if (!mode.runs) return;
    platform = await startTestPlatform({}, {}, async ({ appUrl }) => {
      bouncer = await startPgBouncer(appUrl, mode.preparedStatements);
      const queue = { url: appUrl };
      return { database: { url: bouncer.url, pooler: mode.pooler, maxConnections: 12, queue } };
    });
  });
  afterAll(async () => {
    if (!mode.runs) return;
    await platform.stop();
    await bouncer.stop();
  });

  it.runIf(mode.runs)("goes through it, and it hands connections from one to the other", async () => {
    const pids = new Set<unknown>();
    const look = () => platform.runtime.database.db.execute("select pg_backend_pid() as pid, pg_sleep(0.02)");
    for (const [row] of await Promise.all(Array.from({ length: 40 }, look))) pids.add(row?.pid);
    expect(pids.size).toBeLessThanOrEqual(3);
  });

  it.runIf(mode.runs)("answers many signed requests at once, to each tenant with its own rows", async () => {
    const tenants = await Promise.all(
      ["One", "Two", "Three"].map(async (name) => {
        const organizationId = await makeOrganization(platform, name);
        const application = await makeApplication(platform, { organizationId });
        const ids: string[] = [];
        for (let count = 0; count < 4; count += 1) ids.push(await createCustomer(platform, application));
        return { application, ids: ids.sort() };
      }),
    );
    const listed = async ({ application, ids }: (typeof tenants)[number]) => {
      const { status, body } = await call(platform, application, "GET", `${CUSTOMERS}?limit=20`);
      expect(status).toBe(200);
      expect(customerIds(body)).toEqual(ids);
    };
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([...tenants, ...tenants, ...tenants, ...tenants].map(listed));
    }
  });

  it.runIf(mode.runs)("lets a token in once, however many send it at once", async () => {
    const application = await makeApplication(platform);
    const token = await signToken(platform, application, "GET", CUSTOMERS);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call(platform, application, "GET", CUSTOMERS, { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refusals = answers.filter(({ status }) => status !== 200).map(reasonOf);
    expect(new Set(refusals)).toEqual(new Set(["token_replayed"]));
  });

  it.runIf(mode.runs)(
    "makes one customer for one idempotency key, however many send it at once",
    async () => {
      const application = await makeApplication(platform);
      const body = JSON.stringify(minimalCustomer());
      const post = () =>
        call(platform, application, "POST", CUSTOMERS, { body, headers: { "idempotency-key": "only-once" } });
      await Promise.all(Array.from({ length: 12 }, post));
      const { status, body: answer } = await post();
      expect(status).toBe(201);
      expect(await customersOf(application)).toEqual([idOf(answer)]);
    },
  );

  it.runIf(mode.runs)("delivers webhooks by a worker whose queue connects past it", async () => {
    const application = await makeApplication(platform);
    const secrets: string[] = [];
    const receiver: Receiver = await startReceiver({ secrets });
    const stop = startWebhookWorker(platform.runtime);
    try {
      secrets.push((await addEndpoint(platform, application, { url: receiver.url })).secret);
      await createCustomer(platform, application);
      const deadline = Date.now() + 20_000;
      while (receiver.deliveries.length === 0 && Date.now() < deadline) await sleep(50);
      expect(receiver.deliveries.map(({ outcome }) => outcome)).toEqual(["taken"]);
    } finally {
      await stop();
      await receiver.close();
    }
  });

  it.runIf(mode.runs)(
    "leaves nothing of a transaction's scope on the connections that it hands on",
    async () => {
      const direct = postgres(bouncer.url, {
        max: 3,
        prepare: false,
        fetch_types: false,
        onnotice: () => {},
      });
      try {
        const rows = await Promise.all(
          Array.from(
            { length: 12 },
            () => direct`select current_setting('nuvera.organization_id', true) as scope`,
          ),
        );
        expect(rows.map(([row]) => row?.scope ?? "").filter((scope) => scope !== "")).toEqual([]);
      } finally {
        await direct.end();
      }
    },
  );

  async function customersOf(application: TestApplication): Promise<string[]> {
    return customerIds((await call(platform, application, "GET", `${CUSTOMERS}?limit=20`)).body);
  }
});

function customerIds(body: unknown): string[] {
  // The list's answer, whose shape other tests hold.
  return (body as { items: { id: string }[] }).items.map(({ id }) => id).sort();
}
