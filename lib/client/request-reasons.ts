/** What calls of the partner API can be refused for, by status. Pure. */
import { CODE_STATUS, REASONS } from "@/lib/errors";

/** Of our own pages alone. */
const PAGE_REASONS: readonly string[] = [
  "session_missing",
  "cross_site_request",
  "proof_required",
  "second_factor_required",
];

const reasonsByCode: Partial<Record<string, readonly string[]>> = REASONS;

export const API_REASONS: readonly { status: number; reasons: readonly string[] }[] = Object.entries(
  CODE_STATUS,
).map(([code, status]) => ({
  status,
  reasons: (reasonsByCode[code] ?? [code]).filter((reason) => !PAGE_REASONS.includes(reason)),
}));
