"use client";

import Link from "next/link";
import type { MouseEvent } from "react";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { Button } from "@/components/ui/button";
import { useWorkplace } from "@/components/workplace";
import { type Place, routes } from "@/lib/routes";
import type { ApplicationAttention, AttentionItem, WebhookAttention } from "@/lib/schemas/attention";

type AttentionLinkProps = { item: AttentionItem; tab: string | null; children: string };

/** The way to what needs attention, which leads through the environment switch when it is in the other one. */
export function AttentionLink({ item, tab, children }: AttentionLinkProps) {
  const { place } = useWorkplace();
  const { go, going } = useGoInEnvironment(item.environment);
  const href = hrefOf(place, item, tab);
  const name = item.kind === "webhook_troubled" ? item.url : item.applicationName;
  const isElsewhere = place.area === "partner" && item.environment !== place.environment;
  if (!isElsewhere) {
    return (
      <Button asChild variant="outline" size="sm">
        <Link href={href} aria-label={`${children}: ${name}`}>
          {children}
        </Link>
      </Button>
    );
  }
  return (
    <Button
      variant="outline"
      size="sm"
      loading={going}
      aria-label={`${children}: ${name}, in ${item.environment}`}
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        void go(href);
      }}
    >
      {children}
    </Button>
  );
}

function hrefOf(place: Place, item: AttentionItem, tab: string | null): string {
  const page = item.kind === "webhook_troubled" ? webhookPage(place, item) : applicationPage(place, item);
  return tab === null ? page : `${page}?tab=${tab}`;
}

function webhookPage({ area, organizationId }: Place, { webhookId, environment }: WebhookAttention): string {
  return area === "hub"
    ? routes.hubWebhook(organizationId, environment, webhookId)
    : routes.webhook(webhookId);
}

function applicationPage(
  { area, organizationId }: Place,
  { applicationId, environment }: ApplicationAttention,
): string {
  return area === "hub"
    ? routes.hubApplication(organizationId, environment, applicationId)
    : routes.application(applicationId);
}
