"use client";

import { useQuery } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import { FreeText } from "@/components/audit/free-text";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { watchlistsQuery } from "@/lib/client/hub-screening";
import { formatCount } from "@/lib/client/words";
import type { Watchlist, Watchlists } from "@/lib/schemas/screening";

/** The lists that subjects are matched against, how old they are, and how another version comes in. */
export function ScreeningLists() {
  const query = useQuery({ ...watchlistsQuery, refetchInterval: 15_000 });
  if (query.isPending) return <RowsSkeleton label="Loading the lists" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The lists could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items, imports, dueSubjects, importCommand } = query.data;
  return (
    <>
      <DueSubjects due={dueSubjects} />
      <Imports imports={imports} />
      {items.some(({ environments }) => environments.includes("production")) ? null : <NothingInProduction />}
      {items.length === 0 ? (
        <EmptyState icon={ScanSearch} title="No list was imported yet">
          Nobody is screened until there is one. Import the first one at the command line.
        </EmptyState>
      ) : (
        <ListTable lists={items} />
      )}
      <Section
        title="Import a list"
        description="At the command line of the deployment, from a file in OpenSanctions' simple CSV form. The new version counts as a whole or not at all; then every subject is screened against it."
      >
        <CodeBlock code={importCommand} label="import command" />
      </Section>
    </>
  );
}

/** Without a list nobody is found, which says nothing about anybody. */
function NothingInProduction() {
  return (
    <Notice tone="destructive" title="No list screens production">
      <p>
        Customers and beneficiaries cannot be approved there until one is imported. Those that wait are then
        screened by themselves.
      </p>
    </Notice>
  );
}

/** More than these are not counted. */
const COUNTED_UP_TO = 10_000;

function DueSubjects({ due }: { due: Watchlists["dueSubjects"] }) {
  const total = due.production + due.sandbox;
  if (total === 0) return null;
  const said = (count: number) => `${count >= COUNTED_UP_TO ? "at least " : ""}${formatCount(count)}`;
  return (
    <Notice title={total === 1 ? "1 subject is to be screened" : "Subjects are to be screened"}>
      <p className="tabular-nums">
        {said(due.production)} in production, {said(due.sandbox)} in sandbox.
      </p>
    </Notice>
  );
}

/** Imports that are under way or came to nothing; what succeeded stands in the table. */
function Imports({ imports }: Pick<Watchlists, "imports">) {
  return imports
    .filter(({ state }) => state !== "COMPLETED")
    .map(({ list, version, state, sourceName, entryCount, startedAt, failure }) =>
      state === "RUNNING" ? (
        <Notice key={`${list} ${version}`} title={`Version ${version} of ${list} is being imported`}>
          <p className="[overflow-wrap:anywhere] tabular-nums">
            {formatCount(entryCount)} entries of <FreeText>{sourceName}</FreeText> so far, begun{" "}
            <RelativeTime at={startedAt} />. Until it is whole, the version before counts.
          </p>
        </Notice>
      ) : (
        <Notice
          key={`${list} ${version}`}
          tone="destructive"
          title={`Version ${version} of ${list} was not imported`}
        >
          <p className="[overflow-wrap:anywhere]">
            <FreeText>{failure ?? "The import ended before it was whole."}</FreeText> The version before
            counts.
          </p>
        </Notice>
      ),
    );
}

function ListTable({ lists }: { lists: readonly Watchlist[] }) {
  return (
    <Table label="Screening lists">
      <TableHead>
        <TableHeader>List</TableHeader>
        <TableHeader>Screens</TableHeader>
        <TableHeader className="text-right">Version</TableHeader>
        <TableHeader className="text-right">Entries</TableHeader>
        <TableHeader className="text-right">Data as of</TableHeader>
        <TableHeader className="text-right">Imported</TableHeader>
      </TableHead>
      <TableBody>
        {lists.map((list) => (
          <TableRow key={`${list.name} ${list.version}`}>
            <TableCell>
              <div className="flex min-w-0 flex-1 flex-col items-start gap-0.5 text-left">
                <span className="font-medium [overflow-wrap:anywhere]">
                  <FreeText>{list.name}</FreeText>
                </span>
                <span className="text-[0.8125rem] text-muted-foreground [overflow-wrap:anywhere]">
                  <FreeText>{list.sourceName}</FreeText>
                </span>
                <Mono
                  value={list.sourceSha256}
                  short={`${list.sourceSha256.slice(0, 12)}…`}
                  label="SHA-256 of the file"
                  className="text-muted-foreground"
                />
              </div>
            </TableCell>
            <TableCell label="Screens">
              <span className="flex flex-wrap gap-1.5 max-md:justify-end">
                {list.environments.map((environment) => (
                  <EnvironmentBadge key={environment} environment={environment} />
                ))}
              </span>
            </TableCell>
            <TableCell label="Version" className="tabular-nums md:text-right">
              {list.version}
            </TableCell>
            <TableCell label="Entries" className="tabular-nums md:text-right">
              {formatCount(list.entryCount)}
            </TableCell>
            <TableCell label="Data as of" className="md:text-right">
              {list.dataAsOf === null ? (
                <span className="text-muted-foreground">Not said</span>
              ) : (
                <RelativeTime at={list.dataAsOf} />
              )}
            </TableCell>
            <TableCell label="Imported" className="md:text-right">
              <RelativeTime at={list.importedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
