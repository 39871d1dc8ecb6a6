"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { useWorkplace } from "@/components/workplace";
import { removeMember, teamQuery } from "@/lib/client/team";
import { toast } from "@/lib/client/toast";
import type { MemberView } from "@/lib/schemas/team";

export function RemoveMemberDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const { place, organizationName } = useWorkplace();
  const client = useQueryClient();
  return (
    <ConfirmDialog
      title={`Remove ${member.displayName} from ${organizationName}?`}
      consequences={[
        "Their sessions end at once, and they can no longer open this organization.",
        "Their personal API keys stop working at once, and stay dead if they come back.",
        "API applications that they created go on working: applications belong to the organization.",
        "What they did stays in the audit history. To come back they need a new invitation.",
      ]}
      action={`Remove ${member.displayName}`}
      failure={`${member.displayName} was not removed.`}
      run={async () => {
        await removeMember(place, member.userId);
        await client.invalidateQueries({ queryKey: teamQuery(place).queryKey });
        toast.success(`${member.displayName} was removed.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
