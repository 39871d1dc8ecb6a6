"use client";

import { FreeText } from "@/components/audit/free-text";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatFeatureScore } from "@/lib/client/hub-screening";
import type { ScreeningMatchView } from "@/lib/schemas/screening";

/** What speaks for the same entity and what against it: the subject's value beside the list's. */
export function FeatureTable({ features }: Pick<ScreeningMatchView, "features">) {
  if (features.length === 0) return null;
  return (
    <Table label="Comparison">
      <TableHead>
        <TableHeader>Compared</TableHeader>
        <TableHeader>Subject</TableHeader>
        <TableHeader>List</TableHeader>
        <TableHeader className="text-right">Counts</TableHeader>
      </TableHead>
      <TableBody>
        {features.map((feature) => (
          <TableRow key={feature.key}>
            <TableCell className="py-2 font-medium whitespace-nowrap">{feature.label}</TableCell>
            <TableCell label="Subject" className="py-2">
              <Value value={feature.matchedValue} />
            </TableCell>
            <TableCell label="List" className="py-2">
              <Value value={feature.candidateValue} />
              {feature.note === null ? null : (
                <span className="block text-[0.8125rem] text-muted-foreground">{feature.note}</span>
              )}
            </TableCell>
            <TableCell label="Counts" className="py-2 whitespace-nowrap tabular-nums md:text-right">
              {formatFeatureScore(feature)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Value({ value }: { value: string | null }) {
  if (value === null) return <span className="text-muted-foreground">Unknown</span>;
  return (
    <span className="[overflow-wrap:anywhere]">
      <FreeText>{value}</FreeText>
    </span>
  );
}
