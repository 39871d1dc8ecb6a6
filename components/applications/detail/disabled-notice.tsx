"use client";

import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { useWorkplace } from "@/components/workplace";
import type { ApplicationView } from "@/lib/schemas/application";

/** Who stopped the application, when and why, and who can start it again. */
export function DisabledNotice({ application }: { application: ApplicationView }) {
  const inHub = useWorkplace().place.area === "hub";
  if (application.status === "enabled") return null;
  const { disabledAt, disabledBy, disabledByName, disabledReason } = application;
  const byOperator = disabledBy === "operator";
  return (
    <Notice tone="warning" title="Every request of this application is refused">
      <p>
        Disabled by {disabledByName ?? (byOperator ? "the operator" : "your organization")}
        {byOperator && disabledByName !== null ? " (operator)" : ""}
        {disabledAt === null ? null : (
          <>
            , <RelativeTime at={disabledAt} />
          </>
        )}
        .
      </p>
      {disabledReason === null ? null : <p className="[overflow-wrap:anywhere]">Reason: {disabledReason}</p>}
      <p className="text-muted-foreground">
        Its keys and permissions are kept.
        {byOperator && !inHub ? " Only the operator can enable it again: write to support." : ""}
      </p>
    </Notice>
  );
}
