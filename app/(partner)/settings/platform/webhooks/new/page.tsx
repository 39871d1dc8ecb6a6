import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { CreateWebhook } from "@/components/webhooks/create-webhook";
import { NoWebhookAccess } from "@/components/webhooks/no-webhook-access";
import { webhooksQuery } from "@/lib/client/webhooks";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import { routes } from "@/lib/routes";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Create webhook endpoint" };

export default async function NewWebhookPage() {
  const shell = await requirePartnerShell();
  const mayWrite = shell.permissions.includes("WEBHOOKS_WRITE");
  const queryClient = new QueryClient();
  if (mayWrite) {
    await queryClient.prefetchQuery({
      ...webhooksQuery(partnerWorkplace(shell).place),
      queryFn: () => callOperation(shell, listWebhooks, {}),
    });
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }, { label: "Webhooks", href: routes.webhooks }]}
        title="Create webhook endpoint"
        description={`In ${shell.environment}, for ${shell.organization.name}.`}
      />
      {mayWrite ? (
        <HydrationBoundary state={dehydrate(queryClient)}>
          <CreateWebhook />
        </HydrationBoundary>
      ) : (
        <NoWebhookAccess />
      )}
    </>
  );
}
