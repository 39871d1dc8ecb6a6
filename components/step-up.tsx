"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { proveIdentity } from "@/lib/client/account";
import { type ProofKind, registerProver } from "@/lib/client/step-up";
import { UiError } from "@/lib/client/ui-error";

type Question = { kinds: readonly ProofKind[]; answer: (proven: boolean) => void };

/** Asks for password (and code) when a dangerous action needs a fresh proof; once per shell. */
export function StepUp() {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(
    () =>
      registerProver(
        (kinds) =>
          new Promise((resolve) =>
            setQuestion({
              kinds,
              answer: (proven) => {
                setQuestion(null);
                resolve(proven);
              },
            }),
          ),
      ),
    [],
  );
  if (question === null) return null;
  return <ProofDialog {...question} />;
}

function ProofDialog({ kinds, answer }: Question) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const [checking, setChecking] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const wantsCode = kinds.includes("code");

  const prove = useCallback(async () => {
    setChecking(true);
    setProblem(undefined);
    try {
      await proveIdentity({ password, ...(wantsCode ? { code } : {}) });
      answer(true);
    } catch (error) {
      setProblem(error instanceof UiError ? error.message : "This did not work. Try again.");
      setChecking(false);
      passwordField.current?.focus();
    }
  }, [answer, code, password, wantsCode]);

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
          <Field label="Password">
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
            <Field label="One-time code" help="From your authenticator app, or a recovery code.">
              {(control) => (
                <Input
                  {...control}
                  autoComplete="one-time-code"
                  inputMode="text"
                  className="font-mono"
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          <FieldError message={problem} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="outline" onClick={() => answer(false)}>
              Cancel
            </Button>
            <Button type="submit" loading={checking}>
              Confirm
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
