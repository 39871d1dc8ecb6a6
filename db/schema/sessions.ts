import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "@/db/schema/organizations";

/**
 * Browser sessions. The cookie names a row here; without the row there is no session, so role change, removal
 * and password change end sessions at once by deleting rows.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    /** When the password (and code, where set up) was last proven; dangerous actions ask again after 10 minutes. */
    lastProofAt: timestamp({ withTimezone: true }).notNull(),
    address: text(),
    userAgent: text(),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_expires_at").on(table.expiresAt)],
);

/** Failed sign-ins per bucket (an e-mail address or a network address, hashed); blocks after too many. */
export const signInThrottles = pgTable("sign_in_throttles", {
  bucket: text().primaryKey(),
  failures: integer().notNull(),
  windowStartedAt: timestamp({ withTimezone: true }).notNull(),
  blockedUntil: timestamp({ withTimezone: true }),
});
