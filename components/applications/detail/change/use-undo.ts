"use client";

import type { ChangeRunner } from "@/components/applications/detail/change/action-dialog";
import { useApplicationChange } from "@/components/applications/detail/change/use-application-change";
import { toastFailure } from "@/components/applications/detail/change/use-quick-action";
import type { ChangeContext } from "@/lib/client/application-changes";
import { toast } from "@/lib/client/toast";

const OFFERED_MS = 12_000;

type Undo<Context> = {
  message: string;
  /** "Undo", or what it does: "Enable again". */
  label?: string;
  run: (context: Context) => Promise<unknown>;
  undone: string;
  /** Why the change was made; taking it back names that reason. */
  reason: string | null;
};

/** Says what happened to an application and offers to take it back. */
export function useUndo(applicationId: string): (undo: Undo<ChangeContext>) => void {
  return undoBy(useApplicationChange(applicationId));
}

/** The same for whatever `change` changes. */
export function undoBy<Context>(change: ChangeRunner<Context>): (undo: Undo<Context>) => void {
  return ({ message, label = "Undo", run, undone, reason }) => {
    toast(message, {
      duration: OFFERED_MS,
      action: {
        label,
        onClick: () => {
          const why = reason === null ? null : `Taken back: ${reason}`.slice(0, 500);
          change
            .mutateAsync({ run, reason: why })
            .then(() => toast(undone))
            .catch((error: unknown) => toastFailure("This could not be taken back.", error));
        },
      },
    });
  };
}
