"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { EnrolDialog } from "@/components/account/enrol-dialog";
import { RecoveryCodes } from "@/components/account/recovery-codes";
import { useAccountChange } from "@/components/account/use-account-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import {
  beginSecondFactor,
  disableSecondFactor,
  formProblems,
  replaceRecoveryCodes,
} from "@/lib/client/account";
import { toast } from "@/lib/client/toast";
import type { AccountView, SecondFactorEnrolment } from "@/lib/schemas/account";

const FEW_CODES = 3;
const stay = (event: Event) => event.preventDefault();

/** One-time codes of an authenticator app: on or off, and the recovery codes that are left. */
export function OneTimeCodesSection({ account }: { account: AccountView }) {
  const { enabled, required } = account.secondFactor;
  return (
    <Section
      id="one-time-codes"
      title="One-time codes"
      description={
        required
          ? "Staff sign in with their password and a code of an authenticator app."
          : "With a code of an authenticator app, your password alone lets nobody in."
      }
    >
      {enabled ? <Enabled account={account} /> : <Disabled account={account} />}
    </Section>
  );
}

function Disabled({ account }: { account: AccountView }) {
  const router = useRouter();
  const settle = useAccountChange();
  const [enrolment, setEnrolment] = useState<SecondFactorEnrolment | null>(null);
  const begin = useMutation({
    // The secret goes to the page alone: no cache of mutations ever holds it.
    mutationFn: async () => setEnrolment(await beginSecondFactor()),
    gcTime: 0,
  });

  async function close(isEnabled: boolean) {
    if (!isEnabled) return setEnrolment(null);
    // The page below says the new state before the dialog goes.
    await settle();
    setEnrolment(null);
    toast("One-time codes are on. Your other sessions have ended.");
    // Pages that were waiting for codes to be set up open now.
    router.refresh();
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <Status tone={account.secondFactor.required ? "warning" : "neutral"}>
        {account.secondFactor.required ? "Required, not set up" : "Off"}
      </Status>
      <Button loading={begin.isPending} onClick={() => begin.mutate()}>
        Set up one-time codes
      </Button>
      <FieldError message={formProblems(begin.error, []).general ?? undefined} />
      {enrolment ? <EnrolDialog enrolment={enrolment} email={account.email} onClose={close} /> : null}
    </div>
  );
}

function Enabled({ account }: { account: AccountView }) {
  const { confirmedAt, unusedRecoveryCodes, required } = account.secondFactor;
  const [asking, setAsking] = useState<"replace" | "disable" | null>(null);
  const settle = useAccountChange();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const replace = useMutation({
    // As above: the codes are the page's alone.
    mutationFn: async () => setCodes(await replaceRecoveryCodes()),
    onSuccess: () => void settle(),
    gcTime: 0,
  });
  const disable = useMutation({
    mutationFn: disableSecondFactor,
    onSuccess: () => {
      toast("One-time codes are off. Your other sessions have ended.");
      void settle();
    },
  });

  function close() {
    setAsking(null);
    setCodes(null);
    replace.reset();
    disable.reset();
  }

  return (
    <div className="flex flex-col gap-4">
      <KeyValueList>
        <KeyValue term="Status">
          <Status tone="success">On</Status>
        </KeyValue>
        {confirmedAt ? (
          <KeyValue term="Set up">
            <RelativeTime at={confirmedAt} />
          </KeyValue>
        ) : null}
        <KeyValue term="Recovery codes">
          <span className="tabular-nums">{unusedRecoveryCodes}</span> of 10 unused
        </KeyValue>
      </KeyValueList>
      {unusedRecoveryCodes <= FEW_CODES ? (
        <Notice
          tone="warning"
          title={unusedRecoveryCodes === 0 ? "No recovery codes left" : "Few recovery codes left"}
        >
          <p>Without one, a lost phone locks you out. Replace them and store the new ones.</p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => setAsking("replace")}>
          Replace recovery codes
        </Button>
        {required ? null : (
          <Button variant="outline" onClick={() => setAsking("disable")}>
            Turn off one-time codes
          </Button>
        )}
      </div>
      {asking === "disable" ? (
        <ConfirmDialog
          title="Turn off one-time codes"
          action="Turn off one-time codes"
          destructive
          working={disable.isPending}
          error={disable.error}
          onConfirm={() => disable.mutate()}
          onCancel={close}
        >
          Your password alone will let you in. Your recovery codes stop working, and your other sessions end.
        </ConfirmDialog>
      ) : null}
      {asking === "replace" && codes === null ? (
        <ConfirmDialog
          title="Replace recovery codes"
          action="Replace recovery codes"
          working={replace.isPending}
          error={replace.error}
          onConfirm={() => replace.mutate()}
          onCancel={close}
        >
          You get ten new codes. The ones you have now stop working.
        </ConfirmDialog>
      ) : null}
      {codes ? (
        <Dialog open>
          <DialogContent onEscapeKeyDown={stay} onInteractOutside={stay}>
            <RecoveryCodes codes={codes} email={account.email} onStored={close} />
          </DialogContent>
        </Dialog>
      ) : null}
    </div>
  );
}
