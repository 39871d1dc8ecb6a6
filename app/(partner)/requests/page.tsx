import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NoRequestAccess } from "@/components/requests/no-request-access";
import { RequestsView } from "@/components/requests/requests-view";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { readPageFilter } from "@/lib/client/request-filter";
import { prefetchFigures, prefetchRequests } from "@/lib/client/requests";
import { getRequestFigures } from "@/lib/operations/requests/figures";
import { listRequests } from "@/lib/operations/requests/list";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Requests" };

type RequestsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const [shell, parameters] = await Promise.all([requirePartnerShell(), searchParams]);
  const mayRead = shell.permissions.includes("REQUESTS_READ");
  const queryClient = new QueryClient();
  if (mayRead) {
    const { place } = partnerWorkplace(shell);
    const filter = readPageFilter(parameters);
    await Promise.all([
      prefetchRequests(queryClient, place, filter, (input) => callOperation(shell, listRequests, input)),
      prefetchFigures(queryClient, place, filter, (input) => callOperation(shell, getRequestFigures, input)),
    ]);
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
