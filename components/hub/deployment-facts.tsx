import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeploymentFacts } from "@/lib/schemas/hub";

/** Where the deployment is reached, what it runs on and what it signs checkpoints with. */
export function DeploymentFactList({ facts }: { facts: DeploymentFacts }) {
  return (
    <KeyValueList className="border-border border-y">
      <KeyValue term="Address">
        <Mono value={facts.baseUrl} label="address" />
      </KeyValue>
      {facts.environmentBaseUrls === null ? null : (
        <>
          <KeyValue term="Sandbox API">
            <Mono value={facts.environmentBaseUrls.sandbox} label="sandbox base URL" />
          </KeyValue>
          <KeyValue term="Production API">
            <Mono value={facts.environmentBaseUrls.production} label="production base URL" />
          </KeyValue>
        </>
      )}
      <KeyValue term="Trusted proxies">
        {facts.trustedProxies.length === 0 ? (
          <span className="text-muted-foreground">None: the other end of a connection is who sends</span>
        ) : (
          <code className="font-mono text-[0.8125rem] break-all">{facts.trustedProxies.join(", ")}</code>
        )}
      </KeyValue>
      <KeyValue term="Version">
        <Mono value={facts.version} label="version" />
      </KeyValue>
      <KeyValue term="PostgreSQL">
        <code className="font-mono text-[0.8125rem]">{facts.databaseVersion}</code>
      </KeyValue>
      <KeyValue term="Mail">{MAIL[facts.mailDelivery]}</KeyValue>
      <KeyValue term="Checkpoint key">
        {facts.checkpoint === null ? (
          <span className="text-muted-foreground">No checkpoint was signed yet.</span>
        ) : (
          <div className="flex flex-col gap-1">
            <Mono value={facts.checkpoint.keyFingerprint} label="checkpoint key fingerprint" />
            <p className="text-muted-foreground text-[0.8125rem]">
              SHA-256 of the Ed25519 key that signs the heads of audit histories; last used{" "}
              <RelativeTime at={facts.checkpoint.signedAt} />.
            </p>
          </div>
        )}
      </KeyValue>
    </KeyValueList>
  );
}

const MAIL: Record<DeploymentFacts["mailDelivery"], string> = {
  smtp: "Sent through an SMTP server",
  outbox: "Not sent: kept in the outbox below, where it can be read",
  off: "Off: no SMTP server is set, and mail is not kept",
};
