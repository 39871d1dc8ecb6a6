"use client";

import { type ReactNode, type SubmitEventHandler, useRef, useState } from "react";
import { focusOrigin, giveFocusTo } from "@/components/applications/detail/change/focus";
import { ReasonField, reasonProblem } from "@/components/applications/detail/change/reason-field";
import {
  type Confirmation,
  confirmationProblem,
  TypedConfirmation,
} from "@/components/applications/detail/change/typed-confirmation";
import { useApplicationChange } from "@/components/applications/detail/change/use-application-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { ErrorState } from "@/components/ui/error-state";
import { useWorkplace } from "@/components/workplace";
import type { ChangeContext } from "@/lib/client/application-changes";
import { UiError } from "@/lib/client/ui-error";

/** A mutation that runs a change of something and refreshes what is shown of it. */
export type ChangeRunner<Context> = {
  mutateAsync: (change: {
    run: (context: Context) => Promise<unknown>;
    reason: string | null;
    isLast?: boolean;
  }) => Promise<unknown>;
  isPending: boolean;
  error: unknown;
};

export type ChangeDialogProps<Context> = {
  change: ChangeRunner<Context>;
  title: ReactNode;
  description?: ReactNode;
  submitLabel: string;
  tone?: "primary" | "destructive";
  confirm?: Confirmation | undefined;
  /** Whether the partner is asked why. Staff always say it. */
  reason?: "optional" | "none";
  /** "The key was not revoked." */
  errorTitle: string;
  conflictTitle?: string;
  run: (context: Context) => Promise<unknown>;
  /** Looks at the dialog's own fields; `false` keeps it open. */
  check?: () => boolean | Promise<boolean>;
  isLast?: boolean;
  onDone: (reason: string | null) => void;
  onClose: () => void;
  className?: string;
  children?: ReactNode;
};

export type ActionDialogProps = Omit<ChangeDialogProps<ChangeContext>, "change"> & { applicationId: string };

/** A change of an application or its credentials that asks something first. */
export function ActionDialog({ applicationId, ...props }: ActionDialogProps) {
  return <ChangeDialog {...props} change={useApplicationChange(applicationId)} />;
}

/** Every change that asks something first: its consequences, its fields, why, and the button that says what happens. */
export function ChangeDialog<Context>(props: ChangeDialogProps<Context>) {
  const { change, title, description, submitLabel, tone = "primary", confirm, errorTitle } = props;
  const { conflictTitle = errorTitle, run, check, isLast = false, onDone, onClose } = props;
  const { area, environment } = useWorkplace().place;
  const asksReason = area === "hub" ? "required" : (props.reason ?? "none");
  const [origin] = useState(focusOrigin);
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [problems, setProblems] = useState<{ typed?: string | undefined; reason?: string | undefined }>({});
  const typedField = useRef<HTMLInputElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);

  const submit: SubmitEventHandler<HTMLFormElement> = async (event) => {
    event.preventDefault();
    // A dialog inside this one is a form of its own; React lets its submit event bubble through to here.
    if (event.target !== event.currentTarget || change.isPending) return;
    const found = {
      typed: confirm && confirmationProblem(confirm, typed),
      reason: reasonProblem(reason, asksReason),
    };
    setProblems(found);
    if (check && !(await check())) return;
    if (found.typed) return typedField.current?.focus();
    if (found.reason) return reasonField.current?.focus();
    const why = asksReason === "none" || reason.trim() === "" ? null : reason.trim();
    const finish = () => {
      onDone(why);
      onClose();
    };
    // The change may take this dialog away; a callback of `mutate` would go with it. A refusal stands in `change.error`.
    change.mutateAsync({ run, reason: why, isLast }).then(finish, () => undefined);
  };

  return (
    <Dialog open onOpenChange={(open) => (open || change.isPending ? undefined : onClose())}>
      <DialogContent
        holdsLowerEdge
        className={props.className}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          giveFocusTo(origin);
        }}
        {...(description ? {} : { "aria-describedby": undefined })}
      >
        <div className="flex flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <DialogTitle>{title}</DialogTitle>
            <EnvironmentBadge environment={environment} />
          </div>
          {description ? (
            <DialogDescription asChild>
              <div>{description}</div>
            </DialogDescription>
          ) : null}
        </div>
        <form method="post" noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-5">
          {props.children}
          {confirm ? (
            <TypedConfirmation
              ref={typedField}
              confirmation={confirm}
              value={typed}
              onChange={setTyped}
              error={problems.typed}
            />
          ) : null}
          {asksReason === "none" ? null : (
            <ReasonField
              ref={reasonField}
              isRequired={asksReason === "required"}
              value={reason}
              onChange={setReason}
              error={problems.reason}
            />
          )}
          {change.error ? (
            <ErrorState title={isConflict(change.error) ? conflictTitle : errorTitle} error={change.error} />
          ) : null}
          <DialogButtons>
            <Button variant="outline" onClick={onClose} disabled={change.isPending}>
              Cancel
            </Button>
            <Button type="submit" variant={tone} loading={change.isPending}>
              {submitLabel}
            </Button>
          </DialogButtons>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof UiError && error.status === 409;
}
