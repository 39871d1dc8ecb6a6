import { describe, expect, it } from "vitest";
import { findDeployment } from "@/lib/boot/deployment";
import type { ProcessEnvironment } from "@/lib/env";

const OWNER = "postgres://owner:o@db:5432/nuvera";
const APP = "postgres://nuvera_app:a@pooler:6432/nuvera";
const REPLICA = "postgres://nuvera_app:a@replica:5432/nuvera";

const environment = (changes: Partial<ProcessEnvironment>): ProcessEnvironment => ({
  PORT: 3000,
  HOST: "127.0.0.1",
  NUVERA_DATA_DIR: "/nonexistent",
  DATABASE_URL: OWNER,
  NUVERA_DATABASE_CONNECTIONS: 7,
  NUVERA_API_KEY_PEPPER: "p".repeat(32),
  NEXTAUTH_SECRET: "s".repeat(32),
  NUVERA_TOKEN_ISSUER: "issuer",
  NUVERA_TOKEN_AUDIENCE: "audience",
  NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: 0,
  NUVERA_RATE_MAX_AGE_HOURS: 24,
  ...changes,
});
const databaseOf = async (changes: Partial<ProcessEnvironment>) =>
  (await findDeployment(environment(changes))).settings.database;

describe("where an external database is reached", () => {
  it("is one place for everything, in the application's role, unless the settings say more", async () => {
    expect(await databaseOf({})).toEqual({ url: OWNER, role: "nuvera_app", maxConnections: 7 });
  });

  it("keeps the job queue and migrations past a pooler", async () => {
    const changes = {
      NUVERA_APP_DATABASE_URL: APP,
      NUVERA_APP_DATABASE_POOLER: "transaction" as const,
      NUVERA_READ_DATABASE_URL: REPLICA,
    };
    const { settings, ownerDatabaseUrl } = await findDeployment(environment(changes));
    expect(settings.database).toEqual({
      url: APP,
      pooler: "transaction",
      queue: { url: OWNER, role: "nuvera_app" },
      replica: { url: REPLICA },
      maxConnections: 7,
    });
    expect(ownerDatabaseUrl).toBe(OWNER);
  });

  it("takes on the application's role at a replica as at the primary", async () => {
    const { replica } = await databaseOf({ NUVERA_READ_DATABASE_URL: REPLICA });
    expect(replica).toEqual({ url: REPLICA, role: "nuvera_app" });
  });

  it("is asked for where a pooler has no login for the application", async () => {
    await expect(databaseOf({ NUVERA_APP_DATABASE_POOLER: "transaction" })).rejects.toThrow(
      /NUVERA_APP_DATABASE_URL/,
    );
  });
});
