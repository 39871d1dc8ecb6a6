import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUuid } from "@/lib/ids";
import { API_PERMISSIONS, readNeededBy } from "@/lib/permissions";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  connectAsApplication,
  expectSqlState,
  inScope,
  insertableColumns,
  makeTenant,
  SQLSTATE,
  type TenantTable,
  tenantTables,
  uuidOf,
} from "@/test/integration/support/tenants";

describe("the application's database role", () => {
  let platform: TestPlatform;
  let own: TestApplication;
  let foreign: TestApplication;
  let app: postgres.Sql;
  let tables: TenantTable[];

  beforeAll(async () => {
    platform = await startTestPlatform();
    own = await makeTenant(platform);
    foreign = await makeTenant(platform);
    app = connectAsApplication(platform);
    tables = await tenantTables(platform);
  });
  afterAll(async () => {
    await app.end();
    await platform.stop();
  });

  const asOwn = <Result>(work: (tx: postgres.TransactionSql) => Promise<Result>) => inScope(app, own, work);
  const foreignRows = (table: string) =>
    platform.database.owner`select to_jsonb(t) as row from ${platform.database.owner(table)} t
      where organization_id = ${foreign.organizationId}`;
  /** Inserts a row that another tenant has, whole. */
  const insertForeignRow = async (table: string) => {
    const [example] = await foreignRows(table);
    const columns = await insertableColumns(platform, table);
    return asOwn(
      (tx) => tx`insert into ${tx(table)} (${tx(columns)})
        select ${tx(columns)} from jsonb_populate_record(null::${tx(table)}, ${example?.row})`,
    );
  };

  it("owns nothing, is no superuser, and cannot step around row-level security or into another role", async () => {
    const [role] = await platform.database.owner`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
             (select count(*)::int from pg_class where relowner = r.oid) as relations,
             (select count(*)::int from pg_proc where proowner = r.oid) as functions,
             (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
             has_schema_privilege(r.oid, 'public', 'create') as may_create
        from pg_roles r where rolname = 'nuvera_app'`;
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      relations: 0,
      functions: 0,
      memberships: 0,
      may_create: false,
    });
    const [current] = await app`select current_user::text as name, session_user::text as session`;
    expect(current).toEqual({ name: "nuvera_app", session: "nuvera_app" });
  });

  it("is bound by row-level security on every table that belongs to a tenant", async () => {
    const unprotected = await platform.database.owner`
      select c.relname from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
         and (c.relname = 'organizations' or exists (
           select from pg_attribute a where a.attrelid = c.oid
              and a.attname in ('organization_id', 'application_id', 'customer_id') and not a.attisdropped))`;
    expect(unprotected.map(({ relname }) => relname)).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(9);
  });

  it("is given rows by no view or function that forgets the tenant", async () => {
    const views = await platform.database.owner`
      select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace`;
    expect(views.map(({ relname }) => relname)).toEqual([]);
    const loose = await platform.database.owner`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
         and not coalesce(proconfig @> array['search_path=public, pg_temp'], false)`;
    expect(loose.map(({ proname }) => proname)).toEqual([]);
    const open = await platform.database.owner`
      select proname from pg_proc, aclexplode(proacl) where pronamespace = 'public'::regnamespace and grantee = 0`;
    expect(open).toHaveLength(0);
  });

  it("sees no row of any tenant without a scope", async () => {
    for (const { name } of [...tables, { name: "organizations" }].filter(
      (table) => !("mayRead" in table) || table.mayRead,
    )) {
      const [all] = await platform.database
        .owner`select count(*)::int as rows from ${platform.database.owner(name)}`;
      expect([name, Number(all?.rows) > 0]).toEqual([name, true]);
      const [unscoped] = await app`select count(*)::int as rows from ${app(name)}`;
      expect([name, unscoped?.rows]).toEqual([name, 0]);
    }
  });

  it("does not keep a scope on the connection after the transaction", async () => {
    const [one] = await app.begin(async (tx) => {
      await tx`select set_config('nuvera.organization_id', ${own.organizationId}, true)`;
      return tx`select count(*)::int as rows from memberships`;
    });
    expect(one?.rows).toBe(1);
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => app`select count(*)::int as rows from memberships`),
    );
    expect(counts.map(([row]) => row?.rows)).toEqual([0, 0, 0, 0]);
  });

  it("sees in a tenant's scope that tenant's rows of that environment and no other", async () => {
    for (const { name, hasEnvironment } of tables.filter(({ mayRead }) => mayRead)) {
      const [seen] = await asOwn(
        (tx) => tx`select count(*) filter (where organization_id = ${own.organizationId})::int as own,
          count(*) filter (where organization_id <> ${own.organizationId})::int as others from ${tx(name)}`,
      );
      expect([name, Number(seen?.own) > 0, seen?.others]).toEqual([name, true, 0]);
      if (!hasEnvironment || name === "audit_events") continue;
      const production = { organizationId: own.organizationId, environment: "production" as const };
      const [other] = await inScope(
        app,
        production,
        (tx) => tx`select count(*)::int as rows from ${tx(name)}`,
      );
      expect([name, other?.rows]).toEqual([name, 0]);
    }
    const organizations = await asOwn((tx) => tx`select id from organizations`);
    expect(organizations.map(({ id }) => id)).toEqual([own.organizationId]);
  });

  it("cannot insert a row for another tenant into any table", async () => {
    for (const { name } of tables.filter(({ mayInsert }) => mayInsert)) {
      await expectSqlState(insertForeignRow(name), SQLSTATE.insufficientPrivilege);
    }
  });

  it("cannot change, move or remove a row of another tenant", async () => {
    for (const { name } of tables.filter(({ mayRead }) => mayRead)) {
      const move = asOwn((tx) => tx`update ${tx(name)} set organization_id = ${foreign.organizationId}`);
      await expectSqlState(move, SQLSTATE.insufficientPrivilege);
      const [right] = await app`select has_table_privilege(${name}, 'delete') as delete`;
      if (right?.delete === true) {
        const removed = await asOwn(
          (tx) => tx`delete from ${tx(name)} where organization_id = ${foreign.organizationId}`,
        );
        expect([name, removed.count]).toEqual([name, 0]);
      }
      await expectSqlState(
        asOwn((tx) => tx`truncate ${tx(name)}`),
        SQLSTATE.insufficientPrivilege,
      );
    }
    const renamed = await asOwn(
      (tx) => tx`update applications set name = 'Mine' where id = ${uuidOf(foreign.applicationId)}`,
    );
    expect(renamed.count).toBe(0);
  });

  it("can only add to the audit history, and only through its function", async () => {
    await expectSqlState(insertForeignRow("audit_events"), SQLSTATE.insufficientPrivilege);
    await expectSqlState(insertForeignRow("audit_heads"), SQLSTATE.insufficientPrivilege);
    await expectSqlState(insertForeignRow("audit_checkpoints"), SQLSTATE.insufficientPrivilege);
    for (const attempt of [
      (tx: postgres.TransactionSql) => tx`update audit_events set action = 'x'`,
      (tx: postgres.TransactionSql) => tx`update audit_events set hash = '' where false`,
      (tx: postgres.TransactionSql) => tx`delete from audit_events`,
      (tx: postgres.TransactionSql) => tx`truncate audit_events`,
      (tx: postgres.TransactionSql) => tx`alter table audit_events disable row level security`,
      (tx: postgres.TransactionSql) => tx`update audit_heads set sequence = 0`,
      (tx: postgres.TransactionSql) => tx`delete from audit_heads`,
      (tx: postgres.TransactionSql) => tx`truncate audit_heads`,
      (tx: postgres.TransactionSql) => tx`update audit_checkpoints set signature = ''`,
      (tx: postgres.TransactionSql) => tx`delete from audit_checkpoints`,
      (tx: postgres.TransactionSql) => tx`truncate audit_checkpoints`,
    ]) {
      await expectSqlState(asOwn(attempt), SQLSTATE.insufficientPrivilege);
    }
  });

  it("cannot say of any history that a row was signed which the chain does not have", async () => {
    const store = (tx: postgres.TransactionSql, of: TestApplication, sequence: number, hash: Buffer) =>
      tx`select store_audit_checkpoint(${of.organizationId}, ${sequence}, ${hash}, now(), 'mine', 'mine', 'x') as done`;
    const [head] = await platform.database.owner<{ sequence: string; hash: Buffer }[]>`
      select sequence, hash from audit_heads where organization_id = ${own.organizationId}`;
    const [sequence, hash] = [Number(head?.sequence), head?.hash ?? Buffer.alloc(0)];
    await expectSqlState(
      asOwn((tx) => store(tx, foreign, sequence, hash)),
      SQLSTATE.insufficientPrivilege,
    );
    const attempts = [
      [1_000_000, hash],
      [sequence + 1, hash],
      [-1, hash],
      [sequence, Buffer.alloc(32)],
    ] as const;
    for (const [at, claimed] of attempts) {
      expect(await asOwn((tx) => store(tx, own, at, claimed))).toMatchObject([{ done: false }]);
    }
    expect(await asOwn((tx) => store(tx, own, sequence, hash))).toMatchObject([{ done: true }]);
    const earlier = platform.database.owner`insert into audit_checkpoints
      values (${own.organizationId}, 0, 'x', now(), 'x', 'x', 'x')`;
    await expectSqlState(earlier, SQLSTATE.checkViolation);
  });

  it("cannot take the place of what was signed of an earlier row", async () => {
    const { owner } = platform.database;
    const [signed] = await owner<{ sequence: string; hash: Buffer }[]>`
      select sequence, hash from audit_checkpoints where organization_id = ${own.organizationId}
       order by sequence limit 1`;
    await asOwn(async (tx) => {
      await tx`select append_audit_event(${newUuid()}::uuid, ${own.organizationId}::uuid, now(), null, 'session.ended', 'user',
        null, 'Ann', 'user', 'usr_1', null, null, null, null, null, null, sha256('x'))`;
      const again = await tx`select store_audit_checkpoint(${own.organizationId}, ${Number(signed?.sequence)},
        ${signed?.hash ?? ""}, now(), 'mine', 'mine', 'x') as done`;
      expect(again).toMatchObject([{ done: false }]);
    });
  });

  it("reaches token ids and key registrations through their functions only", async () => {
    for (const table of ["request_nonces", "signing_key_registrations"]) {
      for (const attempt of [
        (tx: postgres.TransactionSql) => tx`select * from ${tx(table)}`,
        (tx: postgres.TransactionSql) => tx`select count(*) from ${tx(table)}`,
        (tx: postgres.TransactionSql) => tx`delete from ${tx(table)}`,
      ]) {
        await expectSqlState(asOwn(attempt), SQLSTATE.insufficientPrivilege);
      }
    }
  });

  it("cannot grant an unknown permission, or a write without its read", async () => {
    const grant = (permissions: readonly string[]) =>
      asOwn((tx) => tx`update applications set permissions = ${[...permissions]}::text[]`);
    for (const permission of API_PERMISSIONS.filter((candidate) => readNeededBy(candidate) !== null)) {
      await expectSqlState(grant([permission]), SQLSTATE.checkViolation);
      const others = API_PERMISSIONS.filter((candidate) => candidate !== readNeededBy(permission));
      await expectSqlState(grant(others), SQLSTATE.checkViolation);
    }
    await expectSqlState(grant(["EVERYTHING"]), SQLSTATE.checkViolation);
    await expectSqlState(grant(["customers_read"]), SQLSTATE.checkViolation);
    expect((await grant(API_PERMISSIONS)).count).toBe(1);
  });

  it("cannot revive a revoked key or a deleted application", async () => {
    const tenant = await makeApplication(platform);
    const inTenant = <Result>(work: (tx: postgres.TransactionSql) => Promise<Result>) =>
      inScope(app, tenant, work);
    const { owner } = platform.database;
    await owner`update api_keys set revoked_at = now() where id = ${uuidOf(tenant.apiKeyId)}`;
    await owner`update applications set deleted_at = now() where id = ${uuidOf(tenant.applicationId)}`;
    for (const revive of [
      (tx: postgres.TransactionSql) => tx`update api_keys set revoked_at = null`,
      (tx: postgres.TransactionSql) => tx`update api_keys set revoked_at = now() + interval '1 day'`,
      (tx: postgres.TransactionSql) => tx`update applications set deleted_at = null`,
    ]) {
      await expectSqlState(inTenant(revive), SQLSTATE.checkViolation);
    }
    for (const replace of [
      (tx: postgres.TransactionSql) => tx`delete from api_keys`,
      (tx: postgres.TransactionSql) => tx`update api_keys set key_hash = sha256('x')`,
      (tx: postgres.TransactionSql) => tx`update api_keys set application_id = ${newUuid()}`,
      (tx: postgres.TransactionSql) => tx`update signing_keys set public_key_pem = 'x'`,
      (tx: postgres.TransactionSql) => tx`update applications set environment = 'production'`,
      (tx: postgres.TransactionSql) => tx`update applications set state_version = 1`,
    ]) {
      await expectSqlState(inTenant(replace), SQLSTATE.insufficientPrivilege);
    }
  });

  it("cannot hang a credential or a person on another tenant's application or customer, nor can the tables' owner", async () => {
    const ownRow = async (table: string) => {
      const { owner } = platform.database;
      const [row] = await owner`select to_jsonb(t) as row from ${owner(table)} t
        where organization_id = ${own.organizationId} limit 1`;
      return row?.row;
    };
    const [customer] = await foreignRows("customers");
    const theirs = { application_id: uuidOf(foreign.applicationId), customer_id: customer?.row.id };
    for (const table of ["api_keys", "signing_keys", "customer_persons"]) {
      const fresh = {
        ...(await ownRow(table)),
        ...theirs,
        id: newUuid(),
        retires_at: "2030-01-01T00:00:00Z",
      };
      const hashed = { ...fresh, key_hash: `\\x${newUuid().replaceAll("-", "").repeat(2)}` };
      const insert = (tx: postgres.Sql | postgres.TransactionSql) =>
        tx`insert into ${tx(table)} select * from jsonb_populate_record(null::${tx(table)}, ${hashed})`;
      await expect(asOwn(insert)).rejects.toThrow(/row-level security|foreign key/);
      await expectSqlState(insert(platform.database.owner), SQLSTATE.foreignKeyViolation);
    }
  });
});
