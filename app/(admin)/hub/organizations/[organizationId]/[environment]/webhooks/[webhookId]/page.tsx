import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { WebhookDetail } from "@/components/webhooks/detail/webhook-detail";
import { WorkplaceProvider } from "@/components/workplace";
import { webhookQuery } from "@/lib/client/webhooks";
import { ApiError } from "@/lib/errors";
import { getOrganization } from "@/lib/operations/hub/get-organization";
import { getWebhook } from "@/lib/operations/webhooks/get";
import { type Place, routes } from "@/lib/routes";
import { environmentSchema } from "@/lib/schemas/common";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Webhook endpoint");

type HubWebhookPageProps = {
  params: Promise<{ organizationId: string; environment: string; webhookId: string }>;
};

export default async function HubWebhookPage({ params }: HubWebhookPageProps) {
  const shell = await requireHubShell();
  const { organizationId, environment: named, webhookId } = await params;
  const environment = environmentSchema.safeParse(named).data ?? notFound();
  const place: Place = { area: "hub", organizationId, environment };
  const queryClient = new QueryClient();
  const { name } = await orNotFound(callHubOperation(getOrganization, { organizationId }, {}));
  await orNotFound(
    queryClient.fetchQuery({
      ...webhookQuery(place, webhookId),
      queryFn: () => callHubOperation(getWebhook, { organizationId, environment }, { webhookId }),
    }),
  );
  return (
    <WorkplaceProvider value={{ place, organizationName: name, permissions: shell.permissions }}>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <WebhookDetail
          webhookId={webhookId}
          crumbs={[
            { label: "Organizations", href: routes.hub },
            { label: name, href: `${routes.hubOrganization(organizationId)}?tab=webhooks` },
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
