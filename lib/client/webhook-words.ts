/** Words for webhook endpoints, their events and what became of deliveries. Pure. */
import { EVENT_TYPES, type EventType } from "@/lib/schemas/event";
import type { AttemptView, DeliveryView, SubscribedEvents, WebhookView } from "@/lib/schemas/webhook";
import { ATTEMPT_ERRORS, type AttemptError } from "@/lib/schemas/webhook-kinds";

type Tone = "success" | "warning" | "destructive" | "neutral";
export type StateWords = { tone: Tone; words: string };

const GROUP_TITLES: Readonly<Record<string, string>> = {
  customers: "Customers",
  beneficiaries: "Beneficiaries",
  documents: "Documents",
  payments: "Payments",
  screening: "Screening",
  support: "Support",
  api_keys: "API keys",
  applications: "API applications",
};

export type EventGroup = { title: string; types: readonly EventType[] };

/** What an endpoint can subscribe to, by what it is about. A test goes to whoever is tested. */
export const EVENT_GROUPS: readonly EventGroup[] = Object.entries(GROUP_TITLES).map(([group, title]) => ({
  title,
  types: EVENT_TYPES.filter((type) => type.startsWith(`${group}.`)),
}));

/** `All events`, `payments.completed`, `6 events`. */
export function describeEvents(events: SubscribedEvents): string {
  if (events === "all") return "All events";
  return events.length === 1 ? (events[0] ?? "") : `${events.length} events`;
}

export function webhookState({
  status,
  disabledBy,
  failingSince,
}: Pick<WebhookView, "status" | "disabledBy" | "failingSince">): StateWords {
  if (status === "disabled") {
    const by = disabledBy === "operator" ? " by operator" : disabledBy === "system" ? " after failures" : "";
    return { tone: disabledBy === "partner" ? "neutral" : "destructive", words: `Disabled${by}` };
  }
  return failingSince === null
    ? { tone: "success", words: "Enabled" }
    : { tone: "warning", words: "Failing" };
}

export function deliveryState({
  status,
  attempts,
  isUnderWay,
}: Pick<DeliveryView, "status" | "attempts" | "isUnderWay">): StateWords {
  switch (status) {
    case "delivered":
      return { tone: "success", words: "Delivered" };
    case "failed":
      return { tone: "destructive", words: "Failed" };
    case "cancelled":
      return { tone: "neutral", words: "Cancelled" };
    case "pending":
      if (isUnderWay) return { tone: "neutral", words: "Sending" };
      return attempts === 0 ? { tone: "neutral", words: "Pending" } : { tone: "warning", words: "Retrying" };
  }
}

const ERROR_WORDS: Record<AttemptError, string> = {
  timeout: "No answer in time",
  dns_failed: "Host not found",
  url_not_allowed: "URL not allowed",
  address_not_allowed: "Address not allowed",
  connection_refused: "Connection refused",
  connection_failed: "Connection failed",
  tls_failed: "TLS failed",
  invalid_response: "Not an HTTP answer",
  redirect: "Redirect, not followed",
  status_not_2xx: "Not a 2xx answer",
  secret_unavailable: "Could not be signed",
};

/** What came back, in a few words: `200`, `503 · Not a 2xx answer`, `No answer in time`; null before the first attempt. */
export function answerWords({
  responseStatus,
  error,
}: Pick<AttemptView, "responseStatus" | "error">): string | null {
  const known = ATTEMPT_ERRORS.find((word) => word === error);
  const said = known === undefined ? error : ERROR_WORDS[known];
  if (responseStatus === null) return said;
  return said === null ? String(responseStatus) : `${responseStatus} · ${said}`;
}

/** `98.2 %` of what came to an end in the last day; null where nothing did. */
export function deliveredShare({ delivered, failed }: WebhookView["lastDay"]): string | null {
  const ended = delivered + failed;
  if (ended === 0) return null;
  const percent = (delivered / ended) * 100;
  // Never rounded up to a hundred: one that failed is one that failed.
  const shown = failed === 0 ? 100 : Math.min(99.9, Math.round(percent * 10) / 10);
  return `${shown} %`;
}

/** JSON with line ends and indentation, for reading; what is no JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
