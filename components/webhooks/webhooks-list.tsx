"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { LastDay } from "@/components/webhooks/last-day";
import { PrivateTargetsNotice } from "@/components/webhooks/private-targets-notice";
import { useWebhookLinks } from "@/components/webhooks/use-webhook-links";
import { WebhookStatus } from "@/components/webhooks/webhook-status";
import { WebhooksSkeleton } from "@/components/webhooks/webhooks-skeleton";
import { useMay, useWorkplace } from "@/components/workplace";
import { describeEvents } from "@/lib/client/webhook-words";
import { webhooksQuery } from "@/lib/client/webhooks";
import { routes } from "@/lib/routes";
import type { WebhookView } from "@/lib/schemas/webhook";

/** The webhook endpoints of the organization in the chosen environment, newest first. */
export function WebhooksList() {
  const { place } = useWorkplace();
  const query = useQuery(webhooksQuery(place));
  if (query.isPending) return <WebhooksSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The webhook endpoints could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items, allowsPrivateTargets } = query.data;
  return (
    <div className="flex flex-col gap-4">
      {allowsPrivateTargets && place.area === "partner" ? <PrivateTargetsNotice /> : null}
      {items.length === 0 ? <NoWebhooks /> : <Rows webhooks={items} />}
    </div>
  );
}

function Rows({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const { environment } = useWorkplace().place;
  return (
    <Table label={`Webhook endpoints in ${environment}`}>
      <TableHead>
        <TableHeader className="md:pl-2">Endpoint</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Events</TableHeader>
        <TableHeader className="text-right">Delivered, last 24 h</TableHeader>
        <TableHeader className="text-right md:pr-2">Last event</TableHeader>
      </TableHead>
      <TableBody>
        {webhooks.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ webhook }: { webhook: WebhookView }) {
  const links = useWebhookLinks();
  return (
    <TableRow className="transition-colors focus-within:bg-muted/40 md:hover:bg-muted/40">
      <TableCell className="md:pl-2">
        <div className="flex min-w-0 flex-1 flex-col items-start gap-0.5 text-left">
          <Link
            href={links.webhook(webhook.id)}
            prefetch={false}
            className="rounded-sm font-mono text-[0.8125rem] break-all hover:underline hover:underline-offset-4"
          >
            {webhook.url}
            <LinkPending className="ml-2 inline" />
          </Link>
          {webhook.description === "" ? null : (
            <span className="text-muted-foreground [overflow-wrap:anywhere]">{webhook.description}</span>
          )}
        </div>
      </TableCell>
      <TableCell label="Status">
        <div className="flex flex-col gap-0.5 max-md:items-end">
          <WebhookStatus webhook={webhook} />
          {webhook.status === "enabled" && webhook.failingSince !== null ? (
            <span className="text-[0.8125rem] text-muted-foreground">
              since <RelativeTime at={webhook.failingSince} />
            </span>
          ) : null}
        </div>
      </TableCell>
      <TableCell label="Events">
        <span className="whitespace-nowrap">{describeEvents(webhook.events)}</span>
      </TableCell>
      <TableCell label="Delivered, last 24 h" className="md:text-right">
        <LastDay lastDay={webhook.lastDay} />
      </TableCell>
      <TableCell label="Last event" className="md:pr-2 md:text-right">
        {webhook.lastDelivery === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <RelativeTime at={webhook.lastDelivery.at} />
        )}
      </TableCell>
    </TableRow>
  );
}

function NoWebhooks() {
  const { area, environment } = useWorkplace().place;
  const mayCreate = useMay("WEBHOOKS_WRITE") && area === "partner";
  return (
    <EmptyState
      icon={Webhook}
      title={`No webhook endpoints in ${environment} yet`}
      action={mayCreate ? <CreateWebhookLink /> : null}
    >
      {area === "hub"
        ? "The partner has created none here."
        : "A webhook endpoint is a URL of yours that is told of events as they happen, such as a payment that completed, so that nothing has to ask for them."}
    </EmptyState>
  );
}

/** The way to the form, for people who may. */
export function CreateWebhookLink() {
  return (
    <Button asChild>
      <Link href={routes.newWebhook}>
        <Plus aria-hidden="true" />
        Create webhook endpoint
      </Link>
    </Button>
  );
}
