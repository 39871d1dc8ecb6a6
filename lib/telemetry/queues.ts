/** What waits in the deployment's queues, read from the database for whoever scrapes, at most every few seconds. */
import { countDueDeliveries, countWaitingMails } from "@/db/queries/queue-depths";
import { withDeadline } from "@/lib/database-errors";
import { processSlot } from "@/lib/process-slot";
import { type Runtime, runtimeOrNull } from "@/lib/runtime";

export type Queues = {
  webhooksDue: number;
  webhooksOldestDueSeconds: number;
  mailsWaiting: number;
  mailsOldestWaitingSeconds: number;
  /** How long the database took to say so. */
  answeredInSeconds: number;
};

const KEPT_MILLISECONDS = 5_000;
/** A scrape is to say that the database hangs, and not to hang itself. */
const DEADLINE_MILLISECONDS = 2_000;

type Kept = { askedAt: number; queues: Promise<Queues | null> };
const slot = processSlot<Kept>("queues");

/** `null` while the database does not answer, or before there is one. */
export function readQueues(): Promise<Queues | null> {
  const runtime = runtimeOrNull();
  if (runtime === null) return Promise.resolve(null);
  const kept = slot.get();
  const now = performance.now();
  if (kept !== undefined && now - kept.askedAt < KEPT_MILLISECONDS) return kept.queues;
  const queues = withDeadline(ask(runtime), DEADLINE_MILLISECONDS).catch(() => null);
  slot.set({ askedAt: now, queues });
  return queues;
}

/** Asks anew the next time; for tests. */
export function forgetQueues(): void {
  slot.set(undefined);
}

async function ask({ database: { db }, clock, settings }: Runtime): Promise<Queues> {
  const begin = performance.now();
  const now = clock();
  const [webhooks, mails] = await Promise.all([countDueDeliveries(db, now), countWaitingMails(db)]);
  const age = (since: Date | null) =>
    since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000);
  // Where nothing delivers mail, none of it waits.
  const isDelivering = settings.mail.delivery === "smtp";
  return {
    webhooksDue: webhooks.count,
    webhooksOldestDueSeconds: age(webhooks.oldest),
    mailsWaiting: isDelivering ? mails.count : 0,
    mailsOldestWaitingSeconds: isDelivering ? age(mails.oldest) : 0,
    answeredInSeconds: (performance.now() - begin) / 1000,
  };
}
