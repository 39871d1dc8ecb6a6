import { BookOpen } from "lucide-react";
import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { ComparedValues } from "@/components/requests/detail/compared-values";
import { Part } from "@/components/requests/detail/part";
import { clockWords } from "@/lib/client/request-words";
import type { RefusalExplanation } from "@/lib/schemas/request-log";

/** Reasons that set a value against a value of its kind; others say in words what they expect. */
const WITH_TWO_VALUES: ReadonlySet<string> = new Set([
  "algorithm_not_allowed",
  "audience_mismatch",
  "body_hash_mismatch",
  "issuer_mismatch",
  "method_mismatch",
  "uri_mismatch",
]);

/** Why it was refused and what to change, in plain words. */
export function RefusalSection({ refusal }: { refusal: RefusalExplanation }) {
  const { reason, message, expected, received, whatToChange, docsPath, fields, clockOffsetSeconds } = refusal;
  const clock = clockWords(clockOffsetSeconds);
  return (
    <>
      <Part title="What to change">
        {whatToChange.length === 1 ? (
          <p className="max-w-prose">
            <FreeText>{whatToChange[0] ?? ""}</FreeText>
          </p>
        ) : (
          <ol className="flex max-w-prose list-decimal flex-col gap-1.5 pl-5 marker:text-muted-foreground">
            {whatToChange.map((line) => (
              <li key={line}>
                <FreeText>{line}</FreeText>
              </li>
            ))}
          </ol>
        )}
        {clock === null ? null : (
          <p className="text-muted-foreground">
            Your clock was <span className="font-medium text-foreground">{clock}</span>.
          </p>
        )}
        <Link
          href={docsPath}
          prefetch={false}
          className="inline-flex items-center gap-1.5 self-start rounded-sm font-medium text-link underline-offset-4 hover:underline"
        >
          <BookOpen className="size-4" aria-hidden="true" />
          <span>
            <code className="font-mono text-[0.8125rem]">{reason}</code> in the documentation
          </span>
        </Link>
      </Part>
      <Part title="What was answered">
        <p className="max-w-prose text-muted-foreground [overflow-wrap:anywhere]">
          <FreeText>{message}</FreeText>
        </p>
        {expected === null && received === null ? null : (
          <ComparedValues
            expected={expected}
            received={received}
            areComparable={WITH_TWO_VALUES.has(reason)}
          />
        )}
        {fields.length === 0 ? null : <Fields fields={fields} />}
      </Part>
    </>
  );
}

function Fields({ fields }: Pick<RefusalExplanation, "fields">) {
  return (
    <dl className="divide-y divide-border rounded-lg border border-border">
      {fields.map(({ path, message }) => (
        <div key={`${path} ${message}`} className="flex gap-x-4 gap-y-0.5 px-3 py-2 max-sm:flex-col">
          <dt className="w-48 shrink-0 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
            <FreeText>{path === "" ? "(the body)" : path}</FreeText>
          </dt>
          <dd className="min-w-0">
            <FreeText>{message}</FreeText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
