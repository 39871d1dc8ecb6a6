import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Overview } from "@/components/hub/overview/overview";
import { PageHeader } from "@/components/ui/page-header";
import {
  overviewAttentionQuery,
  overviewTrafficQuery,
  readOverviewAddress,
  systemHealthQuery,
} from "@/lib/client/hub-overview";
import { getOverviewAttention } from "@/lib/operations/hub/overview-attention";
import { getOverviewTraffic } from "@/lib/operations/hub/overview-traffic";
import { getSystemHealth } from "@/lib/operations/hub/system-health";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Overview");

type OverviewPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HubOverviewPage({ searchParams }: OverviewPageProps) {
  const shell = await requireHubShell();
  const seesSystem = shell.permissions.includes("SYSTEM_READ");
  const named = await searchParams;
  const choice = readOverviewAddress({ get: (name) => [named[name]].flat()[0] ?? null });
  const { environment, order } = choice;
  const input = { order, ...(environment === null ? {} : { environment }) };
  const client = new QueryClient();
  // A part that cannot be read now is asked for again by the browser, and says by itself what is the matter.
  await Promise.all([
    client.prefetchQuery({
      ...overviewTrafficQuery(choice),
      queryFn: () => callHubOperation(getOverviewTraffic, "deployment", input),
    }),
    client.prefetchQuery({
      ...overviewAttentionQuery(),
      queryFn: () => callHubOperation(getOverviewAttention, "deployment", {}),
    }),
    seesSystem
      ? client.prefetchQuery({
          ...systemHealthQuery(),
          queryFn: () => callHubOperation(getSystemHealth, "deployment", {}),
        })
      : undefined,
  ]);
  return (
    <>
      <PageHeader title="Overview" description="All organizations at a glance; refreshed every 30 seconds." />
      <HydrationBoundary state={dehydrate(client)}>
        <Overview seesSystem={seesSystem} />
      </HydrationBoundary>
    </>
  );
}
