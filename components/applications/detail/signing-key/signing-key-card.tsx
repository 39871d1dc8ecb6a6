"use client";

import { useState } from "react";
import { SigningKeyStatus } from "@/components/applications/application-status";
import { LastUseView } from "@/components/applications/last-used";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LastUse } from "@/lib/client/rotation";
import { formatDeadline } from "@/lib/client/time";
import type { SigningKeyView } from "@/lib/schemas/application";

type SigningKeyCardProps = {
  signingKey: SigningKeyView;
  use: LastUse;
};

/** One public key: whose it is, how long it verifies, when it was last used, and the PEM on demand. */
export function SigningKeyCard({ signingKey, use }: SigningKeyCardProps) {
  const now = useNow();
  const [showsPem, setShowsPem] = useState(false);
  const pem = signingKey.publicKeyPem.trim();
  return (
    <div className="flex flex-col gap-3">
      <KeyValueList className="border-border border-y">
        <KeyValue term="Status">
          <span className="flex flex-wrap items-center gap-x-3">
            <SigningKeyStatus signingKey={signingKey} />
            {signingKey.status === "retiring" && signingKey.retiresAt ? (
              <span className="text-muted-foreground tabular-nums">
                Verifies until {formatDeadline(signingKey.retiresAt, now)}
              </span>
            ) : null}
          </span>
        </KeyValue>
        <KeyValue term="Fingerprint">
          <Mono value={signingKey.fingerprint} label="fingerprint" />
          <p className="text-muted-foreground text-[0.8125rem]">
            SHA-256 of the public key; the token&apos;s kid.
          </p>
        </KeyValue>
        <KeyValue term="Type">
          <span className="tabular-nums">RSA {signingKey.modulusBits} bits, RS256</span>
        </KeyValue>
        <KeyValue term="Added">
          <RelativeTime at={signingKey.createdAt} />
          {signingKey.createdBy ? <span> by {signingKey.createdBy.displayName}</span> : null}
        </KeyValue>
        <KeyValue term="Last used">
          <LastUseView use={use} />
        </KeyValue>
      </KeyValueList>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="outline" aria-expanded={showsPem} onClick={() => setShowsPem(!showsPem)}>
          {showsPem ? "Hide public key" : "Show public key"}
        </Button>
        <CopyButton value={`${pem}\n`} label="public key" withText />
      </div>
      {showsPem ? <CodeBlock label="public key" code={pem} /> : null}
    </div>
  );
}
