"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEventHandler, useRef, useState } from "react";
import { z } from "zod";
import { useSessionDraft } from "@/components/hub/reviews/use-session-draft";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { useWorkplace } from "@/components/workplace";
import { changeReview } from "@/lib/client/hub-reviews";
import { ticketTarget } from "@/lib/client/hub-tickets";
import { toast } from "@/lib/client/toast";
import { MAXIMUM_MESSAGE_LENGTH, type TicketReview } from "@/lib/schemas/ticket";

const draftSchema = z.string();

/** An answer to the partner. What is typed stays in this tab until it was sent. */
export function AnswerForm({ ticket }: { ticket: TicketReview }) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const [draft, write] = useSessionDraft(`answer.${ticket.id}`, draftSchema, "");
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useMutation({
    mutationFn: (message: string) =>
      changeReview(client, ticketTarget(place, ticket.id), {
        action: "messages",
        body: { message },
        reason: null,
      }),
    gcTime: 0,
  });

  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    if (send.isPending) return;
    const isEmpty = draft.trim() === "";
    setProblem(isEmpty ? "Write an answer." : undefined);
    if (isEmpty) return field.current?.focus();
    send.mutateAsync(draft).then(
      () => {
        write(null);
        toast("The answer is with the partner.");
      },
      () => undefined,
    );
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field
        label="Answer"
        help="The partner reads it as it is, in plain text. Ctrl Enter sends it."
        error={problem}
      >
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            value={draft}
            rows={5}
            maxLength={MAXIMUM_MESSAGE_LENGTH}
            onChange={(event) => write(event.target.value === "" ? null : event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
      {send.error ? <ErrorState title="The answer was not sent." error={send.error} /> : null}
      <SubmitButton className="self-end max-sm:self-stretch" loading={send.isPending}>
        Send answer
      </SubmitButton>
    </form>
  );
}
