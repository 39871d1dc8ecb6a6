"use client";

import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { Notice } from "@/components/ui/notice";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { deleteWebhook } from "@/lib/client/webhooks";
import { formatCount } from "@/lib/client/words";
import type { WebhookView } from "@/lib/schemas/webhook";

type DeleteWebhookDialogProps = { webhook: WebhookView; onDeleted: () => void; onClose: () => void };

/** The end of an endpoint: what goes with it, and its URL to type. */
export function DeleteWebhookDialog({ webhook, onDeleted, onClose }: DeleteWebhookDialogProps) {
  const change = useWebhookChange(webhook.id);
  return (
    <ChangeDialog
      change={change}
      title="Delete webhook endpoint"
      description="Final and at once: a deleted endpoint cannot return."
      submitLabel="Delete endpoint"
      tone="destructive"
      errorTitle="The webhook endpoint was not deleted."
      confirm={{ expected: webhook.url }}
      isLast
      run={(context) => deleteWebhook(context, webhook.url)}
      onDone={onDeleted}
      onClose={onClose}
    >
      <Notice tone="destructive" title="What goes with it">
        <ul className="flex flex-col gap-1">
          <li>Its signing secret.</li>
          <li>
            Its delivery log, and{" "}
            {webhook.lastDay.pending === 0
              ? "nothing that is on its way."
              : `${formatCount(webhook.lastDay.pending)} deliveries of the last 24 h that are on their way.`}
          </li>
          <li>Its audit history is kept.</li>
        </ul>
      </Notice>
    </ChangeDialog>
  );
}
