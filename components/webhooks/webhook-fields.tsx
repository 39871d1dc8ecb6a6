"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EventChoice } from "@/components/webhooks/event-choice";
import { useWorkplace } from "@/components/workplace";
import type { SubscribedEvents } from "@/lib/schemas/webhook";

export type WebhookDraft = { url: string; description: string; events: SubscribedEvents };
export type DraftProblems = { [Name in keyof WebhookDraft]?: string | undefined };

/** Where the fields are, for whoever leads to one that is wrong. */
export type DraftFieldIds = Record<keyof WebhookDraft, string>;

export function useDraftFieldIds(): DraftFieldIds {
  const id = useId();
  return { url: `${id}-url`, description: `${id}-description`, events: `${id}-events` };
}

type WebhookFieldsProps = {
  draft: WebhookDraft;
  problems: DraftProblems;
  ids: DraftFieldIds;
  allowsPrivateTargets: boolean;
  onChange: (draft: WebhookDraft) => void;
  /** The person leaves a field: what is wrong with it may be said now. */
  onBlur: (name: keyof WebhookDraft) => void;
};

/** What an endpoint is made of; the same for a new one and for a change. */
export function WebhookFields(props: WebhookFieldsProps) {
  const { draft, problems, ids, allowsPrivateTargets, onChange, onBlur } = props;
  const { environment } = useWorkplace().place;
  const isLocalAllowed = allowsPrivateTargets && environment === "sandbox";
  return (
    <>
      <Field
        id={ids.url}
        label="URL"
        help={
          isLocalAllowed
            ? "HTTPS, or plain HTTP on this machine and in private networks. It answers with 2xx within 15 s."
            : "HTTPS, on the internet. It answers with 2xx within 15 s; redirects are not followed."
        }
        error={problems.url}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.url}
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={2000}
            placeholder={
              isLocalAllowed ? "http://127.0.0.1:4000/webhooks" : "https://hooks.example.com/nuvera"
            }
            className="font-mono text-[0.8125rem]"
            onChange={(event) => onChange({ ...draft, url: event.target.value })}
            onBlur={() => onBlur("url")}
          />
        )}
      </Field>
      <Field
        id={ids.description}
        label="Description (optional)"
        help="What listens there, for whoever reads this list."
        error={problems.description}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.description}
            autoComplete="off"
            maxLength={300}
            onChange={(event) => onChange({ ...draft, description: event.target.value })}
            onBlur={() => onBlur("description")}
          />
        )}
      </Field>
      <EventChoice
        id={ids.events}
        events={draft.events}
        error={problems.events}
        onChange={(events) => onChange({ ...draft, events })}
      />
    </>
  );
}
