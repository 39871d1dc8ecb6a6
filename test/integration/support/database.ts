/** A database of one's own, cloned from the migrated template. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** The tables' owner: sees every row; for arranging and for looking behind the application's back. */
  owner: postgres.Sql;
  drop(): Promise<void>;
};

export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(withDatabase(inject("ownerUrl"), "postgres"), { max: 1, onnotice: () => {} });
  // Clones of one template take turns: PostgreSQL refuses to copy a database that another copy is reading.
  await admin`select pg_advisory_lock(1)`;
  await admin.unsafe(`create database ${name} template nuvera`);
  await admin`select pg_advisory_unlock(1)`;
  const ownerUrl = withDatabase(inject("ownerUrl"), name);
  const owner = postgres(ownerUrl, { max: 4, onnotice: () => {} });
  return {
    ownerUrl,
    appUrl: withDatabase(inject("appUrl"), name),
    owner,
    drop: async () => {
      await owner.end({ timeout: 5 });
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
