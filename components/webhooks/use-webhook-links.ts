"use client";

import { useWorkplace } from "@/components/workplace";
import { routes } from "@/lib/routes";

/** Where the list and one endpoint are, from the side one works on. */
export function useWebhookLinks() {
  const { area, organizationId, environment } = useWorkplace().place;
  if (area === "hub") {
    return {
      list: `${routes.hubOrganization(organizationId)}?tab=webhooks`,
      webhook: (webhookId: string) => routes.hubWebhook(organizationId, environment, webhookId),
    };
  }
  return { list: routes.webhooks, webhook: routes.webhook };
}
