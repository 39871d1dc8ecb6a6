/** The keys of one application that do not count for a request any more, or not for this one: to explain a refusal by them. */
import { desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { apiKeys, signingKeys } from "@/db/schema";

/** Far more than an application has in use, and few enough to be read while somebody waits. */
const MOST_API_KEYS = 20;
const MOST_FORMER_SIGNING_KEYS = 3;

export type OwnKeyRows = {
  apiKeys: { id: string; prefix: string; lastFour: string }[];
  /** Signing keys that have ended at `now`, the latest first. */
  formerSigningKeys: { fingerprint: string; publicKeyPem: string }[];
};

/** Runs in the scope of the application's organization. */
export async function readOwnKeys(tx: Transaction, applicationId: string, now: Date): Promise<OwnKeyRows> {
  const [own, former] = await Promise.all([
    tx
      .select({ id: apiKeys.id, prefix: apiKeys.prefix, lastFour: apiKeys.lastFour })
      .from(apiKeys)
      .where(eq(apiKeys.applicationId, applicationId))
      .orderBy(desc(apiKeys.id))
      .limit(MOST_API_KEYS),
    tx
      .select({ fingerprint: signingKeys.fingerprint, publicKeyPem: signingKeys.publicKeyPem })
      .from(signingKeys)
      .where(
        sql`${signingKeys.applicationId} = ${applicationId} and (${signingKeys.retiredAt} is not null
          or ${signingKeys.retiresAt} <= ${now.toISOString()}::timestamptz)`,
      )
      .orderBy(desc(signingKeys.id))
      .limit(MOST_FORMER_SIGNING_KEYS),
  ]);
  return { apiKeys: own, formerSigningKeys: former };
}
