"use client";

import { useState } from "react";
import { useShell } from "@/components/shell/shell-provider";
import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useWorkplace } from "@/components/workplace";
import { removeMember } from "@/lib/client/team";
import { routes } from "@/lib/routes";

/** The way out, for everybody but the last owner. */
export function LeaveOrganization({ isLastOwner }: { isLastOwner: boolean }) {
  const { place, organizationName } = useWorkplace();
  const { user } = useShell();
  const [leaving, setLeaving] = useState(false);
  return (
    <Section
      title={`Leave ${organizationName}`}
      description={
        isLastOwner
          ? "You are the last owner. Make somebody else an owner before you leave: an organization is never without one."
          : "You lose access at once. API applications that you created go on working."
      }
      actions={
        isLastOwner ? null : (
          <Button variant="outline" onClick={() => setLeaving(true)}>
            Leave organization
          </Button>
        )
      }
    >
      {leaving ? (
        <ConfirmDialog
          title={`Leave ${organizationName}?`}
          consequences={[
            "You are signed out at once, and can no longer open this organization.",
            "Your personal API keys stop working at once, and stay dead if you come back.",
            "API applications that you created go on working: applications belong to the organization.",
            "To come back you need a new invitation.",
          ]}
          action={`Leave ${organizationName}`}
          failure="You did not leave."
          run={async () => {
            await removeMember(place, user.id);
            window.location.assign(routes.signIn);
          }}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </Section>
  );
}
