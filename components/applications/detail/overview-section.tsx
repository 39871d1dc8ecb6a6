"use client";

import { ApiKeyStatus, SigningKeyStatus } from "@/components/applications/application-status";
import { liveKeys } from "@/components/applications/detail/keys/grace";
import { RotationSummary } from "@/components/applications/detail/rotation/rotation-summary";
import { useApiBaseUrl } from "@/components/applications/detail/use-api-base-url";
import type { TabId } from "@/components/applications/detail/use-tab";
import { LastUsed } from "@/components/applications/last-used";
import { PermissionCodes } from "@/components/applications/permission-summary";
import { useNow } from "@/components/clock";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { maskedKey } from "@/lib/client/words";
import type { AddressListMode } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";

const ADDRESS_LIST_WORDS: Record<AddressListMode, string> = {
  off: "Off: requests may come from anywhere",
  report: "Report only",
  enforce: "Enforced",
};

type OverviewSectionProps = { application: ApplicationView; onOpenTab: (tab: TabId) => void };

/** What the application is and may do, and the state of its credentials, in one glance. */
export function OverviewSection({ application, onOpenTab }: OverviewSectionProps) {
  const now = useNow();
  const baseUrl = useApiBaseUrl();
  const { createdBy, signingKeys } = application;
  const apiKeys = liveKeys(application.apiKeys, now);
  return (
    <div className="flex flex-col gap-10">
      <RotationSummary application={application} onOpen={onOpenTab} />
      <Section title="Credentials">
        <KeyValueList className="border-border border-y">
          <KeyValue term="API keys">
            {apiKeys.length === 0 ? <span className="text-muted-foreground">No live key</span> : null}
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
                <div key={key.id} className="flex flex-wrap items-center gap-x-3">
                  <Mono value={key.fingerprint} label="fingerprint" />
                  <SigningKeyStatus signingKey={key} />
                </div>
              ))}
          </KeyValue>
          <KeyValue term="Last used">
            <LastUsed at={application.lastUsedAt} />
          </KeyValue>
        </KeyValueList>
      </Section>
      <Section title="Details">
        <KeyValueList className="border-border border-y">
          <KeyValue term="Base URL">
            {baseUrl === "" ? null : <Mono value={baseUrl} label="base URL" />}
          </KeyValue>
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
          <KeyValue term="Address list">{ADDRESS_LIST_WORDS[application.addressList.mode]}</KeyValue>
        </KeyValueList>
      </Section>
    </div>
  );
}
