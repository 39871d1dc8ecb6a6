"use client";

import { useState } from "react";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useReceiveKey } from "@/components/applications/detail/issued-key";
import { consequenceFor, endInWords, liveKeys } from "@/components/applications/detail/keys/grace";
import { useCredentialRefusal } from "@/components/applications/detail/use-credential-refusal";
import { useUsage } from "@/components/applications/detail/use-usage";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useMay, useWorkplace } from "@/components/workplace";
import { cancelKeyClaim, claimKey } from "@/lib/client/application-changes";
import { formatDeadline } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import type { ApplicationView, KeyClaimView } from "@/lib/schemas/application";

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

type ClaimProps = { application: ApplicationView; claim: KeyClaimView; onClose: () => void };

function CancelDialog({ application, claim, onClose }: ClaimProps) {
  return (
    <ActionDialog
      applicationId={application.id}
      title="Withdraw the prepared key"
      description="The partner can no longer claim it. No key was made, and the keys there are stay as they are."
      submitLabel="Withdraw the prepared key"
      errorTitle="The prepared key was not withdrawn."
      run={(context) => cancelKeyClaim(context, claim.id)}
      onDone={() => toast("The prepared key was withdrawn")}
      onClose={onClose}
    />
  );
}

function ClaimDialog({ application, claim, onClose }: ClaimProps) {
  const now = useNow();
  const { usage } = useUsage(application.id);
  const receiveKey = useReceiveKey();
  const live = liveKeys(application.apiKeys, now);
  const [newest] = live;
  const end = claim.graceUntil ?? new Date(now + claim.graceSeconds * 1000).toISOString();
  const isAtOnce = Date.parse(end) <= now;
  return (
    <ActionDialog
      applicationId={application.id}
      title="Claim replacement key"
      description={`The new API key is made now and shown once. ${claim.createdByName} prepared it: ${claim.reason}`}
      submitLabel="Claim replacement key"
      tone={isAtOnce && newest ? "destructive" : "primary"}
      errorTitle="The key was not claimed."
      conflictTitle="Somebody else was faster, or the claim was withdrawn."
      confirm={
        isAtOnce && newest
          ? {
              expected: newest.lastFour,
              label: (
                <>
                  Type <code className="font-mono">{newest.lastFour}</code>, the last four of the newest key,
                  to confirm
                </>
              ),
            }
          : undefined
      }
      run={(context) =>
        claimKey(context, claim.id, { expectedLiveKeyIds: live.map(({ id }) => id) }, (apiKey) => {
          onClose();
          receiveKey(apiKey);
        })
      }
      onDone={() => undefined}
      onClose={onClose}
    >
      {live.length > 0 ? (
        <Notice tone={isAtOnce ? "destructive" : "info"} title="What happens to the keys there are">
          <ul className="flex flex-col gap-1 tabular-nums">
            {live.map((key) => (
              <li key={key.id}>
                {isAtOnce ? consequenceFor(key, "none", "", usage, now) : endInWords(key, end, now)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </ActionDialog>
  );
}
