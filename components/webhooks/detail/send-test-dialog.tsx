"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { IndeterminateProgress } from "@/components/ui/progress";
import { AttemptLog } from "@/components/webhooks/detail/attempt-log";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { useWorkplace } from "@/components/workplace";
import { deliveryQuery, testWebhook } from "@/lib/client/webhooks";
import type { DeliveryDetail, WebhookView } from "@/lib/schemas/webhook";

const REFRESH_MS = 700;

type SendTestDialogProps = { webhook: WebhookView; onClose: () => void };

/** Sends one event to this endpoint, and shows what it answers as soon as it has. */
export function SendTestDialog({ webhook, onClose }: SendTestDialogProps) {
  const change = useWebhookChange(webhook.id);
  const [eventId, setEventId] = useState<string | null>(null);
  const isSent = useRef(false);
  if (eventId !== null) return <TestResult {...{ webhook, eventId, onClose }} />;
  return (
    <ChangeDialog
      change={change}
      title="Send test event"
      description={
        <>
          A signed <code className="font-mono text-[0.8125rem]">webhooks.test</code> event goes to{" "}
          <span className="break-all">{webhook.url}</span> and to no other endpoint, whatever it subscribes
          to.
        </>
      }
      submitLabel="Send test event"
      errorTitle="The test event was not sent."
      run={async (context) => {
        const sent = await testWebhook(context);
        isSent.current = true;
        setEventId(sent.eventId);
      }}
      onDone={() => undefined}
      // Once it is sent, the result takes this dialog's place.
      onClose={() => (isSent.current ? undefined : onClose())}
    />
  );
}

function TestResult({ webhook, eventId, onClose }: SendTestDialogProps & { eventId: string }) {
  const { place } = useWorkplace();
  const query = useQuery({
    ...deliveryQuery(place, webhook.id, eventId),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : REFRESH_MS),
  });
  const delivery = query.data;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="sm:max-w-2xl">
        <div className="flex flex-col gap-1.5">
          <DialogTitle>Test event</DialogTitle>
          <DialogDescription className="break-all">{webhook.url}</DialogDescription>
        </div>
        <div role="status" className="flex flex-col gap-4">
          {query.error !== null && delivery === undefined ? (
            <ErrorState
              title="What came of it could not be loaded."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          ) : isOver(delivery) && delivery !== undefined ? (
            <Outcome delivery={delivery} />
          ) : (
            <>
              <p>Sending. The endpoint has 15 s to answer.</p>
              <IndeterminateProgress label="Waiting for the endpoint's answer" />
            </>
          )}
        </div>
        <Button variant="outline" onClick={onClose} className="w-full sm:w-auto sm:self-end">
          Close
        </Button>
      </DialogContent>
    </Dialog>
  );
}

/** The first attempt tells what a test is for; its retries go on without anybody watching. */
const isOver = (delivery: DeliveryDetail | undefined) =>
  delivery !== undefined && (delivery.attemptLog.length > 0 || delivery.status !== "pending");

function Outcome({ delivery }: { delivery: DeliveryDetail }) {
  return (
    <>
      {delivery.status === "delivered" ? (
        <Notice title="Delivered">
          <p>The endpoint took the event. Whether it verified the signature, its own log tells.</p>
        </Notice>
      ) : (
        <Notice tone="destructive" title="The endpoint did not take the event">
          <p>It is tried again like any other delivery; the delivery log follows it.</p>
        </Notice>
      )}
      <AttemptLog attempts={delivery.attemptLog} />
    </>
  );
}
