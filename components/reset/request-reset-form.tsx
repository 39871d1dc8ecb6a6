"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { formProblems, requestPasswordReset } from "@/lib/client/account";
import { routes } from "@/lib/routes";

/** Asks for a link. What it says afterwards is the same whether or not anybody has the address. */
export function RequestResetForm() {
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState<string | undefined>();
  const request = useMutation({ mutationFn: requestPasswordReset });
  const { fields, general } = formProblems(request.error, ["email"]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (request.isPending) return;
    const given = email.trim();
    setMissing(given === "" ? "Enter your email." : undefined);
    if (given !== "") request.mutate(given);
  }

  if (request.isSuccess) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <p className="text-muted-foreground [overflow-wrap:anywhere]">
          If there is an account for <span className="font-medium text-foreground">{request.variables}</span>,
          a link is on its way to it. It works once, within an hour.
        </p>
        <p className="text-muted-foreground">Nothing there? Look at the spelling and in the spam folder.</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" onClick={() => request.reset()}>
            Use another email
          </Button>
          <Button asChild variant="ghost">
            <Link href={routes.signIn}>Back to sign-in</Link>
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted-foreground">You get a link by mail that lets you set a new password.</p>
      <Field label="Email" error={missing ?? fields.email ?? general ?? undefined}>
        {(control) => (
          <Input
            {...control}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <SubmitButton loading={request.isPending} className="w-full">
        Send link
      </SubmitButton>
      <Button asChild variant="link" size="inline" className="self-center">
        <Link href={routes.signIn}>Back to sign-in</Link>
      </Button>
    </form>
  );
}
