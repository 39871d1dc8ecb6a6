/** What there is to tell of API keys, and what was told. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { apiKeyNews } from "@/db/schema";
import { environmentSchema } from "@/lib/schemas/common";

export type ApiKeyNews = typeof apiKeyNews.$inferSelect;

const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value));

const newsSchema = z
  .object({
    organization_id: z.string(),
    environment: environmentSchema,
    application_id: z.string(),
    api_key_id: z.string(),
    news: z.enum(["expiring", "expired", "first_used"]),
    about: moment,
  })
  .transform((row) => ({
    organizationId: row.organization_id,
    environment: row.environment,
    applicationId: row.application_id,
    apiKeyId: row.api_key_id,
    news: row.news,
    about: row.about,
  }));

/** Keys of every organization that end until `soon`, have ended or were used, of which nobody has told. */
export async function listUntoldNews({ db }: Database, now: Date, soon: Date, limit: number) {
  const rows = await db.execute(sql`select * from api_keys_with_news(
    ${now.toISOString()}::timestamptz, ${soon.toISOString()}::timestamptz, ${limit}::integer)`);
  return rows.map((row) => newsSchema.parse(row));
}

/** Whether it falls to the caller to tell: `false` where somebody has. */
export async function takeNews(tx: Transaction, news: ApiKeyNews): Promise<boolean> {
  const taken = await tx.insert(apiKeyNews).values(news).onConflictDoNothing().returning();
  return taken.length > 0;
}
