/** The newest use among several, as the views of keys repeat it. */
import type { LastUseRow } from "@/db/queries/usage";

export type LastUseView = {
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  lastUsedUserAgent: string | null;
};

export function newestUse(uses: readonly LastUseRow[]): LastUseView {
  const newest = uses.reduce<LastUseRow | null>(
    (latest, use) => (latest === null || use.lastUsedAt > latest.lastUsedAt ? use : latest),
    null,
  );
  return {
    lastUsedAt: newest?.lastUsedAt.toISOString() ?? null,
    lastUsedAddress: newest?.address ?? null,
    lastUsedUserAgent: newest?.userAgent ?? null,
  };
}
