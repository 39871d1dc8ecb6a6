/** Reads that bring their scope along instead of opening a transaction for it: what they see, and what stays behind. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase, type Scope, type Transaction } from "@/db/client";
import { customers } from "@/db/schema";
import { databaseErrorCode } from "@/lib/database-errors";
import { counts } from "@/lib/telemetry/counts";
import { createCustomer } from "@/test/integration/support/customers";
import { makeApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const READ_ONLY = "25006";
const DIVISION_BY_ZERO = "22012";
const SYNTAX_ERROR = "42601";
const LOCK = 7_310_042;

describe.each([
  { pooler: undefined, name: "with prepared statements" },
  { pooler: "transaction" as const, name: "without prepared statements" },
])("reads in a scope, $name", ({ pooler }) => {
  let platform: TestPlatform;
  let database: Database;
  let scopes: Scope[];

  beforeAll(async () => {
    platform = await startTestPlatform();
    scopes = await Promise.all(
      [1, 2, 3].map(async () => {
        const application = await makeApplication(platform);
        await createCustomer(platform, application);
        const { organizationId } = application;
        return { organizationId, environment: "sandbox" as const };
      }),
    );
    database = openDatabase({
      url: platform.database.appUrl,
      maxConnections: 2,
      applicationName: "test",
      ...(pooler === undefined ? {} : { pooler }),
    });
  });
  afterAll(async () => {
    await database.close();
    await platform.stop();
  });

  const scopeAt = (index: number): Scope => {
    const scope = scopes[index % scopes.length];
    if (scope === undefined) throw new Error("No scope.");
    return scope;
  };
  const whoseCustomers = async (tx: Transaction) => {
    const rows = await tx.select({ organizationId: customers.organizationId }).from(customers);
    return rows.map(({ organizationId }) => organizationId);
  };

  it("sees the rows of its scope and no others, however many share the connections", async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, index) => database.readInScope(scopeAt(index), whoseCustomers)),
    );
    expect(seen).toEqual(seen.map((_, index) => [scopeAt(index).organizationId]));
  });

  it("sees none of another environment", async () => {
    const elsewhere = { ...scopeAt(0), environment: "production" as const };
    expect(await database.readInScope(elsewhere, whoseCustomers)).toEqual([]);
  });

  it("leaves nothing of the scope on the connection, also where the statement failed", async () => {
    const failing = (tx: Transaction) => tx.execute(sql`select 1 / ${0}::integer`);
    const connections = Array.from({ length: 6 }, (_, index) => index);
    await Promise.all(
      connections.map((index) => expectCode(DIVISION_BY_ZERO, database.readInScope(scopeAt(index), failing))),
    );
    await Promise.all(connections.map((index) => database.readInScope(scopeAt(index), whoseCustomers)));
    const left = await Promise.all(
      connections.map(() =>
        database.db.execute(sql`select coalesce(current_setting('nuvera.organization_id', true), '') as scope,
          current_setting('transaction_read_only') as "readOnly", (select count(*)::integer from customers) as rows`),
      ),
    );
    expect(left.flat()).toEqual(connections.map(() => ({ scope: "", readOnly: "off", rows: 0 })));
  });

  it("goes on after a failure, in its own scope", async () => {
    const outcome = await database.readInScope(scopeAt(1), async (tx) => {
      await expectCode(DIVISION_BY_ZERO, tx.execute(sql`select 1 / ${0}::integer`));
      return whoseCustomers(tx);
    });
    expect(outcome).toEqual([scopeAt(1).organizationId]);
  });

  it("changes nothing, by a statement of its own or behind a function's back", async () => {
    const change = (tx: Transaction) => tx.update(customers).set({ companyName: "Changed" });
    await expectCode(READ_ONLY, database.readInScope(scopeAt(0), change));
    const names = await platform.database.owner`select company_name from customers`;
    expect(names.map(({ company_name: name }) => name)).not.toContain("Changed");
  });

  it("takes statements without parameters, and each by itself", async () => {
    await database.readInScope(scopeAt(2), async (tx) => {
      const [row] = await tx.execute(sql`select count(*)::integer as rows from customers`);
      expect(row).toEqual({ rows: 1 });
      await expectCode(SYNTAX_ERROR, tx.execute(sql`select 1; select 2`));
    });
  });

  it("is counted while it waits and while it runs", async () => {
    const before = { ...counts().transactions };
    const { owner } = platform.database;
    const locking = (tx: Transaction) =>
      tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK}::bigint)`);
    // What a connection has prepared is sent whole, and is known to run from then on.
    await Promise.all([0, 1].map((index) => database.readInScope(scopeAt(index), locking)));
    const reading = await owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      const reads = [0, 1, 2].map((index) => database.readInScope(scopeAt(index), locking));
      const underWay = pooler === undefined ? { waiting: 1, open: 2 } : { waiting: 3, open: 0 };
      await expect
        .poll(() => counts().transactions)
        .toEqual({ waiting: before.waiting + underWay.waiting, open: before.open + underWay.open });
      return { reads };
    });
    await Promise.all(reading.reads);
    expect(counts().transactions).toEqual(before);
  });
});

async function expectCode(code: string, statement: PromiseLike<unknown>): Promise<void> {
  const error: unknown = await Promise.resolve(statement).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(databaseErrorCode(error)).toBe(code);
}
