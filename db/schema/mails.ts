import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * Mail on its way out. The body may carry a link that opens an account, so it is sealed with a key that is not in the
 * database, and forgotten once the mail was sent.
 */
export const mails = pgTable(
  "mails",
  {
    id: uuid().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    sealedBody: text(),
    /** A mail with the same key is written once only, whoever else wants to write it. */
    dedupeKey: text().unique(),
    /** What it is about, where that matters later: the id of the link in its body, or the notice it gives. */
    about: text(),
    /** When the link in its body ends: from then on nobody sends or shows the body. */
    worthlessAfter: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    sentAt: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
    nextAttemptAt: timestamp({ withTimezone: true }).notNull(),
    lastProblem: text(),
  },
  (table) => [
    index("mails_due").on(table.nextAttemptAt).where(sql`${table.sentAt} is null`),
    index("mails_created_at").on(table.createdAt),
    index("mails_about").on(table.about),
    index("mails_worthless_after").on(table.worthlessAfter).where(sql`${table.sealedBody} is not null`),
  ],
);
