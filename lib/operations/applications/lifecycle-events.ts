/** Events about applications and their keys: the resource as our pages describe it, which holds no secret. */
import { takeNews } from "@/db/queries/api-key-news";
import type { ApplicationRow } from "@/db/queries/applications";
import { toPublicId } from "@/lib/ids";
import { viewApplication } from "@/lib/operations/applications/find";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import type { EventType } from "@/lib/schemas/event";

/** How long before its end a key is said to expire. */
export const EXPIRING_MILLISECONDS = 7 * 86_400_000;

type Context = Pick<TransactionContext, "tx" | "now"> & { scope: { organizationId: string } };
type ApplicationEvent = Extract<EventType, `applications.${string}`>;
type ApiKeyEvent = Extract<EventType, `api_keys.${string}`>;

/** The application with the credentials that are live. The caller may be at work in both environments. */
export async function recordApplicationEvent(
  context: Context,
  row: ApplicationRow,
  type: ApplicationEvent,
): Promise<void> {
  const here = inWorldOf(context, row);
  const view = await viewApplication(here, row);
  await recordEvent(here, type, {
    ...view,
    apiKeys: view.apiKeys.filter(({ status }) => status === "active" || status === "expiring"),
    signingKeys: view.signingKeys.filter(({ status }) => status !== "retired"),
  });
}

/** One event for each of these keys of the application. */
export async function recordApiKeyEvents(
  context: Context,
  row: ApplicationRow,
  apiKeyUuids: readonly string[],
  type: ApiKeyEvent,
): Promise<void> {
  if (apiKeyUuids.length === 0) return;
  const here = inWorldOf(context, row);
  const { apiKeys } = await viewApplication(here, row);
  const wanted = new Set(apiKeyUuids.map((uuid) => toPublicId("apiKey", uuid)));
  for (const key of apiKeys.filter(({ id }) => wanted.has(id))) {
    const application = { applicationId: toPublicId("application", row.id), applicationName: row.name };
    await recordEvent(here, type, { ...key, ...application });
  }
}

/** Tells of keys that were given an end within days, unless that end was told of before. */
export async function recordExpiring(
  context: Context,
  row: ApplicationRow,
  apiKeyUuids: readonly string[],
  endsAt: Date,
): Promise<void> {
  if (endsAt.getTime() > context.now.getTime() + EXPIRING_MILLISECONDS) return;
  const { organizationId } = context.scope;
  const untold: string[] = [];
  for (const apiKeyId of apiKeyUuids) {
    const news = { organizationId, apiKeyId, news: "expiring", about: endsAt } as const;
    if (await takeNews(context.tx, news)) untold.push(apiKeyId);
  }
  await recordApiKeyEvents(context, row, untold, "api_keys.expiring");
}

function inWorldOf({ tx, now }: Context, { organizationId, environment }: ApplicationRow) {
  return { tx, now, scope: { organizationId, environment } };
}
