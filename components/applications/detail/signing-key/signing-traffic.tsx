"use client";

import { useUsage } from "@/components/applications/detail/use-usage";
import { WhatIf } from "@/components/applications/detail/what-if";
import { Notice } from "@/components/ui/notice";
import { lastUseOf } from "@/lib/client/rotation";
import { formatRelative } from "@/lib/client/time";
import { formatRequests, shortFingerprint } from "@/lib/client/words";
import type { SigningKeyView } from "@/lib/schemas/application";

/** What breaks when this signing key stops at once, with what it carried. */
export function SigningTraffic({
  applicationId,
  signingKey,
  change,
}: {
  applicationId: string;
  signingKey: SigningKeyView;
  change: "replace_signing_key" | "end_overlap";
}) {
  const { usage, now } = useUsage(applicationId, { isLive: true });
  const { lastUsedAt, lastUsedAddress } = lastUseOf(signingKey, usage?.signingKeys ?? []);
  const requests = usage?.signingKeys.find(({ id }) => id === signingKey.id)?.requests;
  return (
    <Notice
      tone={requests !== undefined && requests.hour > 0 ? "destructive" : "warning"}
      title={`Every request signed with ${shortFingerprint(signingKey.fingerprint)} is refused from then on`}
    >
      <ul className="flex flex-col gap-1 tabular-nums">
        {requests === undefined ? null : (
          <li>
            It signed {formatRequests(requests.hour)} in the last hour and {formatRequests(requests.day)} in
            the last 24 h.
          </li>
        )}
        <li>
          {lastUsedAt === null
            ? "It was never used."
            : `Last used ${formatRelative(lastUsedAt, now)}${lastUsedAddress ? ` from ${lastUsedAddress}` : ""}.`}
        </li>
      </ul>
      <WhatIf applicationId={applicationId} change={{ change }} isInside />
    </Notice>
  );
}
