"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { EgressSection } from "@/components/webhooks/detail/egress-section";
import { RotateSecretDialog } from "@/components/webhooks/detail/rotate-secret-dialog";
import { LastDay } from "@/components/webhooks/last-day";
import { PrivateTargetsNotice } from "@/components/webhooks/private-targets-notice";
import { WebhookStatus } from "@/components/webhooks/webhook-status";
import { useMay, useWorkplace } from "@/components/workplace";
import { webhooksQuery } from "@/lib/client/webhooks";
import type { WebhookView } from "@/lib/schemas/webhook";

/** What the endpoint is: where, what for, how it goes, what signs, and from where deliveries come. */
export function OverviewTab({ webhook }: { webhook: WebhookView }) {
  const { place } = useWorkplace();
  const list = useQuery(webhooksQuery(place));
  return (
    <div className="flex flex-col gap-10">
      {list.data?.allowsPrivateTargets ? <PrivateTargetsNotice /> : null}
      <Facts webhook={webhook} />
      <SigningSecret webhook={webhook} />
      <EgressSection egress={list.data?.egress ?? []} />
    </div>
  );
}

function Facts({ webhook }: { webhook: WebhookView }) {
  const { events, createdBy, lastDelivery, failingSince } = webhook;
  return (
    <Section title="Endpoint">
      <KeyValueList>
        <KeyValue term="Status">
          <span className="flex flex-wrap items-center gap-x-3">
            <WebhookStatus webhook={webhook} />
            {webhook.status === "enabled" && failingSince !== null ? (
              <span className="text-muted-foreground">
                since <RelativeTime at={failingSince} />
              </span>
            ) : null}
          </span>
        </KeyValue>
        <KeyValue term="URL">
          <Mono value={webhook.url} label="URL" />
        </KeyValue>
        {webhook.description === "" ? null : (
          <KeyValue term="Description">
            <span className="[overflow-wrap:anywhere]">{webhook.description}</span>
          </KeyValue>
        )}
        <KeyValue term="Events">
          {events === "all" ? (
            "All events"
          ) : (
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {events.map((type) => (
                <li key={type}>
                  <code className="font-mono text-[0.8125rem]">{type}</code>
                </li>
              ))}
            </ul>
          )}
        </KeyValue>
        <KeyValue term="Delivered, last 24 h">
          <LastDay lastDay={webhook.lastDay} />
        </KeyValue>
        <KeyValue term="Last event">
          {lastDelivery === null ? (
            <span className="text-muted-foreground">Never</span>
          ) : (
            <span className="flex flex-wrap items-center gap-x-3">
              <code className="font-mono text-[0.8125rem]">{lastDelivery.event}</code>
              <RelativeTime at={lastDelivery.at} />
            </span>
          )}
        </KeyValue>
        <KeyValue term="Created">
          <RelativeTime at={webhook.createdAt} />
          {createdBy === null ? null : ` by ${createdBy.displayName}`}
        </KeyValue>
      </KeyValueList>
    </Section>
  );
}

function SigningSecret({ webhook }: { webhook: WebhookView }) {
  const inHub = useWorkplace().place.area === "hub";
  const mayRotate = useMay("WEBHOOKS_WRITE") && !inHub;
  const [isRotating, setIsRotating] = useState(false);
  return (
    <Section
      title="Signing secret"
      description="Every delivery is signed with it. It was shown when it was made and cannot be shown again."
      actions={
        mayRotate ? (
          <Button variant="outline" onClick={() => setIsRotating(true)}>
            Rotate secret
          </Button>
        ) : null
      }
    >
      <KeyValueList>
        {webhook.secrets.map(({ createdAt, expiresAt }) => (
          <KeyValue key={createdAt} term={expiresAt === null ? "Current secret" : "Secret before"}>
            <span className="flex flex-wrap items-center gap-x-3">
              {expiresAt === null ? (
                <Status tone="success">Signs</Status>
              ) : (
                <Status tone="warning">
                  <span>
                    Signs along, ends <RelativeTime at={expiresAt} />
                  </span>
                </Status>
              )}
              <span className="text-muted-foreground">
                made <RelativeTime at={createdAt} />
              </span>
            </span>
          </KeyValue>
        ))}
      </KeyValueList>
      {isRotating ? <RotateSecretDialog webhook={webhook} onClose={() => setIsRotating(false)} /> : null}
    </Section>
  );
}
