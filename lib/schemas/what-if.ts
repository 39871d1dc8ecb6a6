/** What a change would have refused of the requests of the last thirty days. */
import { z } from "zod";
import { previewAddressListShape } from "@/lib/schemas/address-list";
import { apiPermissionSchema, permissionSetSchema } from "@/lib/schemas/application";
import { timestampSchema } from "@/lib/schemas/common";
import { setRateLimitSchema } from "@/lib/schemas/limits";

const application = { applicationId: z.string() };
const change = <Change extends string>(name: Change) =>
  z.strictObject({ ...application, change: z.literal(name) });

/** A change that somebody thinks of. */
export const whatIfInputSchema = z.discriminatedUnion("change", [
  /** The set that is left. */
  change("permissions").extend({ permissions: permissionSetSchema }),
  change("disable"),
  change("delete"),
  change("revoke_key").extend({ apiKeyId: z.string() }),
  /** Every live API key ends at once. */
  change("replace_keys"),
  /** Every signing key that verifies ends at once. */
  change("replace_signing_key"),
  /** The signing key before the current one ends at once. */
  change("end_overlap"),
  change("address_list").extend(previewAddressListShape),
  change("rate_limit").extend(setRateLimitSchema.shape),
]);
type WhatIfInput = z.input<typeof whatIfInputSchema>;

type WithoutApplication<Input> = Input extends unknown ? Omit<Input, "applicationId"> : never;
export type PossibleChange = WithoutApplication<WhatIfInput>;

const count = z.int().nonnegative();

export const whatIfSchema = z.strictObject({
  serverTime: timestampSchema,
  /** From when on the figures are: at most thirty days back. */
  since: timestampSchema,
  /** Whether nothing of those days, or of the application's life, is left out. */
  isComplete: z.boolean(),
  /** The figures of a rate limit are: each server counts its own seconds. */
  isApproximate: z.boolean(),
  /** All that were let through. */
  requests: count,
  /** Those of them that the change would have refused, and the last of these. */
  refused: count,
  lastAt: timestampSchema.nullable(),
  /** From where they came, the busiest first; `null` where it is not known. Empty for a rate limit. */
  addresses: z.array(
    z.strictObject({ address: z.string().nullable(), requests: count, lastAt: timestampSchema }),
  ),
  /** Addresses beyond those, and requests from such as are not kept one by one. */
  moreAddresses: count,
  otherRequests: count,
  /** What they used, the busiest first; `null` for requests that need no permission. Empty for a rate limit. */
  permissions: z.array(
    z.strictObject({
      permission: apiPermissionSchema.nullable(),
      requests: count,
      lastAt: timestampSchema,
    }),
  ),
  /** For a rate limit: how many seconds had more requests than it, and how many the busiest had. */
  seconds: z.strictObject({ overLimit: count, busiest: count }).nullable(),
});
export type WhatIf = z.infer<typeof whatIfSchema>;
