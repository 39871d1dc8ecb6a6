import { sql } from "drizzle-orm";
import type { SigningKeyRow } from "@/db/queries/applications";
import { signingKeys } from "@/db/schema";
import { type ApiError, validationFailed } from "@/lib/errors";
import { newUuid } from "@/lib/ids";
import { actingUserId } from "@/lib/operations/applications/issue-api-key";
import type { TransactionContext } from "@/lib/operations/operation";
import { admitPublicKey } from "@/lib/security/public-key";

export type AdmittedKey = { fingerprint: string; publicKeyPem: string; modulusBits: number };

/** A public key that may verify signatures; throws 422 at `publicKeyPem` with the reason and a hint otherwise. */
export function requireAdmissibleKey(publicKeyPem: string): AdmittedKey {
  const admitted = admitPublicKey(publicKeyPem);
  if (admitted.ok) return admitted;
  const hint = admitted.hint === undefined ? "" : ` ${admitted.hint}`;
  throw validationFailed([{ path: "publicKeyPem", message: `${admitted.message}${hint}` }]);
}

/** Makes `key` the application's current signing key. A key of another application, ever, is refused. */
export async function registerSigningKey(
  context: TransactionContext,
  applicationUuid: string,
  key: AdmittedKey,
): Promise<SigningKeyRow> {
  const [registration] = await context.tx.execute(
    sql`select register_signing_key(${key.fingerprint}::text, ${applicationUuid}::uuid) as is_ours`,
  );
  if (registration?.is_ours !== true) throw keyBelongsElsewhere();
  const row: SigningKeyRow = {
    id: newUuid(),
    organizationId: context.scope.organizationId,
    applicationId: applicationUuid,
    fingerprint: key.fingerprint,
    publicKeyPem: key.publicKeyPem,
    modulusBits: key.modulusBits,
    createdAt: context.now,
    createdByUserId: actingUserId(context),
    retiresAt: null,
    retiredAt: null,
  };
  await context.tx.insert(signingKeys).values(row);
  return row;
}

function keyBelongsElsewhere(): ApiError {
  return validationFailed([
    {
      path: "publicKeyPem",
      message:
        "This key is or was registered for another application or environment. Make a new key pair for each application.",
    },
  ]);
}
