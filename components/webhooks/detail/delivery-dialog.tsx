"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { AttemptLog } from "@/components/webhooks/detail/attempt-log";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { DeliveryStatus } from "@/components/webhooks/webhook-status";
import { useMay, useWorkplace } from "@/components/workplace";
import { toast } from "@/lib/client/toast";
import { prettyJson } from "@/lib/client/webhook-words";
import { deliveryQuery, resendDelivery } from "@/lib/client/webhooks";
import type { DeliveryDetail, WebhookView } from "@/lib/schemas/webhook";

const REFRESH_MS = 2_000;

const TRIGGERS = {
  event: "Sent when it happened",
  resend: "Sent again by hand",
  replay: "Sent again by a replay",
  test: "Sent as a test",
} as const;

type DeliveryDialogProps = { webhook: WebhookView; eventId: string; onClose: () => void };

/** What was sent, what came back, and the way to send it again. */
export function DeliveryDialog({ webhook, eventId, onClose }: DeliveryDialogProps) {
  const { place } = useWorkplace();
  const query = useQuery({
    ...deliveryQuery(place, webhook.id, eventId),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? REFRESH_MS : false),
  });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="sm:max-w-3xl">
        <div className="flex flex-col gap-1.5 pr-6">
          <DialogTitle className="font-mono">{query.data?.event ?? "Delivery"}</DialogTitle>
          <DialogDescription asChild>
            <div>
              <Mono value={eventId} label="event id" />
            </div>
          </DialogDescription>
        </div>
        {query.isPending ? (
          <Skeleton className="h-40 w-full" />
        ) : query.data === undefined ? (
          <ErrorState
            title="The delivery could not be loaded."
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <Loaded webhook={webhook} delivery={query.data} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type LoadedProps = { webhook: WebhookView; delivery: DeliveryDetail; onClose: () => void };

function Loaded({ webhook, delivery, onClose }: LoadedProps) {
  const newest = delivery.attemptLog[0];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <DeliveryStatus delivery={delivery} />
        <span className="text-muted-foreground">{TRIGGERS[delivery.trigger]}</span>
        {delivery.nextAttemptAt === null || delivery.isUnderWay ? null : (
          <span className="text-muted-foreground">
            next attempt <RelativeTime at={delivery.nextAttemptAt} />
          </span>
        )}
      </div>
      <AttemptLog attempts={delivery.attemptLog} />
      <Part title="Headers">
        <CodeBlock label="headers" code={headersOf(delivery, newest?.startedAt ?? null)} />
      </Part>
      <Part title="Body">
        <CodeBlock
          label="body"
          code={prettyJson(delivery.body)}
          copied={delivery.body}
          className="max-h-96 overflow-y-auto"
        />
        <p className="text-[0.8125rem] text-muted-foreground">
          Shown with line ends for reading. Copied as it was sent, byte for byte: that is what is signed.
        </p>
      </Part>
      <DialogButtons>
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
        <Resend webhook={webhook} delivery={delivery} />
      </DialogButtons>
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}

function Resend({ webhook, delivery }: Omit<LoadedProps, "onClose">) {
  const { area } = useWorkplace().place;
  const mayWrite = useMay("WEBHOOKS_WRITE") && area === "partner";
  const change = useWebhookChange(webhook.id);
  if (!mayWrite) return null;
  const isWaiting = delivery.status === "pending";
  const resend = () =>
    change.mutateAsync({ run: (context) => resendDelivery(context, delivery.eventId), reason: null }).then(
      () => toast("The event is on its way"),
      () => undefined,
    );
  return (
    <>
      {change.error === null ? null : (
        <ErrorState title="The event was not sent again." error={change.error} />
      )}
      <Button
        loading={change.isPending}
        disabled={webhook.status === "disabled" || delivery.isUnderWay}
        onClick={() => void resend()}
      >
        {isWaiting ? "Send now" : "Resend"}
      </Button>
    </>
  );
}

/** As they were sent; the signature is left out, since nobody keeps it. */
function headersOf({ url, eventId }: DeliveryDetail, startedAt: string | null): string {
  const { host, pathname, search } = new URL(url);
  const timestamp = startedAt === null ? "…" : String(Math.floor(Date.parse(startedAt) / 1000));
  return [
    `POST ${pathname}${search}`,
    `Host: ${host}`,
    "Content-Type: application/json",
    `webhook-id: ${eventId}`,
    `webhook-timestamp: ${timestamp}`,
    "webhook-signature: v1,…",
  ].join("\n");
}
