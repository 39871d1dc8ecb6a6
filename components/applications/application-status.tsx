"use client";

import { useNow } from "@/components/clock";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatDateUtc, formatSpanLeft } from "@/lib/client/time";
import type { ApiKeyView, ApplicationView, SigningKeyView } from "@/lib/schemas/application";

/** `Enabled`, `Disabled`, `Disabled by operator`. */
export function ApplicationStatus({
  application,
}: {
  application: Pick<ApplicationView, "status" | "disabledBy">;
}) {
  if (application.status === "enabled") return <Status tone="success">Enabled</Status>;
  const words = application.disabledBy === "operator" ? "Disabled by operator" : "Disabled";
  return <Status tone="destructive">{words}</Status>;
}

/** `Active`, `Expiring in 22 h`, `Expired`, `Revoked`. */
export function ApiKeyStatus({ apiKey }: { apiKey: ApiKeyView }) {
  const now = useNow();
  const { tone, words } = describeKey(apiKey, now);
  return <Status tone={tone}>{words}</Status>;
}

function describeKey(apiKey: ApiKeyView, now: number): { tone: StatusTone; words: string } {
  if (apiKey.status === "active") return { tone: "success", words: "Active" };
  if (apiKey.status === "revoked") {
    return {
      tone: "neutral",
      words: apiKey.revokedAt ? `Revoked ${formatDateUtc(apiKey.revokedAt)}` : "Revoked",
    };
  }
  const remaining = apiKey.expiresAt === null ? 0 : Date.parse(apiKey.expiresAt) - now;
  // The list may be a few seconds old: a key past its end is never shown as living.
  if (apiKey.status === "expiring" && remaining > 0) {
    return { tone: "warning", words: `Expiring in ${formatSpanLeft(remaining)}` };
  }
  return {
    tone: "neutral",
    words: apiKey.expiresAt ? `Expired ${formatDateUtc(apiKey.expiresAt)}` : "Expired",
  };
}

/** `Active`, `Retiring in 40 min`, `Retired`. */
export function SigningKeyStatus({ signingKey }: { signingKey: SigningKeyView }) {
  const now = useNow();
  if (signingKey.status === "active") return <Status tone="success">Active</Status>;
  const remaining = signingKey.retiresAt === null ? 0 : Date.parse(signingKey.retiresAt) - now;
  if (signingKey.status === "retiring" && remaining > 0) {
    return <Status tone="warning">Retiring in {formatSpanLeft(remaining)}</Status>;
  }
  return <Status tone="neutral">Retired</Status>;
}
