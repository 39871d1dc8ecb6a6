/**
 * What each refusal that partners can meet means, what usually causes it and what to do about it: the one source of the
 * request log, of the documentation's page of errors and of the API reference. Texts are Markdown of one line with nothing but
 * `code` in it. Pure data.
 */

import type { ErrorReason } from "@/lib/errors";
import { CREDENTIAL_GUIDE } from "@/lib/explain/guide-credentials";
import { REQUEST_GUIDE } from "@/lib/explain/guide-request";
import { TOKEN_GUIDE } from "@/lib/explain/guide-token";
import type { ReasonGuide } from "@/lib/explain/guide-type";

/** Refusals of our own pages' doors; an application's request never meets them. */
export const REASONS_NOT_MET = [
  "session_missing",
  "cross_site_request",
  "proof_required",
  "second_factor_required",
] as const satisfies readonly ErrorReason[];

export type PartnerReason = Exclude<ErrorReason, (typeof REASONS_NOT_MET)[number]>;

export type { ReasonGuide };

export const REASON_GUIDE: Readonly<Record<PartnerReason, ReasonGuide>> = {
  ...CREDENTIAL_GUIDE,
  ...TOKEN_GUIDE,
  ...REQUEST_GUIDE,
};

export function isPartnerReason(reason: string): reason is PartnerReason {
  return Object.hasOwn(REASON_GUIDE, reason);
}
