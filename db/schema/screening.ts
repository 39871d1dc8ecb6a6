import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { beneficiaries } from "@/db/schema/beneficiaries";
import { customers } from "@/db/schema/customers";
import { world } from "@/db/schema/world";
import type {
  DispositionOutcome,
  MatchEvidence,
  MatchFeature,
  MatchState,
  QueryProperty,
  SubjectType,
} from "@/lib/schemas/screening-kinds";

/** Somebody or something that is screened, and what came of it last. */
export const screeningSubjects = pgTable(
  "screening_subjects",
  {
    id: uuid().primaryKey(),
    ...world(),
    subjectType: text().$type<SubjectType>().notNull(),
    /** The customer, person or beneficiary itself. */
    entityId: uuid().notNull(),
    customerId: uuid().notNull(),
    beneficiaryId: uuid(),
    displayName: text().notNull(),
    query: jsonb().$type<QueryProperty[]>().notNull(),
    paymentHold: boolean().notNull(),
    onboardingBlocked: boolean().notNull(),
    openMatchCount: integer().notNull(),
    /** Which lists in which version it was matched against. */
    dataVersion: text(),
    lastScreenedAt: timestamp({ withTimezone: true }),
    nextDueAt: timestamp({ withTimezone: true }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** The newest import it was matched against; with an older one than there is it is due. */
    listSequence: integer().notNull().default(0),
    /** Since when a match waits for a reviewer; stays as it is when the last of them is reviewed. */
    openSince: timestamp({ withTimezone: true }),
    /** After a screening that failed, so that one that always does holds up no other. */
    retryAfter: timestamp({ withTimezone: true }),
    /** Since when what was screened is gone. */
    closedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique("screening_subjects_tenant_key").on(table.organizationId, table.environment, table.id),
    unique("screening_subjects_entity").on(
      table.organizationId,
      table.environment,
      table.subjectType,
      table.entityId,
    ),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.environment, table.beneficiaryId],
      foreignColumns: [beneficiaries.organizationId, beneficiaries.environment, beneficiaries.id],
    }),
    index("screening_subjects_of_customer").on(table.organizationId, table.environment, table.customerId),
    index("screening_subjects_people")
      .on(table.organizationId, table.environment, table.customerId)
      .where(sql`${table.subjectType} <> 'BENEFICIARY'`),
    index("screening_subjects_due").on(table.nextDueAt).where(sql`${table.closedAt} is null`),
    index("screening_subjects_behind")
      .on(table.environment, table.listSequence, table.id)
      .where(sql`${table.closedAt} is null`),
    index("screening_subjects_queue")
      .on(table.environment, table.openSince, table.id)
      .where(sql`${table.openMatchCount} > 0`),
    check("screening_subjects_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "screening_subjects_type",
      sql`${table.subjectType} in ('CUSTOMER', 'CUSTOMER_PERSON', 'CUSTOMER_LEGAL_ENTITY_SHAREHOLDER', 'BENEFICIARY')`,
    ),
    check("screening_subjects_count", sql`${table.openMatchCount} >= 0`),
  ],
);

/** A listed entity that a subject may be. Open until somebody reviews it; what has vanished from the list is closed. */
export const screeningMatches = pgTable(
  "screening_matches",
  {
    id: uuid().primaryKey(),
    ...world(),
    subjectId: uuid().notNull(),
    list: text().notNull(),
    osEntityId: text().notNull(),
    caption: text().notNull(),
    schema: text().notNull(),
    /** Between 0 and 1, four decimals. */
    score: numeric({ precision: 5, scale: 4 }).notNull(),
    isMatch: boolean().notNull(),
    topics: jsonb().$type<string[]>().notNull(),
    datasets: jsonb().$type<string[]>().notNull(),
    features: jsonb().$type<MatchFeature[]>().notNull(),
    evidence: jsonb().$type<MatchEvidence[]>().notNull(),
    aliases: jsonb().$type<string[]>().notNull(),
    state: text().$type<MatchState>().notNull(),
    /** What a decision about it rests on: names, birth dates and what was looked for. */
    fingerprint: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique("screening_matches_tenant_key").on(table.organizationId, table.environment, table.id),
    unique("screening_matches_entity").on(
      table.organizationId,
      table.environment,
      table.subjectId,
      table.list,
      table.osEntityId,
    ),
    foreignKey({
      columns: [table.organizationId, table.environment, table.subjectId],
      foreignColumns: [screeningSubjects.organizationId, screeningSubjects.environment, screeningSubjects.id],
    }),
    check("screening_matches_state", sql`${table.state} in ('OPEN', 'CLEARED', 'CONFIRMED', 'GONE')`),
    check("screening_matches_score", sql`${table.score} between 0 and 1`),
  ],
);

/** What a reviewer decided about a match, and why. A later decision about the same match is a row of its own. */
export const screeningDispositions = pgTable(
  "screening_dispositions",
  {
    id: uuid().primaryKey(),
    ...world(),
    matchId: uuid().notNull(),
    outcome: text().$type<DispositionOutcome>().notNull(),
    reason: text().notNull(),
    topicsAtDecision: jsonb().$type<string[]>().notNull(),
    /** The match's fingerprint then. */
    fingerprint: text().notNull(),
    reviewedByUserId: uuid(),
    reviewedByDisplayName: text().notNull(),
    reviewedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.organizationId, table.environment, table.matchId],
      foreignColumns: [screeningMatches.organizationId, screeningMatches.environment, screeningMatches.id],
    }),
    index("screening_dispositions_of_match").on(
      table.organizationId,
      table.environment,
      table.matchId,
      table.id,
    ),
    check("screening_dispositions_outcome", sql`${table.outcome} in ('FALSE_POSITIVE', 'TRUE_MATCH')`),
  ],
);
