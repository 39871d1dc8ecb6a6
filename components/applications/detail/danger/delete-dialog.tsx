"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { ApplicationTraffic } from "@/components/applications/detail/danger/application-traffic";
import { liveKeys } from "@/components/applications/detail/keys/grace";
import { WhatIf } from "@/components/applications/detail/what-if";
import { useNow } from "@/components/clock";
import { Notice } from "@/components/ui/notice";
import { deleteApplication } from "@/lib/client/application-changes";
import { joinWords, shortKeyName } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

type DeleteDialogProps = { application: ApplicationView; onDeleted: () => void; onClose: () => void };

/** The end of an application: what dies with it, and its name to type. */
export function DeleteDialog({ application, onDeleted, onClose }: DeleteDialogProps) {
  const now = useNow();
  const live = liveKeys(application.apiKeys, now);
  return (
    <ActionDialog
      applicationId={application.id}
      title={`Delete ${application.name}`}
      description="Final and at once: a deleted application cannot return."
      submitLabel="Delete application"
      tone="destructive"
      errorTitle="The application was not deleted."
      confirm={{ expected: application.name }}
      isLast
      run={(context) => deleteApplication(context, application.name)}
      onDone={onDeleted}
      onClose={onClose}
    >
      <Notice tone="destructive" title="What dies with it">
        <ul className="flex flex-col gap-1">
          <li>
            {live.length === 0
              ? "It has no live API key."
              : `Its API ${live.length === 1 ? "key" : "keys"} ${joinWords(live.map(shortKeyName))}: every request is refused at once.`}
          </li>
          <li>Its signing key and its permissions.</li>
          <li>Its audit history is kept.</li>
        </ul>
        <ApplicationTraffic application={application} />
        <WhatIf applicationId={application.id} change={{ change: "delete" }} isInside />
      </Notice>
    </ActionDialog>
  );
}
