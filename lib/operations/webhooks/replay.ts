/** Everything of a time range again: what a receiver lost, or what it never got while the endpoint was disabled. */
import { countReplay, type ReplayRange, replayBatch } from "@/db/queries/webhook-replay";
import { type FieldProblem, validationFailed } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { readOperation, writeOperation } from "@/lib/operations/operation";
import { requireEnabledWebhook, requireWebhook } from "@/lib/operations/webhooks/find";
import type { EventType } from "@/lib/schemas/event";
import {
  MAXIMUM_REPLAY_DAYS,
  MAXIMUM_REPLAY_DELIVERIES,
  replayCountSchema,
  replayedSchema,
  replayPreviewSchema,
  replaySchema,
} from "@/lib/schemas/webhook";

/** Deliveries of one batch, which is one transaction. */
const BATCH_DELIVERIES = 500;
const MAXIMUM_REPLAY_MILLISECONDS = MAXIMUM_REPLAY_DAYS * 86_400_000;

export const previewWebhookReplay = readOperation({
  name: "previewWebhookReplay",
  summary: "Count what a replay would send",
  permission: "WEBHOOKS_READ",
  input: replayPreviewSchema,
  output: replayCountSchema,
  run: async (context, { webhookId, ...asked }) => {
    const endpoint = await requireWebhook(context, webhookId);
    const range = toRange(asked, context.now);
    const count = await countReplay(context.tx, endpoint, range, MAXIMUM_REPLAY_DELIVERIES);
    return { count, maximum: MAXIMUM_REPLAY_DELIVERIES };
  },
});

/**
 * One batch; whoever asks goes on with `next`. What is on its way already is left alone, so that two replays at once send
 * each event once.
 */
export const replayWebhookEvents = writeOperation({
  name: "replayWebhookEvents",
  summary: "Send the events of a time range to a webhook endpoint again",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.events_resent",
  input: replaySchema,
  output: replayedSchema,
  run: async (context, { webhookId, after, ...asked }) => {
    const { tx, now } = context;
    const endpoint = await requireEnabledWebhook(context, webhookId);
    const range = toRange(asked, now);
    const afterId = after === undefined ? undefined : requireEventUuid(after);
    if (afterId === undefined) {
      const count = await countReplay(tx, endpoint, range, MAXIMUM_REPLAY_DELIVERIES);
      if (count > MAXIMUM_REPLAY_DELIVERIES) throw tooMany();
    }
    const batch = { afterId, limit: BATCH_DELIVERIES, now };
    const { replayed, lastId } = await replayBatch(tx, endpoint, range, batch);
    const next = lastId === null ? null : toPublicId("event", lastId);
    if (replayed === 0) {
      context.audit("unchanged");
      return { replayed, next };
    }
    context.audit({
      target: { kind: "webhook", id: webhookId },
      after: {
        from: range.from.toISOString(),
        to: range.to.toISOString(),
        which: range.which,
        ...(range.types === undefined ? {} : { events: range.types }),
        count: replayed,
      },
    });
    return { replayed, next };
  },
});

type Asked = {
  from: string;
  to?: string | undefined;
  which: ReplayRange["which"];
  events?: EventType[] | undefined;
};

/** Throws 422 for a range that is empty or too long. */
function toRange({ from: fromText, to: toText, which, events }: Asked, now: Date): ReplayRange {
  const from = new Date(fromText);
  const to = toText === undefined ? now : new Date(toText);
  const problems: FieldProblem[] = [];
  if (from >= to) problems.push({ path: "from", message: "The range must begin before it ends." });
  if (to.getTime() - from.getTime() > MAXIMUM_REPLAY_MILLISECONDS) {
    problems.push({ path: "from", message: `A replay covers at most ${MAXIMUM_REPLAY_DAYS} days.` });
  }
  if (problems.length > 0) throw validationFailed(problems);
  return { from, to, which, types: events };
}

function requireEventUuid(eventId: string): string {
  const uuid = fromPublicId("event", eventId);
  if (uuid !== null) return uuid;
  throw validationFailed([{ path: "after", message: "Expected `next` of the batch before." }]);
}

function tooMany() {
  return validationFailed([
    {
      path: "from",
      message: `These are more than ${MAXIMUM_REPLAY_DELIVERIES} deliveries. Choose a shorter range or fewer events.`,
    },
  ]);
}
