import Link from "next/link";
import { MethodBadge } from "@/components/docs/reference/method-badge";
import { Notice } from "@/components/ui/notice";
import { type ConsoleOperation, SIGNATURE_CHECK_PATH } from "@/lib/client/console/operation";
import { routes } from "@/lib/routes";

/** Why this request cannot be sent from here, and what can be done instead. */
export function ReachNotice({ apiBaseUrl }: { apiBaseUrl: string }) {
  return (
    <Notice title="This request cannot be sent from a browser">
      <p>
        The API of this environment is at <code className="font-mono">{apiBaseUrl}</code>. A page sends to its
        own host alone, and there only <code className="font-mono">{SIGNATURE_CHECK_PATH}</code> answers.
        Choose “Check signature” to try your keys, or copy the request and run it from a shell.
      </p>
    </Notice>
  );
}

type TargetLineProps = { method: string; target: string; operation: ConsoleOperation | null };

/** What is signed and sent, as far as it is known; and what the operation needs. */
export function TargetLine({ method, target, operation }: TargetLineProps) {
  return (
    <div className="flex flex-col gap-1">
      <p className="flex min-w-0 items-baseline gap-2">
        <MethodBadge method={method} />
        <code className="min-w-0 break-all font-mono text-[0.8125rem]">{target}</code>
      </p>
      {operation === null ? null : (
        <p className="text-muted-foreground text-[0.8125rem]">
          {operation.permission === null ? "Needs no permission. " : `Needs ${operation.permission}. `}
          <Link
            href={routes.apiOperation(operation.name)}
            prefetch={false}
            className="rounded-sm text-link underline-offset-4 hover:underline"
          >
            In the API reference
          </Link>
        </p>
      )}
    </div>
  );
}

/** In the place of the answer, before there is one. */
export function NothingSent() {
  return (
    <div className="rounded-lg border border-border border-dashed p-6 text-muted-foreground">
      <p className="font-medium text-foreground">Nothing sent yet</p>
      <p className="mt-1 max-w-prose">
        Choose the private key file, paste the API key, and sign and send. You see the request, the token
        taken apart, and the answer; a refusal says what to change.
      </p>
    </div>
  );
}
