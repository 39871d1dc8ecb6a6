"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { eitherProblems, hasProblems, problemsFrom, problemsOf } from "@/components/webhooks/draft-problems";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import {
  type DraftProblems,
  useDraftFieldIds,
  type WebhookDraft,
  WebhookFields,
} from "@/components/webhooks/webhook-fields";
import { useWorkplace } from "@/components/workplace";
import { toast } from "@/lib/client/toast";
import { updateWebhook, webhooksQuery } from "@/lib/client/webhooks";
import type { WebhookView } from "@/lib/schemas/webhook";

type EditWebhookDialogProps = { webhook: WebhookView; onClose: () => void };

/** Where the endpoint is, how it is described and what it is told of. */
export function EditWebhookDialog({ webhook, onClose }: EditWebhookDialogProps) {
  const { place } = useWorkplace();
  const list = useQuery(webhooksQuery(place));
  const change = useWebhookChange(webhook.id);
  const ids = useDraftFieldIds();
  const { url, description, events } = webhook;
  const [draft, setDraft] = useState<WebhookDraft>({ url, description, events });
  const [found, setFound] = useState<DraftProblems>({});
  const problems = eitherProblems(found, problemsFrom(change.error));

  function check(): boolean {
    const wrong = problemsOf(draft);
    setFound(wrong);
    if (!hasProblems(wrong)) return true;
    const first = (["url", "description", "events"] as const).find((name) => wrong[name] !== undefined);
    document.getElementById(ids[first ?? "url"])?.focus();
    return false;
  }

  return (
    <ChangeDialog
      change={change}
      className="sm:max-w-2xl"
      title="Change webhook endpoint"
      description="From the next attempt on, also of deliveries that are on their way."
      submitLabel="Save changes"
      errorTitle="The webhook endpoint was not changed."
      check={check}
      run={(context) => updateWebhook(context, draft)}
      onDone={() => toast("The webhook endpoint is changed")}
      onClose={onClose}
    >
      <WebhookFields
        {...{ draft, problems, ids }}
        allowsPrivateTargets={list.data?.allowsPrivateTargets ?? false}
        onChange={(next) => {
          setDraft(next);
          if (hasProblems(found)) setFound({});
          if (change.error !== null) change.reset();
        }}
        onBlur={(name) => setFound({ ...found, [name]: problemsOf(draft)[name] })}
      />
    </ChangeDialog>
  );
}
