"use client";

import { useState } from "react";
import { HeldSecret } from "@/components/applications/create/held-secret";
import { useLeaveGuard } from "@/components/applications/create/use-key-generation";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { Notice } from "@/components/ui/notice";
import { formatExactUtc } from "@/lib/client/time";
import type { WebhookView } from "@/lib/schemas/webhook";

type OneTimeSecretDialogProps = {
  webhook: Pick<WebhookView, "url" | "environment">;
  secret: string;
  /** After a rotation: until when the secret before signs along; null where it has ended. */
  previousUntil?: string | null;
  onStored: () => void;
};

const stay = (event: Event) => event.preventDefault();

/** The only time the signing secret is shown. Neither Escape nor a click outside closes it: only "I have stored it". */
export function OneTimeSecretDialog({ webhook, secret, previousUntil, onStored }: OneTimeSecretDialogProps) {
  const [taken, setTaken] = useState(false);
  const [warned, setWarned] = useState(false);
  useLeaveGuard(true);

  function close() {
    if (taken || warned) onStored();
    else setWarned(true);
  }

  return (
    <Dialog open>
      <DialogContent onEscapeKeyDown={stay} onPointerDownOutside={stay} onInteractOutside={stay}>
        <div className="flex flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-2">
            <DialogTitle>Store the signing secret</DialogTitle>
            <EnvironmentBadge environment={webhook.environment} />
          </div>
          <DialogDescription>
            It signs deliveries to{" "}
            <span className="font-medium break-all text-foreground">{webhook.url}</span>. It is shown once,
            here: your service needs it to verify that a delivery is ours.
          </DialogDescription>
        </div>
        <HeldSecret secret={secret} label="signing secret" onTaken={() => setTaken(true)} />
        {previousUntil === undefined ? null : (
          <p className="text-muted-foreground">
            {previousUntil === null
              ? "Every secret before it has ended: deliveries verify with this one alone."
              : `Until ${formatExactUtc(previousUntil)} deliveries carry two signatures, so that the secret before still verifies. Put this one in place by then.`}
          </p>
        )}
        {warned && !taken ? (
          <Notice tone="warning" role="alert" title="The secret was neither copied nor revealed">
            <p>If you close this now, only a rotation gives you another. Close anyway only if you have it.</p>
          </Notice>
        ) : null}
        <Button onClick={close} className="w-full sm:w-auto sm:self-end">
          I have stored it
        </Button>
      </DialogContent>
    </Dialog>
  );
}
