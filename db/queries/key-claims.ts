/** Replacement keys that the operator prepared. The caller has locked the application. */
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { keyClaims, memberships, users } from "@/db/schema";
import type { PartnerRole } from "@/lib/permissions";

export type KeyClaimRow = typeof keyClaims.$inferSelect;

const unsettled = and(isNull(keyClaims.claimedAt), isNull(keyClaims.cancelledAt));

/** Claims of these applications that somebody may use at `now`; at most one for each. No lock is needed. */
export function listOpenClaims(
  tx: Transaction,
  organizationId: string,
  applicationIds: readonly string[],
  now: Date,
): Promise<KeyClaimRow[]> {
  return tx
    .select()
    .from(keyClaims)
    .where(
      and(
        eq(keyClaims.organizationId, organizationId),
        inArray(keyClaims.applicationId, [...applicationIds]),
        unsettled,
        gt(keyClaims.expiresAt, now),
      ),
    );
}

export async function findClaim(
  tx: Transaction,
  applicationId: string,
  claimId: string,
): Promise<KeyClaimRow | undefined> {
  const [row] = await tx
    .select()
    .from(keyClaims)
    .where(and(eq(keyClaims.id, claimId), eq(keyClaims.applicationId, applicationId)));
  return row;
}

export async function insertClaim(tx: Transaction, row: KeyClaimRow): Promise<void> {
  await tx.insert(keyClaims).values(row);
}

/** Withdraws what nobody has claimed, expired ones included; returns the rows. */
export function cancelUnsettledClaims(
  tx: Transaction,
  applicationId: string,
  now: Date,
): Promise<KeyClaimRow[]> {
  return tx
    .update(keyClaims)
    .set({ cancelledAt: now })
    .where(and(eq(keyClaims.applicationId, applicationId), unsettled))
    .returning();
}

export async function settleClaim(
  tx: Transaction,
  claim: KeyClaimRow,
  settled: { claimedAt: Date; claimedByUserId: string; apiKeyId: string },
): Promise<void> {
  await tx.update(keyClaims).set(settled).where(eq(keyClaims.id, claim.id));
}

/** Addresses of the organization's members in these roles. */
export async function listMemberAddresses(
  tx: Transaction,
  organizationId: string,
  roles: readonly PartnerRole[],
): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, [...roles])));
  return rows.map((row) => row.email);
}
