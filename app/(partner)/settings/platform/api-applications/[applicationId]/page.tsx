import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApplicationDetail } from "@/components/applications/detail/application-detail";
import { InOtherEnvironment } from "@/components/applications/in-other-environment";
import { NoAccess } from "@/components/applications/no-access";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { applicationQuery, applicationUsageQuery } from "@/lib/client/applications";
import { ofApplication, readPageFilter } from "@/lib/client/request-filter";
import { prefetchRequests } from "@/lib/client/requests";
import { ApiError } from "@/lib/errors";
import { getApplication } from "@/lib/operations/applications/get";
import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { listRequests } from "@/lib/operations/requests/list";
import type { ApplicationView } from "@/lib/schemas/application";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";
import type { ShellContext } from "@/lib/web/shell-context";

export const metadata: Metadata = { title: "API application" };

type ApplicationPageProps = {
  params: Promise<{ applicationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ApplicationPage({ params, searchParams }: ApplicationPageProps) {
  const [shell, { applicationId }, parameters] = await Promise.all([
    requirePartnerShell(),
    params,
    searchParams,
  ]);
  if (!shell.permissions.includes("APPLICATIONS_READ")) {
    return <NoAccess title="You do not have access to API applications" />;
  }
  const queryClient = new QueryClient();
  const { place } = partnerWorkplace(shell);
  const usage = queryClient.prefetchQuery({
    ...applicationUsageQuery(place, applicationId),
    queryFn: () => callOperation(shell, getApplicationUsage, { applicationId }),
  });
  try {
    await queryClient.fetchQuery({
      ...applicationQuery(place, applicationId),
      queryFn: () => callOperation(shell, getApplication, { applicationId }),
    });
  } catch (error) {
    if (isNotFound(error)) {
      const elsewhere = await findInOtherEnvironment(shell, applicationId);
      return elsewhere === null ? notFound() : <InOtherEnvironment application={elsewhere} />;
    }
    // Anything else: the page asks again from the browser, where a failure shows its request id and a retry.
  }
  if (parameters.tab === "requests" && shell.permissions.includes("REQUESTS_READ")) {
    const filter = ofApplication(readPageFilter(parameters), applicationId);
    await prefetchRequests(queryClient, place, filter, (input) => callOperation(shell, listRequests, input));
  }
  await usage;
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ApplicationDetail applicationId={applicationId} />
    </HydrationBoundary>
  );
}

const isNotFound = (error: unknown) => error instanceof ApiError && error.code === "not_found";

async function findInOtherEnvironment(
  shell: ShellContext,
  applicationId: string,
): Promise<ApplicationView | null> {
  const environment = shell.environment === "production" ? "sandbox" : "production";
  try {
    return await callOperation({ ...shell, environment }, getApplication, { applicationId });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
