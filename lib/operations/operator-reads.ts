/** What staff look at is part of the partner's history: one row for each look, not for each request of it. */
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { operatorReads } from "@/db/schema";
import { toPublicId } from "@/lib/ids";
import { appendAuditRecord, auditActor } from "@/lib/operations/audit";
import type { CallOrigin } from "@/lib/operations/operation";
import type { OperatorPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";

const ONE_LOOK_MINUTES = 15;

/** Records that `principal` reads its organization, unless it was recorded in the last quarter of an hour. */
export async function recordOperatorRead(
  runtime: Runtime,
  principal: OperatorPrincipal,
  origin: CallOrigin,
): Promise<void> {
  const { organizationId } = principal;
  const now = runtime.clock();
  await runtime.database.inScope({ organizationId, environment: null }, (tx) =>
    recordLook(tx, principal, { action: "organization.read", now, origin }),
  );
}

type Look = { action: "organization.read" | "outbox.read"; now: Date; origin: CallOrigin };

/**
 * The same inside `tx`, which has the organization in scope. The operator's own organization is read through the outbox
 * only, so one moment for each person and organization tells looks apart.
 */
export async function recordLook(
  tx: Transaction,
  principal: OperatorPrincipal,
  { action, now, origin }: Look,
): Promise<void> {
  const { organizationId, userId } = principal;
  const anotherLookFrom = new Date(now.getTime() - ONE_LOOK_MINUTES * 60_000);
  const recorded = await tx
    .insert(operatorReads)
    .values({ userId, organizationId, recordedAt: now })
    .onConflictDoUpdate({
      target: [operatorReads.userId, operatorReads.organizationId],
      set: { recordedAt: now },
      setWhere: sql`${operatorReads.recordedAt} <= ${anotherLookFrom.toISOString()}::timestamptz`,
    })
    .returning({ userId: operatorReads.userId });
  if (recorded.length === 0) return;
  await appendAuditRecord(tx, {
    organizationId,
    occurredAt: now,
    environment: null,
    action,
    actor: auditActor(principal),
    entry: { target: { kind: "organization", id: toPublicId("organization", organizationId) } },
    origin,
  });
}
