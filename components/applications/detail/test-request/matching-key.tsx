import { Status } from "@/components/ui/status";
import { matchSigningKey } from "@/lib/client/signed-test-request";
import { shortFingerprint } from "@/lib/client/words";
import type { SigningKeyView } from "@/lib/schemas/application";

type MatchingKeyProps = {
  fingerprint: string;
  signingKeys: readonly SigningKeyView[];
};

/** Which signing key the chosen file belongs to, said before anything is sent. */
export function MatchingKey({ fingerprint, signingKeys }: MatchingKeyProps) {
  const match = matchSigningKey(fingerprint, signingKeys);
  const name = <code className="font-mono">{shortFingerprint(fingerprint)}</code>;
  if (match?.status === "active") {
    return (
      <p className="flex flex-wrap items-center gap-x-2">
        <Status tone="success">Current signing key</Status> <span>The file belongs to {name}</span>
      </p>
    );
  }
  if (match?.status === "retiring") {
    return (
      <p className="flex flex-wrap items-center gap-x-2">
        <Status tone="warning">Retiring signing key</Status>
        <span>The file belongs to {name}, which verifies until the overlap ends.</span>
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <Status tone="destructive">
        {match ? "Retired signing key" : "No signing key of this application"}
      </Status>
      <span>
        The file belongs to {name}, so the request will be refused; you can send it to see how. Replace the
        signing key with the public half of this file, or choose the file that matches.
      </span>
    </p>
  );
}
