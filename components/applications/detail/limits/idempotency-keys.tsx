"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Repeat, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Mono } from "@/components/ui/mono";
import { MoreRows } from "@/components/ui/more-rows";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useWorkplace } from "@/components/workplace";
import { idempotencyKeysQuery } from "@/lib/client/limits";
import { type IdempotencyKeyView, idempotencyKeySchema } from "@/lib/schemas/limits";

const PAUSE_MS = 250;
const ROWS_WAITING = ["first", "second", "third"];

/** Which requests of the last 24 hours the application has made safe to repeat. */
export function IdempotencyKeys({ applicationId }: { applicationId: string }) {
  const [typed, setTyped] = useState("");
  const key = useSettled(typed.trim());
  const problem = key === "" || idempotencyKeySchema.safeParse(key).success ? undefined : NOT_A_KEY;
  return (
    <Section
      title="Idempotency keys of the last 24 hours"
      description="A POST with an Idempotency-Key is done once: sent again with the same key and body, it is given the first answer. A key is free again after 24 hours."
    >
      <Field label="Find a key" error={problem} className="max-w-md">
        {(control) => (
          <Input
            {...control}
            type="text"
            role="searchbox"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={300}
            placeholder="The whole key, exactly"
            className="font-mono placeholder:font-sans"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setTyped("");
            }}
          />
        )}
      </Field>
      {problem === undefined ? (
        <Found applicationId={applicationId} wanted={key} onClear={() => setTyped("")} />
      ) : null}
    </Section>
  );
}

const NOT_A_KEY = "A key has 1 to 255 visible ASCII characters, without spaces.";

/** The value as it is when it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type FoundProps = { applicationId: string; wanted: string; onClear: () => void };

function Found({ applicationId, wanted, onClear }: FoundProps) {
  const { place } = useWorkplace();
  const query = useInfiniteQuery(idempotencyKeysQuery(place, applicationId, wanted));
  if (query.isPending) return <Waiting />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The idempotency keys could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const keys = query.data.pages.flatMap(({ items }) => items);
  if (keys.length === 0) return <Nothing wanted={wanted} onClear={onClear} />;
  return (
    <div className="flex flex-col gap-4" aria-busy={query.isPlaceholderData}>
      <KeyTable keys={keys} />
      <MoreRows query={query} failure="More keys could not be loaded." />
    </div>
  );
}

function Nothing({ wanted, onClear }: Omit<FoundProps, "applicationId">) {
  if (wanted === "") {
    return (
      <EmptyState icon={Repeat} title="No keys in the last 24 hours">
        Send a fresh <code className="font-mono text-[0.8125rem]">Idempotency-Key</code>, a UUID for example,
        with every POST that creates something. Then a request whose answer got lost can be sent again without
        doing anything twice.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No such key in the last 24 hours"
      action={
        <Button variant="outline" onClick={onClear}>
          Show all keys
        </Button>
      }
    >
      A request that was refused leaves no key behind. Upper and lower case differ, and quotes around a key
      are part of it.
    </EmptyState>
  );
}

function KeyTable({ keys }: { keys: readonly IdempotencyKeyView[] }) {
  return (
    <Table label="Idempotency keys of the last 24 hours">
      <TableHead>
        <TableHeader>Key</TableHeader>
        <TableHeader>Request</TableHeader>
        <TableHeader>Answer</TableHeader>
        <TableHeader>Request id</TableHeader>
        <TableHeader className="text-right">When</TableHeader>
      </TableHead>
      <TableBody>
        {keys.map((row) => (
          <TableRow key={row.requestId}>
            <TableCell className="max-md:text-left">
              <Mono value={row.key} {...shortened(row.key)} label="idempotency key" />
            </TableCell>
            <TableCell label="Request" className="md:min-w-60">
              <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
                {row.method} {row.path}
              </code>
            </TableCell>
            <TableCell label="Answer" className="tabular-nums">
              {row.status}
            </TableCell>
            <TableCell label="Request id" className="whitespace-nowrap">
              <Mono value={row.requestId} short={`…${row.requestId.slice(-8)}`} label="request id" />
            </TableCell>
            <TableCell label="When" className="md:text-right">
              <RelativeTime at={row.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Beginning and end of a key that is longer than a UUID with a prefix. */
function shortened(key: string): { short?: string } {
  return key.length <= 44 ? {} : { short: `${key.slice(0, 28)}…${key.slice(-12)}` };
}

function Waiting() {
  return (
    <div role="status" className="animate-appear-late">
      <span className="sr-only">Loading idempotency keys</span>
      <div className="flex flex-col divide-y divide-border border-border border-b">
        {ROWS_WAITING.map((row) => (
          <div key={row} className="flex items-center gap-6 py-4">
            <Skeleton className="h-4 w-64 max-w-full" />
            <Skeleton className="h-4 w-48 max-md:hidden" />
            <Skeleton className="ml-auto h-4 w-20 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
