import type { DraftProblems, WebhookDraft } from "@/components/webhooks/webhook-fields";
import { UiError } from "@/lib/client/ui-error";
import { createWebhookSchema } from "@/lib/schemas/webhook";

const NAMES = ["url", "description", "events"] as const;

/** What is wrong with a draft before it is sent. Where the URL may lead, the server decides. */
export function problemsOf(draft: WebhookDraft): DraftProblems {
  const parsed = createWebhookSchema.safeParse(draft);
  if (!parsed.success) {
    return Object.fromEntries(
      NAMES.map((name) => [name, parsed.error.issues.find(({ path }) => path[0] === name)?.message]),
    );
  }
  return URL.canParse(parsed.data.url)
    ? {}
    : { url: "Enter a whole URL, with its scheme, such as https://hooks.example.com/nuvera." };
}

/** What the server found wrong with fields of the draft; nothing where its refusal is about something else. */
export function problemsFrom(error: unknown): DraftProblems {
  if (!(error instanceof UiError)) return {};
  return Object.fromEntries(
    NAMES.map((name) => [name, error.fields.find(({ path }) => path.split(/[.[]/)[0] === name)?.message]),
  );
}

export const hasProblems = (problems: DraftProblems) => NAMES.some((name) => problems[name] !== undefined);

/** What was found here, and where that is nothing, what the server found. */
export function eitherProblems(found: DraftProblems, refused: DraftProblems): DraftProblems {
  return Object.fromEntries(NAMES.map((name) => [name, found[name] ?? refused[name]]));
}
