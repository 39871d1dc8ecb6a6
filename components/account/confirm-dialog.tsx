"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { formProblems } from "@/lib/client/account";

type ConfirmDialogProps = {
  title: string;
  /** What happens. */
  children: ReactNode;
  action: string;
  destructive?: boolean;
  working: boolean;
  error: unknown;
  onConfirm: () => void;
  onCancel: () => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, destructive = false, working, error, onConfirm, onCancel } = props;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onCancel())}>
      <DialogContent>
        <div className="flex flex-col gap-1.5">
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{children}</DialogDescription>
        </div>
        <FieldError message={formProblems(error, []).general ?? undefined} />
        <DialogButtons>
          <Button variant="outline" onClick={onCancel}>
            Cancel
          </Button>
          <Button variant={destructive ? "destructive" : "primary"} loading={working} onClick={onConfirm}>
            {action}
          </Button>
        </DialogButtons>
      </DialogContent>
    </Dialog>
  );
}
