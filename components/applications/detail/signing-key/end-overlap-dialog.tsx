"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { SigningTraffic } from "@/components/applications/detail/signing-key/signing-traffic";
import { endOverlap } from "@/lib/client/application-changes";
import { toast } from "@/lib/client/toast";
import { shortFingerprint } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

/** The previous signing key stops before the overlap's end: what it still carried, and its first eight characters. */
export function EndOverlapDialog({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const current = application.signingKeys.find((key) => key.status === "active");
  const previous = application.signingKeys.find((key) => key.status === "retiring");
  if (current === undefined || previous === undefined) return null;
  const name = shortFingerprint(previous.fingerprint);
  const start = previous.fingerprint.slice(0, 8);
  return (
    <ActionDialog
      applicationId={application.id}
      title="End overlap now"
      description={
        <>
          Only <code className="font-mono">{shortFingerprint(current.fingerprint)}</code> verifies from then
          on.
        </>
      }
      submitLabel="End overlap now"
      tone="destructive"
      errorTitle="The overlap is still open."
      conflictTitle="Somebody else changed the signing key first."
      confirm={{ expected: start, what: "the start of the previous key's fingerprint" }}
      run={(context) => endOverlap(context, current.fingerprint)}
      onDone={() => toast(`${name} no longer verifies`)}
      onClose={onClose}
    >
      <SigningTraffic applicationId={application.id} signingKey={previous} change="end_overlap" />
    </ActionDialog>
  );
}
