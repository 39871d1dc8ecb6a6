"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { QrCode } from "@/components/account/qr-code";
import { RecoveryCodes } from "@/components/account/recovery-codes";
import { CodeInput } from "@/components/sign-in/code-input";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { confirmSecondFactor, formProblems } from "@/lib/client/account";
import type { SecondFactorEnrolment } from "@/lib/schemas/account";

type EnrolDialogProps = {
  enrolment: SecondFactorEnrolment;
  email: string;
  onClose: (isEnabled: boolean) => void;
};

const stay = (event: Event) => event.preventDefault();

/** From the secret to the first code to the recovery codes, which only "I have stored them" closes. */
export function EnrolDialog({ enrolment, email, onClose }: EnrolDialogProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const confirm = useMutation({
    // The codes go to the page alone: no cache of mutations ever holds them.
    mutationFn: async (code: string) => setCodes(await confirmSecondFactor(code)),
    gcTime: 0,
  });
  const keep = codes === null ? {} : { onEscapeKeyDown: stay, onInteractOutside: stay };
  return (
    <Dialog open onOpenChange={(open) => (open || codes !== null ? undefined : onClose(false))}>
      <DialogContent {...keep}>
        {codes === null ? (
          <FirstCode
            enrolment={enrolment}
            checking={confirm.isPending}
            error={confirm.error}
            onCode={(code) => confirm.mutate(code)}
            onCancel={() => onClose(false)}
          />
        ) : (
          <RecoveryCodes codes={codes} email={email} onStored={() => onClose(true)} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type FirstCodeProps = {
  enrolment: SecondFactorEnrolment;
  checking: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onCancel: () => void;
};

function FirstCode({ enrolment, checking, error, onCode, onCancel }: FirstCodeProps) {
  const [code, setCode] = useState("");
  const { fields, general } = formProblems(error, ["code"]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!checking) onCode(code);
  }

  return (
    <>
      <div className="flex flex-col gap-1.5">
        <DialogTitle>Set up one-time codes</DialogTitle>
        <DialogDescription>
          Scan this with an authenticator app, then enter the six digits that it shows.
        </DialogDescription>
      </div>
      <div className="flex gap-5 max-sm:flex-col max-sm:items-center sm:items-start">
        <QrCode text={enrolment.otpauthUri} label="QR code for an authenticator app" />
        <div className="flex min-w-0 flex-col gap-2 max-sm:w-full">
          <p className="font-medium">Or type this secret</p>
          <code className="font-mono text-[0.8125rem] leading-6 [overflow-wrap:anywhere]">
            {enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}
          </code>
          <CopyButton value={enrolment.secret} label="secret" withText className="self-start" />
          <p className="text-muted-foreground text-[0.8125rem]">
            Time-based, six digits, every 30 seconds. It is not shown again.
          </p>
        </div>
      </div>
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Code" error={fields.code ?? general ?? undefined}>
          {(control) => (
            <CodeInput
              {...control}
              autoFocus
              inputMode="numeric"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <DialogButtons>
          <Button variant="outline" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={checking}>
            Turn on one-time codes
          </Button>
        </DialogButtons>
      </form>
    </>
  );
}
