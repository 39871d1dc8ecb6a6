"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ChangeDialog } from "@/components/applications/detail/change/action-dialog";
import { FilterSelect } from "@/components/audit/filter-select";
import { useNow } from "@/components/clock";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { ReplayCount, ReplayProgress } from "@/components/webhooks/detail/replay-count";
import { useWebhookChange } from "@/components/webhooks/use-webhook-change";
import { useWorkplace } from "@/components/workplace";
import { fromLocalInput, localZone, toLocalInput } from "@/lib/client/time";
import { toast } from "@/lib/client/toast";
import { EVENT_GROUPS } from "@/lib/client/webhook-words";
import { replayBatch, replayCountQuery, type WebhookContext } from "@/lib/client/webhooks";
import { formatCount } from "@/lib/client/words";
import {
  eventTypeSchema,
  MAXIMUM_REPLAY_DAYS,
  type ReplayInput,
  type WebhookView,
} from "@/lib/schemas/webhook";

const DAY_MS = 86_400_000;
/** The field shows no seconds, and time passes while somebody chooses. */
const MARGIN_MS = 600_000;

type ReplayDialogProps = { webhook: WebhookView; from: string | null; onClose: () => void };

/** Sends the events of a time range again: says how many first, and how far it is. */
export function ReplayDialog({ webhook, from, onClose }: ReplayDialogProps) {
  const { place } = useWorkplace();
  const now = useNow();
  const change = useWebhookChange(webhook.id);
  const whichId = useId();
  const [opened] = useState(now);
  const [begin, setBegin] = useState(() => toLocalInput(beginOf(from, opened)));
  const [end, setEnd] = useState("");
  const [which, setWhich] = useState<ReplayInput["which"]>("undelivered");
  const [event, setEvent] = useState("");
  const [sent, setSent] = useState<number | null>(null);

  const type = eventTypeSchema.safeParse(event).data;
  const range = rangeOf(begin, end);
  const input: ReplayInput | null =
    range === null ? null : { ...range, which, ...(type === undefined ? {} : { events: [type] }) };
  const counting = useQuery({
    ...replayCountQuery(place, webhook.id, input ?? { from: "", which }),
    enabled: input !== null && sent === null,
  });
  const count = counting.data?.count;
  const isReady =
    counting.data !== undefined && counting.data.count > 0 && counting.data.count <= counting.data.maximum;

  async function replay(context: WebhookContext) {
    if (input === null) return;
    let total = 0;
    setSent(0);
    for (let after: string | null | undefined; after !== null; ) {
      const batch = await replayBatch(context, after === undefined ? input : { ...input, after });
      total += batch.replayed;
      after = batch.next;
      setSent(total);
    }
    toast(total === 1 ? "1 event is on its way" : `${formatCount(total)} events are on their way`);
  }

  return (
    <ChangeDialog
      change={change}
      title="Replay events"
      description="Each event is sent once more, with the id it had: a receiver that keeps ids sees a repeat."
      submitLabel={
        isReady ? `Replay ${formatCount(count ?? 0)} ${count === 1 ? "event" : "events"}` : "Replay events"
      }
      errorTitle="Not everything was replayed."
      check={() => isReady}
      run={replay}
      onDone={() => undefined}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="From"
          help={localZone(opened)}
          error={
            begin !== "" && range === null
              ? `Choose a range of at most ${MAXIMUM_REPLAY_DAYS} days.`
              : undefined
          }
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={begin}
              onChange={({ target }) => setBegin(target.value)}
            />
          )}
        </Field>
        <Field label="To (optional)" help="Now, where it is left empty.">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={end}
              onChange={({ target }) => setEnd(target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-col gap-2">
        <span id={whichId} className="font-medium">
          Which
        </span>
        <RadioCards
          aria-labelledby={whichId}
          value={which}
          onValueChange={(value) => setWhich(value === "all" ? "all" : "undelivered")}
        >
          <RadioCard
            value="undelivered"
            title="Not delivered"
            help="What failed or was cancelled, and what happened while the endpoint was disabled or not there."
          />
          <RadioCard
            value="all"
            title="All"
            help="Also what was delivered: for a receiver that lost what it had."
          />
        </RadioCards>
      </div>
      <Field label="Events">
        {(control) => (
          <FilterSelect {...control} value={event} onChange={({ target }) => setEvent(target.value)}>
            <option value="">All that the endpoint subscribes to</option>
            {EVENT_GROUPS.map(({ title, types }) => (
              <optgroup key={title} label={title}>
                {types.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </FilterSelect>
        )}
      </Field>
      {sent === null || !change.isPending ? (
        <ReplayCount counting={counting} hasRange={input !== null} />
      ) : (
        <ReplayProgress sent={sent} total={count ?? sent} />
      )}
    </ChangeDialog>
  );
}

/** A day ago, or where the caller says, as far back as a replay goes. */
function beginOf(from: string | null, now: number): number {
  if (from === null) return now - DAY_MS;
  return Math.max(Date.parse(from), now - MAXIMUM_REPLAY_DAYS * DAY_MS + MARGIN_MS);
}

/** `null` for a range that is unfinished, empty or too long. */
function rangeOf(begin: string, end: string): { from: string; to?: string } | null {
  const from = fromLocalInput(begin);
  const to = end === "" ? undefined : (fromLocalInput(end) ?? null);
  if (from === null || to === null) return null;
  const span = (to === undefined ? Date.now() : Date.parse(to)) - Date.parse(from);
  if (span <= 0 || span > MAXIMUM_REPLAY_DAYS * DAY_MS) return null;
  return to === undefined ? { from } : { from, to };
}
