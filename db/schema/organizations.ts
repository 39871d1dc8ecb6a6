import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { OperatorRole, PartnerRole } from "@/lib/permissions";
import type { PersonalKeyPolicy } from "@/lib/schemas/personal-key";

/**
 * A partner organization: the tenant. `state_version` moves with every change that authentication depends on. One row
 * of kind OPERATOR stands for the deployment's operator, whose own history hears of staff and platform customers.
 */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    kind: text().$type<"PARTNER" | "OPERATOR">().notNull().default("PARTNER"),
    suspendedAt: timestamp({ withTimezone: true }),
    /** In which environments members may use API keys of their own. */
    personalKeys: text().$type<PersonalKeyPolicy>().notNull().default("sandbox"),
    stateVersion: bigint({ mode: "number" }).notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    check("organizations_name_length", sql`length(${table.name}) between 1 and 200`),
    check("organizations_personal_keys", sql`${table.personalKeys} in ('off', 'sandbox', 'both')`),
    check("organizations_kind", sql`${table.kind} in ('PARTNER', 'OPERATOR')`),
    uniqueIndex("organizations_one_operator").on(table.kind).where(sql`${table.kind} = 'OPERATOR'`),
  ],
);

/** A person. Only partner users have memberships; operator staff have an operator role; customers have neither. */
export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    displayName: text().notNull(),
    kind: text().$type<"PARTNER" | "OPERATOR" | "CUSTOMER">().notNull(),
    operatorRole: text().$type<OperatorRole>(),
    passwordHash: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    check("users_kind", sql`${table.kind} in ('PARTNER', 'OPERATOR', 'CUSTOMER')`),
    check(
      "users_operator_role",
      sql`(${table.kind} = 'OPERATOR') = (${table.operatorRole} is not null) and coalesce(${table.operatorRole} in ('NUVERA_ADMIN', 'NUVERA_SUPPORT'), true)`,
    ),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text().$type<PartnerRole>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("memberships_user").on(table.userId),
    check("memberships_role", sql`${table.role} in ('OWNER', 'ADMIN', 'DEVELOPER', 'MEMBER', 'VIEWER')`),
  ],
);
