"use client";

import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { useWorkplace } from "@/components/workplace";
import { changeMemberRole } from "@/lib/client/team";
import { describeRole, formatRole } from "@/lib/client/words";
import type { PartnerRole } from "@/lib/permissions";
import { routes } from "@/lib/routes";
import type { MemberView } from "@/lib/schemas/team";

type StepDownDialogProps = { member: MemberView; role: PartnerRole; onClose: () => void };

/** Taking a lower role oneself: the way back is somebody else's to open. */
export function StepDownDialog({ member, role, onClose }: StepDownDialogProps) {
  const { place } = useWorkplace();
  return (
    <ConfirmDialog
      title={`Change your own role to ${formatRole(role)}?`}
      consequences={[
        `${formatRole(role)}: ${describeRole(role)}`,
        "You cannot take your present role back by yourself; somebody else has to give it to you.",
        "You are signed out, and sign in again with the new role.",
      ]}
      action={`Become ${formatRole(role)}`}
      failure="Your role was not changed."
      run={async () => {
        await changeMemberRole(place, member.userId, role);
        window.location.assign(routes.signIn);
      }}
      onClose={onClose}
    />
  );
}
