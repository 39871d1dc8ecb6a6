"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, type SubmitEventHandler, useState } from "react";
import { focusOrigin, giveFocusTo } from "@/components/applications/detail/change/focus";
import { reasonProblem } from "@/components/applications/detail/change/reason-field";
import {
  type Confirmation,
  confirmationProblem,
  TypedConfirmation,
} from "@/components/applications/detail/change/typed-confirmation";
import { DecisionReason } from "@/components/hub/reviews/decision-reason";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { type FieldProblem, UiError } from "@/lib/client/ui-error";

export type DecisionDialogProps = {
  title: ReactNode;
  description?: ReactNode;
  submitLabel: string;
  tone?: "primary" | "destructive";
  confirm?: Confirmation | undefined;
  /** "The customer was not approved." */
  errorTitle: string;
  /** Kept by the page, so that closing the dialog loses nothing. */
  reason: string;
  onReason: (reason: string) => void;
  /** Who reads the reason, where it is not the partner. */
  reasonHelp?: string;
  run: (reason: string) => Promise<void>;
  /** Looks at the dialog's own fields; `false` keeps it open. */
  check?: () => boolean;
  /** What is sent; once it is something else, a refusal of it is no longer shown. */
  about?: string;
  /** Whether a refused field's problem is said by the dialog's own fields already. */
  saysItself?: (problem: FieldProblem) => boolean;
  /** What happened meanwhile, where the decision came too late. */
  meanwhile?: ReactNode;
  onDone: () => void;
  onClose: () => void;
  className?: string;
  children?: ReactNode;
};

/** Every decision: what it means, what it is about, why, and the button that says what happens. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { title, description, submitLabel, tone = "primary", confirm, reason, onReason } = props;
  const { run, check, onDone, onClose } = props;
  const [origin] = useState(focusOrigin);
  const [typed, setTyped] = useState("");
  const [problems, setProblems] = useState<{ typed?: string | undefined; reason?: string | undefined }>({});
  const decide = useMutation({ mutationFn: run, gcTime: 0 });
  const [askedAbout, setAskedAbout] = useState(props.about);
  const refusal = askedAbout === props.about ? decide.error : null;
  const cameTooLate = isConflict(refusal);

  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    // A dialog inside this one is a form of its own; React lets its submit event bubble through to here.
    if (event.target !== event.currentTarget || decide.isPending) return;
    const found = {
      typed: confirm && confirmationProblem(confirm, typed),
      reason: reasonProblem(reason, "required"),
    };
    setProblems(found);
    const isInOrder = check?.() ?? true;
    if (!isInOrder || found.reason || found.typed) return focusFirstProblem(event.currentTarget);
    const finish = () => {
      onDone();
      onClose();
    };
    setAskedAbout(props.about);
    // The decision may take this dialog away; a callback of `mutate` would go with it. A refusal stands in `decide.error`.
    decide.mutateAsync(reason.trim()).then(finish, () => undefined);
  };

  return (
    <Dialog open onOpenChange={(open) => (open || decide.isPending ? undefined : onClose())}>
      <DialogContent
        className={props.className}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          giveFocusTo(origin);
        }}
        {...(description ? {} : { "aria-describedby": undefined })}
      >
        <div className="flex flex-col gap-1.5">
          <DialogTitle className="[overflow-wrap:anywhere]">{title}</DialogTitle>
          {description ? (
            <DialogDescription asChild>
              <div className="[overflow-wrap:anywhere]">{description}</div>
            </DialogDescription>
          ) : null}
        </div>
        <form method="post" noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-5">
          {props.children}
          <DecisionReason
            help={props.reasonHelp ?? "The partner reads it."}
            value={reason}
            onChange={onReason}
            error={problems.reason}
          />
          {confirm ? (
            <TypedConfirmation
              confirmation={confirm}
              value={typed}
              onChange={setTyped}
              error={problems.typed}
            />
          ) : null}
          <Refusal
            error={refusal}
            title={props.errorTitle}
            saysItself={props.saysItself}
            meanwhile={props.meanwhile}
          />
          <DialogButtons>
            <Button variant="outline" onClick={onClose} disabled={decide.isPending}>
              {cameTooLate ? "Close" : "Cancel"}
            </Button>
            <Button type="submit" variant={tone} loading={decide.isPending}>
              {submitLabel}
            </Button>
          </DialogButtons>
        </form>
      </DialogContent>
    </Dialog>
  );
}

type RefusalProps = {
  error: unknown;
  title: string;
  saysItself: DecisionDialogProps["saysItself"];
  meanwhile: ReactNode;
};

/** Why nothing was done; after a lost race also what somebody else did. */
function Refusal({ error, title, saysItself = () => false, meanwhile }: RefusalProps) {
  if (!error) return null;
  const fields = error instanceof UiError ? error.fields.filter((problem) => !saysItself(problem)) : [];
  return (
    <div className="flex flex-col gap-3">
      <ErrorState title={title} error={error} />
      {fields.length === 0 ? null : (
        <ul className="flex flex-col gap-1 text-[0.8125rem]">
          {fields.map(({ path, message }) => (
            <li key={`${path} ${message}`} className="[overflow-wrap:anywhere]">
              <code className="font-mono">{path}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      {isConflict(error) && meanwhile ? (
        <div className="flex flex-col gap-1">
          <p className="font-medium">What happened last; the page behind shows it already:</p>
          {meanwhile}
        </div>
      ) : null}
    </div>
  );
}

/** The field that is at fault is told so by the next rendering; then it takes the focus. */
function focusFirstProblem(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
}

function isConflict(error: unknown): boolean {
  return error instanceof UiError && error.status === 409;
}
