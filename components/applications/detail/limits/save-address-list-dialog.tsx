"use client";

import { useQuery } from "@tanstack/react-query";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { WhatIf } from "@/components/applications/detail/what-if";
import { useWorkplace } from "@/components/workplace";
import { addressPreviewQuery, countEntries, setAddressList } from "@/lib/client/address-list";
import type { AddressList } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";

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

/** What the list would have refused, and what is odd about it. */
function Preview({ applicationId, wanted }: { applicationId: string; wanted: AddressList }) {
  return (
    <div className="flex flex-col gap-4">
      {wanted.mode === "report" ? (
        <p>Nothing is refused while the list only reports. Enforced, it would do this:</p>
      ) : null}
      <WhatIf applicationId={applicationId} change={{ change: "address_list", entries: wanted.entries }} />
      <Remarks applicationId={applicationId} wanted={wanted} />
    </div>
  );
}

/** No more than remarks: while they are loaded, or where they cannot be, nothing is missing. */
function Remarks({ applicationId, wanted }: { applicationId: string; wanted: AddressList }) {
  const { place } = useWorkplace();
  const { data: report } = useQuery(addressPreviewQuery(place, applicationId, wanted));
  if (report === undefined) return null;
  return (
    <>
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
    </>
  );
}
