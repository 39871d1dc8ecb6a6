import { ApiKeyStatus } from "@/components/applications/application-status";
import { LastUsed } from "@/components/applications/last-used";
import { PermissionCodes } from "@/components/applications/permission-summary";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { maskedKey } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

/** What the application is and may do, and the state of its credentials, in one glance. */
export function OverviewSection({ application }: { application: ApplicationView }) {
  const { createdBy, apiKeys, signingKeys } = application;
  return (
    <div className="flex flex-col gap-10">
      <Section title="Credentials">
        <KeyValueList className="border-border border-y">
          <KeyValue term="API keys">
            {apiKeys.length === 0 ? <span className="text-muted-foreground">None</span> : null}
            <ul className="flex flex-col gap-1">
              {apiKeys.map((key) => (
                <li key={key.id} className="flex flex-wrap items-center gap-x-3">
                  <code className="font-mono text-[0.8125rem] whitespace-nowrap">{maskedKey(key)}</code>
                  <ApiKeyStatus apiKey={key} />
                </li>
              ))}
            </ul>
          </KeyValue>
          <KeyValue term="Signing key">
            {signingKeys
              .filter((key) => key.status !== "retired")
              .map((key) => (
                <Mono key={key.id} value={key.fingerprint} label="fingerprint" />
              ))}
          </KeyValue>
          <KeyValue term="Last used">
            <LastUsed at={application.lastUsedAt} />
          </KeyValue>
        </KeyValueList>
      </Section>
      <Section title="Details">
        <KeyValueList className="border-border border-y">
          <KeyValue term="Created">
            <RelativeTime at={application.createdAt} />
            {createdBy ? <span> by {createdBy.displayName}</span> : null}
          </KeyValue>
          <KeyValue term="Permissions">
            <PermissionCodes permissions={application.permissions} />
          </KeyValue>
          <KeyValue term="Rate limit">
            <span className="tabular-nums">{application.rateLimitPerSecond} requests per second</span>
          </KeyValue>
        </KeyValueList>
      </Section>
    </div>
  );
}
