"use client";

import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";
import { FreeText } from "@/components/audit/free-text";
import { ImportRatesDialog } from "@/components/hub/reference/import-rates-dialog";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { exchangeRatesQuery } from "@/lib/client/hub-reference";
import { joinWords } from "@/lib/client/words";
import type { ExchangeRate } from "@/lib/schemas/exchange-rate";

/** What one unit of each currency is worth, how old that is, and the way to newer rates. */
export function ExchangeRates({ mayImport }: { mayImport: boolean }) {
  const query = useQuery(exchangeRatesQuery);
  const [isImporting, setIsImporting] = useState(false);
  if (query.isPending) return <RowsSkeleton label="Loading exchange rates" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The exchange rates could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items, maxAgeHours, importCommand } = query.data;
  return (
    <Section
      title="Exchange rates"
      description={`What one unit is worth in US dollars. In production a rate older than ${maxAgeHours} h gives no price.`}
      actions={
        <Button disabled={!mayImport} onClick={() => setIsImporting(true)}>
          <Upload aria-hidden="true" />
          Import rates
        </Button>
      }
    >
      {mayImport ? null : (
        <p className="text-muted-foreground">Your role sees rates; operator admins import them.</p>
      )}
      <OldRates rates={items} />
      <RateTable rates={items} />
      <details className="group">
        <summary className="cursor-pointer rounded-sm text-[0.8125rem] text-muted-foreground hover:text-foreground">
          At the command line
        </summary>
        <CodeBlock code={importCommand} label="import command" className="mt-2" />
      </details>
      {isImporting ? <ImportRatesDialog current={items} onClose={() => setIsImporting(false)} /> : null}
    </Section>
  );
}

function OldRates({ rates }: { rates: readonly ExchangeRate[] }) {
  const old = rates.filter(({ isTooOld }) => isTooOld).map(({ currencyCode }) => currencyCode);
  if (old.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={
        old.length === 1
          ? "One rate is too old for production"
          : `${old.length} rates are too old for production`
      }
    >
      <p>Quotes in {joinWords(old)} are refused there until newer rates are imported.</p>
    </Notice>
  );
}

function RateTable({ rates }: { rates: readonly ExchangeRate[] }) {
  return (
    <Table label="Exchange rates">
      <TableHead>
        <TableHeader>Currency</TableHeader>
        <TableHeader className="text-right">US dollars for one</TableHeader>
        <TableHeader className="text-right">As of</TableHeader>
        <TableHeader>Source</TableHeader>
        <TableHeader>State</TableHeader>
      </TableHead>
      <TableBody>
        {rates.map((rate) => (
          <TableRow key={rate.currencyCode}>
            <TableCell className="py-2 whitespace-nowrap">
              <span>
                <span className="font-medium">{rate.currencyCode}</span>{" "}
                <span className="text-muted-foreground">{rate.name}</span>
              </span>
            </TableCell>
            <TableCell label="US dollars for one" className="py-2 tabular-nums md:text-right">
              {rate.usdPerUnit ?? "–"}
            </TableCell>
            <TableCell label="As of" className="py-2 md:text-right">
              {rate.asOf === null ? "–" : <RelativeTime at={rate.asOf} />}
            </TableCell>
            <TableCell label="Source" className="py-2 text-muted-foreground [overflow-wrap:anywhere]">
              {rate.source === null ? "–" : <FreeText>{rate.source}</FreeText>}
            </TableCell>
            <TableCell label="State" className="py-2">
              <RateState rate={rate} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RateState({ rate: { usdPerUnit, isTooOld } }: { rate: ExchangeRate }) {
  if (usdPerUnit === null) return <Status tone="destructive">Missing</Status>;
  return isTooOld ? <Status tone="warning">Too old</Status> : <Status tone="success">Current</Status>;
}
