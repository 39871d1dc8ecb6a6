import { and, eq, gt, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { signingKeys } from "@/db/schema";
import { conflict } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { registerSigningKey, requireAdmissibleKey } from "@/lib/operations/applications/register-signing-key";
import { writeOperation } from "@/lib/operations/operation";
import { publicKeyPemSchema } from "@/lib/schemas/application";

const MAXIMUM_OVERLAP_SECONDS = 30 * 86_400;

export const replaceSigningKey = writeOperation({
  name: "replaceSigningKey",
  summary: "Replace an application's public signing key, at once or with an overlap in which both verify",
  permission: "APPLICATIONS_WRITE",
  audit: "signing_key.replaced",
  input: z.strictObject({
    applicationId: z.string(),
    publicKeyPem: publicKeyPemSchema,
    overlapSeconds: z.int().min(0).max(MAXIMUM_OVERLAP_SECONDS).default(0),
  }),
  output: z.strictObject({ signingKeyId: z.string(), signingKeyFingerprint: z.string() }),
  run: async (context, { applicationId, publicKeyPem, overlapSeconds }) => {
    const admitted = requireAdmissibleKey(publicKeyPem);
    const application = await requireApplication(context, applicationId, { lock: true });
    const { tx, now } = context;
    const verifying = await tx
      .select()
      .from(signingKeys)
      .where(
        and(
          eq(signingKeys.applicationId, application.id),
          or(isNull(signingKeys.retiresAt), gt(signingKeys.retiresAt, now)),
        ),
      );
    const current = verifying.find((key) => key.retiresAt === null);
    if (current?.fingerprint === admitted.fingerprint) {
      throw conflict("This is the application's current signing key already.", {
        fingerprint: admitted.fingerprint,
      });
    }
    // At most two keys verify at a time: what an earlier overlap left open ends now, and so does a returning key's old row.
    await tx
      .update(signingKeys)
      .set({ retiresAt: now })
      .where(and(eq(signingKeys.applicationId, application.id), gt(signingKeys.retiresAt, now)));
    if (current !== undefined) {
      const retiresAt = new Date(now.getTime() + overlapSeconds * 1000);
      await tx.update(signingKeys).set({ retiresAt }).where(eq(signingKeys.id, current.id));
    }
    const created = await registerSigningKey(context, application.id, admitted);
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { signingKeyFingerprint: current?.fingerprint ?? null },
      after: { signingKeyFingerprint: created.fingerprint, overlapSeconds },
    });
    return { signingKeyId: toPublicId("signingKey", created.id), signingKeyFingerprint: created.fingerprint };
  },
});
