"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AddressListEditor } from "@/components/applications/detail/limits/address-list-editor";
import { SeenAddresses } from "@/components/applications/detail/limits/seen-addresses";
import { ErrorState } from "@/components/ui/error-state";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import { addressReportQuery, countEntries, readEntries } from "@/lib/client/address-list";
import type { AddressList, AddressListMode } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";

/** Where requests may come from, and where they do come from. */
export function AddressListSection({ application }: { application: ApplicationView }) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const [typed, setTyped] = useState<string | null>(null);
  const saved = application.addressList.entries.join("\n");
  const text = typed ?? saved;
  const written = readEntries(text).entries;

  function add(address: string) {
    if (!written.includes(address)) setTyped(text.trim() === "" ? address : `${text.trimEnd()}\n${address}`);
    document.getElementById(EDITOR_ID)?.focus();
  }

  return (
    <>
      <Section
        title="Address list"
        description="From where this application's requests may come: IPv4 and IPv6 addresses and networks. It counts from the next request on, on every server."
      >
        <State list={application.addressList} />
        {mayWrite ? (
          <AddressListEditor id={EDITOR_ID} application={application} text={text} onText={setTyped} />
        ) : (
          <Entries entries={application.addressList.entries} />
        )}
      </Section>
      <Seen applicationId={application.id} written={written} {...(mayWrite ? { onAdd: add } : {})} />
    </>
  );
}

const EDITOR_ID = "address-list-entries";

const STATES: Record<AddressListMode, { tone: "neutral" | "warning" | "success"; words: string }> = {
  off: { tone: "neutral", words: "Off: requests may come from anywhere" },
  report: { tone: "warning", words: "Report only: nothing is refused" },
  enforce: { tone: "success", words: "Enforced" },
};

function State({ list: { mode, entries } }: { list: AddressList }) {
  const { tone, words } = STATES[mode];
  return (
    <KeyValueList className="border-border border-y">
      <KeyValue term="State">
        <Status tone={tone}>{words}</Status>
        {entries.length === 0 ? null : (
          <span className="ml-3 text-muted-foreground tabular-nums">{countEntries(entries.length)}</span>
        )}
      </KeyValue>
    </KeyValueList>
  );
}

function Entries({ entries }: { entries: readonly string[] }) {
  if (entries.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {entries.map((entry) => (
        <li key={entry} className="font-mono text-[0.8125rem] break-all">
          {entry}
        </li>
      ))}
    </ul>
  );
}

type SeenProps = { applicationId: string; written: readonly string[]; onAdd?: (address: string) => void };

function Seen({ applicationId, written, onAdd }: SeenProps) {
  const { place } = useWorkplace();
  const query = useQuery(addressReportQuery(place, applicationId));
  return (
    <Section
      title="Where requests came from"
      description="The last 30 days, held against the list as it is saved. Figures are a few seconds old."
    >
      {query.data !== undefined ? (
        <SeenAddresses report={query.data} written={written} {...(onAdd ? { onAdd } : {})} />
      ) : query.isPending ? (
        <Skeleton className="h-24 w-full animate-appear-late" />
      ) : (
        <ErrorState
          title="The addresses could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      )}
    </Section>
  );
}
