/** Steps of the sandbox simulator, of every organization. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";

const claimedStepSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  step: z.string(),
  entityId: z.string(),
  /** Counting this one. */
  attempts: z.int(),
});
export type ClaimedStep = z.infer<typeof claimedStepSchema>;

/** Takes up to `limit` steps that are due, for the caller alone until `leasedUntil`. */
export async function claimDueSteps(
  { db }: Database,
  { now, leasedUntil, limit }: { now: Date; leasedUntil: Date; limit: number },
): Promise<ClaimedStep[]> {
  const rows = await db.execute(sql`
    select id, organization_id as "organizationId", step, entity_id as "entityId", attempts
      from claim_simulator_steps(${now.toISOString()}::timestamptz, ${leasedUntil.toISOString()}::timestamptz, ${limit}::integer)`);
  return rows.map((row) => claimedStepSchema.parse(row));
}

/** The steps are done, or given up. One that was planned anew meanwhile has another id, and stays. */
export async function endSteps({ db }: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`select end_simulator_steps(${JSON.stringify(ids)}::text::jsonb)`);
}

/** The step is tried again at `dueAt`. */
export async function postponeStep({ db }: Database, id: string, dueAt: Date): Promise<void> {
  await db.execute(sql`select postpone_simulator_step(${id}::uuid, ${dueAt.toISOString()}::timestamptz)`);
}

/** How many rows of each table went. */
const resetCountsSchema = z.record(z.string(), z.int());

/** Removes every row of the sandbox in scope but applications, their keys and the audit history. */
export async function resetSandboxRows(
  tx: Transaction,
  timeoutMilliseconds: number,
): Promise<Record<string, number>> {
  await tx.execute(sql`select set_config('statement_timeout', ${String(timeoutMilliseconds)}, true)`);
  const [row] = await tx.execute(sql`select reset_sandbox() as counts`);
  return resetCountsSchema.parse(row?.counts);
}
