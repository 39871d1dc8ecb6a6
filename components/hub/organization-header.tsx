"use client";

import { DisabledMark } from "@/components/hub/organization-table";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { routes } from "@/lib/routes";
import type { OrganizationSummary } from "@/lib/schemas/hub";

/** The organization's name, how it is named elsewhere, and its state. */
export function OrganizationHeader({ organization }: { organization: OrganizationSummary }) {
  const { memberCount, applicationCount, disabledApplicationCount, suspendedAt } = organization;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        crumbs={[{ label: "Organizations", href: routes.hub }]}
        title={organization.name}
        description={
          <div className="flex flex-col gap-1.5">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Mono value={organization.slug} label="slug" />
              <Mono value={organization.id} label="organization id" />
            </div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
              <span>{count(applicationCount, "application")}</span>
              {disabledApplicationCount > 0 ? <DisabledMark organization={organization} /> : null}
              <span>{count(memberCount, "member")}</span>
              <span>
                Created <RelativeTime at={organization.createdAt} />
              </span>
            </div>
          </div>
        }
      />
      {suspendedAt === null ? null : (
        <Notice tone="destructive" title="This organization is suspended">
          <p>
            Every request of its applications has been refused since <RelativeTime at={suspendedAt} />.
          </p>
        </Notice>
      )}
    </div>
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
