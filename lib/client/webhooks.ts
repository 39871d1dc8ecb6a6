/** Webhook endpoints and their deliveries as the browser asks for them, and what it changes. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type AnswerSchema, anyAnswer, fetchUi } from "@/lib/client/fetch-ui";
import { type Place, uiApi } from "@/lib/routes";
import type {
  CreateWebhookInput,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryPage,
  PreviousSecretEnds,
  Replayed,
  ReplayInput,
  UpdateWebhookInput,
  WebhookList,
  WebhookView,
} from "@/lib/schemas/webhook";

const deliveryDetailSchema = async () => (await import("@/lib/schemas/webhook")).deliveryDetailSchema;
const deliveryPageSchema = async () => (await import("@/lib/schemas/webhook")).deliveryPageSchema;
const replayCountSchema = async () => (await import("@/lib/schemas/webhook")).replayCountSchema;
const createdWebhookSchema = async () => (await import("@/lib/schemas/webhook")).createdWebhookSchema;
const replayedSchema = async () => (await import("@/lib/schemas/webhook")).replayedSchema;
const rotatedWebhookSecretSchema = async () =>
  (await import("@/lib/schemas/webhook")).rotatedWebhookSecretSchema;
const testedWebhookSchema = async () => (await import("@/lib/schemas/webhook")).testedWebhookSchema;
export const webhookSchema = async () => (await import("@/lib/schemas/webhook")).webhookSchema;
const webhookListSchema = async () => (await import("@/lib/schemas/webhook")).webhookListSchema;

/** Everything asked about webhooks of one place; caches of partner and hub never meet. */
export const webhooksKey = ({ area, organizationId, environment }: Place) =>
  [area, "organizations", organizationId, environment, "webhooks"] as const;

export function webhooksQuery(place: Place) {
  return queryOptions({
    queryKey: [...webhooksKey(place), "list"],
    queryFn: ({ signal }): Promise<WebhookList> =>
      fetchUi(uiApi.webhooks(place), { schema: webhookListSchema, signal }),
  });
}

export function webhookQuery(place: Place, webhookId: string) {
  return queryOptions({
    queryKey: [...webhooksKey(place), "one", webhookId],
    queryFn: ({ signal }): Promise<WebhookView> =>
      fetchUi(uiApi.webhook(place, webhookId), { schema: webhookSchema, signal }),
  });
}

const firstPage: string | null = null;

/** The delivery log, newest first, page by page. */
export function deliveriesQuery(place: Place, webhookId: string, filter: DeliveryFilter) {
  return infiniteQueryOptions({
    queryKey: [...webhooksKey(place), "deliveries", webhookId, filter],
    queryFn: ({ pageParam, signal }): Promise<DeliveryPage> => {
      const query = new URLSearchParams({ limit: "25" });
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
      if (pageParam !== null) query.set("cursor", pageParam);
      const path = uiApi.webhookPart(place, webhookId, "deliveries");
      return fetchUi(`${path}?${query}`, { schema: deliveryPageSchema, signal });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function deliveryQuery(place: Place, webhookId: string, eventId: string) {
  return queryOptions({
    queryKey: [...webhooksKey(place), "delivery", webhookId, eventId],
    queryFn: ({ signal }): Promise<DeliveryDetail> =>
      fetchUi(uiApi.webhookDelivery(place, webhookId, eventId), { schema: deliveryDetailSchema, signal }),
  });
}

/** How many deliveries a replay would make. */
export function replayCountQuery(place: Place, webhookId: string, { from, to, which, events }: ReplayInput) {
  return queryOptions({
    queryKey: [...webhooksKey(place), "replay", webhookId, { from, to, which, events }],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ from, which });
      if (to !== undefined) query.set("to", to);
      if (events !== undefined) query.set("events", events.join(","));
      const path = uiApi.webhookPart(place, webhookId, "replay");
      return fetchUi(`${path}?${query}`, { schema: replayCountSchema, signal });
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** Which endpoint, and why: staff always say it, partners where they are asked. */
export type WebhookContext = { place: Place; webhookId: string; reason: string | null };

function post<Answer>(
  schema: AnswerSchema<Answer>,
  url: string,
  { reason }: Pick<WebhookContext, "reason">,
  body: object = {},
): Promise<Answer> {
  return fetchUi(url, { method: "POST", body: reason === null ? body : { ...body, reason }, schema });
}

const part = ({ place, webhookId }: WebhookContext, name: Parameters<typeof uiApi.webhookPart>[2]) =>
  uiApi.webhookPart(place, webhookId, name);

/** Creates one. The secret goes to `receiveSecret` alone: no cache and no mutation result ever holds it. */
export async function createWebhook(
  place: Place,
  input: CreateWebhookInput,
  receiveSecret: (secret: string) => void,
): Promise<WebhookView> {
  const { webhook, secret } = await post(
    createdWebhookSchema,
    uiApi.webhooks(place),
    { reason: null },
    input,
  );
  receiveSecret(secret);
  return webhook;
}

/** The new secret goes to `receiveSecret` alone, with until when the one before signs along. */
export async function rotateSecret(
  context: WebhookContext,
  previous: PreviousSecretEnds,
  receiveSecret: (secret: string, previousUntil: string | null) => void,
): Promise<WebhookView> {
  const rotated = await post(rotatedWebhookSecretSchema, part(context, "secret"), context, { previous });
  receiveSecret(rotated.secret, rotated.previousUntil);
  return rotated.webhook;
}

export const updateWebhook = (context: WebhookContext, input: UpdateWebhookInput) =>
  post(webhookSchema, part(context, "update"), context, input);

export const disableWebhook = (context: WebhookContext) =>
  post(webhookSchema, part(context, "disable"), context);

export const enableWebhook = (context: WebhookContext) =>
  post(webhookSchema, part(context, "enable"), context);

/** `url` as the person typed it: the server compares it too. */
export const deleteWebhook = (context: WebhookContext, url: string) =>
  post(anyAnswer, part(context, "delete"), context, { url });

export const testWebhook = (context: WebhookContext) =>
  post(testedWebhookSchema, part(context, "test"), context);

export const resendDelivery = (context: WebhookContext, eventId: string) =>
  post(anyAnswer, uiApi.resendWebhookDelivery(context.place, context.webhookId, eventId), context);

/** One batch; `next` of the answer continues as `after`. */
export const replayBatch = (context: WebhookContext, input: ReplayInput): Promise<Replayed> =>
  post(replayedSchema, part(context, "replay"), context, input);
