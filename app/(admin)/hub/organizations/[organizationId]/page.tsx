import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { OrganizationView } from "@/components/hub/organization-view";
import { APPLICATIONS_PAGE_SIZE, applicationsQuery } from "@/lib/client/applications";
import { hubTeamQuery, organizationQuery } from "@/lib/client/hub";
import { ApiError } from "@/lib/errors";
import { listApplications } from "@/lib/operations/applications/list";
import { getOrganization } from "@/lib/operations/hub/get-organization";
import { getTeam } from "@/lib/operations/team/get";
import { environmentSchema } from "@/lib/schemas/common";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Organization");

type OrganizationPageProps = {
  params: Promise<{ organizationId: string }>;
  searchParams: Promise<{ tab?: string | string[] }>;
};

export default async function OrganizationPage({ params, searchParams }: OrganizationPageProps) {
  const shell = await requireHubShell();
  const { organizationId } = await params;
  const { tab } = await searchParams;
  const queryClient = new QueryClient();
  try {
    await queryClient.fetchQuery({
      ...organizationQuery(organizationId),
      queryFn: () => callHubOperation(getOrganization, { organizationId }, {}),
    });
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") notFound();
    // Anything else: the page asks again from the browser, where a failure shows its request id and a retry.
  }
  if (tab === "members") {
    await queryClient.prefetchQuery({
      ...hubTeamQuery(organizationId),
      queryFn: () => callHubOperation(getTeam, { organizationId }, {}),
    });
  }
  await Promise.all(
    environmentSchema.options.map((environment) =>
      queryClient.prefetchInfiniteQuery({
        ...applicationsQuery({ area: "hub", organizationId, environment }),
        queryFn: () =>
          callHubOperation(
            listApplications,
            { organizationId, environment },
            { limit: APPLICATIONS_PAGE_SIZE },
          ),
      }),
    ),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OrganizationView organizationId={organizationId} permissions={shell.permissions} />
    </HydrationBoundary>
  );
}
