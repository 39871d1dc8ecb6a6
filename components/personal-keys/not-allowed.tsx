"use client";

import { Notice } from "@/components/ui/notice";
import { useMay, useWorkplace } from "@/components/workplace";
import type { PersonalKeyPolicy } from "@/lib/schemas/personal-key";

type NotAllowedProps = { policy: PersonalKeyPolicy; hasKeys: boolean };

/** Why no key can be made or used here, and who can change that. */
export function NotAllowed({ policy, hasKeys }: NotAllowedProps) {
  const { organizationName } = useWorkplace();
  const mayManage = useMay("PERSONAL_KEYS_MANAGE");
  const where = policy === "off" ? "turned off" : "allowed in sandbox only";
  return (
    <Notice tone="warning" title={`Personal API keys are ${where} in ${organizationName}`}>
      <p className="text-muted-foreground">
        {hasKeys ? "The keys below are kept, and every request with one of them is refused here. " : ""}
        {mayManage
          ? "You can change that below."
          : "An owner or admin can change that. Services use an API application instead."}
      </p>
    </Notice>
  );
}
