"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { consequenceFor, endInWords, liveKeys } from "@/components/applications/detail/keys/grace";
import { useReceiveKey } from "@/components/applications/detail/use-receive-key";
import { useUsage } from "@/components/applications/detail/use-usage";
import { useNow } from "@/components/clock";
import { Notice } from "@/components/ui/notice";
import { cancelKeyClaim, claimKey } from "@/lib/client/application-changes";
import { toast } from "@/lib/client/toast";
import type { ApplicationView, KeyClaimView } from "@/lib/schemas/application";

type ClaimProps = { application: ApplicationView; claim: KeyClaimView; onClose: () => void };

/** Takes a prepared key back, for staff. */
export function CancelDialog({ application, claim, onClose }: ClaimProps) {
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

/** Makes the prepared key and hands it to whoever shows it, for partners. */
export function ClaimDialog({ application, claim, onClose }: ClaimProps) {
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
          ? { expected: newest.lastFour, what: "the last four of the newest key" }
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
