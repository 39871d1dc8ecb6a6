"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { useHashSecret } from "@/components/reset/use-hash-secret";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { formProblems, resetPassword } from "@/lib/client/account";
import { UiError } from "@/lib/client/ui-error";
import { routes } from "@/lib/routes";
import { MINIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";

/** The page behind the link of a mail: a new password, once. */
export function SetPasswordForm({ resetId }: { resetId: string }) {
  const secret = useHashSecret();
  const [newPassword, setNewPassword] = useState("");
  const reset = useMutation({
    // Read from the form when it is sent: no cache of mutations ever holds the password.
    mutationFn: () => resetPassword(resetId, { secret: secret ?? "", newPassword }),
    gcTime: 0,
    onSuccess: () => setNewPassword(""),
  });
  const { fields, general } = formProblems(reset.error, ["newPassword"]);
  const isOver = reset.error instanceof UiError && reset.error.status === 404;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!reset.isPending) reset.mutate();
  }

  if (reset.isSuccess) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <p className="text-muted-foreground">
          The password is set, and every session of this account has ended. Sign in with the new one.
        </p>
        <Button asChild className="w-full">
          <Link href={routes.signIn}>Sign in</Link>
        </Button>
      </div>
    );
  }
  if (secret === "" || isOver) {
    return (
      <LinkIsOver
        message={isOver ? general : "This link is not complete. Open it as it stands in the mail."}
      />
    );
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      {general ? (
        <Notice tone="destructive" role="alert">
          <p>{general}</p>
        </Notice>
      ) : null}
      <Field
        label="New password"
        help={`At least ${MINIMUM_PASSWORD_CHARACTERS} characters.`}
        error={fields.newPassword}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoFocus
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setNewPassword(event.target.value)}
          />
        )}
      </Field>
      <SubmitButton loading={reset.isPending} className="w-full">
        Set password
      </SubmitButton>
    </form>
  );
}

function LinkIsOver({ message }: { message: string | null }) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning" role="alert">
        <p>{message}</p>
      </Notice>
      <Button asChild className="w-full">
        <Link href={routes.resetPassword}>Ask for a new link</Link>
      </Button>
    </div>
  );
}
