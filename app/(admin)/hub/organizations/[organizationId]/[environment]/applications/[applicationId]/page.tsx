import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { ApplicationDetail } from "@/components/applications/detail/application-detail";
import { WorkplaceProvider } from "@/components/workplace";
import { applicationQuery } from "@/lib/client/applications";
import { ApiError } from "@/lib/errors";
import { getApplication } from "@/lib/operations/applications/get";
import { getOrganization } from "@/lib/operations/hub/get-organization";
import type { Place } from "@/lib/routes";
import { routes } from "@/lib/routes";
import { environmentSchema } from "@/lib/schemas/common";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { ownApiBaseUrl } from "@/lib/web/shell";

export const generateMetadata = () => hubMetadata("API application");

type HubApplicationPageProps = {
  params: Promise<{ organizationId: string; environment: string; applicationId: string }>;
};

export default async function HubApplicationPage({ params }: HubApplicationPageProps) {
  const shell = await requireHubShell();
  const { organizationId, environment: named, applicationId } = await params;
  const environment = environmentSchema.safeParse(named).data ?? notFound();
  const place: Place = { area: "hub", organizationId, environment };
  const queryClient = new QueryClient();
  const { name } = await orNotFound(callHubOperation(getOrganization, { organizationId }, {}));
  await orNotFound(
    queryClient.fetchQuery({
      ...applicationQuery(place, applicationId),
      queryFn: () => callHubOperation(getApplication, { organizationId, environment }, { applicationId }),
    }),
  );
  const { permissions } = shell;
  const apiBaseUrl = ownApiBaseUrl(environment);
  return (
    <WorkplaceProvider value={{ place, organizationName: name, permissions, apiBaseUrl }}>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <ApplicationDetail
          applicationId={applicationId}
          crumbs={[
            { label: "Organizations", href: routes.hub },
            { label: name, href: routes.hubOrganization(organizationId) },
          ]}
        />
      </HydrationBoundary>
    </WorkplaceProvider>
  );
}

/** A 404 of the operation is one of the page; anything else is shown by the error page with a retry. */
async function orNotFound<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return notFound();
    throw error;
  }
}
