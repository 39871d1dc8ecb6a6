import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { NoWebhookAccess } from "@/components/webhooks/no-webhook-access";
import { CreateWebhookLink, WebhooksList } from "@/components/webhooks/webhooks-list";
import { webhooksQuery } from "@/lib/client/webhooks";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const shell = await requirePartnerShell();
  const mayRead = shell.permissions.includes("WEBHOOKS_READ");
  const queryClient = new QueryClient();
  if (mayRead) {
    await queryClient.prefetchQuery({
      ...webhooksQuery(partnerWorkplace(shell).place),
      queryFn: () => callOperation(shell, listWebhooks, {}),
    });
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }]}
        title="Webhooks"
        description="URLs of yours that are told of events as they happen, each delivery signed and tried again for three days."
        actions={shell.permissions.includes("WEBHOOKS_WRITE") ? <CreateWebhookLink /> : null}
      />
      {mayRead ? (
        <HydrationBoundary state={dehydrate(queryClient)}>
          <WebhooksList />
        </HydrationBoundary>
      ) : (
        <NoWebhookAccess />
      )}
    </>
  );
}
