"use client";

import { useQuery } from "@tanstack/react-query";
import { OctagonX } from "lucide-react";
import { useRef, useState } from "react";
import { DisableAllDialog } from "@/components/hub/emergency/disable-all-dialog";
import { StoppedApplications } from "@/components/hub/emergency/stopped-applications";
import { Button } from "@/components/ui/button";
import { useMay, useWorkplace } from "@/components/workplace";
import { personalKeysQuery } from "@/lib/client/personal-keys";
import type { DisabledApplications, OrganizationSummary } from "@/lib/schemas/hub";
import { cn } from "@/lib/utils";

/** The emergency switch of one organization, and what it stopped when it was used a moment ago. */
export function EmergencyCard({ organization }: { organization: OrganizationSummary }) {
  const mayDisable = useMay("APPLICATIONS_DISABLE");
  const hasPersonalKeys = useHasUsablePersonalKeys();
  const [asking, setAsking] = useState(false);
  const [stopped, setStopped] = useState<DisabledApplications | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const enabled = organization.applicationCount - organization.disabledApplicationCount;
  if (!mayDisable) return null;
  return (
    <section
      aria-label="Emergency"
      className={cn(
        "flex flex-col gap-4 rounded-lg border p-4 sm:p-5",
        enabled > 0 ? "border-destructive/35 bg-destructive/4" : "border-border",
      )}
    >
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex min-w-0 flex-1 gap-3 max-sm:basis-full">
          <OctagonX
            className={cn(
              "mt-0.5 size-4 shrink-0",
              enabled > 0 ? "text-destructive" : "text-muted-foreground",
            )}
            aria-hidden="true"
          />
          <div className="min-w-0">
            <h2 className="font-semibold">Disable all applications</h2>
            <p className="mt-1 max-w-prose text-muted-foreground">
              {situationOf(organization, enabled, hasPersonalKeys)}
            </p>
          </div>
        </div>
        {enabled > 0 || hasPersonalKeys ? (
          <Button variant="destructive" onClick={() => setAsking(true)}>
            Disable all applications
          </Button>
        ) : null}
      </div>
      {stopped === null ? null : (
        <StoppedApplications ref={result} organizationId={organization.id} stopped={stopped} />
      )}
      {asking ? (
        <DisableAllDialog
          organization={organization}
          onClose={() => setAsking(false)}
          onStopped={(answer) => {
            setStopped(answer);
            setAsking(false);
            // The dialog gives the focus back to its button, which is gone by then.
            setTimeout(() => result.current?.focus(), 50);
          }}
        />
      ) : null}
    </section>
  );
}

/** Whether the organization allows personal API keys and somebody has one: the switch stops those too. */
function useHasUsablePersonalKeys(): boolean {
  const { data } = useQuery(personalKeysQuery(useWorkplace().place));
  return data !== undefined && data.policy !== "off" && data.items.length > 0;
}

function situationOf(
  { applicationCount, name }: OrganizationSummary,
  enabled: number,
  hasPersonalKeys: boolean,
): string {
  if (enabled === 0 && hasPersonalKeys) {
    return `No application of ${name} is enabled. For an incident: turns the personal API keys of its members off, in production and sandbox, from the next request on.`;
  }
  if (applicationCount === 0) return `${name} has no applications.`;
  if (enabled === 0) return `Every application of ${name} is disabled. Each one is enabled on its own page.`;
  const which = enabled === 1 ? "the one enabled application" : `all ${enabled} enabled applications`;
  const keys = hasPersonalKeys ? " and the personal API keys of its members" : "";
  return `For an incident: stops ${which} of ${name}${keys}, in production and sandbox, from the next request on.`;
}
