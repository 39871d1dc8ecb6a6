/**
 * A replacement key that the operator prepares and somebody of the partner claims. Nothing secret exists before the
 * claim: the key is generated then, for the eyes of who claims it.
 */
import { z } from "zod";
import {
  cancelUnsettledClaims,
  findClaim,
  insertClaim,
  type KeyClaimRow,
  settleClaim,
} from "@/db/queries/key-claims";
import { ApiError, conflict, notFound, validationFailed } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { requireMayHoldCredential } from "@/lib/operations/applications/grant";
import { mailAboutClaim } from "@/lib/operations/applications/key-claim-mail";
import { requireGraceEnd } from "@/lib/operations/applications/key-dates";
import {
  lockSeenApiKeys,
  replaceApiKeys,
  requireAsSeen,
} from "@/lib/operations/applications/replace-api-keys";
import { toKeyClaimView } from "@/lib/operations/applications/view";
import { operatorOrPersonName } from "@/lib/operations/applications/who";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import {
  claimKeySchema,
  createdKeySchema,
  keyClaimSchema,
  prepareKeyClaimSchema,
} from "@/lib/schemas/application";
import { timestampSchema } from "@/lib/schemas/common";

const CLAIM_LIFE_SECONDS = 7 * 86_400;

const claimInput = z.strictObject({ applicationId: z.string(), claimId: z.string() });

export const prepareKeyClaim = writeOperation({
  name: "prepareKeyClaim",
  summary: "Prepare a replacement key that somebody of the partner claims within seven days",
  permission: "KEY_CLAIMS_WRITE",
  audit: "key_claim.created",
  input: prepareKeyClaimSchema.extend({ applicationId: z.string() }),
  output: keyClaimSchema,
  run: async (context, { applicationId, ...input }) => {
    const { tx, scope, now, principal, reason } = context;
    if (reason === null) {
      throw validationFailed([{ path: "reason", message: "Say why: whoever claims the key reads it." }]);
    }
    const endsAt = requireGraceEnd(now, input);
    if (scope.environment === "production") requireRecentProof(context);
    const application = await requireApplication(context, applicationId, { lock: true });
    await withdrawUnclaimed(context, application.id);
    const row: KeyClaimRow = {
      id: newUuid(),
      organizationId: scope.organizationId,
      applicationId: application.id,
      graceSeconds: Math.ceil((endsAt.getTime() - now.getTime()) / 1000),
      graceUntil: input.graceUntil === undefined ? null : endsAt,
      reason,
      createdAt: now,
      createdByName: operatorOrPersonName(principal),
      expiresAt: new Date(now.getTime() + CLAIM_LIFE_SECONDS * 1000),
      claimedAt: null,
      claimedByUserId: null,
      apiKeyId: null,
      cancelledAt: null,
    };
    await insertClaim(tx, row);
    await mailAboutClaim(context, application, row);
    context.audit({
      target: { kind: "key_claim", id: toPublicId("keyClaim", row.id) },
      after: {
        applicationId,
        ...(row.graceUntil === null
          ? { graceSeconds: row.graceSeconds }
          : { graceUntil: row.graceUntil.toISOString() }),
        expiresAt: row.expiresAt.toISOString(),
      },
    });
    return toKeyClaimView(row);
  },
});

export const cancelKeyClaim = writeOperation({
  name: "cancelKeyClaim",
  summary: "Withdraw a prepared replacement key that nobody has claimed",
  permission: "KEY_CLAIMS_WRITE",
  audit: "key_claim.cancelled",
  input: claimInput,
  output: z.strictObject({ id: z.string(), cancelledAt: timestampSchema }),
  run: async (context, { applicationId, claimId }) => {
    const application = await requireApplication(context, applicationId, { lock: true });
    const claim = await requireClaim(context, application.id, claimId);
    if (claim.claimedAt !== null) {
      throw conflict("This key was claimed already. Revoke the key itself where it must not be used.", {
        apiKeyId: claim.apiKeyId === null ? null : toPublicId("apiKey", claim.apiKeyId),
      });
    }
    if (claim.cancelledAt !== null) {
      context.audit("unchanged");
      return { id: claimId, cancelledAt: claim.cancelledAt.toISOString() };
    }
    // At most one is unsettled, and it is this one.
    await cancelUnsettledClaims(context.tx, application.id, context.now);
    context.audit(cancelledEntry(claim));
    return { id: claimId, cancelledAt: context.now.toISOString() };
  },
});

