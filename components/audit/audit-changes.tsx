import { Minus, Plus } from "lucide-react";
import { RecordedValue } from "@/components/audit/recorded-value";
import type { AuditChange, AuditValue } from "@/lib/client/audit-diff";
import { cn } from "@/lib/utils";

/** The difference key by key: a sign, a word for those who do not see it, and the value. */
export function AuditChanges({ changes }: { changes: readonly AuditChange[] }) {
  return (
    <dl className="flex flex-col gap-2.5 text-[0.8125rem]">
      {changes.map((change) => (
        <div key={change.key} className="flex flex-col gap-0.5">
          <dt className="text-muted-foreground">{change.label}</dt>
          <dd className="flex min-w-0 flex-col gap-0.5">
            <Lines change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ change }: { change: AuditChange }) {
  switch (change.kind) {
    case "added":
      return <Line sign="added" value={change.after} />;
    case "removed":
      return <Line sign="removed" value={change.before} />;
    case "changed":
      return (
        <>
          <Line sign="before" value={change.before} />
          <Line sign="after" value={change.after} />
        </>
      );
    case "same":
      return <Line sign="same" value={change.value} />;
    case "set":
      return <SetLines change={change} />;
  }
}

type Sign = "added" | "removed" | "before" | "after" | "same";

const SIGNS: Record<Sign, { icon: typeof Plus | null; word: string; tone: string }> = {
  added: { icon: Plus, word: "Added: ", tone: "bg-success/8 text-success" },
  removed: { icon: Minus, word: "Removed: ", tone: "bg-destructive/6 text-destructive" },
  before: { icon: Minus, word: "Before: ", tone: "bg-destructive/6 text-destructive" },
  after: { icon: Plus, word: "After: ", tone: "bg-success/8 text-success" },
  same: { icon: null, word: "", tone: "text-muted-foreground" },
};

function Line({ sign, value }: { sign: Sign; value: AuditValue }) {
  const { icon: Icon, word, tone } = SIGNS[sign];
  return (
    <div className={cn("flex items-start gap-1.5 rounded-sm", tone, Icon && "px-1.5 py-0.5")}>
      {Icon ? <Icon className="mt-1 size-3 shrink-0" aria-hidden="true" /> : null}
      {word ? <span className="sr-only">{word}</span> : null}
      <div className="min-w-0 flex-1 text-foreground">
        <RecordedValue value={value} />
      </div>
    </div>
  );
}

function SetLines({ change }: { change: Extract<AuditChange, { kind: "set" }> }) {
  const { added, removed, kept } = change;
  return (
    <>
      {removed.map((value) => (
        <Line key={JSON.stringify(value)} sign="removed" value={value} />
      ))}
      {added.map((value) => (
        <Line key={JSON.stringify(value)} sign="added" value={value} />
      ))}
      {kept.length > 0 ? (
        <div className="flex gap-2">
          <span className="text-muted-foreground">Kept</span>
          <RecordedValue value={{ kind: "list", items: kept }} />
        </div>
      ) : null}
      {added.length + removed.length + kept.length === 0 ? (
        <p className="text-muted-foreground">None, before and after</p>
      ) : null}
    </>
  );
}
