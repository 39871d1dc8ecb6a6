import { Section } from "@/components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/client/words";
import { routes } from "@/lib/routes";
import type { OverviewTraffic } from "@/lib/schemas/operator-view";

/** What requests were refused for, over all organizations. */
export function RefusalReasons({ traffic }: { traffic: Pick<OverviewTraffic, "reasons"> }) {
  return (
    <Section
      title="Refused for"
      description="Refusals and failures of the last 24 hours by their reason. Many organizations at once point to us, one to its services."
    >
      <Table label="Refusals by reason">
        <TableHead>
          <TableHeader>Reason</TableHeader>
          <TableHeader className="text-right">Status</TableHeader>
          <TableHeader className="text-right">Requests</TableHeader>
          <TableHeader className="text-right">Organizations</TableHeader>
        </TableHead>
        <TableBody>
          {traffic.reasons.map(({ reason, status, requests, organizations }) => (
            <TableRow key={reason}>
              <TableCell>
                <a
                  href={routes.docsReason(reason)}
                  className="rounded-sm font-mono text-[0.8125rem] break-all hover:underline hover:underline-offset-4"
                >
                  {reason}
                </a>
              </TableCell>
              <TableCell label="Status" className="tabular-nums md:text-right">
                {status}
              </TableCell>
              <TableCell label="Requests" className="tabular-nums md:text-right">
                {formatCount(requests)}
              </TableCell>
              <TableCell label="Organizations" className="tabular-nums md:text-right">
                {formatCount(organizations)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
