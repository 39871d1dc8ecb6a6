/** Two tenants with rows in every corner, and the application's own database role to look at them with. */
import postgres from "postgres";
import { expect } from "vitest";
import { newUuid } from "@/lib/ids";
import { signMovedHeads } from "@/lib/operations/audit-history/checkpoints";
import type { Environment } from "@/lib/schemas/common";
import { createCustomer, minimalCustomer, minimalPerson } from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import { json } from "@/test/integration/support/request-body";
import { create, makeDocument, makePayment, minimalTicket } from "@/test/integration/support/rows-of-the-api";
import { addEndpoint, attempt, publishEvent } from "@/test/integration/support/webhooks";

/** An application with a customer, a person, a member, a signed audit history and a row of whatever else it can have. */
export async function makeTenant(platform: TestPlatform): Promise<TestApplication> {
  const application = await makeApplication(platform);
  await createCustomer(platform, application, { persons: [minimalPerson()] });
  await addTicketRows(platform, application);
  await addDocumentRows(platform, application);
  await makePayment({ platform, application });
  await addScreeningRows(platform, application);
  await addIdempotencyKey(platform, application);
  await addWebhookRows(platform, application);
  await platform.runtime.usage.flush();
  await platform.runtime.requestLog.flush();
  const { owner } = platform.database;
  const user = newUuid();
  const email = `${user}@example.com`;
  await owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${user}, ${email}, 'A member', 'PARTNER', 'none', now())`;
  await owner`insert into memberships (organization_id, user_id, role, created_at)
    values (${application.organizationId}, ${user}, 'OWNER', now())`;
  await signMovedHeads(platform.runtime);
  await addLifecycleRows(platform, application, user);
  return application;
}

async function addLifecycleRows(
  { database }: TestPlatform,
  application: TestApplication,
  userId: string,
): Promise<void> {
  const { owner } = database;
  const { organizationId } = application;
  const [applicationId, apiKeyId] = [uuidOf(application.applicationId), uuidOf(application.apiKeyId)];
  await owner`insert into api_key_news values (${organizationId}, ${apiKeyId}, 'first_used', now())
    on conflict do nothing`;
  await owner`insert into operator_reads values (${userId}, ${organizationId}, now())`;
  await owner`insert into key_claims
      (id, organization_id, application_id, grace_seconds, reason, created_at, created_by_name, expires_at)
    values (${newUuid()}, ${organizationId}, ${applicationId}, 0, 'Lost', now(), 'Staff', now())`;
  await owner`insert into invitations
      (id, organization_id, email, role, secret_digest, created_at, created_by_name, expires_at)
    values (${newUuid()}, ${organizationId}, 'new@example.com', 'VIEWER', sha256('x'), now(), 'Ann', now())`;
  await owner`insert into credential_traffic select ${organizationId}, ${applicationId}, ${apiKeyId}, id, now(), 1
    from signing_keys where application_id = ${applicationId}`;
  await owner`insert into address_traffic values
    (${organizationId}, ${applicationId}, '2030-01-31', '192.0.2.1', 1, 0, now())`;
  await owner`insert into daily_traffic select ${organizationId}, ${applicationId}, '2030-01-31', ${apiKeyId}, id,
    'CUSTOMERS_READ', '192.0.2.1', 1, now() from signing_keys where application_id = ${applicationId}`;
  await owner`insert into request_rates values
    (${organizationId}, ${applicationId}, '2030-01-31', 1, 1, 1, now())`;
  const personalKeyId = newUuid();
  await owner`insert into personal_api_keys
      (id, organization_id, environment, user_id, name, key_hash, pepper_version, prefix, last_four, created_at)
    values (${personalKeyId}, ${organizationId}, 'sandbox', ${userId}, 'CI', sha256(${personalKeyId}::text::bytea), 1,
      'nv_test_abcd', 'wxyz', now())`;
  await owner`insert into personal_key_usage values (${organizationId}, ${personalKeyId}, now())`;
  await owner`insert into permission_usage values (${organizationId}, ${applicationId}, 'CUSTOMERS_READ', now())
    on conflict do nothing`;
}

/** A document that a customer names, and the word that one which was deleted has left about its content. */
async function addDocumentRows(platform: TestPlatform, application: TestApplication): Promise<void> {
  const named = await makeDocument({ platform, application });
  await createCustomer(platform, application, { documentIds: [named] });
  const deleted = await makeDocument({ platform, application });
  expect(await call(platform, application, "DELETE", `/api/v1/documents/${deleted}`)).toMatchObject({
    status: 200,
  });
}

/** A customer with a match, and a decision about it. */
async function addScreeningRows(platform: TestPlatform, application: TestApplication): Promise<void> {
  const customerId = await createCustomer(platform, application, { companyName: "SIM-HOLD Ltd" });
  const decided = await platform.database.owner`
    insert into screening_dispositions (
      id, organization_id, environment, match_id, outcome, reason, topics_at_decision, fingerprint,
      reviewed_by_display_name, reviewed_at
    )
    select ${newUuid()}, m.organization_id, m.environment, m.id, 'FALSE_POSITIVE', 'Another', m.topics, m.fingerprint,
           'Staff', now()
      from screening_matches m join screening_subjects s on s.id = m.subject_id
     where s.entity_id = ${uuidOf(customerId)}
    returning id`;
  expect(decided).toHaveLength(1);
}

/** A ticket with a message, and the simulator about to answer it. */
async function addTicketRows(platform: TestPlatform, application: TestApplication): Promise<void> {
  const ticket = minimalTicket({ subject: "SIM-ANSWER" });
  await create({ platform, application }, "/api/v1/support/tickets", json(ticket));
}

/** A customer that was asked for under an idempotency key. */
async function addIdempotencyKey(platform: TestPlatform, application: TestApplication): Promise<void> {
  const body = JSON.stringify(minimalCustomer());
  const headers = { "idempotency-key": newUuid() };
  const answer = await call(platform, application, "POST", "/api/v1/customers", { body, headers });
  expect(answer.status).toBe(201);
}

/** An endpoint that was tried in vain. */
async function addWebhookRows(platform: TestPlatform, application: TestApplication): Promise<void> {
  const endpoint = await addEndpoint(platform, application, { url: "http://127.0.0.1:9/" });
  await attempt(platform, endpoint, await publishEvent(platform, application), 1);
}

/** The UUID in a public id. */
export function uuidOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
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

/** The columns that an insert may name, as a list: all but those that the table computes. */
export async function insertableColumns({ database }: TestPlatform, table: string): Promise<string[]> {
  const rows = await database.owner<{ name: string }[]>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return rows.map(({ name }) => name);
}

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
