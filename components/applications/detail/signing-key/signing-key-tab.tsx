"use client";

import { useRef, useState } from "react";
import { RotationCockpit } from "@/components/applications/detail/rotation/rotation-cockpit";
import { EndOverlapDialog } from "@/components/applications/detail/signing-key/end-overlap-dialog";
import { ReplaceSigningKeyDialog } from "@/components/applications/detail/signing-key/replace-signing-key-dialog";
import { SigningKeyCard } from "@/components/applications/detail/signing-key/signing-key-card";
import { useGoBack } from "@/components/applications/detail/signing-key/use-go-back";
import { SignedTest } from "@/components/applications/detail/test-request/signed-test";
import { useCredentialRefusal } from "@/components/applications/detail/use-credential-refusal";
import { useUsage } from "@/components/applications/detail/use-usage";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useMay, useWorkplace } from "@/components/workplace";
import { lastUseOf } from "@/lib/client/rotation";
import type { ApplicationView } from "@/lib/schemas/application";

/** The public key that checks signatures, the one before it while both verify, and the request that proves the match. */
export function SigningKeyTab({ application }: { application: ApplicationView }) {
  const inHub = useWorkplace().place.area === "hub";
  const { usage } = useUsage(application.id);
  const test = useRef<HTMLDivElement>(null);
  const verifying = application.signingKeys.filter((key) => key.status !== "retired");

  function leadToTest() {
    // After the dialog has given its focus back.
    setTimeout(() => {
      test.current?.scrollIntoView({ block: "start" });
      test.current?.focus();
    }, 100);
  }

  return (
    <div className="flex flex-col gap-10">
      <RotationCockpit application={application} kind="signing-key" />
      <Section
        title={verifying.length > 1 ? "Signing keys" : "Signing key"}
        description={`Signatures are checked with this public key. The private key is only with ${inHub ? "the partner" : "you"}.`}
        actions={<Actions application={application} onReplaced={leadToTest} />}
      >
        {verifying.length === 0 ? (
          <p className="text-muted-foreground">No signing key verifies: every request is refused.</p>
        ) : null}
        <div className="flex flex-col gap-8">
          {verifying.map((key) => (
            <SigningKeyCard key={key.id} signingKey={key} use={lastUseOf(key, usage?.signingKeys ?? [])} />
          ))}
        </div>
      </Section>
      {inHub ? null : (
        <div ref={test} tabIndex={-1} className="scroll-mt-20 rounded-lg outline-none">
          <SignedTest application={application} />
        </div>
      )}
    </div>
  );
}

type ActionsProps = { application: ApplicationView; onReplaced: () => void };

function Actions({ application, onReplaced }: ActionsProps) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const [open, setOpen] = useState<"replace" | "end" | null>(null);
  const back = useGoBack(application);
  const refusal = useCredentialRefusal(application);
  const described = refusal === null ? undefined : "no-new-signing-key";
  const isOverlapOpen = application.signingKeys.some((key) => key.status === "retiring");
  const close = () => setOpen(null);
  if (!mayWrite) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {isOverlapOpen ? (
        <>
          <Button
            variant="outline"
            disabled={refusal !== null}
            aria-describedby={described}
            onClick={back.start}
            loading={back.isPending}
          >
            Go back to the previous key
          </Button>
          <Button variant="outline" onClick={() => setOpen("end")}>
            End overlap now
          </Button>
        </>
      ) : null}
      <Button disabled={refusal !== null} aria-describedby={described} onClick={() => setOpen("replace")}>
        Replace signing key
      </Button>
      {refusal === null ? null : (
        <p id="no-new-signing-key" className="w-full text-muted-foreground text-[0.8125rem]">
          {refusal}
        </p>
      )}
      {back.dialog}
      {open === "end" ? <EndOverlapDialog application={application} onClose={close} /> : null}
      {open === "replace" ? (
        <ReplaceSigningKeyDialog application={application} onDone={onReplaced} onClose={close} />
      ) : null}
    </div>
  );
}
