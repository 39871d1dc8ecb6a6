"use client";

import { useState } from "react";
import { useCredentialRefusal } from "@/components/applications/detail/use-credential-refusal";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { laterDialog } from "@/components/ui/later";
import { Notice } from "@/components/ui/notice";
import { useMay, useWorkplace } from "@/components/workplace";
import { preload } from "@/lib/client/preload";
import { formatDeadline } from "@/lib/client/time";
import type { ApplicationView } from "@/lib/schemas/application";

const loadDialogs = () => import("@/components/applications/detail/keys/key-claim-dialogs");
const ClaimDialog = laterDialog(
  () => loadDialogs().then((loaded) => loaded.ClaimDialog),
  ({ onClose }) => onClose(),
);
const CancelDialog = laterDialog(
  () => loadDialogs().then((loaded) => loaded.CancelDialog),
  ({ onClose }) => onClose(),
);

/** A replacement key that staff have prepared: the partner claims it, staff may take it back. */
export function KeyClaimNotice({ application }: { application: ApplicationView }) {
  const now = useNow();
  const { area } = useWorkplace().place;
  const mayClaim = useMay("APPLICATIONS_WRITE");
  const mayCancel = useMay("KEY_CLAIMS_WRITE");
  const refusal = useCredentialRefusal(application);
  const [isOpen, setIsOpen] = useState(false);
  const claim = application.keyClaim;
  if (claim === null || Date.parse(claim.expiresAt) <= now) return null;
  const inHub = area === "hub";
  const may = inHub ? mayCancel : mayClaim;
  const Opened = inHub ? CancelDialog : ClaimDialog;
  return (
    <>
      <Notice tone="info" title={`${claim.createdByName} prepared a replacement key`}>
        <p className="[overflow-wrap:anywhere]">Reason: {claim.reason}</p>
        <p className="text-muted-foreground">
          {inHub
            ? "It waits for a partner user, who alone will see the key."
            : "The key is made when you claim it, and shown to you alone, once."}{" "}
          Open until {formatDeadline(claim.expiresAt, now)}.
        </p>
        {may ? (
          <Button
            size="sm"
            variant={inHub ? "outline" : "primary"}
            className="mt-1.5 self-start"
            disabled={refusal !== null}
            aria-describedby={refusal === null ? undefined : "no-claim"}
            onPointerEnter={() => preload(loadDialogs)}
            onFocus={() => preload(loadDialogs)}
            onClick={() => setIsOpen(true)}
          >
            {inHub ? "Withdraw the prepared key" : "Claim replacement key"}
          </Button>
        ) : null}
        {may && refusal !== null ? (
          <p id="no-claim" className="text-muted-foreground">
            {refusal}
          </p>
        ) : null}
      </Notice>
      {isOpen ? <Opened {...{ application, claim }} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
