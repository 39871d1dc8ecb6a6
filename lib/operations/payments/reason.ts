import { validationFailed } from "@/lib/errors";
import type { TransactionContext } from "@/lib/operations/operation";

/** Why, in the words of who decides, for the partner to read; throws 422 at `reason` where nobody said so. */
export function requireReason({ reason }: Pick<TransactionContext, "reason">): string {
  if (reason === null)
    throw validationFailed([{ path: "reason", message: "Say why: the partner reads it." }]);
  return reason;
}
