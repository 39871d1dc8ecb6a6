import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NoAccess } from "@/components/applications/no-access";
import { Attention } from "@/components/attention/attention";
import { FirstSteps } from "@/components/overview/first-steps";
import { Traffic } from "@/components/overview/traffic";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { APPLICATIONS_PAGE_SIZE, applicationsQuery } from "@/lib/client/applications";
import { attentionQuery } from "@/lib/client/attention";
import { momentsOf } from "@/lib/client/request-filter";
import { LAST_DAY, requestFiguresQuery } from "@/lib/client/requests";
import { listApplications } from "@/lib/operations/applications/list";
import { getAttention } from "@/lib/operations/attention";
import { getRequestFigures } from "@/lib/operations/requests/figures";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const shell = await requirePartnerShell();
  const { organization, environment } = shell;
  const { place } = partnerWorkplace(shell);
  const mayRead = shell.permissions.includes("APPLICATIONS_READ");
  const mayReadRequests = shell.permissions.includes("REQUESTS_READ");
  const queryClient = new QueryClient();
  if (mayRead) {
    await Promise.all([
      queryClient.prefetchQuery({
        ...attentionQuery(place),
        queryFn: () => callOperation(shell, getAttention, {}),
      }),
      queryClient.prefetchInfiniteQuery({
        ...applicationsQuery(place),
        queryFn: () => callOperation(shell, listApplications, { limit: APPLICATIONS_PAGE_SIZE }),
      }),
      mayReadRequests
        ? queryClient.prefetchQuery({
            ...requestFiguresQuery(place, LAST_DAY),
            queryFn: () => {
              const now = Date.now();
              const { from } = momentsOf(LAST_DAY.time, now);
              return callOperation(shell, getRequestFigures, { from, to: new Date(now).toISOString() });
            },
          })
        : undefined,
    ]);
  }
  return (
    <>
      <PageHeader title="Overview" description={`${organization.name} in ${environment}.`} />
      {mayRead ? (
        <HydrationBoundary state={dehydrate(queryClient)}>
          <Attention />
          {mayReadRequests ? <Traffic /> : null}
          <FirstSteps />
        </HydrationBoundary>
      ) : (
        <NoAccess title="You do not manage API applications" />
      )}
    </>
  );
}
