"use client";

import Link from "next/link";
import type { Ref } from "react";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { Notice } from "@/components/ui/notice";
import { routes } from "@/lib/routes";
import type { DisabledApplications } from "@/lib/schemas/hub";

type StoppedApplicationsProps = {
  organizationId: string;
  stopped: DisabledApplications;
  ref?: Ref<HTMLDivElement>;
};

/** What the emergency switch stopped, each with the way to its page. */
export function StoppedApplications({ organizationId, stopped, ref }: StoppedApplicationsProps) {
  const { disabled, alreadyDisabled, personalKeysTurnedOff } = stopped;
  return (
    <Notice
      ref={ref}
      tone="info"
      role="status"
      tabIndex={-1}
      className="bg-background"
      title={titleOf(stopped)}
    >
      {disabled.length === 0 ? null : (
        <ul className="mt-1 flex flex-col gap-1.5">
          {disabled.map(({ id, name, environment }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link
                href={routes.hubApplication(organizationId, environment, id)}
                prefetch={false}
                className="rounded-sm font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
              >
                {name}
              </Link>
              <EnvironmentBadge environment={environment} />
            </li>
          ))}
        </ul>
      )}
      {personalKeysTurnedOff ? (
        <p className="mt-1">
          Personal API keys were turned off. An owner or admin of the organization can allow them again.
        </p>
      ) : null}
      {alreadyDisabled > 0 ? (
        <p className="mt-1 text-muted-foreground text-[0.8125rem]">
          {alreadyDisabled === 1 ? "1 application was" : `${alreadyDisabled} applications were`} disabled
          before.
        </p>
      ) : null}
    </Notice>
  );
}

function titleOf({ disabled, personalKeysTurnedOff }: DisabledApplications): string {
  if (disabled.length === 0) {
    return personalKeysTurnedOff ? "Stopped personal API keys" : "Nothing was left to stop";
  }
  return disabled.length === 1 ? "Stopped 1 application" : `Stopped ${disabled.length} applications`;
}
