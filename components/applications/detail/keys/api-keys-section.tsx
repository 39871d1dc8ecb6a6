"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { ApiKeyRow } from "@/components/applications/detail/keys/api-key-row";
import { liveKeys } from "@/components/applications/detail/keys/grace";
import { PrepareKeyDialog } from "@/components/applications/detail/keys/prepare-key-dialog";
import { ReplaceKeyDialog } from "@/components/applications/detail/keys/replace-key-dialog";
import { useCredentialRefusal } from "@/components/applications/detail/use-credential-refusal";
import { useUsage } from "@/components/applications/detail/use-usage";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import { useMay, useWorkplace } from "@/components/workplace";
import { lastUseOf } from "@/lib/client/rotation";
import type { ApplicationView } from "@/lib/schemas/application";
import { MAXIMUM_LIVE_KEYS } from "@/lib/schemas/application-limits";

/** The API keys by what can be shown of them; those that ended are out of the way until they are asked for. */
export function ApiKeysSection({ application }: { application: ApplicationView }) {
  const now = useNow();
  const { usage } = useUsage(application.id);
  const [showsEnded, setShowsEnded] = useState(false);
  const live = liveKeys(application.apiKeys, now);
  const ended = application.apiKeys
    .filter((key) => !live.includes(key))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const shown = showsEnded ? [...live, ...ended] : live;
  return (
    <Section
      title="API keys"
      description="Goes into the x-api-key header. A whole key is shown once, when it is made."
      actions={<NewKeyButton application={application} liveCount={live.length} />}
    >
      {live.length === 0 ? (
        <p className="text-muted-foreground">
          This application has no live API key: every request is refused.
        </p>
      ) : null}
      {shown.length > 0 ? (
        <Table label="API keys">
          <TableHead>
            <TableHeader>Key</TableHeader>
            <TableHeader>Status</TableHeader>
            <TableHeader>Created</TableHeader>
            <TableHeader>Last used</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </TableHead>
          <TableBody>
            {shown.map((key) => (
              <ApiKeyRow
                key={key.id}
                applicationId={application.id}
                apiKey={key}
                use={lastUseOf(key, usage?.apiKeys ?? [])}
                isLive={live.includes(key)}
                isLastLive={live.length === 1}
              />
            ))}
          </TableBody>
        </Table>
      ) : null}
      {ended.length > 0 ? (
        <Button
          variant="link"
          size="inline"
          className="self-start"
          aria-expanded={showsEnded}
          onClick={() => setShowsEnded(!showsEnded)}
        >
          {showsEnded ? "Hide" : "Show"} {ended.length} ended {ended.length === 1 ? "key" : "keys"}
        </Button>
      ) : null}
    </Section>
  );
}

/** Create for partners, prepare for staff; with five live keys the words say why not. */
function NewKeyButton({ application, liveCount }: { application: ApplicationView; liveCount: number }) {
  const inHub = useWorkplace().place.area === "hub";
  const mayCreate = useMay("APPLICATIONS_WRITE");
  const mayPrepare = useMay("KEY_CLAIMS_WRITE");
  const notHolding = useCredentialRefusal(application);
  const [isOpen, setIsOpen] = useState(false);
  if (!(inHub ? mayPrepare : mayCreate)) return null;
  const refusal =
    notHolding ??
    (liveCount >= MAXIMUM_LIVE_KEYS
      ? `An application has at most ${MAXIMUM_LIVE_KEYS} live keys. Revoke one that is no longer used first.`
      : inHub && application.keyClaim !== null
        ? "A prepared key waits for the partner. Withdraw it to prepare another."
        : null);
  const Opened = inHub ? PrepareKeyDialog : ReplaceKeyDialog;
  return (
    <div className="flex max-w-64 flex-col items-end gap-1.5 max-sm:max-w-none max-sm:items-start">
      <Button
        disabled={refusal !== null}
        aria-describedby={refusal === null ? undefined : "no-new-key"}
        onClick={() => setIsOpen(true)}
      >
        <Plus aria-hidden="true" />
        {inHub ? "Prepare replacement key" : "Create replacement key"}
      </Button>
      {refusal === null ? null : (
        <p id="no-new-key" className="text-muted-foreground text-[0.8125rem] sm:text-right">
          {refusal}
        </p>
      )}
      {isOpen ? <Opened application={application} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}
