/** Events for partners, written in the transaction of the change that they tell of. */
import { sql } from "drizzle-orm";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { type EventType, fitEventData } from "@/lib/schemas/event";

/** `data` is the resource as the API returns it. Every webhook endpoint that wants to hear of it gets its delivery here. */
export async function recordEvent(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  type: EventType,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.execute(sql`select publish_event(
    ${newUuid()}::uuid, ${scope.organizationId}::uuid, ${scope.environment}::text, ${type}::text,
    ${JSON.stringify(fitEventData(data))}::text::json, ${now.toISOString()}::timestamptz
  )`);
}
