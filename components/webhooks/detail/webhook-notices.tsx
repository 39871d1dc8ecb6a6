"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { useEnableWebhook } from "@/components/webhooks/detail/use-enable-webhook";
import { useMay, useWorkplace } from "@/components/workplace";
import type { WebhookView } from "@/lib/schemas/webhook";

const TITLES = {
  partner: "This endpoint is disabled",
  operator: "The operator disabled this endpoint",
  system: "This endpoint was disabled because its deliveries failed",
} as const;

/** What keeps deliveries from arriving: it is disabled, or it fails. */
export function WebhookNotices({ webhook }: { webhook: WebhookView }) {
  if (webhook.status === "disabled") return <Disabled webhook={webhook} />;
  if (webhook.failingSince === null) return null;
  return (
    <Notice tone="warning" title="Deliveries to this endpoint fail">
      <p>
        Since <RelativeTime at={webhook.failingSince} />. They are tried again for about three days; an
        endpoint that fails for five days is disabled. The delivery log shows what it answers.
      </p>
    </Notice>
  );
}

function Disabled({ webhook }: { webhook: WebhookView }) {
  const inHub = useWorkplace().place.area === "hub";
  const mayWrite = useMay("WEBHOOKS_WRITE");
  const enable = useEnableWebhook(webhook);
  const { disabledBy, disabledAt, disabledReason } = webhook;
  const byOperator = disabledBy === "operator";
  const mayEnable = mayWrite && (inHub || !byOperator);
  return (
    <Notice tone={disabledBy === "partner" ? "info" : "destructive"} title={TITLES[disabledBy ?? "partner"]}>
      <p className="[overflow-wrap:anywhere]">
        {disabledReason === null ? null : `${disabledReason} `}
        {disabledAt === null ? null : (
          <>
            Disabled <RelativeTime at={disabledAt} />
            {". "}
          </>
        )}
        Nothing is delivered to it meanwhile.
        {byOperator && !inHub ? " Only the operator can enable it; write to support." : null}
      </p>
      {mayEnable ? (
        <Button
          variant="outline"
          size="sm"
          className="mt-1 self-start"
          onClick={enable.start}
          loading={enable.isPending}
        >
          Enable
        </Button>
      ) : null}
      {enable.dialog}
    </Notice>
  );
}
