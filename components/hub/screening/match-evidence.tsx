"use client";

import { FreeText } from "@/components/audit/free-text";
import type { ScreeningMatchView } from "@/lib/schemas/screening";
import { cn } from "@/lib/utils";

/** What the list says about the entity, and its other names. */
export function MatchEvidence({ match }: { match: ScreeningMatchView }) {
  const { evidence, aliases } = match;
  if (evidence.length === 0 && aliases.length === 0) return null;
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {aliases.length === 0 ? null : <Item label="Also known as" values={aliases} isWide />}
      {evidence.map(({ label, values, fullWidth }) => (
        <Item key={label} label={label} values={values} isWide={fullWidth} />
      ))}
    </dl>
  );
}

function Item({ label, values, isWide }: { label: string; values: readonly string[]; isWide: boolean }) {
  return (
    <div className={cn("min-w-0", isWide && "sm:col-span-2")}>
      <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">
        <FreeText>{values.join(isWide ? "; " : ", ")}</FreeText>
      </dd>
    </div>
  );
}
