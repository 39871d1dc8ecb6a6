import type { SigningKeyRow } from "@/db/queries/applications";

export type ShownSigningKey = SigningKeyRow & {
  /** This row's id and those of earlier rows of the same key: one that returns after it was retired gets a new row. */
  rowIds: ReadonlySet<string>;
};

/** Each key once, by its newest row: those that verify first, the current one before the one that retires. */
export function shownSigningKeys(rows: readonly SigningKeyRow[], now: Date): ShownSigningKey[] {
  const newestFirst = rows.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return newestFirst
    .filter(
      (row, index) => newestFirst.findIndex(({ fingerprint }) => fingerprint === row.fingerprint) === index,
    )
    .map((row) => ({
      ...row,
      rowIds: new Set(
        newestFirst.filter(({ fingerprint }) => fingerprint === row.fingerprint).map(({ id }) => id),
      ),
    }))
    .sort((one, other) => rank(one, now) - rank(other, now));
}

function rank(row: SigningKeyRow, now: Date): number {
  if (row.retiresAt === null) return 0;
  return row.retiredAt === null && row.retiresAt > now ? 1 : 2;
}
