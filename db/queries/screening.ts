/** Screening subjects: who is screened, and what stands against them. */
import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isAnyOf, uuidArray } from "@/db/any-of";
import type { Database, Transaction } from "@/db/client";
import { customers, screeningSubjects } from "@/db/schema";
import { preparedSelect } from "@/db/statements";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { SUBJECT_TYPES } from "@/lib/schemas/screening-kinds";

type Tenant = { organizationId: string; environment: Environment };

export type SubjectRow = typeof screeningSubjects.$inferSelect;
export type SubjectState = Pick<
  SubjectRow,
  | "id"
  | "subjectType"
  | "entityId"
  | "customerId"
  | "paymentHold"
  | "onboardingBlocked"
  | "openMatchCount"
  | "lastScreenedAt"
>;
export type HoldRow = Pick<
  SubjectRow,
  "paymentHold" | "onboardingBlocked" | "openMatchCount" | "dataVersion"
>;

const ofTenant = (tenant: Tenant) =>
  and(
    eq(screeningSubjects.organizationId, tenant.organizationId),
    eq(screeningSubjects.environment, tenant.environment),
  );

/** What was screened is there, or was found to be listed before it went. */
const countsStill = or(isNull(screeningSubjects.closedAt), screeningSubjects.paymentHold);

const stateColumns = {
  id: screeningSubjects.id,
  subjectType: screeningSubjects.subjectType,
  entityId: screeningSubjects.entityId,
  customerId: screeningSubjects.customerId,
  paymentHold: screeningSubjects.paymentHold,
  onboardingBlocked: screeningSubjects.onboardingBlocked,
  openMatchCount: screeningSubjects.openMatchCount,
  lastScreenedAt: screeningSubjects.lastScreenedAt,
};

const place = sql.placeholder;
const ofPlaces = and(
  eq(screeningSubjects.organizationId, place("organizationId")),
  eq(screeningSubjects.environment, place("environment")),
);

const statesOfCustomers = preparedSelect(stateColumns, (tx, columns) =>
  tx
    .select(columns)
    .from(screeningSubjects)
    .where(
      and(
        ofPlaces,
        isAnyOf(screeningSubjects.customerId, place("customerIds")),
        ne(screeningSubjects.subjectType, "BENEFICIARY"),
        countsStill,
      ),
    ),
);

const statesOfBeneficiaries = preparedSelect(stateColumns, (tx, columns) =>
  tx
    .select(columns)
    .from(screeningSubjects)
    .where(
      and(
        ofPlaces,
        eq(screeningSubjects.subjectType, "BENEFICIARY"),
        isAnyOf(screeningSubjects.entityId, place("beneficiaryIds")),
      ),
    ),
);

/** What `stateColumns` name, in their order. */
type StateOfJson = [
  id: string,
  subjectType: SubjectState["subjectType"],
  entityId: string,
  customerId: string,
  paymentHold: boolean,
  onboardingBlocked: boolean,
  openMatchCount: number,
  lastScreenedAt: string | null,
];

/** In a select from customers: what `listSubjectStatesOfCustomers` says of each. */
export const statesOfCustomer = sql`${statesAsJson()}`
  .mapWith((states: StateOfJson[]): SubjectState[] =>
    states.map(([id, subjectType, entityId, customerId, paymentHold, ...rest]) => {
      const [onboardingBlocked, openMatchCount, lastScreenedAt] = rest;
      return {
        id,
        subjectType,
        entityId,
        customerId,
        paymentHold,
        onboardingBlocked,
        openMatchCount,
        lastScreenedAt: lastScreenedAt === null ? null : new Date(lastScreenedAt),
      };
    }),
  )
  .as("screening_states");

/** Nested in another statement, since drizzle leaves the tables' names away from columns that stand in a select by themselves. */
function statesAsJson(): SQL {
  const state = sql.join(Object.values(stateColumns), sql`, `);
  const ofThisCustomer = and(
    eq(screeningSubjects.organizationId, customers.organizationId),
    eq(screeningSubjects.environment, customers.environment),
    eq(screeningSubjects.customerId, customers.id),
    ne(screeningSubjects.subjectType, "BENEFICIARY"),
    countsStill,
  );
  const states = sql`select json_agg(json_build_array(${state})) from ${screeningSubjects} where ${ofThisCustomer}`;
  // Without any, the aggregate is null, which no decoder is asked about.
  return sql`coalesce((${states}), '[]')`;
}

