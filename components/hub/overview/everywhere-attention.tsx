"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status, type StatusTone } from "@/components/ui/status";
import { overviewAttentionQuery } from "@/lib/client/hub-overview";
import { routes } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import type { EndingCredential, OverviewAttention } from "@/lib/schemas/operator-view";
import { ENDING_WITHIN_DAYS, OVERVIEW_LIST_LENGTH } from "@/lib/schemas/operator-view-terms";

/** Credentials that end soon, webhooks in trouble and keys nobody has claimed, in every organization. */
export function EverywhereAttention() {
  const query = useQuery(overviewAttentionQuery());
  return (
    <Section
      title="Needs somebody"
      description={`Webhooks in trouble, replacement keys that nobody has claimed, and credentials that end within ${ENDING_WITHIN_DAYS} days; at most ${OVERVIEW_LIST_LENGTH} of each.`}
      actions={
        <Button asChild variant="outline" size="sm">
          <Link href={routes.hubReviews}>Review queues</Link>
        </Button>
      }
    >
      {query.isPending ? (
        <RowsSkeleton label="Loading what needs somebody" />
      ) : query.data === undefined ? (
        <ErrorState
          title="What needs somebody could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <Rows attention={query.data} />
      )}
    </Section>
  );
}

function Rows({ attention: { webhooks, claims, ending } }: { attention: OverviewAttention }) {
  if (webhooks.length + claims.length + ending.length === 0) {
    return <p className="text-muted-foreground">Nothing at the moment.</p>;
  }
  return (
    <ul className="divide-y divide-border border-border border-y">
      {webhooks.map(({ id, url, disabledBy, since, ...where }) => (
        <Row
          key={id}
          {...where}
          tone={disabledBy === null ? "warning" : "destructive"}
          status={disabledBy === null ? "Webhook failing" : "Webhook disabled"}
          href={routes.hubWebhook(where.organization.id, where.environment, id)}
          action="Open webhook"
        >
          <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{url}</code>, since{" "}
          <RelativeTime at={since} />
          {disabledBy === "operator" ? ", by an operator" : ""}
        </Row>
      ))}
      {claims.map(({ id, applicationId, applicationName, createdByName, expiresAt, ...where }) => (
        <Row
          key={id}
          {...where}
          tone="warning"
          status="API key to claim"
          href={`${routes.hubApplication(where.organization.id, where.environment, applicationId)}?tab=keys`}
          action="Open keys"
        >
          {applicationName}: {createdByName} prepared a key, which can be claimed until{" "}
          <RelativeTime at={expiresAt} />
        </Row>
      ))}
      {ending.map((credential) => (
        <Row
          key={credential.id}
          organization={credential.organization}
          environment={credential.environment}
          tone={credential.isReplaced ? "neutral" : "warning"}
          status={`${KINDS[credential.kind]} ends`}
          {...placeOf(credential)}
        >
          {credential.name} <code className="font-mono text-[0.8125rem]">…{credential.mark}</code>,{" "}
          <RelativeTime at={credential.endsAt} />
          {credential.isReplaced ? "; another one goes on" : ""}
        </Row>
      ))}
    </ul>
  );
}

const KINDS: Record<EndingCredential["kind"], string> = {
  api_key: "API key",
  signing_key: "Signing key",
  personal_key: "Personal API key",
};

function placeOf({ kind, organization, environment, applicationId }: EndingCredential) {
  if (applicationId === null) {
    return { href: `${routes.hubOrganization(organization.id)}?tab=members`, action: "Open members" };
  }
  const page = routes.hubApplication(organization.id, environment, applicationId);
  return kind === "signing_key"
    ? { href: `${page}?tab=signing-key`, action: "Open signing key" }
    : { href: `${page}?tab=keys`, action: "Open keys" };
}

type RowProps = {
  organization: { id: string; name: string };
  environment: Environment;
  tone: StatusTone;
  status: string;
  href: string;
  action: string;
  children: ReactNode;
};

function Row({ organization, environment, tone, status, href, action, children }: RowProps) {
  const isProduction = environment === "production";
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium [overflow-wrap:anywhere]">{organization.name}</span>
          <Badge variant={isProduction ? "production" : "neutral"}>
            {isProduction ? "Production" : "Sandbox"}
          </Badge>
          <Status tone={tone}>{status}</Status>
        </p>
        <p className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{children}</p>
      </div>
      <Button asChild variant="outline" size="sm">
        <Link href={href} prefetch={false} aria-label={`${action} of ${organization.name}`}>
          {action}
        </Link>
      </Button>
    </li>
  );
}
