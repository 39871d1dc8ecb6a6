import { validationFailed } from "@/lib/errors";
import type { OperationContext } from "@/lib/operations/operation";
import { checkWebhookTarget } from "@/lib/webhooks/target";

/** For whoever runs the deployment; partners cannot set it. */
const HINT = "For local work, set NUVERA_WEBHOOK_ALLOW_PRIVATE=1 for the server and for this command.";

/** Throws 422 at `url` for one that deliveries may not go to. Looks its host up, so it has no place in a transaction. */
export async function requireAllowedTarget(
  {
    scope,
    webhooks,
    resolveHost,
    principal,
  }: Pick<OperationContext, "scope" | "webhooks" | "resolveHost" | "principal">,
  url: string,
): Promise<void> {
  const checked = await checkWebhookTarget(url, {
    environment: scope.environment,
    allowPrivate: webhooks.allowPrivate,
    resolve: resolveHost,
  });
  if (checked.ok) return;
  const mayBeAllowed =
    principal.kind === "operator_cli" && scope.environment === "sandbox" && !webhooks.allowPrivate;
  const hint = mayBeAllowed ? ` ${HINT}` : "";
  throw validationFailed([{ path: "url", message: `${checked.message}${hint}` }]);
}

/** What the history and mails hold of a URL. Queries often hold a token, and these keep for ever what they are told. */
export function recordedUrl(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : `${url.slice(0, end)}?…`;
}
