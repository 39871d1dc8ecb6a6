import { bigint, index, integer, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
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

/**
 * Time-based one-time codes (RFC 6238). The secret is sealed with a key that is not in the database; it counts from
 * `confirmed_at` on, when its first code was typed in. `last_step` is the newest time step whose code was accepted:
 * no code is good twice.
 */
export const secondFactors = pgTable("second_factors", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  sealedSecret: text().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull(),
  confirmedAt: timestamp({ withTimezone: true }),
  lastStep: bigint({ mode: "number" }).notNull().default(0),
});

/** Codes for the day the phone is lost; each works once. Only a digest is kept: the codes are random enough for it. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeDigest: bytea().notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (table) => [unique("recovery_codes_of_user").on(table.userId, table.codeDigest)],
);

/** Links that let a person set a new password. Only a digest of the link's secret is kept. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    secretDigest: bytea().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("password_resets_user").on(table.userId)],
);
