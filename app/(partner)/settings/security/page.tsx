import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountSecurity } from "@/components/account/account-security";
import { LeaveOrganization } from "@/components/team/leave-organization";
import { PageHeader } from "@/components/ui/page-header";
import { accountState } from "@/lib/web/account-state";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { user, permissions } = await requirePartnerShell();
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }]}
        title="Security"
        description={`How you sign in as ${user.email}, in every organization.`}
      />
      <HydrationBoundary state={await accountState()}>
        <AccountSecurity />
      </HydrationBoundary>
      {/* Who sees the team leaves there. The last owner is an owner, and so sees it. */}
      {permissions.includes("TEAM_READ") ? null : (
        <div className="mt-4">
          <LeaveOrganization isLastOwner={false} />
        </div>
      )}
    </>
  );
}
