"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEventHandler, useState } from "react";
import { FormErrorSummary, type FormProblem } from "@/components/form-error-summary";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { eitherProblems, hasProblems, problemsFrom, problemsOf } from "@/components/webhooks/draft-problems";
import { OneTimeSecretDialog } from "@/components/webhooks/one-time-secret-dialog";
import { PrivateTargetsNotice } from "@/components/webhooks/private-targets-notice";
import {
  type DraftProblems,
  useDraftFieldIds,
  type WebhookDraft,
  WebhookFields,
} from "@/components/webhooks/webhook-fields";
import { useWorkplace } from "@/components/workplace";
import { createWebhook, webhookQuery, webhooksQuery } from "@/lib/client/webhooks";
import { routes } from "@/lib/routes";
import type { WebhookView } from "@/lib/schemas/webhook";

const EMPTY: WebhookDraft = { url: "", description: "", events: "all" };

/** A new endpoint; afterwards its secret, once, and then the endpoint's page. */
export function CreateWebhook() {
  const { place } = useWorkplace();
  const router = useRouter();
  const client = useQueryClient();
  const list = useQuery(webhooksQuery(place));
  const allowsPrivateTargets = list.data?.allowsPrivateTargets ?? false;
  const ids = useDraftFieldIds();
  const [draft, setDraft] = useState(EMPTY);
  const [found, setFound] = useState<DraftProblems>({});
  const [attempt, setAttempt] = useState(0);
  const [secret, setSecret] = useState<string | null>(null);
  const creation = useMutation({
    mutationFn: async (input: WebhookDraft): Promise<WebhookView> => {
      const webhook = await createWebhook(place, input, setSecret);
      client.setQueryData(webhookQuery(place, webhook.id).queryKey, webhook);
      void client.invalidateQueries({ queryKey: webhooksQuery(place).queryKey });
      return webhook;
    },
    gcTime: 0,
    retry: false,
  });

  const refused = problemsFrom(creation.error);
  const problems = eitherProblems(found, refused);
  const showAll = () => setAttempt((before) => before + 1);

  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    if (creation.isPending || creation.isSuccess) return;
    const wrong = problemsOf(draft);
    setFound(wrong);
    if (hasProblems(wrong)) return showAll();
    creation.mutate(draft, { onError: showAll });
  };

  function change(next: WebhookDraft) {
    setDraft(next);
    // What was refused was another draft.
    if (creation.isError) creation.reset();
  }

  const listed = (["url", "description", "events"] as const).flatMap((name): FormProblem[] => {
    const message = problems[name];
    return message === undefined ? [] : [{ fieldId: ids[name], message }];
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-2xl flex-col gap-6">
      {allowsPrivateTargets ? <PrivateTargetsNotice /> : null}
      <FormErrorSummary problems={listed} attempt={attempt} />
      <WebhookFields
        {...{ draft, problems, ids, allowsPrivateTargets }}
        onChange={change}
        onBlur={(name) => {
          if (draft[name] !== "") setFound({ ...found, [name]: problemsOf(draft)[name] });
        }}
      />
      {creation.error !== null && !hasProblems(refused) ? (
        <ErrorState title="The webhook endpoint was not created." error={creation.error} />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <SubmitButton loading={creation.isPending}>Create webhook endpoint</SubmitButton>
        <Button asChild variant="outline">
          <Link href={routes.webhooks}>Cancel</Link>
        </Button>
      </div>
      {creation.data !== undefined && secret !== null ? (
        <OneTimeSecretDialog
          webhook={creation.data}
          secret={secret}
          onStored={() => {
            setSecret(null);
            router.push(routes.webhook(creation.data.id));
          }}
        />
      ) : null}
    </form>
  );
}
