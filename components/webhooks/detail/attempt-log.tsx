"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { formatLatency } from "@/lib/client/time";
import { answerWords } from "@/lib/client/webhook-words";
import type { AttemptView } from "@/lib/schemas/webhook";

/** Every attempt with its answer, newest first. */
export function AttemptLog({ attempts }: { attempts: readonly AttemptView[] }) {
  if (attempts.length === 0) return <p className="text-muted-foreground">No attempt was made yet.</p>;
  return (
    <section aria-label="Attempts" className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">{attempts.length === 1 ? "Attempt" : `${attempts.length} attempts`}</h3>
      <ol className="flex flex-col divide-y divide-border border-border border-y">
        {attempts.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const { number, startedAt, durationMilliseconds, address, responseBody, error } = attempt;
  return (
    <li className="flex min-w-0 flex-col gap-2 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
        <span className="text-muted-foreground tabular-nums">#{number}</span>
        <Status tone={error === null ? "success" : "destructive"}>
          {answerWords(attempt) ?? "No answer"}
        </Status>
        <span className="text-muted-foreground tabular-nums">{formatLatency(durationMilliseconds)}</span>
        {address === null ? null : (
          <code className="font-mono text-[0.8125rem] text-muted-foreground">{address}</code>
        )}
        <span className="ml-auto text-muted-foreground">
          <RelativeTime at={startedAt} />
        </span>
      </div>
      {responseBody === null || responseBody === "" ? null : (
        <CodeBlock
          label={`answer of attempt ${number}`}
          code={responseBody}
          className="max-h-48 overflow-y-auto"
        />
      )}
    </li>
  );
}
