"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { AppWindow, Plus } from "lucide-react";
import Link from "next/link";
import { ApplicationRow } from "@/components/applications/application-row";
import { ApplicationsSkeleton } from "@/components/applications/applications-skeleton";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { MoreRows } from "@/components/ui/more-rows";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import { useMay, useWorkplace } from "@/components/workplace";
import { applicationsQuery } from "@/lib/client/applications";
import { routes } from "@/lib/routes";

/** The API applications of the organization in the chosen environment, newest first; rows lead to where one works. */
export function ApplicationsList() {
  const { place } = useWorkplace();
  const query = useInfiniteQuery(applicationsQuery(place));
  if (query.isPending) return <ApplicationsSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The API applications could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const applications = query.data.pages.flatMap((page) => page.items);
  if (applications.length === 0) return <NoApplications />;
  return (
    <div className="flex flex-col gap-4">
      <Table label="API applications">
        <TableHead>
          <TableHeader>Application</TableHeader>
          <TableHeader>Permissions</TableHeader>
          <TableHeader>API keys</TableHeader>
          <TableHeader>Signing key</TableHeader>
          <TableHeader className="text-right">Last used</TableHeader>
        </TableHead>
        <TableBody>
          {applications.map((application) => (
            <ApplicationRow key={application.id} application={application} />
          ))}
        </TableBody>
      </Table>
      <MoreRows query={query} failure="More applications could not be loaded." />
    </div>
  );
}

function NoApplications() {
  const { area, environment } = useWorkplace().place;
  // Applications are made by the partner, who alone gets to see their keys.
  const mayCreate = useMay("APPLICATIONS_WRITE") && area === "partner";
  return (
    <EmptyState
      icon={AppWindow}
      title={`No API applications in ${environment} yet`}
      action={mayCreate ? <CreateApplicationLink /> : null}
    >
      {area === "hub"
        ? "The partner has created none here."
        : "An API application is a service of yours that calls the API: it has its own API key, its own signing key and exactly the permissions you give it."}
    </EmptyState>
  );
}

/** The way to the create flow, for people who may. */
export function CreateApplicationLink() {
  return (
    <Button asChild>
      <Link href={routes.newApplication}>
        <Plus aria-hidden="true" />
        Create API application
      </Link>
    </Button>
  );
}
