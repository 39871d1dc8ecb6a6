"use client";

import { useKeepKey } from "@/components/applications/detail/keys/use-keep-key";
import { useGoBack } from "@/components/applications/detail/signing-key/use-go-back";
import { useCredentialRefusal } from "@/components/applications/detail/use-credential-refusal";
import { Button } from "@/components/ui/button";
import { useMay } from "@/components/workplace";
import { type Rotation, rollbackOf } from "@/lib/client/rotation";
import { formatDeadline } from "@/lib/client/time";
import type { ApiKeyView, ApplicationView } from "@/lib/schemas/application";

type RollbackAdviceProps = { application: ApplicationView; rotation: Rotation; now: number };

/** The way back if the new key turns out to be bad, as the documents promise it. */
export function RollbackAdvice({ application, rotation, now }: RollbackAdviceProps) {
  const rollback = rollbackOf(rotation);
  const isApiKey = rotation.kind === "api-key";
  const key =
    rollback.kind === "go-back" ? application.apiKeys.find(({ id }) => id === rollback.to.id) : undefined;
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-medium">
        {isApiKey ? "If the new key does not work" : "If the new public key does not match"}
      </h3>
      {rollback.kind === "make-another" ? (
        <p className="text-muted-foreground">
          {isApiKey
            ? "The old key has ended and cannot return. Create another replacement key."
            : "Replace the signing key again with the one that matches. Your former key may return."}
        </p>
      ) : isApiKey ? (
        <>
          <p className="text-muted-foreground">
            Go back to {rollback.to.name} in your service: it is accepted
            {rollback.to.endsAt === null
              ? ", without an end date."
              : ` until ${formatDeadline(rollback.to.endsAt, now)}.`}
          </p>
          {key?.expiresAt ? <KeepKeyButton applicationId={application.id} apiKey={key} /> : null}
        </>
      ) : (
        <>
          <p className="text-muted-foreground">
            Go back to {rollback.to.name} while both verify, or replace the signing key again with the one
            that matches.
          </p>
          <GoBackButton application={application} />
        </>
      )}
    </div>
  );
}

function KeepKeyButton({ applicationId, apiKey }: { applicationId: string; apiKey: ApiKeyView }) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const keep = useKeepKey(applicationId, apiKey);
  if (!mayWrite) return null;
  return (
    <>
      <Button size="sm" variant="outline" onClick={keep.start} loading={keep.isPending}>
        Keep this key
      </Button>
      {keep.dialog}
    </>
  );
}

function GoBackButton({ application }: { application: ApplicationView }) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const refusal = useCredentialRefusal(application);
  const back = useGoBack(application);
  if (!mayWrite || refusal !== null) return null;
  return (
    <>
      <Button size="sm" variant="outline" onClick={back.start} loading={back.isPending}>
        Go back to the previous key
      </Button>
      {back.dialog}
    </>
  );
}
