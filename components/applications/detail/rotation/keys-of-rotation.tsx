"use client";

import { type ReactNode, useState } from "react";
import { RevokeKeyDialog } from "@/components/applications/detail/keys/revoke-key-dialog";
import { EndOverlapDialog } from "@/components/applications/detail/signing-key/end-overlap-dialog";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { useMay } from "@/components/workplace";
import { type Credential, type Rotation, verdictOn } from "@/lib/client/rotation";
import type { ApplicationView } from "@/lib/schemas/application";

type OlderKeysProps = {
  application: ApplicationView;
  rotation: Rotation;
  quietSeconds: number;
  now: number;
};

/** Each key of the rotation with its last request; for the old ones whether they may go, and the way to end them. */
export function KeysOfRotation({ application, rotation, quietSeconds, now }: OlderKeysProps) {
  const { newest, older } = rotation;
  return (
    <ul className="flex flex-col divide-y divide-border border-border border-y">
      {older.map((key) => (
        <KeyLine key={key.id} credential={key} part="Old">
          {key.isLive ? (
            <OldKey {...{ application, rotation, quietSeconds, now }} old={key} />
          ) : (
            <Ended {...{ application, rotation }} old={key} />
          )}
        </KeyLine>
      ))}
      <KeyLine credential={newest} part="New">
        <Status tone={newest.lastUsedAt === null ? "warning" : "success"}>
          {newest.lastUsedAt === null ? "Not seen yet" : "In use"}
        </Status>
      </KeyLine>
    </ul>
  );
}

function KeyLine({
  credential,
  part,
  children,
}: {
  credential: Credential;
  part: string;
  children: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2.5">
      <div className="min-w-0">
        <p>
          <span className="text-muted-foreground">{part}</span>{" "}
          <code className="font-medium font-mono">{credential.name}</code>
        </p>
        <p className="text-muted-foreground text-[0.8125rem]">
          {credential.lastUsedAt === null ? (
            "Never used"
          ) : (
            <>
              Last request <RelativeTime at={credential.lastUsedAt} />
              {credential.lastUsedAddress ? (
                <>
                  {" "}
                  from <code className="font-mono">{credential.lastUsedAddress}</code>
                </>
              ) : null}
            </>
          )}
        </p>
      </div>
      {children}
    </li>
  );
}

function Ended({
  application,
  rotation,
  old,
}: Pick<OlderKeysProps, "application" | "rotation"> & { old: Credential }) {
  const apiKey = application.apiKeys.find(({ id }) => id === old.id);
  const words = rotation.kind === "signing-key" ? "Retired" : apiKey?.revokedAt ? "Revoked" : "Expired";
  return <Status tone="neutral">{words}</Status>;
}

function OldKey({ application, rotation, quietSeconds, now, old }: OlderKeysProps & { old: Credential }) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const [isOpen, setIsOpen] = useState(false);
  const isApiKey = rotation.kind === "api-key";
  const verdict = verdictOn(old, rotation.newest, quietSeconds, now);
  const apiKey = application.apiKeys.find(({ id }) => id === old.id);
  const close = () => setIsOpen(false);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 sm:text-right" role="status">
        <Status tone={verdict.isSafe ? "success" : "warning"}>
          {verdict.isSafe
            ? isApiKey
              ? "Safe to revoke"
              : "Safe to end"
            : isApiKey
              ? "Not safe to revoke yet"
              : "Not safe to end yet"}
        </Status>
        <p className="max-w-80 text-muted-foreground text-[0.8125rem] tabular-nums">{verdict.words}</p>
      </div>
      {mayWrite ? (
        <Button
          size="sm"
          variant={verdict.isSafe ? "destructive" : "outline"}
          onClick={() => setIsOpen(true)}
        >
          {isApiKey ? `Revoke key ${old.name}` : "End overlap now"}
        </Button>
      ) : null}
      {isOpen && isApiKey && apiKey ? (
        <RevokeKeyDialog applicationId={application.id} apiKey={apiKey} isLastLive={false} onClose={close} />
      ) : null}
      {isOpen && !isApiKey ? <EndOverlapDialog application={application} onClose={close} /> : null}
    </div>
  );
}
