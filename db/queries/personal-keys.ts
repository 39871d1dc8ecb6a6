/** Personal API keys and where their organization allows them. */
import { and, count, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Scope, Transaction } from "@/db/client";
import { memberships, organizations, personalApiKeys, personalKeyUsage, users } from "@/db/schema";
import type { PartnerRole } from "@/lib/permissions";
import { environmentSchema } from "@/lib/schemas/common";
import { allowsPersonalKeys, type PersonalKeyPolicy } from "@/lib/schemas/personal-key-policy";

export type PersonalKeyRow = typeof personalApiKeys.$inferSelect;

/** Rows of one organization; of one environment, or of both with `null`. */
function inPlace({ organizationId, environment }: Scope) {
  return and(
    eq(personalApiKeys.organizationId, organizationId),
    environment === null ? undefined : eq(personalApiKeys.environment, environment),
  );
}

const listedColumns = {
  id: personalApiKeys.id,
  name: personalApiKeys.name,
  environment: personalApiKeys.environment,
  prefix: personalApiKeys.prefix,
  lastFour: personalApiKeys.lastFour,
  createdAt: personalApiKeys.createdAt,
  expiresAt: personalApiKeys.expiresAt,
  userId: personalApiKeys.userId,
  displayName: users.displayName,
  role: memberships.role,
  lastUsedAt: personalKeyUsage.lastUsedAt,
  address: personalKeyUsage.address,
  userAgent: personalKeyUsage.userAgent,
};

export type ListedPersonalKey = Awaited<ReturnType<typeof listPersonalKeyRows>>[number];

/** Keys that were not deleted, newest first: everybody's, or one person's. */
export function listPersonalKeyRows(tx: Transaction, scope: Scope, userId: string | null) {
  return tx
    .select(listedColumns)
    .from(personalApiKeys)
    .innerJoin(users, eq(users.id, personalApiKeys.userId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.organizationId, personalApiKeys.organizationId),
        eq(memberships.userId, personalApiKeys.userId),
      ),
    )
    .leftJoin(personalKeyUsage, eq(personalKeyUsage.personalKeyId, personalApiKeys.id))
    .where(
      and(
        inPlace(scope),
        isNull(personalApiKeys.revokedAt),
        userId === null ? undefined : eq(personalApiKeys.userId, userId),
      ),
    )
    .orderBy(desc(personalApiKeys.id));
}

/** Keys of this person in this environment that are neither deleted nor expired at `now`. */
export async function countLivePersonalKeys(
  tx: Transaction,
  scope: Scope,
  userId: string,
  now: Date,
): Promise<number> {
  const [row] = await tx
    .select({ live: count() })
    .from(personalApiKeys)
    .where(
      and(
        inPlace(scope),
        eq(personalApiKeys.userId, userId),
        isNull(personalApiKeys.revokedAt),
        or(isNull(personalApiKeys.expiresAt), gt(personalApiKeys.expiresAt, now)),
      ),
    );
  return row?.live ?? 0;
}

/** The key with this UUID, locked. */
export async function lockPersonalKey(
  tx: Transaction,
  scope: Scope,
  personalKeyId: string,
): Promise<PersonalKeyRow | undefined> {
  const [row] = await tx
    .select()
    .from(personalApiKeys)
    .where(and(inPlace(scope), eq(personalApiKeys.id, personalKeyId)))
    .for("no key update");
  return row;
}

type Revocation = { revokedAt: Date; revokedByName: string };

/** Ends one key, for ever; nothing where it has ended already. */
export async function revokePersonalKeyRow(
  tx: Transaction,
  { id }: Pick<PersonalKeyRow, "id">,
  revocation: Revocation,
): Promise<void> {
  await tx
    .update(personalApiKeys)
    .set(revocation)
    .where(and(eq(personalApiKeys.id, id), isNull(personalApiKeys.revokedAt)));
}

/** Ends every key of this person in the organization, in both environments where the scope says so; gives those it ended. */
export function revokePersonalKeyRowsOf(
  tx: Transaction,
  scope: Scope,
  userId: string,
  revocation: Revocation,
): Promise<PersonalKeyRow[]> {
  return tx
    .update(personalApiKeys)
    .set(revocation)
    .where(and(inPlace(scope), eq(personalApiKeys.userId, userId), isNull(personalApiKeys.revokedAt)))
    .returning();
}

/** Makes whoever adds a key for this member, or changes the membership, come one after the other; `false` for no member. */
export async function lockMembership(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<boolean> {
  return (await lockedRole(tx, organizationId, userId)) !== undefined;
}

async function lockedRole(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<PartnerRole | undefined> {
  const [row] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
    .for("no key update");
  return row?.role;
}

export async function findPersonalKeyPolicy(
  tx: Transaction,
  organizationId: string,
): Promise<PersonalKeyPolicy | undefined> {
  return (await findStanding(tx, organizationId))?.personalKeys;
}

async function findStanding(tx: Transaction, organizationId: string) {
  const [row] = await tx
    .select({ personalKeys: organizations.personalKeys, suspendedAt: organizations.suspendedAt })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return row;
}

/** The policy, with the organization's row locked until the change is committed. */
export async function lockPersonalKeyPolicy(
  tx: Transaction,
  organizationId: string,
): Promise<PersonalKeyPolicy | undefined> {
  const [row] = await tx
    .select({ personalKeys: organizations.personalKeys })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  return row?.personalKeys;
}

export async function updatePersonalKeyPolicy(
  tx: Transaction,
  organizationId: string,
  personalKeys: PersonalKeyPolicy,
): Promise<void> {
  await tx.update(organizations).set({ personalKeys }).where(eq(organizations.id, organizationId));
}

type HeldKey = Pick<PersonalKeyRow, "organizationId" | "userId"> & {
  personalKeyId: string;
  environment: PersonalKeyRow["environment"];
  role: PartnerRole;
};

/**
 * Whether the key still is what it was when the request was authenticated; holds it so for this transaction. Membership
 * before key, as a removal takes them. Changes with one person's keys queue: a lock that several of them share could be
 * held by turns for ever, and the person never removed.
 */
export async function holdLivingPersonalKey(tx: Transaction, key: HeldKey, now: Date): Promise<boolean> {
  const { organizationId, environment, personalKeyId, userId } = key;
  const [role, row, organization] = await Promise.all([
    lockedRole(tx, organizationId, userId),
    lockPersonalKey(tx, { organizationId, environment }, personalKeyId),
    findStanding(tx, organizationId),
  ]);
  return (
    role === key.role &&
    row !== undefined &&
    row.revokedAt === null &&
    (row.expiresAt === null || row.expiresAt > now) &&
    organization !== undefined &&
    organization.suspendedAt === null &&
    allowsPersonalKeys(organization.personalKeys, environment)
  );
}

const placeSchema = z
  .object({ organization_id: z.string(), environment: environmentSchema })
  .transform((row) => ({ organizationId: row.organization_id, environment: row.environment }));

/** For the operator, who names a key without its tenant. */
export async function locatePersonalKey({ db }: Database, personalKeyId: string) {
  const [row] = await db.execute(sql`select * from locate_personal_key(${personalKeyId}::uuid)`);
  return row === undefined ? null : placeSchema.parse(row);
}
