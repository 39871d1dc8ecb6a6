/**
 * The demo organization: people of every kind to sign in as, and something to look at. Every start brings it
 * about; what is there stays. How they sign in is kept in the data folder, for it cannot be read back from anywhere.
 */
import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { locateOrganization } from "@/db/queries/locate";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { type DataDirectory, writePrivateJson } from "@/lib/boot/data-directory";
import { makeDemoRecords } from "@/lib/boot/demo-records";
import { DEMO_ROLES, type DemoUser, ensureDemoUsers } from "@/lib/boot/demo-users";
import { newUuid } from "@/lib/ids";
import { createOrganization } from "@/lib/operations/organizations/create";
import { runOperation } from "@/lib/operations/run";
import type { Runtime } from "@/lib/runtime";
import { passwordSchema } from "@/lib/schemas/user";

export type { DemoUser } from "@/lib/boot/demo-users";

const ORGANIZATION = { slug: "demo", name: "Demo Payments Ltd" };

/** Any fixed number of its own serves; processes that start at once take turns by it. */
const DEMO_LOCK = 7_202_612;

const fileSchema = z.object({
  users: z.array(
    z.object({
      email: z.string(),
      password: passwordSchema,
      role: z.enum(DEMO_ROLES),
      totpSecret: z
        .string()
        .regex(/^[A-Z2-7]{32}$/)
        .optional(),
    }),
  ),
});

/**
 * Makes what is missing of the demo organization and its people, and returns how each of them signs in. `directory`
 * remembers passwords and one-time secrets; without it, and for people whom it does not have, new ones are set.
 */
export async function ensureDemoData(runtime: Runtime, directory: DataDirectory | null): Promise<DemoUser[]> {
  return runtime.database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`);
    const organizationId = await ensureOrganization(runtime);
    const remembered = directory === null ? [] : await readDemoFile(directory);
    const users = await ensureDemoUsers(runtime, organizationId, remembered);
    if (directory !== null && JSON.stringify(users) !== JSON.stringify(remembered)) {
      await writePrivateJson(directory.demoFile, { users });
    }
    return users;
  });
}

/** The demo organization's UUID; a new one gets something to look at. */
async function ensureOrganization(runtime: Runtime): Promise<string> {
  const existing = await locateOrganization(runtime.database, ORGANIZATION.slug);
  if (existing !== null) return existing;
  const organizationId = newUuid();
  const operator = operatorCli(organizationId, "sandbox");
  await runOperation(runtime, operator, createOrganization, ORGANIZATION, operatorCliOrigin());
  await makeDemoRecords(runtime, organizationId);
  return organizationId;
}

/** A lost or damaged file means new passwords, nothing worse. */
async function readDemoFile(directory: DataDirectory): Promise<DemoUser[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(directory.demoFile, "utf8"))).users;
  } catch {
    return [];
  }
}
