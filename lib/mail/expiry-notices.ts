/** Mail before API keys end, so that nobody learns it from refused requests. */
import { type EndingApiKey, hasKeyBeyond, listEndingApiKeys } from "@/db/queries/attention";
import { listMailedAbout } from "@/db/queries/mails";
import { applicationLink, notifyCaretakers } from "@/lib/operations/notices";
import type { Runtime } from "@/lib/runtime";
import { NOTICE_DAYS } from "@/lib/schemas/attention";

const DAY_MILLISECONDS = 86_400_000;
const FURTHEST_DAYS = Math.max(...NOTICE_DAYS);

/** Writes the notices that are due; each is written once, however often and by how many processes this runs. */
export async function queueExpiryNotices(runtime: Runtime): Promise<void> {
  const now = runtime.clock();
  const until = new Date(now.getTime() + FURTHEST_DAYS * DAY_MILLISECONDS);
  const { db } = runtime.database;
  const due = (await listEndingApiKeys(db, now, until)).flatMap((key) => {
    const days = dueNotice(key, now);
    return days === null ? [] : [{ key, about: noticeOf(key, days) }];
  });
  const written = await listMailedAbout(
    db,
    due.map(({ about }) => about),
  );
  for (const { key, about } of due) {
    if (!written.has(about)) await notify(runtime, key, about, now);
  }
}

/** One notice of one date of one key: another date makes another. */
function noticeOf({ apiKeyId, expiresAt }: EndingApiKey, days: number): string {
  return `key-ending ${apiKeyId} ${expiresAt.toISOString()} ${days}`;
}

/**
 * The most urgent notice that is due, in days, or `null`. A date that was set later than a notice's day needs none:
 * whoever set it knows.
 */
export function dueNotice(
  { expiresAt, expirySetAt }: Pick<EndingApiKey, "expiresAt" | "expirySetAt">,
  now: Date,
): number | null {
  const due = NOTICE_DAYS.filter((days) => {
    const noticeAt = expiresAt.getTime() - days * DAY_MILLISECONDS;
    return noticeAt <= now.getTime() && expirySetAt.getTime() < noticeAt;
  });
  return due.length === 0 ? null : Math.min(...due);
}

async function notify(runtime: Runtime, key: EndingApiKey, about: string, now: Date): Promise<void> {
  const { organizationId, environment, applicationName } = key;
  const { peppers, randomBytes, settings } = runtime;
  const masked = `${key.prefix}…${key.lastFour}`;
  const date = key.expiresAt.toISOString().slice(0, 16).replace("T", " at ");
  await runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
    const isReplaced = await hasKeyBeyond(tx, key);
    await notifyCaretakers(
      { tx, now, peppers, randomBytes, scope: { organizationId } },
      {
        dedupeKey: about,
        about,
        subject: `API key ${masked} of ${applicationName} (${environment}) ends in ${daysLeft(key, now)}`,
        body: [
          `The API key ${masked} of ${applicationName} in ${environment} ends on ${date} UTC.`,
          "Requests with it are refused from that moment on.",
          "",
          isReplaced
            ? "Another key of the application goes on beyond that date. Make sure that your services use it."
            : "No other key of the application goes on beyond that date. Create a replacement key and give it to your services.",
          "",
          applicationLink(settings.baseUrl, key.applicationId, "keys"),
          "",
        ].join("\n"),
      },
    );
  });
}

function daysLeft({ expiresAt }: EndingApiKey, now: Date): string {
  const hours = Math.round((expiresAt.getTime() - now.getTime()) / 3_600_000);
  if (hours < 24) return hours === 1 ? "1 hour" : `${hours} hours`;
  const days = Math.round(hours / 24);
  return days === 1 ? "1 day" : `${days} days`;
}
