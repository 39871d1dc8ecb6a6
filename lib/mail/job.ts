/** Mail in each server process, beside the other housekeeping: a slow mail server holds up nothing else. */
import { logError } from "@/lib/log";
import { tendOutbox } from "@/lib/mail/deliver";
import { queueExpiryNotices } from "@/lib/mail/expiry-notices";
import type { Runtime } from "@/lib/runtime";

const OUTBOX_INTERVAL_MILLISECONDS = 5_000;
const NOTICES_INTERVAL_MILLISECONDS = 300_000;

/** Starts both; the returned function ends them after the mail in progress. */
export function startMailJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const jobs = [
    repeat(OUTBOX_INTERVAL_MILLISECONDS, stopping.signal, () => tendOutbox(runtime, stopping.signal)),
    repeat(NOTICES_INTERVAL_MILLISECONDS, stopping.signal, () => queueExpiryNotices(runtime)),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(jobs);
  };
}

/** Waits between the runs, not between their beginnings: a run that takes long is never joined by the next. */
async function repeat(milliseconds: number, stopping: AbortSignal, run: () => Promise<void>): Promise<void> {
  while (!stopping.aborted) {
    await run().catch((error: unknown) => logError("mail was not tended and will be tried again", error));
    await pause(milliseconds, stopping);
  }
}

function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds).unref();
    stopping.addEventListener("abort", done);
    if (stopping.aborted) done();
  });
}