/** The customers' own subjects and those of their persons. */
export async function listSubjectStatesOfCustomers(
  tx: Transaction,
  { organizationId, environment }: Tenant,
  customerIds: readonly string[],
): Promise<SubjectState[]> {
  if (customerIds.length === 0) return [];
  return statesOfCustomers(tx, { organizationId, environment, customerIds: uuidArray(customerIds) });
}

export async function listSubjectStatesOfBeneficiaries(
  tx: Transaction,
  { organizationId, environment }: Tenant,
  beneficiaryIds: readonly string[],
): Promise<SubjectState[]> {
  if (beneficiaryIds.length === 0) return [];
  return statesOfBeneficiaries(tx, {
    organizationId,
    environment,
    beneficiaryIds: uuidArray(beneficiaryIds),
  });
}

/** What holds a customer (with its persons), a beneficiary, or both. */
function holdsOf(
  tx: Transaction,
  tenant: Tenant,
  { customerId, beneficiaryId }: { customerId?: string; beneficiaryId?: string },
) {
  const ofCustomer =
    customerId === undefined
      ? undefined
      : and(eq(screeningSubjects.customerId, customerId), ne(screeningSubjects.subjectType, "BENEFICIARY"));
  const ofBeneficiary =
    beneficiaryId === undefined
      ? undefined
      : and(eq(screeningSubjects.entityId, beneficiaryId), eq(screeningSubjects.subjectType, "BENEFICIARY"));
  return tx
    .select({
      paymentHold: screeningSubjects.paymentHold,
      onboardingBlocked: screeningSubjects.onboardingBlocked,
      openMatchCount: screeningSubjects.openMatchCount,
      dataVersion: screeningSubjects.dataVersion,
    })
    .from(screeningSubjects)
    .where(and(ofTenant(tenant), or(ofCustomer, ofBeneficiary), countsStill))
    .orderBy(screeningSubjects.id);
}

export async function listHolds(
  tx: Transaction,
  tenant: Tenant,
  wanted: { customerId?: string; beneficiaryId?: string },
): Promise<HoldRow[]> {
  return holdsOf(tx, tenant, wanted);
}

/** The same; they stay as they are until the transaction ends. */
export async function lockHolds(
  tx: Transaction,
  tenant: Tenant,
  wanted: { customerId?: string; beneficiaryId?: string },
): Promise<HoldRow[]> {
  return holdsOf(tx, tenant, wanted).for("share");
}

export async function findSubjectRow(
  tx: Transaction,
  tenant: Tenant,
  subjectId: string,
): Promise<SubjectRow | undefined> {
  const [row] = await tx
    .select()
    .from(screeningSubjects)
    .where(and(ofTenant(tenant), eq(screeningSubjects.id, subjectId)));
  return row;
}

/** The customer's own subject and those of its persons, the customer's first; with beneficiaries where asked for. */
export async function listSubjectRowsOfCustomer(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
  { beneficiaries, limit }: { beneficiaries: boolean; limit: number },
): Promise<SubjectRow[]> {
  return (
    tx
      .select()
      .from(screeningSubjects)
      .where(
        and(
          ofTenant(tenant),
          eq(screeningSubjects.customerId, customerId),
          beneficiaries ? undefined : ne(screeningSubjects.subjectType, "BENEFICIARY"),
          countsStill,
        ),
      )
      // Beneficiaries last: there may be more of them than the limit, and they must not push out the customer and its persons.
      .orderBy(
        sql`${screeningSubjects.subjectType} = 'BENEFICIARY'`,
        asc(screeningSubjects.subjectType),
        asc(screeningSubjects.id),
      )
      .limit(limit)
  );
}

export async function findSubjectRowOfBeneficiary(
  tx: Transaction,
  tenant: Tenant,
  beneficiaryId: string,
): Promise<SubjectRow | undefined> {
  const [row] = await tx
    .select()
    .from(screeningSubjects)
    .where(
      and(
        ofTenant(tenant),
        eq(screeningSubjects.subjectType, "BENEFICIARY"),
        eq(screeningSubjects.entityId, beneficiaryId),
      ),
    );
  return row;
}

