"use client";

import { useState } from "react";
import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { toastFailure } from "@/components/applications/detail/change/use-quick-action";
import { useOpenReplay } from "@/components/webhooks/detail/replay-provider";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { useWorkplace } from "@/components/workplace";
import { toast } from "@/lib/client/toast";
import { enableWebhook } from "@/lib/client/webhooks";
import type { WebhookView } from "@/lib/schemas/webhook";

const OFFERED_MS = 20_000;

/** Delivers again, and offers what was missed meanwhile; staff are asked why first. */
export function useEnableWebhook(webhook: WebhookView) {
  const { area } = useWorkplace().place;
  const change = useWebhookChange(webhook.id);
  const openReplay = useOpenReplay();
  const [isAsking, setIsAsking] = useState(false);
  const { disabledAt } = webhook;

  function done() {
    if (area === "hub") return void toast("The webhook endpoint is enabled");
    toast("The webhook endpoint is enabled", {
      description: "Events of the meantime were not delivered.",
      duration: OFFERED_MS,
      action: { label: "Replay them", onClick: () => openReplay(disabledAt) },
    });
  }

  function start() {
    if (area === "hub") return setIsAsking(true);
    if (change.isPending) return;
    change
      .mutateAsync({ run: enableWebhook, reason: null })
      .then(done, (error: unknown) => toastFailure("The webhook endpoint was not enabled.", error));
  }

  const dialog = isAsking ? (
    <ChangeDialog
      change={change}
      title="Enable webhook endpoint"
      description="Events are delivered to it again. The partner can replay what it missed."
      submitLabel="Enable webhook endpoint"
      errorTitle="The webhook endpoint was not enabled."
      run={enableWebhook}
      onDone={done}
      onClose={() => setIsAsking(false)}
    />
  ) : null;
  return { start, isPending: change.isPending, dialog };
}
