"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUsage } from "@/components/applications/detail/use-usage";
import { WhatIf } from "@/components/applications/detail/what-if";
import { Notice } from "@/components/ui/notice";
import { revokeKey } from "@/lib/client/application-changes";
import { lastUseOf } from "@/lib/client/rotation";
import { formatRelative } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import { formatRequests, shortKeyName } from "@/lib/client/words";
import type { ApiKeyView } from "@/lib/schemas/application";

type RevokeKeyDialogProps = {
  applicationId: string;
  apiKey: ApiKeyView;
  /** No other key is left to carry the traffic. */
  isLastLive: boolean;
  onClose: () => void;
};

/** The end of a key: what it still carried, and its last four to type. */
export function RevokeKeyDialog({ applicationId, apiKey, isLastLive, onClose }: RevokeKeyDialogProps) {
  const { usage, now } = useUsage(applicationId, { isLive: true });
  const name = shortKeyName(apiKey);
  const { lastUsedAt, lastUsedAddress } = lastUseOf(apiKey, usage?.apiKeys ?? []);
  const requests = usage?.apiKeys.find(({ id }) => id === apiKey.id)?.requests;
  return (
    <ActionDialog
      applicationId={applicationId}
      title={`Revoke key ${name}`}
      description="Final and at once: a revoked key cannot return."
      submitLabel={`Revoke key ${name}`}
      tone="destructive"
      errorTitle="The key was not revoked."
      confirm={{ expected: apiKey.lastFour }}
      run={(context) => revokeKey(context, apiKey.id)}
      onDone={() => toast(`Key ${name} is revoked`)}
      onClose={onClose}
    >
      <Notice
        tone={requests !== undefined && requests.hour > 0 ? "destructive" : "warning"}
        title={`Every request with ${name} is refused from then on`}
      >
        <ul className="flex flex-col gap-1 tabular-nums">
          {requests === undefined ? null : (
            <li>
              It had {formatRequests(requests.hour)} in the last hour and {formatRequests(requests.day)} in
              the last 24 h.
            </li>
          )}
          <li>
            {lastUsedAt === null
              ? "It was never used."
              : `Last used ${formatRelative(lastUsedAt, now)}${lastUsedAddress ? ` from ${lastUsedAddress}` : ""}.`}
          </li>
          {isLastLive ? <li>It is the only live key: the application has no way in afterwards.</li> : null}
        </ul>
        <WhatIf
          applicationId={applicationId}
          change={{ change: "revoke_key", apiKeyId: apiKey.id }}
          isInside
        />
      </Notice>
    </ActionDialog>
  );
}
