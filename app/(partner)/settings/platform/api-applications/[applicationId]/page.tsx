import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApplicationDetail } from "@/components/applications/detail/application-detail";
import { NoAccess } from "@/components/applications/no-access";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { applicationQuery } from "@/lib/client/applications";
import { ApiError } from "@/lib/errors";
import { getApplication } from "@/lib/operations/applications/get";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "API application" };

type ApplicationPageProps = { params: Promise<{ applicationId: string }> };

export default async function ApplicationPage({ params }: ApplicationPageProps) {
  const [shell, { applicationId }] = await Promise.all([requirePartnerShell(), params]);
  if (!shell.permissions.includes("APPLICATIONS_READ")) {
    return <NoAccess title="You do not have access to API applications" />;
  }
  const queryClient = new QueryClient();
  try {
    await queryClient.fetchQuery({
      ...applicationQuery(partnerWorkplace(shell).place, applicationId),
      queryFn: () => callOperation(shell, getApplication, { applicationId }),
    });
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") notFound();
    // Anything else: the page asks again from the browser, where a failure shows its request id and a retry.
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ApplicationDetail applicationId={applicationId} />
    </HydrationBoundary>
  );
}
