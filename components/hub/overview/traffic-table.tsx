"use client";

import Link from "next/link";
import { Sparkline } from "@/components/hub/overview/sparkline";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatCount, shareWords } from "@/lib/client/words";
import { routes } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import type { OverviewTraffic } from "@/lib/schemas/operator-view";

type TrafficTableProps = { traffic: OverviewTraffic; environment: Environment | null };

/** One organization a line; its name leads to its requests. */
export function TrafficTable({ traffic, environment }: TrafficTableProps) {
  return (
    <Table label="Organizations by traffic">
      <TableHead>
        <TableHeader>Organization</TableHeader>
        <TableHeader>Per hour</TableHeader>
        <TableHeader className="text-right">Requests</TableHeader>
        <TableHeader className="text-right">Refused</TableHeader>
        <TableHeader className="text-right">Failed</TableHeader>
        <TableHeader className="text-right">p95</TableHeader>
      </TableHead>
      <TableBody>
        {traffic.organizations.map(({ organization, requests, refused, failed, p95Milliseconds, hours }) => (
          <TableRow key={organization.id}>
            <TableCell>
              <Link
                href={requestsOf(organization.id, environment)}
                prefetch={false}
                className="rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
              >
                {organization.name}
              </Link>
            </TableCell>
            <TableCell label="Per hour">
              <Sparkline values={hours} label={`Requests of ${organization.name} per hour`} />
            </TableCell>
            <TableCell label="Requests" className="tabular-nums md:text-right">
              {formatCount(requests)}
            </TableCell>
            <TableCell label="Refused" className="tabular-nums md:text-right">
              {formatCount(refused)}
              {refused === 0 ? null : (
                <span className="text-muted-foreground"> ({shareWords(refused, requests)})</span>
              )}
            </TableCell>
            <TableCell label="Failed" className="tabular-nums md:text-right">
              {failed === 0 ? (
                <span className="text-muted-foreground">0</span>
              ) : (
                <span className="font-medium text-destructive">{formatCount(failed)}</span>
              )}
            </TableCell>
            <TableCell label="p95" className="tabular-nums md:text-right">
              {p95Milliseconds === null ? "–" : `${p95Milliseconds} ms`}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function requestsOf(organizationId: string, environment: Environment | null): string {
  const query = new URLSearchParams({ tab: "requests", ...(environment === null ? {} : { environment }) });
  return `${routes.hubOrganization(organizationId)}?${query}`;
}
