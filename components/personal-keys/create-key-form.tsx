"use client";

import { type SubmitEventHandler, useId, useRef, useState } from "react";
import { MomentField, momentProblem } from "@/components/applications/detail/keys/moment-field";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { DialogButtons } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { useWorkplace } from "@/components/workplace";
import { createPersonalKey } from "@/lib/client/personal-keys";
import { fromLocalInput } from "@/lib/client/time";
import { UiError } from "@/lib/client/ui-error";
import { MAXIMUM_KEY_LIFE_SECONDS } from "@/lib/schemas/application-limits";
import { createPersonalKeySchema } from "@/lib/schemas/personal-key";

const DAY_SECONDS = 86_400;
const LIVES = [
  { id: "never", title: "No end", days: null },
  { id: "7", title: "7 days", days: 7 },
  { id: "30", title: "30 days", days: 30 },
  { id: "90", title: "90 days", days: 90 },
  { id: "365", title: "1 year", days: 365 },
] as const;

type Problems = { name?: string | undefined; expiresAt?: string | undefined };
type CreateKeyFormProps = { onCreated: (apiKey: string) => void; onCancel: () => void };

/** What the key is called and when it ends. */
export function CreateKeyForm({ onCreated, onCancel }: CreateKeyFormProps) {
  const { place } = useWorkplace();
  const now = useNow();
  const lifeLabel = useId();
  const [name, setName] = useState("");
  const [life, setLife] = useState<string>("90");
  const [moment, setMoment] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isSending, setIsSending] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const momentField = useRef<HTMLInputElement>(null);

  function expiresAt(): string | null {
    if (life === "date") return fromLocalInput(moment);
    const days = LIVES.find(({ id }) => id === life)?.days ?? null;
    return days === null ? null : new Date(Date.now() + days * DAY_SECONDS * 1000).toISOString();
  }

  function show(found: Problems) {
    setProblems(found);
    if (found.name !== undefined) nameField.current?.focus();
    else if (found.expiresAt !== undefined) momentField.current?.focus();
  }

  const submit: SubmitEventHandler<HTMLFormElement> = async (event) => {
    event.preventDefault();
    if (isSending) return;
    const parsed = createPersonalKeySchema.shape.name.safeParse(name);
    const found = {
      name: parsed.success ? undefined : parsed.error.issues[0]?.message,
      expiresAt: life === "date" ? momentProblem(moment, MAXIMUM_KEY_LIFE_SECONDS, now) : undefined,
    };
    show(found);
    if (found.name !== undefined || found.expiresAt !== undefined) return;
    setRefusal(null);
    setIsSending(true);
    const end = expiresAt();
    try {
      const { apiKey } = await createPersonalKey(place, {
        name,
        ...(end === null ? {} : { expiresAt: end }),
      });
      onCreated(apiKey);
    } catch (error) {
      const fields = error instanceof UiError ? error.fields : [];
      const said = (path: string) => fields.find((field) => field.path === path)?.message;
      show({ name: said("name"), expiresAt: life === "date" ? said("expiresAt") : undefined });
      setRefusal((said("name") ?? (life === "date" ? said("expiresAt") : undefined)) ? null : error);
      setIsSending(false);
    }
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-5">
      {refusal === null ? null : <ErrorState title="No API key was made." error={refusal} />}
      <Field
        label="Name"
        help="Where it is used, so that you recognise it: CI, laptop."
        error={problems.name}
      >
        {(control) => (
          <Input
            {...control}
            ref={nameField}
            autoFocus
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-col gap-1.5">
        <p id={lifeLabel} className="font-medium">
          Ends after
        </p>
        <Segmented aria-labelledby={lifeLabel} value={life} onValueChange={setLife}>
          {LIVES.map(({ id, title }) => (
            <SegmentedItem key={id} value={id}>
              {title}
            </SegmentedItem>
          ))}
          <SegmentedItem value="date">At a date</SegmentedItem>
        </Segmented>
      </div>
      {life === "date" ? (
        <MomentField
          ref={momentField}
          label="Ends at"
          value={moment}
          onChange={setMoment}
          withinSeconds={MAXIMUM_KEY_LIFE_SECONDS}
          error={problems.expiresAt}
        />
      ) : null}
      <DialogButtons>
        <Button variant="outline" onClick={onCancel} disabled={isSending}>
          Cancel
        </Button>
        <Button type="submit" loading={isSending}>
          Create API key
        </Button>
      </DialogButtons>
    </form>
  );
}
