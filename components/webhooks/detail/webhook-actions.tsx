"use client";

import { Ellipsis, Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { DeleteWebhookDialog } from "@/components/webhooks/detail/delete-webhook-dialog";
import { DisableWebhookDialog } from "@/components/webhooks/detail/disable-webhook-dialog";
import { EditWebhookDialog } from "@/components/webhooks/detail/edit-webhook-dialog";
import { useOpenReplay } from "@/components/webhooks/detail/replay-provider";
import { SendTestDialog } from "@/components/webhooks/detail/send-test-dialog";
import { useEnableWebhook } from "@/components/webhooks/detail/use-enable-webhook";
import { useMay, useWorkplace } from "@/components/workplace";
import type { WebhookView } from "@/lib/schemas/webhook";

type OpenDialog = "test" | "edit" | "disable" | "delete";

type WebhookActionsProps = { webhook: WebhookView; onDeleted: () => void };

/** What can be done with the endpoint. Staff disable and enable; everything else is the partner's. */
export function WebhookActions({ webhook, onDeleted }: WebhookActionsProps) {
  const inHub = useWorkplace().place.area === "hub";
  const mayWrite = useMay("WEBHOOKS_WRITE");
  const enable = useEnableWebhook(webhook);
  const openReplay = useOpenReplay();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const isEnabled = webhook.status === "enabled";
  const mayDisable = isEnabled || (inHub && webhook.disabledBy !== "operator");
  const mayEnable = !isEnabled && (inHub || webhook.disabledBy !== "operator");
  if (!mayWrite) return null;
  const close = () => setDialog(null);
  return (
    <>
      {inHub ? null : (
        <Button variant="outline" disabled={!isEnabled} onClick={() => setDialog("test")}>
          <Send aria-hidden="true" />
          Send test event
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label="Actions for this webhook endpoint"
          className="flex size-9 shrink-0 items-center justify-center rounded-md border border-border bg-background shadow-raised hover:bg-accent data-[state=open]:bg-accent dark:bg-muted"
        >
          <Ellipsis className="size-4" aria-hidden="true" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {inHub ? null : (
            <>
              <DropdownMenuItem onSelect={() => setDialog("edit")}>
                Change URL, description, events
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!isEnabled} onSelect={() => openReplay()}>
                Replay events
              </DropdownMenuItem>
              <DropdownMenuSeparator />
            </>
          )}
          {mayEnable ? <DropdownMenuItem onSelect={enable.start}>Enable endpoint</DropdownMenuItem> : null}
          {mayDisable ? (
            <DropdownMenuItem onSelect={() => setDialog("disable")}>
              {isEnabled ? "Disable endpoint" : "Disable as operator"}
            </DropdownMenuItem>
          ) : null}
          {inHub ? null : (
            <DropdownMenuItem className="text-destructive" onSelect={() => setDialog("delete")}>
              Delete endpoint
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {enable.dialog}
      {dialog === "test" ? <SendTestDialog webhook={webhook} onClose={close} /> : null}
      {dialog === "edit" ? <EditWebhookDialog webhook={webhook} onClose={close} /> : null}
      {dialog === "disable" ? <DisableWebhookDialog webhook={webhook} onClose={close} /> : null}
      {dialog === "delete" ? <DeleteWebhookDialog {...{ webhook, onDeleted }} onClose={close} /> : null}
    </>
  );
}
