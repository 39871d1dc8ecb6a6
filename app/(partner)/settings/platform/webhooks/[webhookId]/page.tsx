import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { WebhookDetail } from "@/components/webhooks/detail/webhook-detail";
import { NoWebhookAccess } from "@/components/webhooks/no-webhook-access";
import { WebhookElsewhere } from "@/components/webhooks/webhook-elsewhere";
import { webhookQuery, webhooksQuery } from "@/lib/client/webhooks";
import { ApiError } from "@/lib/errors";
import { getWebhook } from "@/lib/operations/webhooks/get";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import type { WebhookView } from "@/lib/schemas/webhook";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";
import type { ShellContext } from "@/lib/web/shell-context";

export const metadata: Metadata = { title: "Webhook endpoint" };

type WebhookPageProps = { params: Promise<{ webhookId: string }> };

export default async function WebhookPage({ params }: WebhookPageProps) {
  const [shell, { webhookId }] = await Promise.all([requirePartnerShell(), params]);
  if (!shell.permissions.includes("WEBHOOKS_READ")) return <NoWebhookAccess />;
  const { place } = partnerWorkplace(shell);
  const queryClient = new QueryClient();
  try {
    await Promise.all([
      queryClient.fetchQuery({
        ...webhookQuery(place, webhookId),
        queryFn: () => callOperation(shell, getWebhook, { webhookId }),
      }),
      queryClient.prefetchQuery({
        ...webhooksQuery(place),
        queryFn: () => callOperation(shell, listWebhooks, {}),
      }),
    ]);
  } catch (error) {
    if (isNotFound(error)) {
      const elsewhere = await findInOtherEnvironment(shell, webhookId);
      return elsewhere === null ? notFound() : <WebhookElsewhere webhook={elsewhere} />;
    }
    // Anything else: the page asks again from the browser, where a failure shows its request id and a retry.
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WebhookDetail webhookId={webhookId} />
    </HydrationBoundary>
  );
}

const isNotFound = (error: unknown) => error instanceof ApiError && error.code === "not_found";

async function findInOtherEnvironment(shell: ShellContext, webhookId: string): Promise<WebhookView | null> {
  const environment = shell.environment === "production" ? "sandbox" : "production";
  try {
    return await callOperation({ ...shell, environment }, getWebhook, { webhookId });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
