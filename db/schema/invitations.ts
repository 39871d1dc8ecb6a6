import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
import { organizations, users } from "@/db/schema/organizations";
import type { PartnerRole } from "@/lib/permissions";

/** Invitations by link. Only a digest of the link's secret is kept. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    email: text().notNull(),
    role: text().$type<PartnerRole>().notNull(),
    secretDigest: bytea().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByUserId: uuid().references(() => users.id),
    createdByName: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    acceptedAt: timestamp({ withTimezone: true }),
    acceptedByUserId: uuid().references(() => users.id),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index("invitations_organization").on(table.organizationId, table.id),
    uniqueIndex("invitations_one_open")
      .on(table.organizationId, sql`lower(${table.email})`)
      .where(sql`${table.acceptedAt} is null and ${table.revokedAt} is null`),
    check("invitations_role", sql`${table.role} in ('OWNER', 'ADMIN', 'DEVELOPER', 'MEMBER', 'VIEWER')`),
  ],
);
