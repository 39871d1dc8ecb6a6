"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApplicationStatus } from "@/components/applications/application-status";
import { LastUsed } from "@/components/applications/last-used";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { ErrorState } from "@/components/ui/error-state";
import { LinkPending } from "@/components/ui/link-pending";
import { Mono } from "@/components/ui/mono";
import { MoreRows } from "@/components/ui/more-rows";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { applicationsQuery } from "@/lib/client/applications";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";

/** The organization's applications, production first. */
export function OrganizationApplications({ organizationId }: { organizationId: string }) {
  return (
    <>
      <ApplicationsOf organizationId={organizationId} environment="production" title="Production" />
      <ApplicationsOf organizationId={organizationId} environment="sandbox" title="Sandbox" />
    </>
  );
}

type ApplicationsOfProps = { organizationId: string; environment: Environment; title: string };

function ApplicationsOf({ organizationId, environment, title }: ApplicationsOfProps) {
  return (
    <section aria-label={`${title} applications`} className="flex flex-col gap-3">
      <h2 className="flex items-center gap-2.5 font-semibold">
        Applications <EnvironmentBadge environment={environment} />
      </h2>
      <ApplicationRows organizationId={organizationId} environment={environment} />
    </section>
  );
}

function ApplicationRows({ organizationId, environment }: Omit<ApplicationsOfProps, "title">) {
  const query = useInfiniteQuery(applicationsQuery({ area: "hub", organizationId, environment }));
  if (query.isPending) return <RowsSkeleton label={`Loading ${environment} applications`} />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title={`The ${environment} applications could not be loaded.`}
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const applications = query.data.pages.flatMap((page) => page.items);
  if (applications.length === 0) {
    return <p className="text-muted-foreground">No applications in {environment}.</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      <Table label={`Applications in ${environment}`}>
        <TableHead>
          <TableHeader className="md:pl-2">Application</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader className="text-right">Live keys</TableHeader>
          <TableHeader className="text-right md:pr-2">Last used</TableHeader>
        </TableHead>
        <TableBody>
          {applications.map((application) => (
            <ApplicationRow
              key={application.id}
              application={application}
              href={routes.hubApplication(organizationId, environment, application.id)}
            />
          ))}
        </TableBody>
      </Table>
      <MoreRows query={query} failure="More applications could not be loaded." />
    </div>
  );
}

function ApplicationRow({ application, href }: { application: ApplicationView; href: string }) {
  const liveKeys = application.apiKeys.filter(({ status }) => status === "active" || status === "expiring");
  return (
    <TableRow className="transition-colors focus-within:bg-muted/40 md:hover:bg-muted/40">
      <TableCell className="md:pl-2">
        <div className="flex min-w-0 flex-1 flex-col items-start gap-0.5 text-left">
          <Link
            href={href}
            prefetch={false}
            className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
          >
            {application.name}
            <LinkPending className="ml-2 inline" />
          </Link>
          <Mono value={application.id} label="application id" className="text-muted-foreground" />
        </div>
      </TableCell>
      <TableCell label="Status">
        <ApplicationStatus application={application} />
      </TableCell>
      <TableCell label="Live keys" className="tabular-nums md:text-right">
        {liveKeys.length}
      </TableCell>
      <TableCell label="Last used" className="md:pr-2 md:text-right">
        <LastUsed at={application.lastUsedAt} />
      </TableCell>
    </TableRow>
  );
}
