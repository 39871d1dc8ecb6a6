import { Status } from "@/components/ui/status";
import { deliveryState, webhookState } from "@/lib/client/webhook-words";
import type { DeliveryView, WebhookView } from "@/lib/schemas/webhook";

/** `Enabled`, `Failing`, `Disabled`, `Disabled after failures`, `Disabled by operator`. */
export function WebhookStatus({ webhook }: { webhook: WebhookView }) {
  const { tone, words } = webhookState(webhook);
  return <Status tone={tone}>{words}</Status>;
}

/** `Delivered`, `Retrying`, `Failed`, `Cancelled`, `Pending`, `Sending`. */
export function DeliveryStatus({ delivery }: { delivery: DeliveryView }) {
  const { tone, words } = deliveryState(delivery);
  return <Status tone={tone}>{words}</Status>;
}
