import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NoRequestAccess } from "@/components/requests/no-request-access";
import { RequestsView } from "@/components/requests/requests-view";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { readRequestFilter, toServerFilter } from "@/lib/client/request-filter";
import { REQUESTS_PAGE_SIZE, requestsQuery } from "@/lib/client/requests";
import { listRequests } from "@/lib/operations/requests/list";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-log";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Requests" };

type RequestsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const [shell, parameters] = await Promise.all([requirePartnerShell(), searchParams]);
  const mayRead = shell.permissions.includes("REQUESTS_READ");
  const queryClient = new QueryClient();
  if (mayRead) {
    const filter = readRequestFilter({ get: (name) => [parameters[name] ?? null].flat()[0] ?? null });
    await queryClient.prefetchInfiniteQuery({
      ...requestsQuery(partnerWorkplace(shell).place, filter),
      queryFn: async () => {
        const asked = toServerFilter(filter, Date.now());
        const page = await callOperation(shell, listRequests, { ...asked, limit: REQUESTS_PAGE_SIZE });
        return { ...page, asked };
      },
    });
  }
  return (
    <>
      <PageHeader
        title="Requests"
        description={`Every call of your services in ${shell.environment}, for ${REQUEST_MEMORY_DAYS} days. One that was refused says what to change.`}
      />
      {mayRead ? (
        <HydrationBoundary state={dehydrate(queryClient)}>
          {/* Where there is room, targets take it. */}
          <div data-wide>
            <RequestsView />
          </div>
        </HydrationBoundary>
      ) : (
        <NoRequestAccess />
      )}
    </>
  );
}
