"use client";

import { useRef, useState } from "react";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { type GraceChoice, graceInput } from "@/components/applications/detail/keys/grace";
import { GraceField } from "@/components/applications/detail/keys/grace-field";
import { momentProblem } from "@/components/applications/detail/keys/moment-field";
import { useNow } from "@/components/clock";
import { Notice } from "@/components/ui/notice";
import { prepareKeyClaim } from "@/lib/client/application-changes";
import { toLocalInput } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import type { ApplicationView } from "@/lib/schemas/application";
import { MAXIMUM_GRACE_SECONDS } from "@/lib/schemas/application-limits";

const DAY_MS = 86_400_000;

/** Staff prepare a replacement; the key is made when a partner user claims it, and only that person sees it. */
export function PrepareKeyDialog({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const now = useNow();
  const [choice, setChoice] = useState<GraceChoice>("24h");
  const [date, setDate] = useState(() => toLocalInput(now + 3 * DAY_MS));
  const [problem, setProblem] = useState<string | undefined>();
  const dateField = useRef<HTMLInputElement>(null);

  function check(): boolean {
    const found = choice === "date" ? momentProblem(date, MAXIMUM_GRACE_SECONDS, now) : undefined;
    setProblem(found);
    if (found) dateField.current?.focus();
    return !found;
  }

  return (
    <ActionDialog
      applicationId={application.id}
      title="Prepare replacement key"
      description="A partner user claims it. The key is made at that moment and shown to that person alone."
      submitLabel="Prepare replacement key"
      errorTitle="Nothing was prepared."
      check={check}
      run={(context) => prepareKeyClaim(context, graceInput(choice, date))}
      onDone={() => toast("Replacement key prepared. The partner sees it on this application's page.")}
      onClose={onClose}
    >
      <GraceField
        choice={choice}
        onChoice={setChoice}
        date={date}
        onDate={setDate}
        dateError={problem}
        dateField={dateField}
      />
      <Notice tone={choice === "none" ? "warning" : "info"} title="What happens">
        <p>
          {choice === "none"
            ? "The keys there are stop at once when the partner claims the new one. Nothing changes before."
            : choice === "date"
              ? "The keys there are end at this date once the partner has claimed the new one, or at once where that is later. Nothing changes before."
              : "The window begins when the partner claims the new key. Nothing changes before."}
        </p>
      </Notice>
    </ActionDialog>
  );
}
