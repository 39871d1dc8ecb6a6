/** A section for every reason that a partner can meet, as Markdown; its heading is the reason, and so its anchor. */
import { REASON_TEXTS } from "@/lib/api/openapi/reasons";
import { CAUSES } from "@/lib/diagnosis/causes";
import type { DocsFacts } from "@/lib/docs/facts";
import { ApiError, CODE_STATUS, type ErrorCode, errorEnvelope, REASONS } from "@/lib/errors";
import { isPartnerReason, type PartnerReason, REASON_GUIDE } from "@/lib/explain/reason-guide";

const EXAMPLE_REQUEST_ID = "req_01a1faf6-db5d-771f-af0d-6eef895280e1";

/** `unauthorized` with its reasons, and so on; a code without reasons of its own is its only one. */
function reasonsByCode(): { code: ErrorCode; reasons: PartnerReason[] }[] {
  const own: Partial<Record<string, readonly string[]>> = REASONS;
  // The members of CODE_STATUS are the codes.
  const codes = Object.keys(CODE_STATUS) as ErrorCode[];
  return codes.map((code) => ({ code, reasons: (own[code] ?? [code]).filter(isPartnerReason) }));
}

/** Grouped by status, in the order of statuses. */
export function reasonSections(facts: DocsFacts): string {
  return reasonsByCode()
    .map(({ code, reasons }) => {
      const title = `## ${CODE_STATUS[code]} ${code}`;
      return [title, ...reasons.map((reason) => section(code, reason, facts))].join("\n\n");
    })
    .join("\n\n");
}

function section(code: ErrorCode, reason: PartnerReason, facts: DocsFacts): string {
  const { meaning, causes, whatToDo } = REASON_GUIDE[reason];
  return [
    `### \`${reason}\``,
    `${meaning}.`,
    ...(causes.length === 0 ? [] : ["**Usual causes**", list(causes.map((cause) => `${cause}.`))]),
    ...(whatToDo.length === 0 ? [] : ["**What to do**", list(whatToDo)]),
    ...causesTold(reason),
    `\`\`\`json title="${CODE_STATUS[code]} ${reason}"\n${exampleOf(code, reason, facts)}\n\`\`\``,
  ].join("\n\n");
}

/** What the answer may name in `details.cause`. */
function causesTold(reason: PartnerReason): string[] {
  const byReason: Partial<Record<PartnerReason, Readonly<Record<string, string>>>> = CAUSES;
  const causes = Object.entries(byReason[reason] ?? {});
  if (causes.length === 0) return [];
  const rows = causes.map(([cause, meaning]) => `| \`${cause}\` | ${meaning.replaceAll("|", "\\|")} |`);
  return [`| \`details.cause\` | |\n| --- | --- |\n${rows.join("\n")}`];
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join("\n");
}

function exampleOf(code: ErrorCode, reason: PartnerReason, facts: DocsFacts): string {
  const { message, details } = REASON_TEXTS[reason];
  const error = new ApiError(code, reason, message, details);
  return JSON.stringify(errorEnvelope(error, EXAMPLE_REQUEST_ID, facts.pagesUrl), null, 2);
}
