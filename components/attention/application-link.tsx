"use client";

import Link from "next/link";
import type { MouseEvent } from "react";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { Button } from "@/components/ui/button";
import { useWorkplace } from "@/components/workplace";
import { type Place, routes } from "@/lib/routes";
import type { AttentionItem } from "@/lib/schemas/attention";

type ApplicationLinkProps = { item: AttentionItem; tab: string | null; children: string };

/** The way to an application, which leads through the environment switch when it is in the other one. */
export function ApplicationLink({ item, tab, children }: ApplicationLinkProps) {
  const { place } = useWorkplace();
  const { go, going } = useGoInEnvironment(item.environment);
  const href = hrefOf(place, item, tab);
  const isElsewhere = place.area === "partner" && item.environment !== place.environment;
  if (!isElsewhere) {
    return (
      <Button asChild variant="outline" size="sm">
        <Link href={href} aria-label={`${children}: ${item.applicationName}`}>
          {children}
        </Link>
      </Button>
    );
  }
  return (
    <Button
      variant="outline"
      size="sm"
      loading={going}
      aria-label={`${children}: ${item.applicationName}, in ${item.environment}`}
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        void go(href);
      }}
    >
      {children}
    </Button>
  );
}

function hrefOf(place: Place, { applicationId, environment }: AttentionItem, tab: string | null): string {
  const page =
    place.area === "hub"
      ? routes.hubApplication(place.organizationId, environment, applicationId)
      : routes.application(applicationId);
  return tab === null ? page : `${page}?tab=${tab}`;
}
