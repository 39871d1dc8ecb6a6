import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { operatorCli } from "@/lib/auth/operator-cli";
import { newUuid, toPublicId } from "@/lib/ids";
import { runOperation } from "@/lib/operations/run";
import { resetSandbox } from "@/lib/operations/sandbox/reset";
import type { Environment } from "@/lib/schemas/common";
import { type Answer, TEST_ORIGIN, type TestApplication } from "@/test/integration/support/partner";
import {
  makePaymentWorld,
  makeQuote,
  PAYMENTS,
  type PaymentWorld,
  QUOTES,
  quoteBody,
  send,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  connectAsApplication,
  insertableColumns,
  makeTenant,
  tenantTables,
} from "@/test/integration/support/tenants";

/** What an organization keeps: who may call, who is told, and what was done. */
const KEPT = ["applications", "audit_events", "personal_api_keys", "webhook_endpoints", "webhook_secrets"];
/** What production never has. */
const SANDBOX_ALONE = ["simulator_steps"];
/** What tells the storage which contents to look at. */
const TIDYING = ["document_content_checks"];

describe("resetting a sandbox", () => {
  let platform: TestPlatform;
  let own: TestApplication;

  beforeAll(async () => {
    platform = await startTestPlatform();
    own = await makeTenant(platform);
    await makeTenant(platform);
    await makeTwinInProduction();
  });
  afterAll(() => platform.stop());

  /** Every row of the sandbox once more in production, under other ids that refer to each other in the same way. */
  async function makeTwinInProduction(): Promise<void> {
    const tables = (await worldTables()).filter((name) => ![...KEPT, ...SANDBOX_ALONE].includes(name));
    const columns = new Map<string, string[]>();
    for (const name of tables) columns.set(name, await insertableColumns(platform, name));
    await platform.database.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      for (const [name, insertable] of columns) {
        await tx`
          insert into ${tx(name)} (${tx(insertable)})
          select ${tx(insertable.map((column) => `twin.${column}`))} from ${tx(name)} t,
            jsonb_populate_record(t, (
              select jsonb_object_agg(a.attname, md5((to_jsonb(t) ->> a.attname) || ' in production')::uuid)
                     || '{"environment":"production"}'
                from pg_attribute a
               where a.attrelid = ${name}::regclass and a.atttypid = 'uuid'::regtype and not a.attisdropped
                 and a.attname <> 'organization_id' and to_jsonb(t) ->> a.attname is not null
            )) twin
           where t.organization_id = ${own.organizationId} and t.environment = 'sandbox'`;
      }
    });
  }

  const reset = (environment: Environment = "sandbox", organizationId = own.organizationId) =>
    runOperation(platform.runtime, operatorCli(organizationId, environment), resetSandbox, {}, TEST_ORIGIN);

  const worldTables = async () =>
    (await tenantTables(platform))
      // The log of requests stays, and is written at its own time.
      .filter(({ name, hasEnvironment }) => hasEnvironment && !name.startsWith("request_log"))
      .map(({ name }) => name);

  /** Count and digest of the rows of every table, in the sandbox in question or outside of it. */
  async function digests(which: "inside" | "outside"): Promise<Record<string, string>> {
    const { owner } = platform.database;
    const entries = await Promise.all(
      (await worldTables()).map(async (name) => {
        const [row] = await owner`
          select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
            from ${owner(name)} t
           where (organization_id = ${own.organizationId} and environment is not distinct from 'sandbox') = ${which === "inside"}`;
        return [name, String(row?.digest)] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  it("is impossible for production and without a scope", async () => {
    const before = [await digests("inside"), await digests("outside")];
    await expect(reset("production")).rejects.toMatchObject({ reason: "validation_failed" });
    const app = connectAsApplication(platform);
    const asScope = (environment: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('nuvera.organization_id', ${own.organizationId}, true),
          set_config('nuvera.environment', ${environment}, true)`;
        await tx`select reset_sandbox()`;
      });
    for (const environment of ["production", ""]) {
      await expect(asScope(environment)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(app`select reset_sandbox()`).rejects.toMatchObject({ code: "42501" });
    await app.end();
    expect([await digests("inside"), await digests("outside")]).toEqual(before);
  });

  it("leaves everything where it fails in the middle", async () => {
    const { owner } = platform.database;
    const before = await digests("inside");
    await owner`create table clings_to_customers (partner uuid, world text, customer uuid,
      foreign key (partner, world, customer) references customers (organization_id, environment, id))`;
    await owner`insert into clings_to_customers
      select organization_id, environment, id from customers where organization_id = ${own.organizationId} and environment = 'sandbox' limit 1`;
    await expect(reset()).rejects.toThrow();
    expect(await digests("inside")).toEqual(before);
    await owner`drop table clings_to_customers`;
  });

  const rowsInProduction = async () =>
    Promise.all(
      (await worldTables()).map(async (name) => {
        const { owner } = platform.database;
        const [row] = await owner`
          select count(*)::int as rows from ${owner(name)}
           where organization_id = ${own.organizationId} and environment = 'production'`;
        return { name, production: Number(row?.rows) };
      }),
    );

  it("removes every row of it, and none of production, of another partner, of keys or of the history", async () => {
    const { owner } = platform.database;
    const contents = await owner`
      select distinct sha256 from documents
       where organization_id = ${own.organizationId} and environment = 'sandbox' order by 1`;
    expect(contents.length).toBeGreaterThan(0);
    await owner`delete from document_content_checks where organization_id = ${own.organizationId} and environment = 'sandbox'`;
    const outside = await digests("outside");
    const inside = await digests("inside");
    for (const { name, production } of await rowsInProduction()) {
      expect([name, production > 0]).toEqual([name, ![...KEPT, ...SANDBOX_ALONE].includes(name)]);
    }
    const { organizationId, removed } = await reset();
    expect([...Object.keys(removed), ...KEPT, ...TIDYING].sort()).toEqual(await worldTables());
    expect(organizationId).toBe(toPublicId("organization", own.organizationId));
    expect(Object.entries(removed).filter(([, rows]) => rows === 0)).toEqual([]);
    expect(await digests("outside")).toEqual(outside);
    const after = await digests("inside");
    expect(Object.keys(after).filter((table) => after[table]?.startsWith("0 "))).toEqual(
      Object.keys(removed).sort(),
    );
    expect(after.applications).toBe(inside.applications);
    const [audit] = await owner`
      select action, environment, actor_label, target_id, after from audit_events
       where organization_id = ${own.organizationId} order by sequence desc limit 1`;
    expect(audit).toEqual({
      action: "sandbox.reset",
      environment: "sandbox",
      actor_label: "operator CLI",
      target_id: organizationId,
      after: { removed },
    });
    const checks = await owner`
      select distinct sha256 from document_content_checks
       where organization_id = ${own.organizationId} and environment = 'sandbox' order by 1`;
    expect(checks).toEqual(contents);
    expect(Object.values((await reset()).removed).filter((rows) => rows !== 0)).toEqual([]);
  });

  it("ends well while somebody goes on writing", async () => {
    const { owner } = platform.database;
    let isOver = false;
    const write = async () => {
      while (!isOver) {
        const id = newUuid();
        await owner.begin(async (tx) => {
          await tx`insert into tickets (id, organization_id, environment, subject, category, priority, status, related_ids,
                                        waiting_since, created_at, updated_at)
            values (${id}, ${own.organizationId}, 'sandbox', 'x', 'OTHER', 'LOW', 'OPEN', '{}', now(), now(), now())`;
          await tx`insert into ticket_messages (id, organization_id, environment, ticket_id, author, author_name, body, created_at)
            values (${newUuid()}, ${own.organizationId}, 'sandbox', ${id}, 'PARTNER', 'x', 'x', now())`;
        });
      }
    };
    const writing = Promise.all([write(), write()]);
    for (let round = 0; round < 10; round += 1) await reset();
    isOver = true;
    await writing;
    const [orphans] = await owner`
      select count(*)::int as rows from ticket_messages m where not exists (select from tickets t where t.id = m.ticket_id)`;
    expect(orphans?.rows).toBe(0);
  });

  it("refuses who refers to what goes meanwhile, and does nothing for them", async () => {
    const { owner } = platform.database;
    const attempts = [
      (world: PaymentWorld) => () => send(world, "POST", QUOTES, quoteBody(world)),
      async (world: PaymentWorld) => {
        const { id: quoteId } = await makeQuote(world);
        return () => send(world, "POST", PAYMENTS, { quoteId });
      },
    ];
    for (const prepare of attempts) {
      const world = await makePaymentWorld(platform);
      const attempt = await prepare(world);
      let answer: Promise<Answer> | undefined;
      await owner.begin(async (tx) => {
        await tx`select set_config('nuvera.organization_id', ${world.application.organizationId}, true),
          set_config('nuvera.environment', 'sandbox', true)`;
        await tx`select reset_sandbox()`;
        answer = attempt();
        await vi.waitFor(async () => {
          const [row] = await owner`
            select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
          expect(row?.waiting).toBe(1);
        });
      });
      expect(await answer).toMatchObject({ status: 409, body: { error: { reason: "conflict" } } });
      const [left] = await owner`
        select count(*)::int as rows from quotes where organization_id = ${world.application.organizationId}`;
      expect(left?.rows).toBe(0);
    }
  });

  it("is a command of the operator's", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "nuvera-reset-"));
    vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
    vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
    vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
    vi.stubEnv("NUVERA_DATA_DIR", folder);
    const run = async (...words: string[]) => {
      let out = "";
      const exitCode = await runCli(["sandbox", "reset", ...words], {
        out: (text) => {
          out += text;
        },
        err: () => {},
      });
      return { exitCode, out };
    };
    const org = toPublicId("organization", own.organizationId);
    const first = await run("--org", org, "--reason", "Before the acceptance test", "--json");
    expect([first.exitCode, JSON.parse(first.out)]).toMatchObject([0, { organizationId: org }]);
    const [audit] = await platform.database.owner`
      select action, reason from audit_events
       where organization_id = ${own.organizationId} order by sequence desc limit 1`;
    expect(audit).toEqual({ action: "sandbox.reset", reason: "Before the acceptance test" });
    expect(await run("--org", org)).toMatchObject({ exitCode: 0, out: expect.stringContaining("was empty") });
    expect(await run("--org", "no-such-slug", "--json")).toMatchObject({ exitCode: 1 });
    expect(await run("--json")).toMatchObject({ exitCode: 2 });
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
});
