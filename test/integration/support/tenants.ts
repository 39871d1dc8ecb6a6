/** Two tenants with rows in every corner, and the application's own database role to look at them with. */
import postgres from "postgres";
import { expect } from "vitest";
import { newUuid } from "@/lib/ids";
import type { Environment } from "@/lib/schemas/common";
import { createCustomer, minimalPerson } from "@/test/integration/support/customers";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** An application with a customer, a person, a member, an audit history and a recorded use of its key. */
export async function makeTenant(platform: TestPlatform): Promise<TestApplication> {
  const application = await makeApplication(platform);
  await createCustomer(platform, application, { persons: [minimalPerson()] });
  await platform.runtime.usage.flush();
  const { owner } = platform.database;
  const user = newUuid();
  const email = `${user}@example.com`;
  await owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${user}, ${email}, 'A member', 'PARTNER', 'none', now())`;
  await owner`insert into memberships (organization_id, user_id, role, created_at)
    values (${application.organizationId}, ${user}, 'OWNER', now())`;
  return application;
}

/** A connection as the role that the application works as. */
export function connectAsApplication(platform: TestPlatform): postgres.Sql {
  return postgres(platform.database.appUrl, { max: 2, onnotice: () => {} });
}

/** Runs `work` as the application does for this tenant; what it changes is rolled back. */
export async function inScope<Result>(
  app: postgres.Sql,
  scope: { organizationId: string; environment: Environment },
  work: (tx: postgres.TransactionSql) => Promise<Result>,
): Promise<Result> {
  class Undo {
    constructor(readonly result: Result) {}
  }
  try {
    return await app.begin(async (tx): Promise<never> => {
      await tx`select set_config('nuvera.organization_id', ${scope.organizationId}, true),
        set_config('nuvera.environment', ${scope.environment}, true)`;
      throw new Undo(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}

/** PostgreSQL refuses the statement with this SQLSTATE. */
export async function expectSqlState(statement: Promise<unknown>, code: string): Promise<void> {
  await expect(statement).rejects.toMatchObject({ code });
}

export const SQLSTATE = {
  /** Also what row-level security says of a new row. */
  insufficientPrivilege: "42501",
  foreignKeyViolation: "23503",
  checkViolation: "23514",
  uniqueViolation: "23505",
};

export type TenantTable = { name: string; hasEnvironment: boolean; mayRead: boolean; mayInsert: boolean };

/** Every table with an `organization_id`, read off the catalog, with what the application's role may do there. */
export async function tenantTables({ database }: TestPlatform): Promise<TenantTable[]> {
  return await database.owner<TenantTable[]>`
    select c.relname as name,
           exists (select from pg_attribute e where e.attrelid = c.oid and e.attname = 'environment') as "hasEnvironment",
           has_table_privilege('nuvera_app', c.oid, 'select') as "mayRead",
           has_table_privilege('nuvera_app', c.oid, 'insert') as "mayInsert"
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     order by 1`;
}
