/** What a PATCH does to what is stored. */

/**
 * What is stored, changed: members of `changes` that are `undefined` stay as they are, `null` takes the member away.
 * `changed` names what is different afterwards.
 */
export function applyChanges<Stored extends object>(
  stored: Stored,
  changes: { readonly [Name in keyof Stored]?: Stored[Name] | null | undefined },
): { merged: Stored; changed: string[] } {
  const merged = new Map<string, unknown>(Object.entries(stored));
  const changed: string[] = [];
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || JSON.stringify(value ?? undefined) === JSON.stringify(merged.get(name)))
      continue;
    changed.push(name);
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  // The members of `Stored`, each with a value that its type in `changes` allows.
  return { merged: Object.fromEntries(merged) as Stored, changed };
}
