"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { Waiting } from "@/components/hub/reviews/waiting";
import { ROW_LINK } from "@/components/hub/reviews/walk-rows";
import { LinkPending } from "@/components/ui/link-pending";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type QueueRow, reviewHref } from "@/lib/client/hub-queue";
import { formatAmount, priorityWords, statusWords } from "@/lib/client/hub-words";
import type { QueueItem, QueueKind } from "@/lib/schemas/queue";
import { cn } from "@/lib/utils";

/** What one row is called, and which columns say something about this kind. */
const SHAPES: Record<
  QueueKind,
  { title: string; amount: boolean; priority: boolean; screening: boolean; status: boolean }
> = {
  customers: { title: "Customer", amount: false, priority: false, screening: true, status: true },
  beneficiaries: { title: "Beneficiary", amount: false, priority: false, screening: true, status: true },
  payments: { title: "Payment", amount: true, priority: false, screening: true, status: true },
  settlements: { title: "Payment", amount: true, priority: false, screening: true, status: true },
  screening: { title: "Subject", amount: false, priority: false, screening: true, status: false },
  tickets: { title: "Ticket", amount: false, priority: true, screening: false, status: true },
};

type QueueTableProps = { kind: QueueKind; label: string; rows: readonly QueueRow[] };

/** The rows of one queue; each row as a whole is the link to where it is decided. */
export function QueueTable({ kind, label, rows }: QueueTableProps) {
  const shape = SHAPES[kind];
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader className="md:pl-2">{shape.title}</TableHeader>
        {shape.amount ? <TableHeader className="text-right">Amount</TableHeader> : null}
        {shape.priority ? <TableHeader>Priority</TableHeader> : null}
        {shape.status ? <TableHeader>Status</TableHeader> : null}
        {shape.screening ? <TableHeader>Screening</TableHeader> : null}
        <TableHeader className="text-right md:pr-2">Waiting</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map(({ item, isGone }) => (
          <TableRow
            key={item.id}
            className={cn(
              "transition-colors focus-within:bg-muted/60 md:hover:bg-muted/40",
              isGone && "text-muted-foreground",
            )}
          >
            <TableCell className="md:w-full md:pl-2">
              <Title item={item} kind={kind} />
            </TableCell>
            {shape.amount ? (
              <TableCell label="Amount" className="tabular-nums whitespace-nowrap md:text-right">
                {item.amount === null ? "–" : <Amount {...item.amount} />}
              </TableCell>
            ) : null}
            {shape.priority ? (
              <TableCell label="Priority">{isGone ? "–" : <Priority priority={item.priority} />}</TableCell>
            ) : null}
            {shape.status ? (
              <TableCell label="Status">
                <RowStatus kind={kind} status={item.status} isGone={isGone} />
              </TableCell>
            ) : null}
            {shape.screening ? (
              <TableCell label="Screening" className="whitespace-nowrap">
                {isGone ? (
                  shape.status ? (
                    "–"
                  ) : (
                    <Status tone="neutral">Waits no longer</Status>
                  )
                ) : (
                  <ScreeningMarks {...item} />
                )}
              </TableCell>
            ) : null}
            <TableCell label="Waiting" className="md:pr-2 md:text-right">
              {isGone ? "–" : <Waiting since={item.waitingSince} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Title({ item, kind }: { item: QueueItem; kind: QueueKind }) {
  const customer = kind === "customers" ? null : item.customer;
  return (
    <div className="flex min-w-0 flex-1 flex-col items-start gap-0.5 text-left">
      <Link
        href={reviewHref(item)}
        prefetch={false}
        {...ROW_LINK}
        className="rounded-sm font-medium [overflow-wrap:anywhere] after:absolute after:inset-0 after:rounded-sm"
      >
        <FreeText>{item.title}</FreeText>
        <LinkPending className="ml-2 inline" />
      </Link>
      <span className="text-[0.8125rem] text-muted-foreground [overflow-wrap:anywhere]">
        {customer === null || customer.companyName === item.title ? null : (
          <>
            <FreeText>{customer.companyName}</FreeText>
            <span aria-hidden="true"> · </span>
            <span className="sr-only">, customer of </span>
          </>
        )}
        <FreeText>{item.organizationName}</FreeText>
      </span>
    </div>
  );
}

function Amount({ amount, currencyCode }: { amount: string; currencyCode: string }) {
  return (
    <>
      {formatAmount(amount)} <span className="text-muted-foreground">{currencyCode}</span>
    </>
  );
}

function Priority({ priority }: { priority: string | null }) {
  if (priority === null) return "–";
  const { word, tone } = priorityWords(priority);
  return <Status tone={tone}>{word}</Status>;
}

function RowStatus({ kind, status, isGone }: { kind: QueueKind; status: string; isGone: boolean }) {
  if (isGone) return <Status tone="neutral">Waits no longer</Status>;
  const { word, tone } = statusWords(kind, status);
  return <Status tone={tone}>{word}</Status>;
}
