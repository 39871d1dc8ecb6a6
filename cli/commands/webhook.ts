/** Webhook endpoints: made in an organization, and then found by their id alone. */
import type { z } from "zod";
import { command, type Outcome } from "@/cli/command";
import { operate, requireOrganization, requireWebhookPlace, withDeployment } from "@/cli/deployment";
import { choice, optional, reasonOption as reason, required, toCount, toList } from "@/cli/options";
import { fields, printable } from "@/cli/output";
import type { Operation } from "@/lib/operations/operation";
import { createWebhook } from "@/lib/operations/webhooks/create";
import { deleteWebhook } from "@/lib/operations/webhooks/delete";
import { disableWebhook } from "@/lib/operations/webhooks/disable";
import { enableWebhook } from "@/lib/operations/webhooks/enable";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import { listWebhookDeliveries } from "@/lib/operations/webhooks/list-deliveries";
import { testWebhook } from "@/lib/operations/webhooks/send-test";
import { environmentSchema } from "@/lib/schemas/common";
import type { DeliveryView, WebhookView, webhookSchema } from "@/lib/schemas/webhook";

const webhook = required("ID");
const place = { org: required("ID|SLUG"), environment: choice(environmentSchema.options) };

export const webhookCreate = command({
  name: "webhook create",
  summary: createWebhook.summary,
  options: {
    ...place,
    url: required("URL"),
    events: required("all|A,B", (text) => (text === "all" ? text : toList(text))),
    description: optional("TEXT"),
    reason,
  },
  run: ({ org, environment, url, events, description, reason: why }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, org);
      const input = { url, events, ...(description === undefined ? {} : { description }) };
      const created = await operate(runtime, { organizationId, environment }, createWebhook, input, why);
      const { id, ...view } = created.webhook;
      const lines = fields([
        ["Webhook", id],
        ["URL", view.url],
        ["Events", wordsOf(view.events)],
        ["Secret", `${created.secret} (shown this once: store it now)`],
      ]);
      return { json: { webhookId: id, secret: created.secret, ...view }, lines };
    }),
});

export const webhookList = command({
  name: "webhook list",
  summary: listWebhooks.summary,
  options: place,
  run: ({ org, environment }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, org);
      const { items } = await operate(runtime, { organizationId, environment }, listWebhooks, {});
      return {
        json: { items: items.map(({ id, ...view }) => ({ webhookId: id, ...view })) },
        lines: items.map(({ id, status, url }) => `${id}  ${status}  ${printable(url)}`),
      };
    }),
});

export const webhookTest = command({
  name: "webhook test",
  summary: testWebhook.summary,
  options: { webhook },
  run: ({ webhook: webhookId }) =>
    withDeployment(async (runtime) => {
      const where = await requireWebhookPlace(runtime, webhookId);
      const { eventId } = await operate(runtime, where, testWebhook, { webhookId });
      const lines = fields([
        ["Webhook", webhookId],
        ["Event", `${eventId} (webhook deliveries shows what becomes of it)`],
      ]);
      return { json: { webhookId, eventId }, lines };
    }),
});

export const webhookDeliveries = command({
  name: "webhook deliveries",
  summary: listWebhookDeliveries.summary,
  options: {
    webhook,
    status: optional("STATUS"),
    event: optional("TYPE"),
    limit: optional("N", toCount),
    cursor: optional("CURSOR"),
  },
  run: ({ webhook: webhookId, ...filter }) =>
    withDeployment(async (runtime) => {
      const where = await requireWebhookPlace(runtime, webhookId);
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const page = await operate(runtime, where, listWebhookDeliveries, { webhookId, ...given });
      return { json: page, lines: page.items.map(deliveryLine) };
    }),
});

export const webhookDisable = command({
  name: "webhook disable",
  summary: disableWebhook.summary,
  options: { webhook, reason },
  run: (options) => changeAndShow(options.webhook, disableWebhook, options.reason),
});

export const webhookEnable = command({
  name: "webhook enable",
  summary: enableWebhook.summary,
  options: { webhook, reason },
  run: (options) => changeAndShow(options.webhook, enableWebhook, options.reason),
});

export const webhookDelete = command({
  name: "webhook delete",
  summary: deleteWebhook.summary,
  options: { webhook, reason },
  run: ({ webhook: webhookId, reason: why }) =>
    withDeployment(async (runtime) => {
      const where = await requireWebhookPlace(runtime, webhookId);
      const { id, deletedAt } = await operate(runtime, where, deleteWebhook, { webhookId }, why);
      const lines = fields([
        ["Webhook", id],
        ["Deleted at", deletedAt],
      ]);
      return { json: { webhookId: id, deletedAt }, lines };
    }),
});

function changeAndShow<Input extends z.ZodType>(
  webhookId: string,
  operation: Operation<Input, typeof webhookSchema>,
  why: string | null = null,
): Promise<Outcome> {
  return withDeployment(async (runtime) => {
    const where = await requireWebhookPlace(runtime, webhookId);
    const { id, ...view } = await operate(runtime, where, operation, { webhookId }, why);
    const lines = fields([
      ["Webhook", id],
      ["URL", view.url],
      ["Status", view.disabledBy === null ? view.status : `${view.status} by ${view.disabledBy}`],
    ]);
    return { json: { webhookId: id, ...view }, lines };
  });
}

function deliveryLine({ eventId, event, status, attempts, responseStatus, error }: DeliveryView): string {
  const last = responseStatus === null ? (error ?? "") : `last answer ${responseStatus}`;
  const counted = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  return [eventId, event, status, counted, last].filter((part) => part !== "").join("  ");
}

function wordsOf(events: WebhookView["events"]): string {
  return events === "all" ? "all" : events.join(", ");
}
