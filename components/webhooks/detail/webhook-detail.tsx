"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ComponentProps, useState } from "react";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { DeliveriesTab } from "@/components/webhooks/detail/deliveries-tab";
import { OverviewTab } from "@/components/webhooks/detail/overview-tab";
import { ReplayProvider } from "@/components/webhooks/detail/replay-provider";
import { SecretProvider } from "@/components/webhooks/detail/secret-provider";
import { TABS, useWebhookTab } from "@/components/webhooks/detail/use-webhook-tab";
import { VerifyTab } from "@/components/webhooks/detail/verify-tab";
import { WebhookActions } from "@/components/webhooks/detail/webhook-actions";
import { WebhookNotices } from "@/components/webhooks/detail/webhook-notices";
import { useWebhookLinks } from "@/components/webhooks/use-webhook-links";
import { WebhookStatus } from "@/components/webhooks/webhook-status";
import { WebhooksSkeleton } from "@/components/webhooks/webhooks-skeleton";
import { useWorkplace } from "@/components/workplace";
import { toast } from "@/lib/client/toast";
import { webhookQuery, webhooksKey } from "@/lib/client/webhooks";
import { routes } from "@/lib/routes";
import type { WebhookView } from "@/lib/schemas/webhook";

type Crumbs = NonNullable<ComponentProps<typeof PageHeader>["crumbs"]>;

const PARTNER_CRUMBS: Crumbs = [
  { label: "Settings" },
  { label: "Platform" },
  { label: "Webhooks", href: routes.webhooks },
];
const REFRESH_MS = 10_000;

type WebhookDetailProps = {
  webhookId: string;
  /** The way here; the partner's settings unless told. */
  crumbs?: Crumbs;
};

/** One webhook endpoint: its state at the top, its parts in tabs whose choice is in the address. */
export function WebhookDetail({ webhookId, crumbs = PARTNER_CRUMBS }: WebhookDetailProps) {
  const { place } = useWorkplace();
  const [isDeleted, setIsDeleted] = useState(false);
  const query = useQuery({
    ...webhookQuery(place, webhookId),
    enabled: !isDeleted,
    refetchInterval: REFRESH_MS,
  });
  if (query.isPending) return <WebhooksSkeleton />;
  if (query.data === undefined) {
    return (
      <>
        <PageHeader title="Webhook endpoint" crumbs={crumbs} />
        <ErrorState
          title="The webhook endpoint could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      </>
    );
  }
  return <Loaded webhook={query.data} crumbs={crumbs} onDeleted={() => setIsDeleted(true)} />;
}

type LoadedProps = { webhook: WebhookView; crumbs: Crumbs; onDeleted: () => void };

function Loaded({ webhook, crumbs, onDeleted }: LoadedProps) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const router = useRouter();
  const links = useWebhookLinks();
  const { tab, open } = useWebhookTab();

  function deleted() {
    onDeleted();
    toast("The webhook endpoint is deleted");
    void client.invalidateQueries({ queryKey: [...webhooksKey(place), "list"] });
    router.push(links.list);
  }

  return (
    <SecretProvider webhook={webhook}>
      <ReplayProvider webhook={webhook}>
        <div className="flex flex-col gap-4">
          <PageHeader
            crumbs={crumbs}
            title={<span className="break-all">{hostAndPath(webhook.url)}</span>}
            description={<State webhook={webhook} />}
            actions={<WebhookActions webhook={webhook} onDeleted={deleted} />}
          />
          <WebhookNotices webhook={webhook} />
        </div>
        <Tabs value={tab} onValueChange={open}>
          <TabsList aria-label="Parts of the webhook endpoint">
            {TABS.map(({ id, title }) => (
              <TabsTrigger key={id} value={id}>
                {title}
              </TabsTrigger>
            ))}
          </TabsList>
          <TabsContent value="overview">
            <OverviewTab webhook={webhook} />
          </TabsContent>
          <TabsContent value="deliveries">
            <DeliveriesTab webhook={webhook} />
          </TabsContent>
          <TabsContent value="verify">
            <VerifyTab />
          </TabsContent>
        </Tabs>
      </ReplayProvider>
    </SecretProvider>
  );
}

function State({ webhook }: { webhook: WebhookView }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <WebhookStatus webhook={webhook} />
      <EnvironmentBadge environment={webhook.environment} />
      <Mono value={webhook.id} label="webhook id" />
    </div>
  );
}

/** What tells endpoints apart; scheme and query stand below. */
function hostAndPath(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname === "/" ? host : `${host}${pathname}`;
}
