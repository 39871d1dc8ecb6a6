"use client";

import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { WebhooksList } from "@/components/webhooks/webhooks-list";
import { useWorkplace, WorkplaceProvider } from "@/components/workplace";

/** The organization's webhook endpoints, production first. */
export function OrganizationWebhooks() {
  const workplace = useWorkplace();
  return (["production", "sandbox"] as const).map((environment) => (
    <section key={environment} aria-label={`Webhooks in ${environment}`} className="flex flex-col gap-3">
      <h2 className="flex items-center gap-2.5 font-semibold">
        Webhooks <EnvironmentBadge environment={environment} />
      </h2>
      <WorkplaceProvider value={{ ...workplace, place: { ...workplace.place, environment } }}>
        <WebhooksList />
      </WorkplaceProvider>
    </section>
  ));
}
