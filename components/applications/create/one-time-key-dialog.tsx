"use client";

import { useState } from "react";
import { HeldSecret } from "@/components/applications/create/held-secret";
import { useLeaveGuard } from "@/components/applications/create/use-key-generation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { ApplicationView } from "@/lib/schemas/application";

export type OneTimeKeyDialogProps = { application: ApplicationView; apiKey: string; onStored: () => void };

const stay = (event: Event) => event.preventDefault();

/** The only time the API key is shown. Neither Escape nor a click outside closes it: only "I have stored it". */
export function OneTimeKeyDialog({ application, apiKey, onStored }: OneTimeKeyDialogProps) {
  const [taken, setTaken] = useState(false);
  const [warned, setWarned] = useState(false);
  useLeaveGuard(true);

  function close() {
    if (taken || warned) onStored();
    else setWarned(true);
  }

  return (
    <Dialog open>
      <DialogContent onEscapeKeyDown={stay} onPointerDownOutside={stay} onInteractOutside={stay}>
        <div className="flex flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-2">
            <DialogTitle>Store the API key</DialogTitle>
            <Badge variant={application.environment === "production" ? "production" : "neutral"}>
              {application.environment === "production" ? "Production" : "Sandbox"}
            </Badge>
          </div>
          <DialogDescription>
            This is the API key of <span className="font-medium text-foreground">{application.name}</span>. It
            is shown once, here. Nuvera keeps only a keyed hash and cannot show it again.
          </DialogDescription>
        </div>
        <HeldSecret secret={apiKey} label="API key" onTaken={() => setTaken(true)} />
        <div className="flex flex-col gap-1.5">
          <p className="font-medium">For a shell or a secrets file</p>
          <div className="flex flex-wrap items-center justify-between gap-x-2 rounded-lg border border-border bg-muted/60 p-1">
            <code className="min-w-0 px-2 py-1.5 font-mono text-[0.8125rem] whitespace-nowrap">
              export NUVERA_API_KEY={apiKey.slice(0, 8)}…
            </code>
            <CopyButton
              value={`export NUVERA_API_KEY=${apiKey}`}
              label="command"
              withText
              onCopied={() => setTaken(true)}
            />
          </div>
        </div>
        <p className="text-muted-foreground">
          Next: send a signed request to{" "}
          <code className="font-mono text-[0.8125rem]">/api/v1/signature-check</code>. The application&apos;s
          page has the command.
        </p>
        {warned && !taken ? (
          <Notice tone="warning" role="alert" title="The key was neither copied nor revealed">
            <p>If you close this now, nobody can ever use this key. Close anyway only if you have it.</p>
          </Notice>
        ) : null}
        <Button onClick={close} className="w-full sm:w-auto sm:self-end">
          I have stored it
        </Button>
      </DialogContent>
    </Dialog>
  );
}
