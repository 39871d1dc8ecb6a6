"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeNetworkDialog } from "@/components/hub/reference/change-network-dialog";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cryptoNetworksQuery } from "@/lib/client/hub-reference";
import { formatAmount } from "@/lib/client/hub-words";
import { formatCount } from "@/lib/client/words";
import type { StaffCryptoNetwork } from "@/lib/schemas/crypto";

/** Each crypto currency on each of its networks, and the way to change what may change. */
export function CryptoNetworks({ mayChange }: { mayChange: boolean }) {
  const query = useQuery(cryptoNetworksQuery);
  if (query.isPending) return <RowsSkeleton label="Loading crypto networks" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The crypto networks could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <Section
      title="Crypto networks"
      description="The networks that crypto currencies run on, as partners see them in both environments."
    >
      <NetworkTable networks={query.data} mayChange={mayChange} />
    </Section>
  );
}

function NetworkTable({ networks, mayChange }: { networks: StaffCryptoNetwork[]; mayChange: boolean }) {
  const [changing, setChanging] = useState<StaffCryptoNetwork | null>(null);
  return (
    <>
      <Table label="Crypto networks">
        <TableHead>
          <TableHeader>Network</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader className="text-right">Minimum</TableHeader>
          <TableHeader className="text-right">Confirmations</TableHeader>
          <TableHeader className="text-right">Changed</TableHeader>
          <TableHeader>
            <span className="sr-only">Change</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {networks.map((network) => (
            <TableRow key={`${network.currencyCode} ${network.network}`}>
              <TableCell className="py-2">
                <div className="flex min-w-0 flex-1 flex-col items-start text-left">
                  <span>
                    <span className="font-medium">{network.currencyCode}</span>{" "}
                    <span className="text-muted-foreground">on {network.networkName}</span>
                  </span>
                  {network.contractAddress === null ? null : (
                    <Mono
                      value={network.contractAddress}
                      short={`${network.contractAddress.slice(0, 8)}…${network.contractAddress.slice(-4)}`}
                      label={`contract of ${network.currencyCode} on ${network.networkName}`}
                      className="text-muted-foreground"
                    />
                  )}
                </div>
              </TableCell>
              <TableCell label="Status" className="py-2">
                {network.status === "ACTIVE" ? (
                  <Status tone="success">Active</Status>
                ) : (
                  <Status tone="destructive">Suspended</Status>
                )}
              </TableCell>
              <TableCell label="Minimum" className="py-2 whitespace-nowrap tabular-nums md:text-right">
                {formatAmount(network.minimumAmount)}{" "}
                <span className="text-muted-foreground">{network.currencyCode}</span>
              </TableCell>
              <TableCell label="Confirmations" className="py-2 tabular-nums md:text-right">
                {formatCount(network.confirmations)}
              </TableCell>
              <TableCell label="Changed" className="py-2 md:text-right">
                <RelativeTime at={network.updatedAt} />
              </TableCell>
              <TableCell className="py-1.5 text-right">
                <Button
                  variant="outline"
                  size="sm"
                  className="max-md:w-full"
                  disabled={!mayChange}
                  aria-label={`Change ${network.currencyCode} on ${network.networkName}`}
                  onClick={() => setChanging(network)}
                >
                  Change
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {changing === null ? null : (
        <ChangeNetworkDialog network={changing} onClose={() => setChanging(null)} />
      )}
    </>
  );
}
