import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { world } from "@/db/schema/world";
import type { SimulatorStep } from "@/lib/schemas/simulator";

/** What the sandbox simulator does next, and when. Made in the transaction that calls for it. */
export const simulatorSteps = pgTable(
  "simulator_steps",
  {
    id: uuid().primaryKey(),
    ...world(),
    step: text().$type<SimulatorStep>().notNull(),
    entityId: uuid().notNull(),
    /** Moved ahead while somebody works on it, so that one who dies leaves it to the next. */
    dueAt: timestamp({ withTimezone: true }).notNull(),
    /** How often somebody took it up. */
    attempts: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique("simulator_steps_once").on(table.step, table.entityId),
    index("simulator_steps_due").on(table.dueAt),
    check("simulator_steps_environment", sql`${table.environment} = 'sandbox'`),
  ],
);
