"use client";

import { useId, useState } from "react";
import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { useReceiveSecret } from "@/components/webhooks/detail/secret-provider";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { formatExactUtc } from "@/lib/client/time";
import { rotateSecret } from "@/lib/client/webhooks";
import { type PreviousSecretEnds, SECRET_OVERLAP_HOURS, type WebhookView } from "@/lib/schemas/webhook";

type RotateSecretDialogProps = { webhook: WebhookView; onClose: () => void };

/** A new signing secret, with a day in which both sign or with none. */
export function RotateSecretDialog({ webhook, onClose }: RotateSecretDialogProps) {
  const change = useWebhookChange(webhook.id);
  const receive = useReceiveSecret();
  const labelId = useId();
  const openUntil = webhook.secrets.find(({ expiresAt }) => expiresAt !== null)?.expiresAt ?? null;
  const [previous, setPrevious] = useState<PreviousSecretEnds>(openUntil === null ? "24h" : "now");
  return (
    <ChangeDialog
      change={change}
      title="Rotate the signing secret"
      description="The new secret is shown once. What the secret before is good for from then on:"
      submitLabel="Rotate secret"
      tone={previous === "now" ? "destructive" : "primary"}
      errorTitle="The secret was not rotated."
      run={(context) => rotateSecret(context, previous, receive)}
      onDone={() => undefined}
      onClose={onClose}
    >
      <span id={labelId} className="sr-only">
        The secret before
      </span>
      <RadioCards
        aria-labelledby={labelId}
        value={previous}
        onValueChange={(value) => setPrevious(value === "now" ? "now" : "24h")}
      >
        {openUntil === null ? (
          <RadioCard
            value="24h"
            title={`Signs along for ${SECRET_OVERLAP_HOURS} h`}
            help="Deliveries carry two signatures, so that your service can change over without missing one."
          />
        ) : null}
        <RadioCard
          value="now"
          title="Ends at once"
          help="For a secret that somebody else has seen. Deliveries fail in your service until it has the new one; they are tried again."
        />
      </RadioCards>
      {openUntil === null ? null : (
        <p className="text-muted-foreground">
          The last rotation is open: the secret before the current one signs along until{" "}
          {formatExactUtc(openUntil)}. Until then a further rotation ends both at once.
        </p>
      )}
    </ChangeDialog>
  );
}
