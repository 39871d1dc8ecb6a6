"use client";

import Link from "next/link";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { routes } from "@/lib/routes";
import type { OrganizationSummary } from "@/lib/schemas/hub";

/** Organizations at a glance; the name is the link. */
export function OrganizationTable({ organizations }: { organizations: OrganizationSummary[] }) {
  return (
    <Table label="Organizations">
      <TableHead>
        <TableHeader className="md:pl-2">Organization</TableHeader>
        <TableHeader className="text-right">Applications</TableHeader>
        <TableHeader>Disabled</TableHeader>
        <TableHeader className="text-right">Members</TableHeader>
        <TableHeader className="text-right md:pr-2">Created</TableHeader>
      </TableHead>
      <TableBody>
        {organizations.map((organization) => (
          <OrganizationRow key={organization.id} organization={organization} />
        ))}
      </TableBody>
    </Table>
  );
}

function OrganizationRow({ organization }: { organization: OrganizationSummary }) {
  return (
    <TableRow className="transition-colors focus-within:bg-muted/40 md:hover:bg-muted/40">
      <TableCell className="md:pl-2">
        <div className="flex min-w-0 flex-1 flex-col items-start gap-0.5 text-left">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              href={routes.hubOrganization(organization.id)}
              prefetch={false}
              data-result
              className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
            >
              {organization.name}
              <LinkPending className="ml-2 inline" />
            </Link>
            {organization.suspendedAt === null ? null : <Status tone="destructive">Suspended</Status>}
          </div>
          <code className="font-mono text-muted-foreground text-[0.8125rem] break-all">
            {organization.slug}
          </code>
        </div>
      </TableCell>
      <TableCell label="Applications" className="tabular-nums md:text-right">
        {organization.applicationCount}
      </TableCell>
      <TableCell label="Disabled">
        <DisabledMark organization={organization} />
      </TableCell>
      <TableCell label="Members" className="tabular-nums md:text-right">
        {organization.memberCount}
      </TableCell>
      <TableCell label="Created" className="md:pr-2 md:text-right">
        <RelativeTime at={organization.createdAt} />
      </TableCell>
    </TableRow>
  );
}

type DisabledMarkProps = {
  organization: Pick<OrganizationSummary, "applicationCount" | "disabledApplicationCount">;
};

/** `None`, `2 disabled`, `All disabled`. */
export function DisabledMark({ organization }: DisabledMarkProps) {
  const { applicationCount, disabledApplicationCount } = organization;
  if (disabledApplicationCount === 0) return <span className="text-muted-foreground">None</span>;
  if (disabledApplicationCount === applicationCount) return <Status tone="destructive">All disabled</Status>;
  return (
    <Status tone="warning" className="tabular-nums">
      {disabledApplicationCount} disabled
    </Status>
  );
}
