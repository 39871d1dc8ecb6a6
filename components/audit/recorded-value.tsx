import { FreeText } from "@/components/audit/free-text";
import { Mono } from "@/components/ui/mono";
import type { AuditValue } from "@/lib/client/audit-diff";
import { formatExactUtc } from "@/lib/client/time";

/** One recorded value as text: times in UTC, ids in mono with copy. Never anything but text. */
export function RecordedValue({ value }: { value: AuditValue }) {
  switch (value.kind) {
    case "nothing":
      return <span className="text-muted-foreground">None</span>;
    case "text":
      return (
        <span className="whitespace-pre-line [overflow-wrap:anywhere]">
          <FreeText>{value.text}</FreeText>
        </span>
      );
    case "time":
      return <time dateTime={value.at}>{formatExactUtc(value.at)}</time>;
    case "id":
      return (
        <Mono
          value={value.id}
          label="value"
          {...(value.id.length === 64 ? { short: `${value.id.slice(0, 16)}…` } : {})}
        />
      );
    case "list":
      return <RecordedList items={value.items} />;
    case "object":
      return (
        <dl className="flex flex-col">
          {value.members.map(({ label, value: member }) => (
            <div key={label} className="flex flex-wrap items-baseline gap-x-2">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="min-w-0">
                <RecordedValue value={member} />
              </dd>
            </div>
          ))}
        </dl>
      );
  }
}

function RecordedList({ items }: { items: readonly AuditValue[] }) {
  if (items.length === 0) return <span className="text-muted-foreground">None</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a recorded list never changes, and values may repeat
        <li key={index}>
          <RecordedValue value={item} />
        </li>
      ))}
    </ul>
  );
}
