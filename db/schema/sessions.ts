import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "@/db/schema/organizations";

/**
 * Browser sessions. The cookie names a row here; without the row there is no session. Triggers delete the rows of a
 * person whose password or role changes or who loses a membership, so no code that does so has to think of it.
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

/** Sign-in attempts per bucket: a person, a network address or both, hashed. `lib/auth` says how many are too many. */
export const signInThrottles = pgTable("sign_in_throttles", {
  bucket: text().primaryKey(),
  failures: integer().notNull(),
  windowStartedAt: timestamp({ withTimezone: true }).notNull(),
});
