/** A refusal put into plain words, from what was answered: nothing else is known or looked up. Pure. */
import { isPartnerReason, REASON_GUIDE } from "@/lib/explain/reason-guide";
import { routes } from "@/lib/routes";
import type { RefusalExplanation } from "@/lib/schemas/request-log";

export { checksFor, type Reached } from "@/lib/explain/checks";
export {
  isPartnerReason,
  type PartnerReason,
  REASON_GUIDE,
  type ReasonGuide,
} from "@/lib/explain/reason-guide";

export type AnsweredRefusal = {
  reason: string;
  message: string;
  /** The answer's `details`, or what was kept of them. */
  details: Readonly<Record<string, unknown>>;
};

/** Never throws: what is missing or of another type in `details` is left out. */
export function explainRefusal({ reason, message, details }: AnsweredRefusal): RefusalExplanation {
  const { expected, received } = pairOf(reason, details);
  const offset = details.clockOffsetSeconds;
  return {
    reason,
    message,
    expected,
    received,
    cause: text(details.cause),
    whatToChange: whatToChange(reason, message, details),
    docsPath: routes.docsReason(reason),
    fields: fieldsOf(details.fields),
    clockOffsetSeconds: typeof offset === "number" && Number.isSafeInteger(offset) ? offset : null,
  };
}

/** What was found about this very request comes first, then what helps in general. */
function whatToChange(reason: string, message: string, details: AnsweredRefusal["details"]): string[] {
  const general = isPartnerReason(reason) ? REASON_GUIDE[reason].whatToDo : [];
  const hint = text(details.hint);
  const sentences = [...(hint === null ? [] : [hint]), ...general].map(withoutMarkup);
  return sentences.length > 0 ? [...new Set(sentences)] : [message];
}

/** Some reasons tell the two under names of their own. */
const PAIRS = new Map<
  string,
  (details: AnsweredRefusal["details"]) => [expected: unknown, received: unknown]
>([
  ["permission_missing", ({ required }) => [required, null]],
  ["method_not_allowed", ({ allowed }) => [allowed, null]],
  ["wrong_status", ({ allowed, status }) => [allowed, status]],
  [
    "payload_too_large",
    ({ maximumBytes }) => [typeof maximumBytes === "number" ? `at most ${maximumBytes} bytes` : null, null],
  ],
]);

function pairOf(reason: string, details: AnsweredRefusal["details"]) {
  const [expected, received] = PAIRS.get(reason)?.(details) ?? [];
  return {
    expected: text(details.expected) ?? list(expected),
    received: text(details.received) ?? list(received),
  };
}

function list(value: unknown): string | null {
  return Array.isArray(value)
    ? text(value.filter((item) => typeof item === "string").join(", "))
    : text(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function fieldsOf(value: unknown): { path: string; message: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((field: unknown) => {
    if (typeof field !== "object" || field === null || !("path" in field) || !("message" in field)) return [];
    const { path, message } = field;
    return typeof path === "string" && typeof message === "string" ? [{ path, message }] : [];
  });
}

function withoutMarkup(sentence: string): string {
  return sentence.replaceAll("`", "");
}
