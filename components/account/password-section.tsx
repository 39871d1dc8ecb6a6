"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useAccountChange } from "@/components/account/use-account-change";
import { CodeInput } from "@/components/sign-in/code-input";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { changePassword, formProblems } from "@/lib/client/account";
import { toast } from "@/lib/client/toast";
import type { AccountView } from "@/lib/schemas/account";
import { MINIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";

const NOTHING_TYPED = { currentPassword: "", code: "", newPassword: "" };
type Typed = typeof NOTHING_TYPED;

/** Another password, proven with the present one, and a code where they are on. */
export function PasswordSection({ account }: { account: AccountView }) {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const settle = useAccountChange();
  const change = useMutation({
    // Read from the form when it is sent: no cache of mutations ever holds a password.
    mutationFn: () => {
      const { code, ...passwords } = typed;
      return changePassword({
        ...passwords,
        ...(account.secondFactor.enabled && code !== "" ? { code } : {}),
      });
    },
    gcTime: 0,
    onSuccess: () => {
      setTyped(NOTHING_TYPED);
      toast("Password changed. Your other sessions have ended.");
      void settle();
    },
    // A code works once, so this one is of no use any more.
    onError: () => set({ code: "" }),
  });
  const { fields, general } = formProblems(change.error, ["currentPassword", "code", "newPassword"]);
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!change.isPending) change.mutate();
  }

  return (
    <Section id="password" title="Password" description="A change ends your other sessions.">
      <form method="post" noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        <input type="hidden" autoComplete="username" value={account.email} readOnly />
        {general ? (
          <Notice tone="destructive" role="alert">
            <p>{general}</p>
          </Notice>
        ) : null}
        <Field label="Current password" error={fields.currentPassword}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="current-password"
              value={typed.currentPassword}
              onChange={(event) => set({ currentPassword: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="New password"
          help={`At least ${MINIMUM_PASSWORD_CHARACTERS} characters.`}
          error={fields.newPassword}
        >
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="new-password"
              value={typed.newPassword}
              onChange={(event) => set({ newPassword: event.target.value })}
            />
          )}
        </Field>
        {account.secondFactor.enabled ? (
          <Field label="One-time code" help="Or a recovery code." error={fields.code}>
            {(control) => (
              <CodeInput
                {...control}
                value={typed.code}
                onChange={(event) => set({ code: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <SubmitButton loading={change.isPending} className="self-start">
          Change password
        </SubmitButton>
      </form>
    </Section>
  );
}
