/** Words for what happens to webhook endpoints. */
import { type ActionWords, join } from "@/lib/client/audit-sentences";
import { formatCount } from "@/lib/client/words";

export const WEBHOOK_ACTION_WORDS: Readonly<Record<string, ActionWords>> = {
  "webhook.created": {
    label: "Webhook created",
    sentence: ({ url }) => join("Created a webhook endpoint", url === null ? "" : `at ${url}`),
  },
  "webhook.updated": {
    label: "Webhook changed",
    sentence: ({ url }) =>
      url === null ? "Changed a webhook endpoint" : `Moved a webhook endpoint to ${url}`,
  },
  "webhook.enabled": { label: "Webhook enabled", sentence: () => "Enabled a webhook endpoint" },
  "webhook.disabled": { label: "Webhook disabled", sentence: () => "Disabled a webhook endpoint" },
  "webhook.deleted": {
    label: "Webhook deleted",
    sentence: ({ url }) => join("Deleted the webhook endpoint", url === null ? "" : `at ${url}`),
  },
  "webhook.secret_rotated": {
    label: "Webhook secret rotated",
    sentence: () => "Rotated the secret of a webhook endpoint",
  },
  "webhook.events_resent": {
    label: "Events sent again",
    sentence: ({ resent }) => {
      if (resent === null) return "Sent events to a webhook endpoint again";
      return resent === 1
        ? "Sent an event to a webhook endpoint again"
        : `Sent ${formatCount(resent)} events to a webhook endpoint again`;
    },
  },
  "webhook.tested": { label: "Webhook tested", sentence: () => "Sent a test event to a webhook endpoint" },
};
