"use client";

import { useQuickAction } from "@/components/applications/detail/change/use-quick-action";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { revertSigningKey } from "@/lib/client/application-changes";
import { shortFingerprint } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

/** Makes the key before the current one again while both verify; the same step forth undoes it. */
export function useGoBack(application: ApplicationView) {
  const undo = useUndo(application.id);
  const current = application.signingKeys.find((key) => key.status === "active");
  const previous = application.signingKeys.find((key) => key.status === "retiring");
  const currentFingerprint = current?.fingerprint ?? "";
  const previousFingerprint = previous?.fingerprint ?? "";
  return useQuickAction({
    applicationId: application.id,
    title: "Go back to the previous key",
    description: `${shortFingerprint(previousFingerprint)} becomes the signing key again. Both verify until the same end of the overlap.`,
    errorTitle: "The signing key stays as it is.",
    run: (context) => revertSigningKey(context, currentFingerprint),
    onDone: (reason) =>
      undo({
        message: `${shortFingerprint(previousFingerprint)} is the signing key again`,
        run: (context) => revertSigningKey(context, previousFingerprint),
        undone: `${shortFingerprint(currentFingerprint)} is the signing key again`,
        reason,
      }),
  });
}
