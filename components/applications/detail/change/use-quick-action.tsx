"use client";

import { type ReactNode, useState } from "react";
import { useApplicationChange } from "@/components/applications/detail/change/use-application-change";
import { laterDialog } from "@/components/ui/later";
import { useWorkplace } from "@/components/workplace";
import type { ChangeContext } from "@/lib/client/application-changes";
import { toast } from "@/lib/client/toast";
import { UiError } from "@/lib/client/ui-error";

const ActionDialog = laterDialog(
  () => import("@/components/applications/detail/change/action-dialog").then((loaded) => loaded.ActionDialog),
  ({ onClose }) => onClose(),
);

type QuickAction = {
  applicationId: string;
  title: string;
  /** What happens, for staff, who are asked for a reason first. */
  description: ReactNode;
  errorTitle: string;
  run: (context: ChangeContext) => Promise<unknown>;
  onDone: (reason: string | null) => void;
};

/** A change that can be taken back, and so happens at one click; staff are asked why. */
export function useQuickAction(action: QuickAction) {
  const { area } = useWorkplace().place;
  const change = useApplicationChange(action.applicationId);
  const [isAsking, setIsAsking] = useState(false);

  function start() {
    if (area === "hub") return setIsAsking(true);
    if (change.isPending) return;
    // The change may take the button away; callbacks of `mutate` would go with it.
    change.mutateAsync({ run: action.run, reason: null }).then(
      () => action.onDone(null),
      (error: unknown) => toastFailure(action.errorTitle, error),
    );
  }

  const dialog = isAsking ? (
    <ActionDialog {...action} submitLabel={action.title} onClose={() => setIsAsking(false)} />
  ) : null;
  return { start, isPending: change.isPending, dialog };
}

/** A failure that has no dialog to stand in, with the id to quote. */
export function toastFailure(title: string, error: unknown): void {
  const { message, requestId } =
    error instanceof UiError
      ? error
      : { message: "Something on this page failed. Try again.", requestId: null };
  toast.error(title, {
    description: requestId === null ? message : `${message} Request id ${requestId}`,
    duration: 20_000,
  });
}
