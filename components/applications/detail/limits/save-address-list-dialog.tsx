"use client";

import { useQuery } from "@tanstack/react-query";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkplace } from "@/components/workplace";
import { addressPreviewQuery, countEntries, describeReport, setAddressList } from "@/lib/client/address-list";
import { formatCount } from "@/lib/client/words";
import type { AddressList, AddressReport } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";

const SHOWN_ADDRESSES = 8;

type SaveAddressListDialogProps = {
  application: ApplicationView;
  wanted: AddressList;
  onDone: () => void;
  onClose: () => void;
};

/** What the list would have refused in the last thirty days, before it is saved; one click in the toast takes it back. */
export function SaveAddressListDialog({ application, wanted, onDone, onClose }: SaveAddressListDialogProps) {
  const { id, name, addressList: before } = application;
  const undo = useUndo(id);
  return (
    <ActionDialog
      applicationId={id}
      title={TITLES[wanted.mode]}
      description={`${name}, ${countEntries(wanted.entries.length)}, from the next request on.`}
      submitLabel={TITLES[wanted.mode]}
      errorTitle="The address list was not saved."
      conflictTitle="Somebody else changed the list meanwhile."
      run={(context) => setAddressList(context, wanted, before)}
      onDone={(reason) => {
        onDone();
        undo({
          message: `The address list of ${name} is saved`,
          run: (context) => setAddressList(context, before, wanted),
          undone: "The address list is as before",
          reason,
        });
      }}
      onClose={onClose}
    >
      {wanted.mode === "off" ? (
        <p>Every address may send requests. The entries are kept for later.</p>
      ) : (
        <Preview applicationId={id} wanted={wanted} />
      )}
    </ActionDialog>
  );
}

const TITLES = {
  off: "Turn the address list off",
  report: "Save for report only",
  enforce: "Enforce the address list",
} as const;

function Preview({ applicationId, wanted }: { applicationId: string; wanted: AddressList }) {
  const { place } = useWorkplace();
  const query = useQuery(addressPreviewQuery(place, applicationId, wanted));
  if (query.data === undefined) {
    return query.isPending ? (
      <Skeleton className="h-16 w-full animate-appear-late" />
    ) : (
      <ErrorState
        title="What this list would have refused could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const report = query.data;
  const refuses = wanted.mode === "enforce" && report.requestsNotListed > 0;
  return (
    <div className="flex flex-col gap-4">
      {refuses ? (
        <Notice tone="warning" title="This would have refused traffic">
          <p>{describeReport(report)}</p>
        </Notice>
      ) : (
        <p>{describeReport(report)}</p>
      )}
      <Missing report={report} />
      {report.otherRequests > 0 ? (
        <p className="text-muted-foreground">
          {formatCount(report.otherRequests)} further requests came from more addresses than are kept one by
          one.
        </p>
      ) : null}
      {report.notes.length === 0 ? null : (
        <ul className="flex flex-col gap-1 text-muted-foreground text-[0.8125rem]">
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {place.area === "partner" && !report.yourAddress.isListed && report.yourAddress.address !== null ? (
        <p className="text-muted-foreground text-[0.8125rem]">
          The list does not hold your browser&apos;s address,{" "}
          <code className="font-mono break-all">{report.yourAddress.address}</code>. That matters only if the
          service sends from the same place. These pages stay reachable.
        </p>
      ) : null}
    </div>
  );
}

function Missing({ report }: { report: AddressReport }) {
  const missing = report.addresses.filter((row) => !row.isListed && row.requests > 0);
  if (missing.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {missing.slice(0, SHOWN_ADDRESSES).map(({ address, requests }) => (
        <li key={address ?? "unknown"} className="flex justify-between gap-4">
          <code className="min-w-0 font-mono text-[0.8125rem] break-all">{address ?? "unknown"}</code>
          <span className="shrink-0 tabular-nums">
            {formatCount(requests)} {requests === 1 ? "request" : "requests"}
          </span>
        </li>
      ))}
      {report.addressesNotListed > SHOWN_ADDRESSES ? (
        <li className="text-muted-foreground">
          and {formatCount(report.addressesNotListed - SHOWN_ADDRESSES)} more addresses
        </li>
      ) : null}
    </ul>
  );
}