/** Makes known whom nobody knew yet; the others stay as they are. */
export async function insertSubjects(tx: Transaction, rows: SubjectRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(screeningSubjects).values(rows).onConflictDoNothing();
}

/** A customer's subjects with its persons', or a beneficiary's: nobody else changes one before this transaction ends. */
export async function lockSubjects(
  tx: Transaction,
  tenant: Tenant,
  party: { customerId: string } | { beneficiaryId: string },
): Promise<SubjectRow[]> {
  const ofParty =
    "customerId" in party
      ? and(
          eq(screeningSubjects.customerId, party.customerId),
          ne(screeningSubjects.subjectType, "BENEFICIARY"),
        )
      : and(
          eq(screeningSubjects.subjectType, "BENEFICIARY"),
          eq(screeningSubjects.entityId, party.beneficiaryId),
        );
  return tx
    .select()
    .from(screeningSubjects)
    .where(and(ofTenant(tenant), ofParty))
    .orderBy(asc(screeningSubjects.id))
    .for("update");
}

export async function updateSubject(
  tx: Transaction,
  tenant: Tenant,
  subjectId: string,
  change: Partial<SubjectRow>,
): Promise<SubjectRow> {
  const [row] = await tx
    .update(screeningSubjects)
    .set(change)
    .where(and(ofTenant(tenant), eq(screeningSubjects.id, subjectId)))
    .returning();
  if (row === undefined) throw new Error("A locked screening subject is gone.");
  return row;
}

const dueSchema = z
  .object({ id: z.string(), organization_id: z.string(), environment: environmentSchema })
  .transform((row) => ({ id: row.id, organizationId: row.organization_id, environment: row.environment }));
export type DueSubject = z.output<typeof dueSchema>;

/** Subjects of every organization that are to be screened now, longest due first. */
export async function listDueSubjects(
  { db }: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<DueSubject[]> {
  const rows = await db.execute(
    sql`select * from due_screening_subjects(${now.toISOString()}::timestamptz, ${limit}::integer)`,
  );
  return rows.map((row) => dueSchema.parse(row));
}

/** How many are due in each environment, over all organizations; counts up to a limit of the database's own. */
export async function countDueSubjects(tx: Transaction, now: Date): Promise<Record<Environment, number>> {
  const rows = await tx.execute(
    sql`select * from count_due_screening_subjects(${now.toISOString()}::timestamptz)`,
  );
  const counts = z.array(z.object({ environment: environmentSchema, due: z.int() })).parse([...rows]);
  const of = (environment: Environment) => counts.find((row) => row.environment === environment)?.due ?? 0;
  return { sandbox: of("sandbox"), production: of("production") };
}

/** Has a subject whose screening failed wait, so that it holds up no other. */
export async function postponeScreening(
  database: Database,
  { id, ...scope }: DueSubject,
  retryAfter: Date,
): Promise<void> {
  await database.inScope(scope, (tx) =>
    tx
      .update(screeningSubjects)
      .set({ retryAfter })
      .where(and(ofTenant(scope), eq(screeningSubjects.id, id))),
  );
}

const queueRowSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  subjectType: z.enum(SUBJECT_TYPES),
  displayName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  openMatchCount: z.int(),
  paymentHold: z.boolean(),
  waitingSince: z.coerce.date(),
});
export type ScreeningQueueRow = z.infer<typeof queueRowSchema>;

/** Subjects of every organization with matches to review, longest waiting first, after one place where given. */
export async function listScreeningQueueRows(
  tx: Transaction,
  environment: Environment,
  { after, limit }: { limit: number; after: { waitingSince: Date; id: string } | undefined },
): Promise<ScreeningQueueRow[]> {
  const rows = await tx.execute(sql`
    select id, organization_id as "organizationId", organization_name as "organizationName", environment,
           subject_type as "subjectType", display_name as "displayName", customer_id as "customerId",
           customer_name as "customerName", open_match_count as "openMatchCount", payment_hold as "paymentHold",
           open_since as "waitingSince"
      from screening_queue(${environment}::text, ${after?.waitingSince.toISOString() ?? null}::timestamptz,
        ${after?.id ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => queueRowSchema.parse(row));
}
