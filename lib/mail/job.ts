/** Mail in each server process, beside the other housekeeping: a slow mail server holds up nothing else. */
import { tendOutbox } from "@/lib/mail/deliver";
import { queueExpiryNotices } from "@/lib/mail/expiry-notices";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";

const OUTBOX_INTERVAL_MILLISECONDS = 5_000;
const NOTICES_INTERVAL_MILLISECONDS = 300_000;

/** Starts both; the returned function ends them after the mail in progress. */
export function startMailJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const failure = "mail was not tended and will be tried again";
  const jobs = [
    repeat(
      {
        name: "mail",
        milliseconds: OUTBOX_INTERVAL_MILLISECONDS,
        failure,
        run: () => tendOutbox(runtime, signal),
      },
      signal,
    ),
    repeat(
      {
        name: "notices",
        milliseconds: NOTICES_INTERVAL_MILLISECONDS,
        failure,
        run: () => queueExpiryNotices(runtime),
      },
      signal,
    ),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(jobs);
  };
}
