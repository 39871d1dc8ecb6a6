"use client";

import { useRef, useState } from "react";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { MomentField, momentProblem } from "@/components/applications/detail/keys/moment-field";
import { useNow } from "@/components/clock";
import { changeKeyExpiry } from "@/lib/client/application-changes";
import { formatDeadline, fromLocalInput, toLocalInput } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import { shortKeyName } from "@/lib/client/words";
import type { ApiKeyView } from "@/lib/schemas/application";
import { MAXIMUM_KEY_LIFE_SECONDS } from "@/lib/schemas/application-limits";

const DAY_MS = 86_400_000;

type ChangeExpiryDialogProps = { applicationId: string; apiKey: ApiKeyView; onClose: () => void };

/** Another end for a live key: earlier, later, or one at all. */
export function ChangeExpiryDialog({ applicationId, apiKey, onClose }: ChangeExpiryDialogProps) {
  const now = useNow();
  const [value, setValue] = useState(() =>
    toLocalInput(apiKey.expiresAt === null ? now + DAY_MS : Date.parse(apiKey.expiresAt)),
  );
  const [problem, setProblem] = useState<string | undefined>();
  const field = useRef<HTMLInputElement>(null);
  const name = shortKeyName(apiKey);
  const moment = fromLocalInput(value);

  function check(): boolean {
    const found = momentProblem(value, MAXIMUM_KEY_LIFE_SECONDS, now);
    setProblem(found);
    if (found) field.current?.focus();
    return !found;
  }

  return (
    <ActionDialog
      applicationId={applicationId}
      title={apiKey.expiresAt === null ? `Set end date of ${name}` : `Change end date of ${name}`}
      description={
        apiKey.expiresAt === null
          ? "The key has no end date now."
          : `The key ends ${formatDeadline(apiKey.expiresAt, now)} now.`
      }
      submitLabel="Save end date"
      errorTitle="The end date was not changed."
      check={check}
      run={(context) => changeKeyExpiry(context, apiKey.id, moment)}
      onDone={() => toast(moment === null ? "Saved" : `${name} ends ${formatDeadline(moment, now)}`)}
      onClose={onClose}
    >
      <MomentField
        ref={field}
        label="Ends on"
        value={value}
        onChange={setValue}
        withinSeconds={MAXIMUM_KEY_LIFE_SECONDS}
        error={problem}
      />
    </ActionDialog>
  );
}
