import { Globe } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/client/words";
import type { AddressReport } from "@/lib/schemas/address-list";

type SeenAddressesProps = {
  report: AddressReport;
  /** What stands in the editor already. */
  written: readonly string[];
  onAdd?: (address: string) => void;
};

/** Every address of the last thirty days, those first that the list lacks. */
export function SeenAddresses({ report, written, onAdd }: SeenAddressesProps) {
  if (report.addresses.length === 0) {
    return (
      <EmptyState icon={Globe} title="No request yet">
        Once the application sends requests, their addresses stand here, with how many came from each.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Table label="Addresses of the last 30 days">
        <TableHead>
          <TableHeader>Address</TableHeader>
          <TableHeader>On the list</TableHeader>
          <TableHeader className="text-right">Requests</TableHeader>
          <TableHeader className="text-right">Refused</TableHeader>
          <TableHeader className="text-right">Last seen</TableHeader>
          <TableHeader className="text-right">
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {report.addresses.map((row) => (
            <TableRow key={row.address ?? "unknown"}>
              <TableCell className="max-md:text-left">
                {row.address === null ? (
                  <span className="text-muted-foreground">Unknown: the proxies before us did not say</span>
                ) : (
                  <Mono value={row.address} label="address" />
                )}
              </TableCell>
              <TableCell label="On the list">
                {row.isListed ? <Status tone="success">Yes</Status> : <Status tone="neutral">No</Status>}
              </TableCell>
              <TableCell label="Requests" className="tabular-nums md:text-right">
                {formatCount(row.requests)}
              </TableCell>
              <TableCell label="Refused" className="tabular-nums md:text-right">
                {formatCount(row.refused)}
              </TableCell>
              <TableCell label="Last seen" className="whitespace-nowrap md:text-right">
                <RelativeTime at={row.lastSeenAt} />
              </TableCell>
              <TableCell className="md:text-right">
                <AddButton address={row.isListed ? null : row.address} {...{ written, onAdd }} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {report.otherRequests > 0 ? (
        <p className="text-muted-foreground">
          {formatCount(report.otherRequests)} further requests came from more addresses than are kept one by
          one.
        </p>
      ) : null}
    </div>
  );
}

type AddButtonProps = {
  /** `null` where there is nothing to add. */
  address: string | null;
  written: readonly string[];
  onAdd: ((address: string) => void) | undefined;
};

function AddButton({ address, written, onAdd }: AddButtonProps) {
  if (address === null || onAdd === undefined) return null;
  if (written.includes(address)) return <span className="text-muted-foreground">Added, not saved</span>;
  return (
    <Button
      variant="outline"
      size="sm"
      className="max-md:w-full"
      aria-label={`Add to list: ${address}`}
      onClick={() => onAdd(address)}
    >
      Add to list
    </Button>
  );
}
