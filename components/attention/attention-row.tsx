"use client";

import type { ReactNode } from "react";
import { AttentionLink } from "@/components/attention/attention-link";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status, type StatusTone } from "@/components/ui/status";
import { joinWords, maskedKey } from "@/lib/client/words";
import { UNUSED_AFTER_DAYS } from "@/lib/permission-use";
import type { AttentionItem } from "@/lib/schemas/attention";

type Words = { tone: StatusTone; status: ReactNode; detail: ReactNode; tab: string | null; action: string };

/** One thing to act on: which application or webhook, what is the matter, and the way to where it is put right. */
export function AttentionRow({ item }: { item: AttentionItem }) {
  const { tone, status, detail, tab, action } = wordsFor(item);
  const isProduction = item.environment === "production";
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium [overflow-wrap:anywhere]">
            {item.kind === "webhook_troubled" ? item.url : item.applicationName}
          </span>
          <Badge variant={isProduction ? "production" : "neutral"}>
            {isProduction ? "Production" : "Sandbox"}
          </Badge>
          <Status tone={tone}>{status}</Status>
        </p>
        <p className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{detail}</p>
      </div>
      <AttentionLink item={item} tab={tab}>
        {action}
      </AttentionLink>
    </li>
  );
}

function wordsFor(item: AttentionItem): Words {
  switch (item.kind) {
    case "disabled_by_operator":
      return {
        tone: "destructive",
        status: "Disabled by operator",
        detail: (
          <>
            <RelativeTime at={item.disabledAt} />
            {item.disabledByName === null ? "" : ` by ${item.disabledByName}`}
            {item.disabledReason === null ? "." : `: ${item.disabledReason}`}
          </>
        ),
        tab: null,
        action: "Open application",
      };
    case "no_live_key":
      return {
        tone: "destructive",
        status: "No live API key",
        detail: "Every request of this application is refused.",
        tab: "keys",
        action: "Create a key",
      };
    case "permissions_unused":
      return {
        tone: "neutral",
        status: item.permissions.length === 1 ? "Unused permission" : "Unused permissions",
        detail: `${joinWords(item.permissions)}: not used for ${UNUSED_AFTER_DAYS} days.`,
        tab: "permissions",
        action: "Review permissions",
      };
    case "webhook_troubled":
      return {
        tone: item.disabledBy === null ? "warning" : "destructive",
        status:
          item.disabledBy === null
            ? "Webhook failing"
            : item.disabledBy === "operator"
              ? "Webhook disabled by operator"
              : "Webhook disabled after failures",
        detail: (
          <>
            Since <RelativeTime at={item.since} />
            {item.disabledReason === null ? "." : `: ${item.disabledReason}`}
          </>
        ),
        tab: item.disabledBy === null ? "deliveries" : null,
        action: "Open webhook",
      };
    case "key_unclaimed":
      return {
        tone: "warning",
        status: "API key to claim",
        detail: (
          <>
            {item.createdByName} of Nuvera prepared a replacement key. It can be claimed until{" "}
            <RelativeTime at={item.expiresAt} />.
          </>
        ),
        tab: "keys",
        action: "Claim key",
      };
    case "key_ending":
      return {
        tone: item.isReplaced ? "neutral" : "warning",
        status: (
          <span>
            API key ends <RelativeTime at={item.expiresAt} />
          </span>
        ),
        detail: (
          <>
            <code className="font-mono text-[0.8125rem]">{maskedKey(item)}</code>
            {item.isReplaced
              ? " has a key beside it that goes on. Make sure that your services use that one."
              : " is the last key. Replace it before it ends."}
          </>
        ),
        tab: "keys",
        action: item.isReplaced ? "Open keys" : "Replace key",
      };
  }
}
