"use client";

import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { undoBy } from "@/components/applications/detail/change/use-undo";
import { Notice } from "@/components/ui/notice";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { toast } from "@/lib/client/toast";
import { disableWebhook, enableWebhook } from "@/lib/client/webhooks";
import { formatCount } from "@/lib/client/words";
import type { WebhookView } from "@/lib/schemas/webhook";

type DisableWebhookDialogProps = { webhook: WebhookView; onClose: () => void };

/** Delivers nothing from now on; one click in the toast takes it back. */
export function DisableWebhookDialog({ webhook, onClose }: DisableWebhookDialogProps) {
  const change = useWebhookChange(webhook.id);
  const undo = undoBy(change);
  const { delivered, failed, pending } = webhook.lastDay;
  const isTakenOver = webhook.status === "disabled";
  return (
    <ChangeDialog
      change={change}
      title="Disable webhook endpoint"
      description={<span className="break-all">{webhook.url}</span>}
      submitLabel="Disable endpoint"
      tone="destructive"
      reason="optional"
      errorTitle="The webhook endpoint was not disabled."
      run={disableWebhook}
      onDone={(reason) => {
        const message = "The webhook endpoint is disabled";
        if (isTakenOver) return void toast(message);
        const undone = "The webhook endpoint is enabled";
        undo({ message, label: "Enable again", run: enableWebhook, undone, reason });
      }}
      onClose={onClose}
    >
      <Notice tone="warning" title="It is told of nothing from then on">
        <p className="tabular-nums">
          In the last 24 h {formatCount(delivered + failed + pending)} events were for it. What happens while
          it is disabled can be replayed for 30 days.
        </p>
      </Notice>
    </ChangeDialog>
  );
}
