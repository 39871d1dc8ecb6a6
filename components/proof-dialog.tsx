"use client";

import { useCallback, useRef, useState } from "react";
import { CodeInput } from "@/components/sign-in/code-input";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { formProblems, proveIdentity } from "@/lib/client/account";
import type { ProofKind } from "@/lib/client/step-up";
import { UiError } from "@/lib/client/ui-error";

const FIELDS = ["password", "code"] as const;

export type ProofQuestion = { kinds: readonly ProofKind[]; answer: (proven: boolean) => void };

/** Asks for the password, and a one-time code where that is asked too, until they are right or the person gives up. */
export function ProofDialog({ kinds, answer }: ProofQuestion) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [checking, setChecking] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const wantsCode = kinds.includes("code");

  const prove = useCallback(async () => {
    setChecking(true);
    setError(null);
    try {
      await proveIdentity({ password, ...(wantsCode ? { code } : {}) });
      answer(true);
    } catch (refusal) {
      // The session ended meanwhile: the caller's own 401 leads to sign-in.
      if (refusal instanceof UiError && refusal.status === 401) return answer(true);
      setError(refusal);
      setChecking(false);
      const isCodeWrong = formProblems(refusal, FIELDS).fields.code !== undefined;
      if (isCodeWrong) setCode("");
      (isCodeWrong ? codeField : passwordField).current?.focus();
    }
  }, [answer, code, password, wantsCode]);

  const { fields, general } = formProblems(error, FIELDS);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : answer(false))}>
      <DialogContent>
        <div className="flex flex-col gap-1.5">
          <DialogTitle>Confirm that it is you</DialogTitle>
          <DialogDescription>
            This action asks for your password{wantsCode ? " and a one-time code" : ""} when you last gave{" "}
            {wantsCode ? "them" : "it"} more than ten minutes ago.
          </DialogDescription>
        </div>
        <form
          method="post"
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!checking) void prove();
          }}
        >
          <Field label="Password" error={fields.password}>
            {(control) => (
              <PasswordInput
                {...control}
                ref={passwordField}
                autoFocus
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {wantsCode ? (
            <Field
              label="One-time code"
              help="From your authenticator app, or a recovery code."
              error={fields.code}
            >
              {(control) => (
                <CodeInput
                  {...control}
                  ref={codeField}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          <FieldError message={general ?? undefined} />
          <DialogButtons>
            <Button variant="outline" onClick={() => answer(false)}>
              Cancel
            </Button>
            <Button type="submit" loading={checking}>
              Confirm
            </Button>
          </DialogButtons>
        </form>
      </DialogContent>
    </Dialog>
  );
}
