"use client";

import { useQuickAction } from "@/components/applications/detail/change/use-quick-action";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { changeKeyExpiry } from "@/lib/client/application-changes";
import { shortKeyName } from "@/lib/client/words";
import type { ApiKeyView } from "@/lib/schemas/application";

/** Takes an expiring key's date away; the toast puts it back. */
export function useKeepKey(applicationId: string, apiKey: ApiKeyView) {
  const undo = useUndo(applicationId);
  const name = shortKeyName(apiKey);
  const { id, expiresAt } = apiKey;
  return useQuickAction({
    applicationId,
    title: `Keep key ${name}`,
    description: "Its end date is taken away: it goes on until somebody ends it.",
    errorTitle: `Key ${name} keeps its end date.`,
    run: (context) => changeKeyExpiry(context, id, null),
    onDone: (reason) =>
      undo({
        message: `Key ${name} goes on without an end date`,
        run: (context) => changeKeyExpiry(context, id, expiresAt),
        undone: `Key ${name} has its end date again`,
        reason,
      }),
  });
}
