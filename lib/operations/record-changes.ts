/** How a change of fields stands in the audit history. */
import type { JsonObject } from "@/lib/audit/content";

type Fields = Readonly<Record<string, unknown>>;

/**
 * `before` and `after` of an audit row for the fields called `changed`. The history keeps for ever what it is told, so it
 * hears the values of the fields in `shown` alone; of the others, which may be personal data, that they were changed.
 */
export function recordChanges(
  changed: readonly string[],
  shown: readonly string[],
  [before, after]: readonly [Fields, Fields],
): { before: JsonObject; after: JsonObject } {
  const values = (fields: Fields) =>
    Object.fromEntries(
      changed.filter((name) => shown.includes(name)).map((name) => [name, textOf(fields[name])]),
    );
  const others = changed.filter((name) => !shown.includes(name)).map((name) => [name, "changed"]);
  return { before: values(before), after: { ...values(after), ...Object.fromEntries(others) } };
}

/** `null` for what is not there. */
function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
