/** Webhook endpoints of the test platform, and rows of their delivery log without anybody who delivers. */
import { v7 as uuidv7 } from "uuid";
import { toPublicId } from "@/lib/ids";
import { recordEvent } from "@/lib/operations/events";
import { runOperation } from "@/lib/operations/run";
import { createWebhook } from "@/lib/operations/webhooks/create";
import type { Principal } from "@/lib/principal";
import type { EventType } from "@/lib/schemas/event";
import type { SubscribedEvents } from "@/lib/schemas/webhook";
import { TEST_ORIGIN } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** An address of this machine, which the test platform lets sandboxes use. */
export const LOCAL_URL = "http://127.0.0.1:9/hooks";

export type TestWebhook = { webhookId: string; uuid: string; secret: string };

export async function makeWebhook(
  platform: TestPlatform,
  principal: Principal,
  { url = LOCAL_URL, events = "all" }: { url?: string; events?: SubscribedEvents } = {},
): Promise<TestWebhook> {
  const input = { url, events };
  const created = await runOperation(platform.runtime, principal, createWebhook, input, TEST_ORIGIN);
  const { id } = created.webhook;
  return { webhookId: id, uuid: id.slice(id.indexOf("_") + 1), secret: created.secret };
}

/** An event of now, published as a change publishes it; returns its public id. */
export async function publish(
  { runtime, database }: TestPlatform,
  { organizationId, environment }: Pick<Principal, "organizationId" | "environment">,
  type: EventType = "payments.created",
): Promise<string> {
  const scope = { organizationId, environment };
  await runtime.database.inScope(scope, (tx) =>
    recordEvent({ tx, scope, now: runtime.clock() }, type, { id: "pay_test", amount: "1.00" }),
  );
  const [row] = await database.owner<{ id: string }[]>`select id from events order by id desc limit 1`;
  return toPublicId("event", row?.id ?? "");
}

/** Events of another time, about which no endpoint was told; oldest first. Returns their public ids. */
export async function putPastEvents(
  { database }: TestPlatform,
  { organizationId, environment }: Pick<Principal, "organizationId" | "environment">,
  { count, at, type = "payments.created" }: { count: number; at: Date; type?: EventType },
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => uuidv7({ msecs: at.getTime() + index }));
  await database.owner`
    insert into events (id, organization_id, environment, type, data, created_at)
    select id::uuid, ${organizationId}, ${environment}, ${type}, '{}', ${at}
      from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as given(id)`;
  return ids.map((id) => toPublicId("event", id));
}

export type JobRow = { eventId: string; attempt: number; isDue: boolean };

/** What waits in the queue for this endpoint. */
export async function jobsOf(
  { database }: TestPlatform,
  { uuid }: Pick<TestWebhook, "uuid">,
): Promise<JobRow[]> {
  return await database.owner<JobRow[]>`
    select 'evt_' || (payload ->> 'eventId') as "eventId", (payload ->> 'attempt')::integer as attempt,
           run_at <= now() as "isDue"
      from graphile_worker._private_jobs where payload ->> 'endpointId' = ${uuid} order by id`;
}
