"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useNow } from "@/components/clock";
import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { useWorkplace } from "@/components/workplace";
import { deletePersonalKey, personalKeysQuery } from "@/lib/client/personal-keys";
import { formatRelative } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import { maskedKey } from "@/lib/client/words";
import type { PersonalKeyView } from "@/lib/schemas/personal-key";

type DeleteKeyDialogProps = { apiKey: PersonalKeyView; onClose: () => void };

/** The end of a key: what it was last used for, and what happens from then on. */
export function DeleteKeyDialog({ apiKey, onClose }: DeleteKeyDialogProps) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const now = useNow();
  const { name, isOwn, createdBy, lastUsedAt, lastUsedAddress } = apiKey;
  return (
    <ConfirmDialog
      title={`Delete API key ${name}?`}
      consequences={[
        `Every request with ${maskedKey(apiKey)} is refused from the next one on. A deleted key cannot return.`,
        lastUsedAt === null
          ? "It was never used."
          : `It was last used ${formatRelative(lastUsedAt, now)}${lastUsedAddress ? ` from ${lastUsedAddress}` : ""}.`,
        ...(isOwn ? [] : [`${createdBy.displayName} made it, and finds out when a request is refused.`]),
      ]}
      action="Delete API key"
      failure="The API key was not deleted."
      run={async () => {
        await deletePersonalKey(place, apiKey.id);
        await client.invalidateQueries({ queryKey: personalKeysQuery(place).queryKey });
        toast.success(`API key ${name} is deleted.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
