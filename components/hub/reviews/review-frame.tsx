"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { FreeText } from "@/components/audit/free-text";
import { NextInQueue } from "@/components/hub/reviews/next-in-queue";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { PageHeader } from "@/components/ui/page-header";
import { useWorkplace } from "@/components/workplace";
import { queueHref } from "@/lib/client/hub-queue";
import { routes } from "@/lib/routes";
import type { QueueKind } from "@/lib/schemas/queue";
import { cn } from "@/lib/utils";

const QUEUE_TITLES: Record<QueueKind, string> = {
  customers: "Customers",
  beneficiaries: "Beneficiaries",
  payments: "Payments",
  settlements: "Settlements",
  screening: "Screening",
  tickets: "Tickets",
};

type ReviewFrameProps = {
  kind: QueueKind;
  id: string;
  title: string;
  /** The status, and whatever else is to be seen at once. */
  marks: ReactNode;
  /** Below the title: ids, since when it waits. */
  facts: ReactNode;
  /** What can be decided; stays in sight at the lower edge. */
  bar?: ReactNode;
  children: ReactNode;
};

/** The frame of every review: what it is of, in which world, the way on, and the decision always at hand. */
export function ReviewFrame({ kind, id, title, marks, facts, bar, children }: ReviewFrameProps) {
  const { place, organizationName } = useWorkplace();
  return (
    // `data-wide`: where there is room, reviews take it, for what is compared stands side by side.
    <div data-wide className="flex flex-col gap-6">
      <PageHeader
        crumbs={[
          ...(kind === "tickets" ? [] : [{ label: "Reviews", href: routes.hubReviews }]),
          { label: QUEUE_TITLES[kind], href: queueHref(kind, place.environment) },
        ]}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <FreeText>{title}</FreeText>
            <EnvironmentBadge environment={place.environment} />
          </span>
        }
        description={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {marks}
            <Link
              href={routes.hubOrganization(place.organizationId)}
              prefetch={false}
              className="rounded-sm text-foreground underline-offset-4 [overflow-wrap:anywhere] hover:underline"
            >
              <FreeText>{organizationName}</FreeText>
            </Link>
            {facts}
          </div>
        }
        actions={<NextInQueue kind={kind} environment={place.environment} id={id} />}
      />
      {children}
      {bar}
    </div>
  );
}

type DecisionBarProps = { label: string; says: ReactNode; children?: ReactNode };

/** What can be decided and what stands in the way, always in sight; in production under its colour. */
export function DecisionBar({ label, says, children }: DecisionBarProps) {
  const { place } = useWorkplace();
  const isProduction = place.environment === "production";
  return (
    <section
      aria-label={label}
      className={cn(
        "sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xl border bg-popover px-4 py-3 shadow-floating max-sm:bottom-2 max-sm:px-3 max-sm:py-2.5",
        isProduction ? "border-production" : "border-border",
      )}
    >
      {/* What has the focus is never hidden below. */}
      <style>{"html{scroll-padding-bottom:9rem}"}</style>
      <div className="min-w-0 flex-1 basis-64">{says}</div>
      {children ? <div className="flex flex-wrap gap-2">{children}</div> : null}
    </section>
  );
}
