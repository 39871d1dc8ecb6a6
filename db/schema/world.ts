/** The columns of every row that belongs to one organization and one environment. */
import { text, uuid } from "drizzle-orm/pg-core";
import { organizations } from "@/db/schema/organizations";
import type { Environment } from "@/lib/schemas/common";

export const world = () => ({
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  environment: text().$type<Environment>().notNull(),
});
