"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { ApplicationTraffic } from "@/components/applications/detail/danger/application-traffic";
import { WhatIf } from "@/components/applications/detail/what-if";
import { Notice } from "@/components/ui/notice";
import { useMay } from "@/components/workplace";
import { disableApplication, enableApplication } from "@/lib/client/application-changes";
import { toast } from "@/lib/client/toast";
import type { ApplicationView } from "@/lib/schemas/application";

/** Refuses every request from now on; one click in the toast takes it back. */
export function DisableDialog({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const undo = useUndo(application.id);
  const mayEnable = useMay("APPLICATIONS_WRITE");
  return (
    <ActionDialog
      applicationId={application.id}
      title={`Disable ${application.name}`}
      description="Its keys and permissions are kept; it can be enabled again."
      submitLabel="Disable application"
      tone="destructive"
      reason="optional"
      errorTitle="The application was not disabled."
      run={disableApplication}
      onDone={(reason) => {
        const message = `${application.name} is disabled`;
        if (!mayEnable) toast(message);
        else
          undo({
            message,
            label: "Enable again",
            run: enableApplication,
            undone: `${application.name} is enabled`,
            reason,
          });
      }}
      onClose={onClose}
    >
      <Notice tone="warning" title="Every request is refused from then on">
        <ApplicationTraffic application={application} />
        <WhatIf applicationId={application.id} change={{ change: "disable" }} isInside />
      </Notice>
    </ActionDialog>
  );
}
