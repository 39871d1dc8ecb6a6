import { formatDeadline, fromLocalInput } from "@/lib/client/time";
import { formatRequests, shortKeyName } from "@/lib/client/words";
import type {
  ApiKeyView,
  ApplicationUsage,
  CreateReplacementKeyInput,
  Grace,
} from "@/lib/schemas/application";
import { GRACE_WINDOWS_SECONDS } from "@/lib/schemas/application-limits";

/** How long the keys before the new one go on, as chosen in the dialog. */
export type GraceChoice = Grace | "date";

export const GRACE_CHOICES: readonly { value: GraceChoice; title: string }[] = [
  { value: "none", title: "None" },
  { value: "1h", title: "1 h" },
  { value: "24h", title: "24 h" },
  { value: "7d", title: "7 d" },
  { value: "date", title: "Until a date" },
];

/** What the choice is called in the request. */
export function graceInput(
  choice: GraceChoice,
  date: string,
): Pick<CreateReplacementKeyInput, "grace" | "graceUntil"> {
  if (choice !== "date") return { grace: choice };
  const graceUntil = fromLocalInput(date);
  return graceUntil === null ? {} : { graceUntil };
}

/** What becomes of one key, in words; `null` while the date is unfinished. */
export function consequenceFor(
  key: ApiKeyView,
  choice: GraceChoice,
  date: string,
  usage: ApplicationUsage | undefined,
  now: number,
): string | null {
  const name = shortKeyName(key);
  if (choice === "none") {
    const requests = usage?.apiKeys.find(({ id }) => id === key.id)?.requests.hour;
    const traffic = requests === undefined ? "" : `; it had ${formatRequests(requests)} in the last hour`;
    return `${name} stops at once${traffic}.`;
  }
  const end =
    choice === "date"
      ? fromLocalInput(date)
      : new Date(now + GRACE_WINDOWS_SECONDS[choice] * 1000).toISOString();
  return end === null ? null : endInWords(key, end, now);
}

/** A key goes on until the window's end, or until its own date where that is earlier. */
export function endInWords(key: ApiKeyView, end: string, now: number): string {
  const name = shortKeyName(key);
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.parse(end)) {
    return `${name} keeps its date: ${formatDeadline(key.expiresAt, now)}.`;
  }
  return `${name} goes on until ${formatDeadline(end, now)}.`;
}

const LIVE = new Set<ApiKeyView["status"]>(["active", "expiring"]);

/** Keys that are accepted now, the newest first. */
export function liveKeys(apiKeys: readonly ApiKeyView[], now: number): ApiKeyView[] {
  return apiKeys
    .filter((key) => LIVE.has(key.status) && (key.expiresAt === null || Date.parse(key.expiresAt) > now))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}
