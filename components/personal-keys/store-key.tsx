"use client";

import { useState } from "react";
import { HeldSecret } from "@/components/applications/create/held-secret";
import { useLeaveGuard } from "@/components/applications/create/use-key-generation";
import { useApiBaseUrl } from "@/components/applications/detail/use-api-base-url";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

type StoreKeyProps = { apiKey: string; onStored: () => void };

/** The only time the key is there: to copy or reveal, and a first request that uses it. */
export function StoreKey({ apiKey, onStored }: StoreKeyProps) {
  const apiBaseUrl = useApiBaseUrl();
  const [taken, setTaken] = useState(false);
  const [warned, setWarned] = useState(false);
  useLeaveGuard(true);
  const command = (key: string) => `curl -H "Authorization: Bearer ${key}" ${apiBaseUrl}/api/v1/customers`;

  function close() {
    if (taken || warned) onStored();
    else setWarned(true);
  }

  return (
    <>
      <HeldSecret secret={apiKey} label="API key" onTaken={() => setTaken(true)} />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="font-medium">A first request</p>
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg border border-border bg-muted/60 p-1">
          <code className="min-w-0 px-2 py-1.5 font-mono text-[0.8125rem] break-all">
            {command(`${apiKey.slice(0, 8)}…`)}
          </code>
          <CopyButton
            value={command(apiKey)}
            label="command"
            withText
            onCopied={() => setTaken(true)}
            className="max-sm:ml-2"
          />
        </div>
        <p className="text-muted-foreground text-[0.8125rem]">
          The copied command holds the key, and your shell may keep it in its history.
        </p>
      </div>
      {warned && !taken ? (
        <Notice tone="warning" role="alert" title="The key was neither copied nor revealed">
          <p>If you close this now, nobody can ever use this key. Close anyway only if you have it.</p>
        </Notice>
      ) : null}
      <Button onClick={close} className="w-full sm:w-auto sm:self-end">
        I have stored it
      </Button>
    </>
  );
}
