"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";

type ConfirmDialogProps = {
  title: string;
  /** What happens, point by point. */
  consequences: readonly ReactNode[];
  /** What the button says: "Remove Vera Viewer". */
  action: string;
  /** What could not be done, when it fails. */
  failure: string;
  run: () => Promise<void>;
  onClose: () => void;
};

/** Says what will happen before it does. Stays open, with the reason, when it could not be done. */
export function ConfirmDialog({ title, consequences, action, failure, run, onClose }: ConfirmDialogProps) {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function confirm() {
    setRunning(true);
    setError(null);
    try {
      await run();
    } catch (problem) {
      setError(problem);
      setRunning(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => (open || running ? undefined : onClose())}>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription asChild>
          <ul className="flex list-disc flex-col gap-1.5 pl-4">
            {consequences.map((consequence, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
              <li key={place}>{consequence}</li>
            ))}
          </ul>
        </DialogDescription>
        {error === null ? null : <ErrorState title={failure} error={error} />}
        <DialogButtons>
          <Button variant="outline" onClick={onClose} disabled={running}>
            Cancel
          </Button>
          <Button variant="destructive" loading={running} onClick={() => void confirm()}>
            {action}
          </Button>
        </DialogButtons>
      </DialogContent>
    </Dialog>
  );
}