export const claimKey = writeOperation({
  name: "claimKey",
  summary: "Claim a prepared replacement key: it is generated now and shown once",
  permission: "APPLICATIONS_WRITE",
  audit: "key_claim.claimed",
  input: claimKeySchema.extend(claimInput.shape),
  output: createdKeySchema,
  run: async (context, { applicationId, claimId, expectedLiveKeyIds }) => {
    const { tx, now, scope } = context;
    const userId = requirePartnerUser(context);
    const locked = await lockSeenApiKeys(context, applicationId, expectedLiveKeyIds);
    const claim = await requireClaim(context, locked.application.id, claimId);
    requireMayHoldCredential(context, locked.application);
    if (scope.environment === "production") requireRecentProof(context);
    // Who lost to another claim hears that, not merely that the keys are others.
    requireOpen(claim, now);
    requireAsSeen(locked);
    // A date that has passed is no window any more: the keys before end at once.
    const endsAt = claim.graceUntil ?? new Date(now.getTime() + claim.graceSeconds * 1000);
    const via = { keyClaimId: claimId, preparedBy: claim.createdByName };
    const { uuid, created } = await replaceApiKeys(context, locked, { endsAt, expiresAt: null, via });
    await settleClaim(tx, claim, { claimedAt: now, claimedByUserId: userId, apiKeyId: uuid });
    context.audit({
      target: { kind: "key_claim", id: claimId },
      after: {
        applicationId,
        apiKeyId: created.apiKeyId,
        preparedBy: claim.createdByName,
        preparedAt: claim.createdAt.toISOString(),
        preparedReason: claim.reason,
      },
    });
    return created;
  },
});

/** A newer claim takes the place of one that nobody used. One that ran out by itself is no news. */
async function withdrawUnclaimed(context: TransactionContext, applicationUuid: string): Promise<void> {
  const withdrawn = await cancelUnsettledClaims(context.tx, applicationUuid, context.now);
  for (const claim of withdrawn) {
    if (claim.expiresAt > context.now) context.audit(cancelledEntry(claim));
  }
}

function cancelledEntry(claim: KeyClaimRow) {
  return {
    action: "key_claim.cancelled" as const,
    target: { kind: "key_claim", id: toPublicId("keyClaim", claim.id) },
    before: {
      applicationId: toPublicId("application", claim.applicationId),
      preparedBy: claim.createdByName,
      expiresAt: claim.expiresAt.toISOString(),
    },
  };
}

async function requireClaim(
  { tx }: TransactionContext,
  applicationUuid: string,
  claimId: string,
): Promise<KeyClaimRow> {
  const uuid = fromPublicId("keyClaim", claimId);
  const claim = uuid === null ? undefined : await findClaim(tx, applicationUuid, uuid);
  if (claim === undefined) throw notFound("prepared key");
  return claim;
}

function requireOpen(claim: KeyClaimRow, now: Date): void {
  if (claim.claimedAt !== null) {
    throw conflict(
      "Somebody has claimed this key already, and it was shown to them only. If nobody stored it, create a replacement key.",
      { status: "claimed", claimedAt: claim.claimedAt.toISOString() },
    );
  }
  if (claim.cancelledAt !== null) {
    throw conflict("The operator has withdrawn this key.", { status: "cancelled" });
  }
  if (claim.expiresAt <= now) {
    throw conflict(
      `This key could be claimed until ${claim.expiresAt.toISOString()}. Ask support to prepare another, or create a replacement key.`,
      { status: "expired" },
    );
  }
}

/** Only a person of the partner sees the key: throws 403 for everybody else. */
function requirePartnerUser({ principal }: Pick<TransactionContext, "principal">): string {
  if (principal.kind === "user") return principal.userId;
  throw new ApiError(
    "forbidden",
    "permission_missing",
    "Only somebody of the partner's organization claims a prepared key.",
  );
}
