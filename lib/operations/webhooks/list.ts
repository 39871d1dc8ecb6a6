import { z } from "zod";
import { listWebhookEndpointRows } from "@/db/queries/webhooks";
import { readOperation } from "@/lib/operations/operation";
import { viewWebhooks } from "@/lib/operations/webhooks/view";
import { webhookListSchema } from "@/lib/schemas/webhook";

export const listWebhooks = readOperation({
  name: "listWebhooks",
  summary: "List the organization's webhook endpoints in one environment, newest first",
  permission: "WEBHOOKS_READ",
  input: z.strictObject({}),
  output: webhookListSchema,
  run: async (context) => {
    const { tx, scope, webhooks } = context;
    return {
      items: await viewWebhooks(context, await listWebhookEndpointRows(tx, scope)),
      allowsPrivateTargets: webhooks.allowPrivate && scope.environment === "sandbox",
      egress: webhooks.egress.map(({ cidr, activeFrom, retireAt }) => ({ cidr, activeFrom, retireAt })),
    };
  },
});
