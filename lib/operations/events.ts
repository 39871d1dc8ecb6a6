/** Events for partners, written in the transaction of the change that they tell of. */
import { events } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { EventType } from "@/lib/schemas/event";

/** `data` is the resource as the API returns it. */
export async function recordEvent(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  type: EventType,
  data: unknown,
): Promise<void> {
  await tx.insert(events).values({ id: newUuid(), ...scope, type, data, createdAt: now });
}
